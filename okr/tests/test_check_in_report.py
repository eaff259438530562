import json

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .access_case import CANARY, AccessCase
from .reminder_case import ReminderCase


@tagged("post_install", "-at_install")
class TestCheckInReport(ReminderCase):
    """Who checks in, how often, and how late."""

    def _rows(self, **domain):
        self.env.flush_all()
        self.env.invalidate_all()
        return self._model("okr.check.in.report").search(
            [("key_result_id", "=", self.key_result.id), *domain.items()],
            order="date, id",
        )

    def _answers(self):
        return {row.date: row.answer for row in self._rows()}

    def test_every_due_day_that_has_come_counts(self):
        dates = self._rows().mapped("date")
        self.assertEqual(
            dates, [day for day in self.session._due_days() if day <= self.today]
        )

    def test_a_due_day_is_open_until_the_next_one_then_missed(self):
        self.assertEqual(self._answers()[self.latest], "open")
        self.assertEqual(self._answers()[self.previous], "missed")
        self._travel_to(self.following)
        self.assertEqual(self._answers()[self.latest], "missed")

    def test_an_update_up_to_the_day_is_on_time(self):
        for day in (-2, 0):
            with self._thrown_away():
                self._travel_to(self._days(day))
                self._check_in(self.key_result, 10)
                self._travel_to(self._days(1))
                self.assertEqual(self._answers()[self.latest], "on_time")
            self._travel_to(self.latest)

    def test_an_update_after_it_is_late_and_on_time_for_the_next(self):
        self._travel_to(self._days(3))
        self._check_in(self.key_result, 10)
        self._travel_to(self.following)
        answers = self._answers()
        self.assertEqual(answers[self.latest], "late")
        self.assertEqual(answers[self.following], "on_time")
        late = self._rows().filtered(lambda row: row.date == self.latest)
        self.assertEqual(late.days_late, 3)
        self.assertEqual(late.answered_percent, 100)
        self.assertEqual(late.on_time_percent, 0)

    def test_who_never_checked_in_makes_nobody_less_late(self):
        self._travel_to(self._days(3))
        self._check_in(self.key_result, 10)
        self._travel_to(self._days(30))
        [(late,)] = self.env["okr.check.in.report"]._read_group(
            [("key_result_id", "=", self.key_result.id), ("date", ">=", self.latest)],
            aggregates=["days_late:avg"],
        )
        # Three days late once, on time for the next, and never again.
        self.assertEqual(late, 1.5)

    def test_a_voided_update_answers_nothing(self):
        update = self._check_in(self.key_result, 10)
        update.with_user(self.manager).action_void("Wrong")
        self.assertEqual(self._answers()[self.latest], "open")

    def test_the_report_tells_what_is_due_as_the_list_does(self):
        for day in range(-9, 9):
            self._travel_to(self._days(day))
            if day in (-8, -3, 2):
                self._check_in(self.key_result, day + 20)
            [latest] = self._rows().filtered(
                lambda row: row.date == max(self._rows().mapped("date"))
            )
            self.assertEqual(
                latest.answer == "open",
                self.key_result.with_user(self.manager).is_due,
                self._days(day),
            )

    def test_each_owner_has_a_row_and_one_of_them_answers_for_all(self):
        self._own_too(self.employee_colleague)
        self._check_in(self.key_result, 10)
        rows = self._rows().filtered(lambda row: row.date == self.latest)
        self.assertEqual(
            {row.employee_id: (row.answer, row.own_percent) for row in rows},
            {
                self.employee_user: ("on_time", 100),
                self.employee_colleague: ("on_time", 0),
            },
        )

    def test_people_teams_and_sessions_are_compared(self):
        team = self.env["hr.department"].create({"name": "Team"})
        self.employee_user.department_id = team
        self._check_in(self.key_result, 10)
        number = len(self._rows())
        for name, value in (
            ("employee_id", self.employee_user),
            ("department_id", team),
            ("session_id", self.session),
        ):
            groups = self._model("okr.check.in.report")._read_group(
                [("key_result_id", "=", self.key_result.id)],
                [name],
                ["__count", "answered_percent:avg"],
            )
            self.assertEqual(len(groups), 1)
            self.assertEqual(groups[0][0].id, value.id)
            self.assertEqual(groups[0][1], number)
            self.assertAlmostEqual(groups[0][2], 100 / number)

    def test_what_reached_its_target_is_asked_for_no_more(self):
        self._check_in(self.key_result, 100)
        self._travel_to(self.following)
        self.assertEqual(max(self._answers()), self.latest)

    def test_the_due_days_of_a_session_end_with_it(self):
        self.session.action_close()
        self._travel_to(self.following)
        self.assertEqual(max(self._answers()), self.latest)
        self.session.action_reopen("Too early")
        self.assertEqual(max(self._answers()), self.following)


@tagged("post_install", "-at_install")
class TestCheckInReportAccess(AccessCase):
    """The report tells of what its reader sees, and of nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.session.write({"cadence": "weekly"})
        cls.session.sudo().started_on = cls.quarter_start
        cls.report = cls.env["okr.check.in.report"]

    def _of(self, key_result):
        self.env.flush_all()
        return self.report.search([("key_result_id", "=", key_result.id)])

    def test_nobody_reads_of_what_they_do_not_see(self):
        hidden = self._of(self.secret_key_result)
        self.assertTrue(hidden)
        self.assertIn(CANARY, hidden[0].display_name)
        spec = {"display_name": {}, "key_result_id": {"fields": {"display_name": {}}}}
        for user in (self.user, self.colleague, self.supervisor, self.manager_b):
            mine = self._as(user, self.report)
            for said in (
                mine.web_search_read([], spec),
                mine.search_read([], ["key_result_id", "objective_id"]),
                mine.formatted_read_group([], ["key_result_id"], ["__count"]),
            ):
                self.assertNoCanary(json.dumps(said, default=str))
            self.assertFalse(mine.search([("key_result_id", "ilike", CANARY)]))
            with self.assertRefused(error=AccessError) as refused:
                mine.browse(hidden.ids).web_read(spec)
            self.assertNoCanary(str(refused.exception))
        with self.assertRefused(error=AccessError):
            self._as(self.user_none, self.report).search([])

    def test_the_objective_and_session_of_a_visible_one_may_be_hidden(self):
        self.key_result.with_user(self.manager).owner_ids = [
            Command.link(self.employee_user.id)
        ]
        self.objective.with_user(self.manager).visibility = "private"
        [row, *_others] = self._as(self.user, self._of(self.key_result))
        said = row.read(["objective_id", "session_id"])
        self.assertIn("Not visible to you", json.dumps(said, default=str))
        self.assertNotIn(self.objective.name, json.dumps(said, default=str))
