from datetime import timedelta
from unittest.mock import patch

from psycopg2 import OperationalError

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tools import mute_logger

from ..models.okr_mail import KINDS
from .access_case import CANARY
from .mail_case import MailCase

QUERIES_PER_PERSON = 20
OUTBOX = "odoo.addons.okr.models.okr_mail_outbox"


class TestMails(MailCase):
    """Who gets an e-mail, and what of it."""

    def _send(self, kind="became_owner", users=None, records=None):
        key_results = records or self.key_result
        users = self.user if users is None else users
        self.env["okr.mail"]._send(kind, {user: key_results for user in users})

    # -- switches -------------------------------------------------------------------

    def test_a_new_user_has_the_typical_switches(self):
        user, _employee = self._create_person("fresh", role="user")
        on = {name for name in self.switches if user[name]}
        names = ("became_owner", "deadline", "achieved", "session_closed")
        self.assertEqual(on, {f"okr_mail_{name}" for name in names})

    def test_the_preset_gives_the_typical_switches_back(self):
        self.user.write({"okr_mail_digest": True, "okr_mail_achieved": False})
        self.user._okr_preset_mails()
        self.assertFalse(self.user.okr_mail_digest)
        self.assertTrue(self.user.okr_mail_achieved)

    def test_people_switch_their_own_e_mails(self):
        self.user.with_user(self.user).okr_mail_became_owner = False
        self.assertFalse(self.user.okr_mail_became_owner)
        with self.assertRefused(error=AccessError):
            self.colleague.with_user(self.user).okr_mail_became_owner = False

    def test_an_e_mail_needs_both_switches(self):
        self._send()
        self.assertMailed(self._write_mails(), self.user)
        for switched in (self.user, self.company):
            self._forget()
            switched.okr_mail_became_owner = False
            self._send()
            self.assertFalse(self._write_mails())
            switched.okr_mail_became_owner = True

    def test_who_switches_off_meanwhile_gets_nothing(self):
        self._send()
        self.user.okr_mail_became_owner = False
        self.assertFalse(self._write_mails())
        self.assertFalse(self.env["okr.mail.outbox"].search([]))

    def test_who_cannot_be_reached_stops_no_other(self):
        self.supervisor.email = False
        self.colleague.active = False
        self.secret_key_result.visibility = self.key_result.visibility = "objective"
        people = self.user | self.supervisor | self.colleague | self.user_none
        self._send("achieved", people)
        self.assertMailed(self._write_mails(), self.user)

    def test_every_kind_has_its_switches_its_text_and_its_page(self):
        self.assertEqual({f"okr_mail_{kind}" for kind in KINDS}, set(self.switches))
        for kind in KINDS:
            template = self.env.ref(f"okr.mail_template_{kind}")
            with self.subTest(kind):
                self.assertTrue(hasattr(self.env["okr.mail"], f"_page_{kind}"))
                self.assertIn(f"okr_mail_{kind}", self.company._fields)
                # Whoever edits it looks at it before there is anything to tell.
                [body] = template._render_field("body_html", self.user.ids).values()
                self.assertIn("Hello The user", body)

    # -- what is in it --------------------------------------------------------------

    def test_what_the_reader_does_not_see_is_left_out(self):
        records = self.key_result | self.secret_key_result
        self._send("achieved", records=records)
        mail = self._write_mails()
        self.assertMailed(mail, self.user)
        self.assertIn("Mine to update", mail.body_html)
        self.assertNoCanary(f"{mail.subject} {mail.body_html} {mail.body}")

    def test_who_sees_nothing_of_it_gets_nothing(self):
        self._send("achieved", self.user | self.user_b, self.secret_key_result)
        self.assertFalse(self._write_mails())

    def test_the_objective_of_a_key_result_stays_hidden(self):
        below = self._create_key_result(objective_id=self.secret.id)
        self._forget()
        self._send("achieved", records=below)
        mail = self._write_mails()
        self.assertMailed(mail, self.user)
        self.assertNoCanary(mail.body_html)

    def test_a_record_that_is_gone_or_hidden_meanwhile_is_not_told(self):
        gone = self._create_key_result(owner_ids=[Command.set(self.employee_user.ids)])
        self._forget()
        self._send(records=gone | self.key_result)
        gone.unlink()
        self.key_result.owner_ids = self.employee_manager
        self.env["okr.mail.outbox"].search([("user_id", "!=", self.user.id)]).unlink()
        self.assertFalse(self._write_mails())

    def test_one_page_holds_all_of_one_person(self):
        other = self._create_key_result(name="Another of mine")
        self._forget()
        self._send(records=self.key_result)
        self._send(records=other)
        mail = self._write_mails()
        self.assertMailed(mail, self.user)
        self.assertEqual(mail.subject, "Yours to update: 2 key results")
        self.assertIn("Mine to update", mail.body_html)
        self.assertIn("Another of mine", mail.body_html)

    def test_the_sender_is_the_company_and_nobody_reads_the_message(self):
        self._send()
        mail = self._write_mails()
        self.assertIn("okr@example.com", mail.email_from)
        self.assertEqual(mail.reply_to, mail.email_from)
        self.assertFalse(mail.model)
        for user in (self.manager, self.colleague):
            with self.assertRaises(AccessError):
                mail.mail_message_id.with_user(user).read(["body"])

    def test_an_e_mail_is_in_the_language_of_its_reader(self):
        self.env["res.lang"]._activate_lang("de_DE")
        template = self.env.ref("okr.mail_template_became_owner")
        template.with_context(
            lang="de_DE"
        ).subject = "Deins: {{ ctx.get('okr_about') }}"
        self.user.lang = "de_DE"
        self.key_result.owner_ids += self.employee_colleague
        self._send(users=self.user | self.colleague)
        mails = self._write_mails()
        self.assertTrue(self._to(mails, self.user).subject.startswith("Deins: "))
        self.assertTrue(self._to(mails, self.colleague).subject.startswith("Yours"))

    def test_people_of_two_companies_get_one_e_mail_of_both(self):
        self.user.company_ids += self.company_b
        employee = self.env["hr.employee"].create(
            {
                "name": "Me, too",
                "user_id": self.user.id,
                "company_id": self.company_b.id,
            }
        )
        there = self._create_session(
            user=self.manager_b, name="There", state="in_progress"
        )
        objective = self._create_objective(user=self.manager_b, session_id=there.id)
        theirs = self._create_key_result(
            user=self.manager_b,
            name="In the other company",
            objective_id=objective.id,
            owner_ids=[Command.set(employee.ids)],
        )
        self._forget()
        self._send(records=self.key_result | theirs)
        mail = self._write_mails()
        self.assertMailed(mail, self.user)
        self.assertIn("Mine to update", mail.body_html)
        self.assertIn("In the other company", mail.body_html)
        self._forget()
        self.company_b.okr_mail_became_owner = False
        self._send(records=self.key_result | theirs)
        self.assertNotIn("In the other company", self._write_mails().body_html)

    # -- the job --------------------------------------------------------------------

    def test_what_is_written_is_not_written_again(self):
        self._send()
        for _time in range(3):
            self.assertMailed(self._write_mails(), self.user)

    def test_one_broken_e_mail_stops_no_other_and_is_tried_again(self):
        self.key_result.owner_ids += self.employee_colleague
        self._forget()
        self._send(users=self.user | self.colleague)
        compose = type(self.env["okr.mail"])._compose

        def broken(model, kind, user, ids):
            if user == self.user:
                raise ValueError("broken")
            return compose(model, kind, user, ids)

        with (
            patch.object(type(self.env["okr.mail"]), "_compose", broken),
            self.assertLogs(OUTBOX, "ERROR") as logged,
        ):
            self.assertMailed(self._write_mails(), self.colleague)
        self.assertIn(str(self.key_result.id), logged.output[0])
        self.assertNotIn(CANARY, logged.output[0])
        self.assertMailed(self._write_mails(), self.colleague)
        self._travel_to(self.today + timedelta(days=1))
        self.assertMailed(self._write_mails(), self.colleague, self.user)

    def test_a_lost_connection_is_blamed_on_no_e_mail(self):
        self._send()
        lost = OperationalError("server closed")
        for model, method in (("okr.mail", "_compose"), ("mail.mail", "create")):
            with (
                self.subTest(method),
                patch.object(self.registry[model], method, side_effect=lost),
                self.assertNoLogs(OUTBOX, "ERROR"),
                self.assertRaises(OperationalError),
                self.env.cr.savepoint(),
            ):
                self.env["okr.mail.outbox"]._cron_write()
        self.assertMailed(self._write_mails(), self.user)

    def test_what_stays_broken_is_given_up_after_a_week(self):
        self._send()
        with (
            mute_logger(OUTBOX),
            patch.object(
                type(self.env["okr.mail"]), "_compose", side_effect=ValueError
            ),
        ):
            self._write_mails()
            self.assertTrue(self.env["okr.mail.outbox"].search([]))
            self._travel_to(self.today + timedelta(days=8))
            self._write_mails()
        self.assertFalse(self.env["okr.mail.outbox"].search([]))

    def _queries_for(self, count):
        """Return how many queries it costs to write to so many people."""
        people = self.env["res.users"]
        for number in range(count):
            user, _employee = self._create_person(f"{count}_{number}", role="user")
            people |= user
        self.key_result.visibility = "objective"
        self._forget()
        self._send("achieved", people)
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.assertEqual(len(self._write_mails()), count)
        return self.env.cr.sql_log_count - before

    def test_the_cost_of_an_e_mail_does_not_grow_with_their_number(self):
        self._queries_for(2)  # what is read once
        few, many = self._queries_for(5), self._queries_for(25)
        self.assertLessEqual((many - few) / 20, QUERIES_PER_PERSON)

    def test_to_leave_word_costs_no_more_for_many(self):
        people = self.user | self.colleague | self.supervisor
        self._send("achieved", people)
        self.env.flush_all()
        counts = []
        for some in (self.user, people):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._send("achieved", some)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)
