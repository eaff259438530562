from datetime import date, datetime

from odoo.tests import tagged

from .status_case import DEADLINE, START, StatusCase


@tagged("post_install", "-at_install")
class TestPace(StatusCase):
    def test_nothing_is_expected_on_the_first_day_and_all_on_the_deadline(self):
        key_result = self._in_period()
        for day, percent in (
            (date(2026, 1, 20), 0.0),
            (START, 0.0),
            (date(2026, 2, 2), 1.0),
            (date(2026, 3, 23), 50.0),
            (DEADLINE, 100.0),
            (date(2026, 5, 13), 100.0),
        ):
            with self.subTest(str(day)):
                self._pass_to(day)
                self.assertAlmostEqual(key_result.expected_progress, percent)
                self.assertAlmostEqual(self.goal.expected_progress, percent)
                self.assertAlmostEqual(self.period.expected_progress, percent)

    def test_a_period_of_one_day_expects_everything(self):
        day = self._create_session(
            state="in_progress", date_start=START, date_end=START
        )
        objective = self._create_objective(session_id=day.id)
        key_result = self._create_key_result(objective_id=objective.id)
        self.assertAlmostEqual(key_result.expected_progress, 100.0)

    def test_the_gap_decides(self):
        key_result = self._in_period()
        self._travel_to(date(2026, 4, 2))  # 60 percent are expected
        for value, status in (
            (100, "achieved"),
            (60, "on_track"),
            (55, "on_track"),
            (54.9, "behind"),
            (35, "behind"),
            (34.9, "at_risk"),
            (-10, "at_risk"),
        ):
            with self.subTest(value=value):
                self._check_in(key_result, value)
                self.assertStatus(key_result, status)
                self.assertEqual(key_result.status_automatic, status)

    def test_the_limits_are_those_of_the_company(self):
        key_result = self._in_period()
        self._travel_to(date(2026, 4, 2))
        self._check_in(key_result, 45)
        self.assertStatus(key_result, "behind")
        self.company.okr_gap_behind = 15
        self._pass_to(date(2026, 4, 2), hour=11)
        self.assertStatus(key_result, "on_track")
        self.company.write({"okr_gap_behind": 2, "okr_gap_risk": 10})
        self._pass_to(date(2026, 4, 2), hour=12)
        self.assertStatus(key_result, "at_risk")
        self.assertStatus(self.goal, "at_risk")

    def test_it_falls_behind_without_anyone_touching_it(self):
        key_result = self._in_period()
        self._check_in(key_result, 10)
        for day, status in (
            (date(2026, 2, 16), "on_track"),  # 15 expected
            (date(2026, 2, 17), "behind"),
            (date(2026, 3, 8), "behind"),  # 35 expected
            (date(2026, 3, 9), "at_risk"),
            (DEADLINE, "at_risk"),
            (date(2026, 5, 13), "missed"),
        ):
            with self.subTest(str(day)):
                self._pass_to(day, hour=0)
                self.assertStatus(key_result, status)
                self.assertStatus(self.goal, status)

    def test_running_the_job_again_changes_nothing(self):
        key_result = self._in_period()
        self._check_in(key_result, 10)
        self._pass_to(date(2026, 2, 17))
        key_result.flush_recordset()
        before = key_result.write_date
        self._pass_to(date(2026, 2, 17), hour=11)
        self.assertEqual(key_result.write_date, before)
        self.assertStatus(key_result, "behind")

    def test_the_day_changes_at_midnight_of_the_company(self):
        self.company.okr_tz = "Asia/Tokyo"
        key_result = self._in_period()
        self._check_in(key_result, 10)
        self._pass_to(datetime(2026, 2, 16, 14, 30))
        self.assertStatus(key_result, "on_track")
        self._pass_to(datetime(2026, 2, 16, 15, 30))
        self.assertStatus(key_result, "behind")

    def test_the_reader_does_not_change_the_day(self):
        key_result = self._in_period()
        self._check_in(key_result, 10)
        self.manager.tz = "Pacific/Kiritimati"
        self._pass_to(datetime(2026, 2, 16, 20))
        self.assertStatus(key_result, "on_track")

    def test_reached_after_a_late_update_is_achieved(self):
        key_result = self._in_period(deadline=date(2026, 2, 10))
        self._pass_to(date(2026, 2, 11))
        self.assertStatus(key_result, "missed")
        self._check_in(key_result, 100, user=self.manager)
        self.assertStatus(key_result, "achieved")

    def test_a_closed_session_tells_achieved_from_missed(self):
        reached, missed, untouched = (self._in_period() for _ in range(3))
        self._check_in(reached, 100)
        self._check_in(missed, 99)
        self.period.action_close()
        self.assertStatus(reached, "achieved")
        self.assertStatus(missed, "missed")
        self.assertStatus(untouched, "missed")
        self.assertStatus(self.goal, "missed")

    def test_what_is_cancelled_has_no_status(self):
        key_result = self._in_period()
        key_result.action_cancel("No time.")
        self.assertFalse(key_result.status)
        self.goal.action_cancel("No time.")
        self.assertFalse(self.goal.status)

    def test_what_comes_back_from_the_archive_is_up_to_date(self):
        key_result = self._in_period()
        self._check_in(key_result, 10)
        key_result.action_archive()
        self._pass_to(date(2026, 4, 2))
        key_result.action_unarchive()
        self.assertStatus(key_result, "at_risk")
        self.assertAlmostEqual(self.goal.expected_progress, 60.0)

    def test_a_status_is_searched_and_grouped(self):
        key_result = self._in_period()
        self._check_in(key_result, 10)
        KeyResult = self._model("okr.key.result")
        domain = [("objective_id", "=", self.goal.id)]
        self.assertEqual(
            KeyResult.search([*domain, ("status", "=", "on_track")]), key_result
        )
        self.assertEqual(
            KeyResult._read_group(domain, ["status"], ["__count"]), [("on_track", 1)]
        )

    def test_of_a_session_to_come_nothing_is_expected_yet(self):
        later = self._create_session(
            state="in_progress", date_start=date(2026, 3, 1), date_end=DEADLINE
        )
        objective = self._create_objective(session_id=later.id)
        key_result = self._create_key_result(objective_id=objective.id)
        self._check_in(key_result, 0)
        self.assertAlmostEqual(key_result.expected_progress, 0.0)
        self.assertStatus(key_result, "on_track")


@tagged("post_install", "-at_install")
class TestAspirational(StatusCase):
    def setUp(self):
        super().setUp()
        self.goal.ambition = "aspirational"
        self.key_result = self._in_period()

    def test_an_aspirational_objective_is_achieved_from_70(self):
        self._check_in(self.key_result, 69.9)
        self.assertNotEqual(self.goal.status, "achieved")
        self._check_in(self.key_result, 70)
        self.assertStatus(self.goal, "achieved")
        self.assertNotEqual(self.key_result.status, "achieved")

    def test_its_gap_is_taken_from_70_percent_of_the_pace(self):
        self._travel_to(date(2026, 4, 2))  # 60 expected, 42 asked for
        self._check_in(self.key_result, 37)
        self.assertStatus(self.goal, "on_track")
        self.assertStatus(self.key_result, "behind")
        self.assertAlmostEqual(self.goal.expected_progress, 60.0)

    def test_three_parts_of_a_whole_reach_it_in_spite_of_fractions(self):
        for _ in range(2):
            self._in_period()
        for key_result in self.goal.key_result_ids:
            self._check_in(key_result, 70)
        self.assertStatus(self.goal, "achieved")
