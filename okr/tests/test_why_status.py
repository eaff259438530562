from .common import OkrCase


class TestWhyStatus(OkrCase):
    """Beside each status stands the reason for it."""

    def _why(self, record, user=None):
        self.env.invalidate_all()
        return record.with_user(user or self.manager).why_status

    def test_pace_is_told_with_what_was_expected(self):
        key_result = self._create_key_result()
        self._check_in(key_result, 40)
        self.assertStatus(key_result, "behind")
        self.assertEqual(self._why(key_result), "behind: expected 51.69, reached 40")
        self.assertEqual(
            self._why(self.objective), "behind: expected 51.69, reached 40"
        )

    def test_an_aspirational_objective_is_asked_for_seventy_percent(self):
        self.objective.ambition = "aspirational"
        self._check_in(self._create_key_result(), 20)
        self.assertEqual(
            self._why(self.objective),
            "behind: expected 51.69 × 0.7 = 36.18, reached 20",
        )
        self._check_in(self.objective.key_result_ids, 80)
        self.assertEqual(
            self._why(self.objective),
            "achieved: reached 80, and an aspirational objective needs 70",
        )

    def test_silence_is_told(self):
        session = self._create_session(cadence="weekly", state="in_progress")
        objective = self._create_objective(session_id=session.id)
        key_result = self._create_key_result(objective_id=objective.id)
        self._check_in(key_result, 60, date="2026-01-12")
        self._pass_to(self._days(1))
        self.assertStatus(key_result, "behind")
        self.assertIn(
            "no update on two due days in a row, the last is of 01/12/2026",
            self._why(key_result),
        )

    def test_a_value_to_hold_is_told_by_its_limits(self):
        key_result = self._create_key_result(type="stay_above")
        self._check_in(key_result, 12)
        self.assertEqual(self._why(key_result), "on track: 12 meets the target of 10")
        self._check_in(key_result, 8)
        self.assertEqual(
            self._why(key_result),
            "behind: 8 lies between the target of 10 and the critical 6",
        )
        self._check_in(key_result, 6)
        self.assertEqual(
            self._why(key_result), "at risk: 6 is at the critical 6 or beyond"
        )

    def test_before_the_first_update_nothing_is_started(self):
        key_result = self._create_key_result()
        self.assertEqual(self._why(key_result), "not started: no update yet")

    def test_a_target_met_is_told(self):
        key_result = self._create_key_result()
        self._check_in(key_result, 100)
        self.assertEqual(self._why(key_result), "achieved: the target is reached")

    def test_what_was_missed_is_told_with_its_end(self):
        key_result = self._create_key_result(deadline=self._days(3))
        self._check_in(key_result, 40)
        self._pass_to(self._days(4))
        self.assertEqual(
            self._why(key_result), "missed: the end was 02/19/2026, reached 40"
        )

    def test_a_status_set_by_hand_says_by_whom_and_why(self):
        key_result = self._create_key_result()
        self._check_in(key_result, 40)
        key_result.with_user(self.user).action_set_status("on_track", "Signed soon")
        self.assertEqual(
            self._why(key_result).split("\n"),
            [
                "on track: set by hand by The user: Signed soon",
                "by the figures behind: expected 51.69, reached 40",
            ],
        )
        key_result.action_resume_status()
        self.assertEqual(self._why(key_result), "behind: expected 51.69, reached 40")

    def test_what_is_cancelled_has_no_status_to_explain(self):
        key_result = self._create_key_result()
        key_result.action_cancel("Not needed")
        self.assertFalse(self._why(key_result))
