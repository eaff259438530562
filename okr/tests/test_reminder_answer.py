from datetime import timedelta

from odoo import Command
from odoo.tests import tagged

from .reminder_case import ReminderCase

# One check-in in a request, with a reminder to answer.
BUDGET = 30


@tagged("post_install", "-at_install")
class TestReminderAnswer(ReminderCase):
    """A check-in answers reminders; what no longer applies takes them along."""

    def setUp(self):
        super().setUp()
        self._own_too(self.employee_colleague)
        self._run()
        self.mine = self._reminders()
        self.assertTrue(self.mine)

    def test_the_reminder_of_who_checks_in_is_done_with_the_update_as_feedback(self):
        self._check_in(self.key_result, 10, note="Two new ones")
        self.assertFalse(self.mine.active)
        self.assertIn("10", self.mine.feedback)
        self.assertIn("Two new ones", self.mine.feedback)
        self.assertTrue(self.mine.date_done)

    def test_those_of_the_others_are_withdrawn(self):
        self._check_in(self.key_result, 10)
        self.assertReminded(user=self.colleague)

    def test_a_manager_who_updates_satisfies_all(self):
        self._check_in(self.key_result, 10, user=self.manager)
        self.assertReminded(user=self.user | self.colleague)

    def test_a_question_is_answered_too(self):
        self._ask()
        self._check_in(self.key_result, 10)
        self.assertReminded(user=self.user | self.colleague, type_=self.type_ask)

    def test_the_reminder_of_another_key_result_stays(self):
        other = self._create_key_result()
        self._exists_since(other)
        self._run()
        self._check_in(self.key_result, 10)
        self.assertReminded(self.latest, key_result=other)

    def test_the_next_due_day_reminds_again(self):
        self._check_in(self.key_result, 10)
        self._travel_to(self.following)
        self._run()
        self.assertReminded(self.following)
        self.assertReminded(self.following, user=self.colleague)

    def test_what_closes_is_cancelled_archived_or_moved_takes_its_reminders_along(self):
        draft = self._create_session()
        for change in (
            lambda: self.key_result.action_cancel("Not needed"),
            lambda: self.key_result.action_archive(),
            lambda: self.objective.action_cancel("Not needed"),
            lambda: self.session.action_close(),
            lambda: self.key_result.write(
                {"deadline": self._days(-1), "goalpost_reason": "Sooner"}
            ),
            lambda: self.objective.write({"session_id": draft.id}),
            lambda: self.session.write({"cadence": "none"}),
        ):
            with self._thrown_away():
                change()
                self.assertReminded(user=self.user | self.colleague)
            self.env.invalidate_all()

    def test_a_former_owner_is_not_reminded(self):
        self.key_result.owner_ids = [Command.unlink(self.employee_user.id)]
        self.assertReminded()
        self.assertReminded(self.latest, user=self.colleague)

    def test_who_leaves_is_not_reminded_after_the_next_run(self):
        self.employee_user.active = False
        self._run()
        self.assertReminded()

    def test_who_loses_the_role_or_the_company_is_not_reminded_after_the_next_run(self):
        elsewhere = {
            "company_ids": [Command.set(self.company_b.ids)],
            "company_id": self.company_b.id,
        }
        role = self.env.ref("okr.group_okr_user")
        for loss in ({"group_ids": [Command.unlink(role.id)]}, elsewhere):
            with self.subTest(loss), self._thrown_away():
                self.user.write(loss)
                self._run()
                self.assertReminded()
                self.assertReminded(self.latest, user=self.colleague)
            self.env.invalidate_all()

    def test_a_former_owner_is_not_asked_for_an_update(self):
        self._ask()
        self.key_result.owner_ids = [Command.unlink(self.employee_user.id)]
        self.assertReminded(type_=self.type_ask)
        self.assertReminded(self.latest, user=self.colleague, type_=self.type_ask)

    def test_a_question_goes_when_no_update_can_be_given_any_more(self):
        self.company.okr_grace_days = 2
        deadline = self.key_result.deadline
        self._travel_to(deadline)
        self._ask()
        self._travel_to(deadline + timedelta(days=2))
        self._run()
        self.assertReminded(deadline, type_=self.type_ask)
        self._travel_to(deadline + timedelta(days=3))
        self._run()
        self.assertReminded(type_=self.type_ask)

    def _ask(self):
        self.key_result.with_user(self.manager).action_ask_for_update()

    def test_an_activity_offers_what_its_reader_can_do(self):
        self.objective.owner_id = self.employee_supervisor
        for user, offered in (
            (self.user, "update"),
            (self.manager, "update"),
            (self.supervisor, "ask"),
        ):
            self.assertEqual(self._offered(user), offered)
        self._travel_to(self.key_result.deadline + timedelta(days=1))
        self.assertFalse(self._offered(self.user))

    def _offered(self, user):
        self.env.invalidate_all()
        told = self.mine.with_user(user).activity_format()
        return told["mail.activity"][0]["okr_answer"]

    def test_a_session_moved_while_it_runs_reminds_nobody_twice(self):
        self.session.write({"cadence_weekday": "6"})
        self._run()
        self.assertLessEqual(len(self._reminders()), 1)
        self.assertEqual(
            self.job.search_count([("user_id", "=", self.user.id)]),
            1,
            "the rhythm that is running was reminded of already",
        )

    def test_a_check_in_that_answers_a_reminder_stays_within_the_budget(self):
        self.key_result.owner_ids = [Command.unlink(self.employee_colleague.id)]
        request = self.env(user=self.user, context={})
        # The rules and groups are known to a server that runs.
        self._check_in(self._create_key_result(), 20)
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(BUDGET):
            request["okr.update"].create(
                {"key_result_id": self.key_result.id, "value": 20}
            )
            self.env.flush_all()

    def test_an_update_that_had_to_wait_takes_the_reminders_along(self):
        self._check_in(self.key_result, 10)
        self._reminders_of_a_job_that_did_not_see_it()
        self.env["okr.rollup.queue"]._enqueue(self.key_result.ids, (), ())
        self.env["okr.rollup.queue"]._drain()
        self.assertReminded(user=self.user | self.colleague)

    def _reminders_of_a_job_that_did_not_see_it(self):
        self.job._send(
            [
                {
                    "key_result_id": self.key_result.id,
                    "user_id": user.id,
                    "kind": "update",
                    "period": self.following,
                    "date": self.latest,
                }
                for user in (self.user, self.colleague)
            ]
        )
