from datetime import date
from unittest.mock import patch

from psycopg2 import OperationalError

from odoo import Command

from .mail_case import MailCase


class TestMailOccasions(MailCase):
    """What happens, and who is told of it: once each."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.objective.owner_id = cls.employee_supervisor
        cls.company.okr_mail_digest = False
        cls._forget()

    # -- owners ---------------------------------------------------------------------

    def test_a_new_owner_is_told_and_the_old_one_is_not(self):
        self.key_result.owner_ids += self.employee_colleague
        mails = self._write_mails()
        self.assertMailed(mails, self.colleague)
        self.assertEqual(mails.subject, "Yours to update: Mine to update")

    def test_who_makes_themselves_owner_is_not_told(self):
        self._create_key_result(
            owner_ids=[
                Command.set((self.employee_manager | self.employee_colleague).ids)
            ]
        )
        self.assertMailed(self._write_mails(), self.colleague)

    def test_several_key_results_saved_together_make_one_e_mail(self):
        values = {
            "objective_id": self.objective.id,
            "target_value": 10,
            "owner_ids": [Command.set(self.employee_colleague.ids)],
        }
        self._model("okr.key.result").create(
            [{"name": f"Number {number}", **values} for number in range(25)]
        )
        mail = self._write_mails()
        self.assertMailed(mail, self.colleague)
        self.assertIn("Number 1", mail.body_html)
        self.assertIn("and 5 more", mail.body_html)

    # -- deadlines ------------------------------------------------------------------

    def _near_deadline(self, **values):
        key_result = self._create_key_result(
            name="Soon due", deadline=self._days(7), **values
        )
        self._forget()
        return key_result

    def test_a_near_deadline_below_what_is_expected_is_told_once(self):
        self._near_deadline()
        for _time in range(3):
            self.assertMailed(self._find_mails(), self.user)
        self._pass_to(self._days(1))
        mail = self._find_mails()
        self.assertMailed(mail, self.user)
        self.assertEqual(mail.subject, "Deadline near: Soon due")

    def test_a_new_deadline_is_told_anew(self):
        key_result = self._near_deadline()
        self._find_mails()
        key_result.write({"deadline": self._days(6), "goalpost_reason": "Sooner"})
        self._forget()
        self.assertMailed(self._find_mails(), self.user)

    def test_a_deadline_is_not_told_where_nothing_is_wrong(self):
        for values in ({"deadline": self._days(8)}, {"deadline": self._days(-1)}):
            self._create_key_result(**values)
        reached = self._near_deadline()
        self._check_in(reached, 99)
        cancelled = self._near_deadline()
        cancelled.action_cancel("No more")
        self._forget()
        self.assertFalse(self._find_mails())

    def test_a_company_that_sends_no_deadlines_tells_later_what_is_near_then(self):
        self._near_deadline()
        self.company.okr_mail_deadline = False
        self.assertFalse(self._find_mails())
        self.company.okr_mail_deadline = True
        self.assertMailed(self._find_mails(), self.user)

    # -- achieved -------------------------------------------------------------------

    def test_what_is_achieved_is_told_once_to_owners_and_the_objectives_owner(self):
        self._check_in(self.key_result, 100)
        for _time in range(3):
            self.assertMailed(self._find_mails(), self.user, self.supervisor)
        self._check_in(self.key_result, 90)
        self._check_in(self.key_result, 100)
        mails = self._find_mails()
        self.assertMailed(mails, self.user, self.supervisor)
        self.assertEqual(set(mails.mapped("subject")), {"Achieved: Mine to update"})

    def test_whoever_reaches_a_target_wakes_the_job(self):
        job = self.env.ref("okr.ir_cron_find_mails")
        triggers = self.env["ir.cron.trigger"].sudo()
        self._check_in(self.key_result, 50)
        self.assertFalse(triggers.search([("cron_id", "=", job.id)]))
        self._check_in(self.key_result, 100)
        self.assertTrue(triggers.search([("cron_id", "=", job.id)]))

    def test_what_was_achieved_long_ago_is_not_told(self):
        self._check_in(self.key_result, 100, date=self._days(-8))
        self.assertFalse(self._find_mails())

    # -- sessions -------------------------------------------------------------------

    def test_who_owns_something_is_told_that_a_session_starts(self):
        session = self._create_session(name="Next")
        objective = self._create_objective(
            session_id=session.id, owner_id=self.employee_supervisor.id
        )
        for name in ("One", "Two"):
            self._create_key_result(name=name, objective_id=objective.id)
        self._forget()
        session.action_start()
        mails = self._write_mails()
        self.assertMailed(mails, self.user, self.supervisor)
        mine = self._to(mails, self.user)
        self.assertEqual(mine.subject, "Session started: Next")
        self.assertIn("One", mine.body_html)
        self.assertIn("Two", mine.body_html)
        self.assertNotIn("Two", self._to(mails, self.supervisor).body_html)

    def test_a_closed_session_gives_each_their_results_on_one_page(self):
        year = self._create_year(state="in_progress")
        self.session.parent_id = year
        self._check_in(self.key_result, 40)
        self._forget()
        year.action_close()
        mails = self._write_mails()
        self.assertMailed(mails, self.user, self.supervisor, self.manager)
        mine = self._to(mails, self.user)
        self.assertIn("Mine to update", mine.body_html)
        self.assertIn("Missed", mine.body_html)
        self.assertNoCanary(mine.body_html)

    def test_the_name_of_a_hidden_session_stays_hidden_from_an_owner_in_it(self):
        self._create_key_result(name="Mine there", objective_id=self.elsewhere.id)
        self._forget()
        self.secret_session.action_close()
        mail = self._write_mails()
        self.assertMailed(mail, self.user)
        self.assertIn("Mine there", mail.body_html)
        self.assertNoCanary(f"{mail.subject} {mail.body_html}")

    # -- reports --------------------------------------------------------------------

    def _report(self, rhythm):
        people = self.user | self.manager | self.user_b
        self.session.write({"report_rhythm": rhythm, "report_user_ids": people.ids})

    def test_a_weekly_report_comes_once_a_week_with_what_each_may_see(self):
        self._report("weekly")
        for _time in range(3):
            mails = self._find_mails()
            self.assertMailed(mails, self.user, self.manager)
        self.assertNoCanary(self._to(mails, self.user).body_html)
        self.assertIn("Customers come back", self._to(mails, self.user).body_html)
        self.assertFalse(self._to(mails, self.user_b))
        self._forget()
        self._pass_to(self._days(6))
        self.assertFalse(self._find_mails())
        # The server was down on Monday, and for a whole week before.
        self._pass_to(self._days(16))
        self.assertMailed(self._find_mails(), self.user, self.manager)

    def test_a_monthly_report_comes_once_a_month(self):
        self._report("monthly")
        self.assertMailed(self._find_mails(), self.user, self.manager)
        self._forget()
        self._pass_to(date(2026, 2, 28))
        self.assertFalse(self._find_mails())
        self._pass_to(date(2026, 3, 1))
        self.assertMailed(self._find_mails(), self.user, self.manager)

    def test_a_report_at_close_comes_at_close(self):
        self._report("close")
        self.assertFalse(self._find_mails())
        self.env["res.users"].search([]).okr_mail_session_closed = False
        self.session.action_close()
        self.assertMailed(self._find_mails(), self.user, self.manager)

    # -- the digest -----------------------------------------------------------------

    def test_managers_get_one_digest_a_week(self):
        self.company.okr_mail_digest = True
        self.session.cadence = "weekly"
        self._check_in(self.key_result, 30)
        stuck = self._create_key_result(
            name="Nobody looks", owner_ids=[Command.set(self.employee_colleague.ids)]
        )
        self._travel_to(self._days(-20))
        self._check_in(stuck, 1, user=self.colleague)
        self._travel_to(self.today)
        self._forget()
        for _time in range(3):
            mails = self._find_mails()
            self.assertMailed(mails, self.manager)
        body = mails.body_html
        moved, late, silent = (
            body.index(words)
            for words in ("What moved", "What is stuck", "Who has not checked in")
        )
        self.assertIn("0 → 30", body[moved:late])
        self.assertIn("Nobody looks", body[late:silent])
        self.assertIn("The colleague", body[silent:])
        self._forget()
        self._pass_to(self._days(6))
        self.assertFalse(self._find_mails())
        self._pass_to(self._days(7))
        self.assertMailed(self._find_mails(), self.manager)

    def test_a_digest_names_each_who_has_not_checked_in_once(self):
        self.company.okr_mail_digest = True
        self.session.cadence = "weekly"
        for name in ("One", "Two"):
            self._create_key_result(
                name=name, owner_ids=[Command.set(self.employee_colleague.ids)]
            )
        self._forget()
        body = self._find_mails().body_html
        # The first time it is said in what an inbox shows of the e-mail.
        silent = body[body.rindex("Who has not checked in") :]
        self.assertEqual(silent.count("The colleague"), 1)
        self.assertIn("Key results that are due: 2", silent)

    def test_a_broken_search_stops_no_other(self):
        self._near_deadline()
        self.patch(
            type(self.env["okr.mail"]),
            "_find_achieved",
            lambda self, size: self.env["no.such.model"],
        )
        with self.assertLogs("odoo.addons.okr.models.okr_mail_daily", "ERROR"):
            self.assertMailed(self._find_mails(), self.user)

    def test_a_lost_connection_is_blamed_on_no_search_and_no_report(self):
        self._report("weekly")
        lost = OperationalError("server closed")
        for model, method in (
            ("okr.mail", "_find_achieved"),
            ("okr.session", "_send_report"),
        ):
            with (
                self.subTest(method),
                patch.object(
                    self.registry[model], method, autospec=True, side_effect=lost
                ),
                self.assertNoLogs("odoo.addons.okr.models.okr_mail_daily", "ERROR"),
                self.assertRaises(OperationalError),
                self.env.cr.savepoint(),
            ):
                self.env["okr.mail"]._cron_find()
        self.assertMailed(self._find_mails(), self.user, self.manager)

    def test_an_escalation_names_owners_and_the_last_update(self):
        self.env["okr.mail"]._send("escalation", {self.supervisor: self.key_result})
        mail = self._write_mails()
        self.assertMailed(mail, self.supervisor)
        self.assertIn("The user", mail.body_html)
        self.assertIn("never", mail.body_html)

    def test_one_broken_report_stops_no_other(self):
        self._report("weekly")
        other = self._create_session(name="Another", state="in_progress")
        self._create_objective(name="In another", session_id=other.id)
        other.write({"report_rhythm": "weekly", "report_user_ids": self.user.ids})
        self._forget()
        sessions = type(self.env["okr.session"])
        send = sessions._send_report

        def broken(session):
            if session == self.session:
                raise ValueError("broken")
            return send(session)

        self.patch(sessions, "_send_report", broken)
        with self.assertLogs("odoo.addons.okr.models.okr_mail_daily", "ERROR") as log:
            mails = self._find_mails()
        self.assertMailed(mails, self.user)
        self.assertEqual(mails.subject, "Report: Another")
        self.assertIn(str(self.session), log.output[0])
