from datetime import date

from odoo.tests import tagged

from .status_case import DEADLINE, StatusCase


@tagged("post_install", "-at_install")
class TestThreshold(StatusCase):
    def test_stay_types_go_by_their_values_never_by_pace(self):
        self._travel_to(DEADLINE)
        for type_, values in (
            (
                "stay_above",
                (
                    (12, "on_track"),
                    (10, "on_track"),
                    (8, "behind"),
                    (6, "at_risk"),
                    (5, "at_risk"),
                ),
            ),
            (
                "stay_below",
                (
                    (4, "on_track"),
                    (6, "on_track"),
                    (8, "behind"),
                    (10, "at_risk"),
                    (11, "at_risk"),
                ),
            ),
        ):
            key_result = self._in_period(type=type_)
            for value, status in values:
                with self.subTest(f"{type_} {value}"):
                    self._check_in(key_result, value)
                    self.assertStatus(key_result, status)

    def test_stay_types_are_achieved_only_after_the_deadline(self):
        key_result = self._in_period(type="stay_above")
        self._check_in(key_result, 12)
        self._pass_to(DEADLINE)
        self.assertStatus(key_result, "on_track")
        self._pass_to(date(2026, 5, 13))
        self.assertStatus(key_result, "achieved")

    def test_stay_types_are_achieved_once_closed(self):
        good, bad = (self._in_period(type="stay_above") for _ in range(2))
        self._check_in(good, 10)
        self._check_in(bad, 9)
        self.period.action_close()
        self.assertStatus(good, "achieved")
        self.assertStatus(bad, "missed")

    def test_a_stay_type_without_any_update_is_missed_at_the_end(self):
        key_result = self._in_period(type="stay_below", initial_value=0)
        self._pass_to(date(2026, 5, 13))
        self.assertStatus(key_result, "missed")

    def test_an_achieved_type_is_on_track_until_its_deadline(self):
        key_result = self._in_period(type="achieved")
        self._check_in(key_result, achieved=False)
        self._pass_to(DEADLINE)
        self.assertStatus(key_result, "on_track")
        self._pass_to(date(2026, 5, 13))
        self.assertStatus(key_result, "missed")

    def test_with_only_stay_types_an_objective_is_achieved_at_its_end(self):
        self._check_in(self._in_period(type="stay_above"), 12)
        self.assertProgress(self.goal, 100.0)
        self.assertStatus(self.goal, "on_track")
        self._pass_to(date(2026, 5, 13))
        self.assertStatus(self.goal, "achieved")

    def test_an_empty_child_is_no_other_type(self):
        self.goal.ambition = "aspirational"
        self._check_in(self._in_period(type="stay_above", weight=9), 12)
        self._create_objective(session_id=self.period.id, parent_id=self.goal.id)
        self.assertProgress(self.goal, 90.0)
        self.assertStatus(self.goal, "on_track")

    def test_with_one_other_type_it_is_achieved_at_once(self):
        self._check_in(self._in_period(type="stay_above"), 12)
        self._check_in(self._in_period(), 100)
        self.assertStatus(self.goal, "achieved")
