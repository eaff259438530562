from unittest.mock import patch

from psycopg2 import IntegrityError, OperationalError, errors

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .reminder_case import ReminderCase

JOB = "odoo.addons.okr.models.okr_reminder_job"


@tagged("post_install", "-at_install")
class TestReminderLuck(ReminderCase):
    """Whatever goes wrong with one, the rest goes on, and nothing is lost."""

    def _many(self, number):
        key_results = self.key_result
        for _number in range(number - 1):
            key_results |= self._create_key_result()
        self._exists_since(key_results)
        return key_results

    def _of_all(self, key_results):
        return {
            key_result: len(self._reminders(key_result=key_result))
            for key_result in key_results
        }

    def test_one_that_raises_in_the_middle_is_named_and_stops_no_other(self):
        key_results = self._many(9)
        bad = key_results[4]
        model = type(self.job)
        create = model._make_activities

        def fail(self, rows):
            if bad.id in [row["key_result_id"] for row in rows]:
                raise ZeroDivisionError
            return create(self, rows)

        with (
            patch.object(model, "_make_activities", fail),
            mute_logger(JOB),
            self.assertLogs(JOB) as logs,
        ):
            self._run(batch_size=4)
        self.assertIn(f"key result {bad.id}", "".join(logs.output))
        reminded = self._of_all(key_results)
        self.assertEqual(reminded.pop(bad), 0)
        self.assertEqual(set(reminded.values()), {1})
        self._run()
        self.assertEqual(set(self._of_all(key_results).values()), {1})

    def test_a_row_that_somebody_holds_is_left_for_later(self):
        key_results = self._many(3)
        held, model = key_results[1], type(key_results)
        lock = model.try_lock_for_update

        def skip(records, **how):
            found = lock(records, **how)
            return found - held if records._name == held._name else found

        with patch.object(model, "try_lock_for_update", skip):
            self._run()
        reminded = self._of_all(key_results)
        self.assertEqual(reminded.pop(held), 0)
        self.assertEqual(set(reminded.values()), {1})
        cron = self.env.ref("okr.ir_cron_remind")
        self.assertTrue(self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)]))
        self._run()
        self.assertEqual(set(self._of_all(key_results).values()), {1})

    def test_a_batch_that_somebody_else_was_faster_with_is_tried_again(self):
        self._many(3)
        model, calls = type(self.job), []
        send = model._send

        def fail_once(self, rows):
            calls.append(rows)
            if len(calls) == 1:
                raise errors.SerializationFailure
            return send(self, rows)

        with patch.object(model, "_send", fail_once):
            self._run()
        self.assertReminded(self.latest)

    def test_a_lost_connection_is_blamed_on_no_key_result(self):
        self._many(3)
        lost = OperationalError("server closed")
        with (
            patch.object(type(self.job), "_make_activities", side_effect=lost),
            self.assertNoLogs(JOB, "ERROR"),
            self.assertRaises(OperationalError),
        ):
            self._run()
        self._run()
        self.assertReminded(self.latest)

    def test_the_database_itself_refuses_a_second_reminder(self):
        self._run()
        kept = self.job.search([("user_id", "=", self.user.id)])
        with (
            self.assertRaises(IntegrityError),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            self.job.create(
                {
                    "key_result_id": kept.key_result_id.id,
                    "user_id": self.user.id,
                    "kind": "update",
                    "period": kept.period,
                }
            )

    def test_a_stopped_job_goes_on_where_it_ended(self):
        key_results = self._many(6)
        with patch.object(
            type(self.env["ir.cron"]),
            "_commit_progress",
            side_effect=[100, 0],
        ):
            self._run(batch_size=2)
        self.assertEqual(sum(self._of_all(key_results).values()), 2)
        self._run(batch_size=2)
        self.assertEqual(set(self._of_all(key_results).values()), {1})

    def test_owners_who_cannot_be_reminded_break_nothing(self):
        inactive, employee_inactive = self._create_person("inactive", role="user")
        inactive.active = False
        without_mail, employee_without_mail = self._create_person(
            "silent", role="user", email=False
        )
        nowhere = self.env["hr.employee"].create(
            {"name": "No Account", "company_id": self.company.id}
        )
        left = self.env["hr.employee"].create(
            {"name": "Has Left", "company_id": self.company.id, "active": False}
        )
        self._own_too(
            employee_inactive,
            employee_without_mail,
            nowhere,
            left,
            self.employee_none,
        )
        self._run()
        self.assertReminded(self.latest)
        self.assertReminded(self.latest, user=without_mail)
        self.assertReminded(user=inactive | self.user_none)

    def test_a_person_of_two_companies_is_reminded_once_in_each(self):
        self.user.company_ids = [Command.link(self.company_b.id)]
        mine = self.env["hr.employee"].create(
            {"name": "Me", "user_id": self.user.id, "company_id": self.company_b.id}
        )
        session = self._create_session(
            state="in_progress", user=self.manager_b, cadence="weekly"
        )
        objective = self._create_objective(session_id=session.id, user=self.manager_b)
        other = self._create_key_result(
            objective_id=objective.id,
            user=self.manager_b,
            owner_ids=[Command.set(mine.ids)],
        )
        self._exists_since(other)
        for _time in range(2):
            self._run()
        self.assertReminded(self.latest)
        self.assertReminded(self.latest, key_result=other)

    def test_who_left_a_company_is_reminded_of_nothing_there(self):
        self.user.write(
            {
                "company_ids": [Command.set(self.company_b.ids)],
                "company_id": self.company_b.id,
            }
        )
        self._run()
        self.assertReminded()

    def test_a_session_that_cannot_be_computed_takes_no_other_with_it(self):
        broken = self._create_session(state="in_progress", cadence="weekly")
        model = type(broken)
        due_days = model._due_days

        def fail(session):
            if session == broken:
                raise ValueError
            return due_days(session)

        place = "odoo.addons.okr.models.okr_session_rhythm"
        with (
            patch.object(model, "_due_days", fail),
            mute_logger(place),
            self.assertLogs(place) as logs,
        ):
            self._run()
        self.assertIn(f"session {broken.id}", "".join(logs.output))
        self.assertReminded(self.latest)

    def test_a_zone_that_nobody_knows_is_no_reason_to_remind_nobody(self):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET tz = 'Mars/Olympus' WHERE id = %s",
            [self.user.partner_id.id],
        )
        self.env.invalidate_all()
        self._run()
        self.assertReminded(self.latest)

    def test_the_queries_do_not_grow_with_the_reminders(self):
        counts = []
        for number in (20, 120):
            with self._thrown_away():
                ids = self._many(number).ids
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                self.job._remind(self.env["okr.key.result"].browse(ids))
                self.env.flush_all()
                counts.append(self.env.cr.sql_log_count - before)
            self.env.invalidate_all()
        # Odoo itself inserts a hundred rows with one statement.
        self.assertLessEqual(counts[1] - counts[0], 6, counts)
        self.assertLessEqual(counts[1], 40, counts)

    def test_the_manager_sees_who_cannot_be_reminded(self):
        fine = self._create_key_result()
        nobody = self.env["hr.employee"].create(
            {"name": "No Account", "company_id": self.company.id}
        )
        session = self.session.with_user(self.manager)
        self.assertFalse(session.unreachable_owners)
        self._own_too(nobody, self.employee_none)
        self.env.invalidate_all()
        self.assertIn("Owners who cannot be reminded: 2", session.unreachable_owners)
        self.assertIn("No Account", session.unreachable_owners)
        found = fine.search([("has_unreachable_owner", "=", True)])
        self.assertIn(self.key_result, found)
        self.assertNotIn(fine, found)
        self.assertTrue(self.key_result.has_unreachable_owner)
        self.assertFalse(fine.has_unreachable_owner)
        with self.assertRefused(error=AccessError):
            self.session.with_user(self.user).read(["unreachable_owners"])
