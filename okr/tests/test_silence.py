from datetime import date

from odoo.tests import tagged

from .status_case import StatusCase


@tagged("post_install", "-at_install")
class TestSilence(StatusCase):
    def setUp(self):
        super().setUp()
        # Mondays: 2, 9, 16 and 23 February.
        self.period.write({"cadence": "weekly", "cadence_weekday": "0"})
        self.key_result = self._in_period()

    def test_two_due_days_in_a_row_without_an_update_are_silence(self):
        self._check_in(self.key_result, 90)
        for day, status in (
            (date(2026, 2, 9), "on_track"),  # the second due day itself
            (date(2026, 2, 10), "behind"),
        ):
            with self.subTest(str(day)):
                self._pass_to(day)
                self.assertStatus(self.key_result, status)
                self.assertStatus(self.goal, status)

    def test_an_update_on_the_due_day_answers_it(self):
        self._travel_to(date(2026, 2, 2))
        self._check_in(self.key_result, 90)
        self._pass_to(date(2026, 2, 16))
        self.assertStatus(self.key_result, "on_track")
        self._pass_to(date(2026, 2, 17))
        self.assertStatus(self.key_result, "behind")

    def test_an_update_ends_the_silence(self):
        self._check_in(self.key_result, 90)
        self._pass_to(date(2026, 2, 10))
        self._check_in(self.key_result, 90)
        self.assertStatus(self.key_result, "on_track")

    def test_without_a_rhythm_there_is_no_silence(self):
        self.period.cadence = "none"
        self._check_in(self.key_result, 90)
        self._pass_to(date(2026, 4, 20))
        self.assertStatus(self.key_result, "on_track")

    def test_silence_does_not_improve_what_is_at_risk(self):
        self._check_in(self.key_result, 0)
        self._pass_to(date(2026, 4, 2))
        self.assertStatus(self.key_result, "at_risk")

    def test_stay_and_achieved_types_are_never_silent(self):
        stay = self._in_period(type="stay_above")
        achieved = self._in_period(type="achieved")
        self._check_in(stay, 12)
        self._check_in(achieved, achieved=False)
        self._pass_to(date(2026, 4, 2))
        self.assertStatus(stay, "on_track")
        self.assertStatus(achieved, "on_track")

    def test_without_any_update_it_has_not_started_however_silent(self):
        self._pass_to(date(2026, 4, 2))
        self.assertStatus(self.key_result, "not_started")
        self.assertStatus(self.goal, "not_started")

    def test_a_change_of_rhythm_counts_at_once(self):
        self._check_in(self.key_result, 90)
        self._pass_to(date(2026, 2, 5))
        self.assertStatus(self.key_result, "on_track")
        self.period.cadence = "daily"
        self._pass_to(date(2026, 2, 5), hour=11)
        self.assertStatus(self.key_result, "behind")

    def test_the_latest_update_of_an_objective_is_the_newest_it_counts(self):
        other = self._in_period()
        child = self._create_objective(
            session_id=self.period.id, parent_id=self.goal.id
        )
        below = self._create_key_result(objective_id=child.id)
        for key_result in (self.key_result, other, below):
            self._check_in(key_result, 90)
        self._travel_to(date(2026, 2, 9))
        self._check_in(below, 90)
        self._pass_to(date(2026, 2, 10))
        self.assertStatus(self.key_result, "behind")
        self.assertStatus(self.goal, "on_track")
        self.assertEqual(self.goal.last_update_date, date(2026, 2, 9))
