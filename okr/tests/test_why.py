from datetime import date

from odoo import Command

from .common import OkrCase


class TestWhyProgress(OkrCase):
    """Beside each progress stands what it was computed from."""

    def _key_result(self, value, owner=None, **values):
        key_result = self._create_key_result(
            owner_ids=[Command.set((owner or self.employee_user).ids)], **values
        )
        self._check_in(key_result, value, user=self.manager)
        return key_result

    def _why(self, record=None, user=None):
        self.env.invalidate_all()
        return (record or self.objective).with_user(user or self.manager).why_progress

    def _child(self, value, **values):
        child = self._create_objective(
            name="Canary", parent_id=self.objective.id, **values
        )
        self._key_result(value, objective_id=child.id)
        return child

    def test_the_progress_of_an_objective_is_the_mean_of_what_it_counts(self):
        self._key_result(27)
        self._key_result(18)
        self._child(73)
        self.assertEqual(self._why(), "27 × 1, 18 × 1, 73 × 1 → 39.33")

    def test_weights_are_told(self):
        self._key_result(10, weight=2)
        self._key_result(40, weight=0.5)
        self.assertEqual(self._why(), "10 × 2, 40 × 0.5 → 16")

    def test_what_counts_nothing_is_left_out(self):
        self._key_result(27)
        self._key_result(50, weight=0)
        self._key_result(60).action_cancel("Not needed")
        self._child(70, contributes=False)
        self.assertEqual(self._why(), "27 × 1 → 27")

    def test_an_objective_that_counts_nothing_says_so(self):
        self.assertEqual(self._why(), "nothing to count yet → 0")

    def test_two_hidden_inputs_are_told_as_a_number(self):
        self._key_result(27)
        self._key_result(18, owner=self.employee_manager)
        self._key_result(73, owner=self.employee_manager)
        self.assertEqual(
            self._why(user=self.user), "27 × 1 and 2 not visible to you → 39.33"
        )

    def test_who_sees_nothing_of_it_reads_the_number_alone(self):
        for value in (18, 73):
            self._key_result(value, owner=self.employee_manager)
        self.assertEqual(self._why(user=self.user), "2 not visible to you → 45.5")

    def test_one_hidden_input_cannot_be_calculated_back(self):
        self._key_result(27)
        self._key_result(18)
        self._key_result(73, owner=self.employee_manager)
        self.assertEqual(self._why(user=self.user), "39.33")

    def test_one_hidden_in_each_pool_cannot_be_calculated_back(self):
        self._key_result(27)
        self._key_result(18, owner=self.employee_manager)
        self._child(73, visibility="private")
        self._child(50)
        self.assertEqual(self._why(user=self.user), "42")

    def test_the_weight_of_a_hidden_input_without_weight_does_not_cover_another(self):
        self._key_result(27)
        self._key_result(18, owner=self.employee_manager)
        self._key_result(99, owner=self.employee_manager, weight=0)
        self.assertEqual(self._why(user=self.user), "22.5")

    def test_superuser_rights_on_the_way_tell_nothing_more(self):
        self._key_result(27)
        self._key_result(18, owner=self.employee_manager)
        self.env.invalidate_all()
        objective = self.objective.with_user(self.user).sudo()
        self.assertEqual(objective.why_progress, "22.5")

    def test_ten_inputs_are_enough_to_read(self):
        for _ in range(12):
            self._key_result(50)
        words = self._why()
        self.assertEqual(words.count("50 × 1"), 10)
        self.assertTrue(words.endswith(" and 2 more → 50"), words)

    def test_a_closed_objective_whose_child_went_on_tells_the_result_alone(self):
        other = self._create_session(state="in_progress")
        child = self._create_objective(parent_id=self.objective.id, session_id=other.id)
        key_result = self._create_key_result(objective_id=child.id)
        self._check_in(key_result, 20)
        self.session.action_close()
        self._check_in(key_result, 80)
        self.assertEqual(self._why(), "20")

    def test_the_progress_of_a_number_is_its_way_from_start_to_target(self):
        key_result = self._key_result(8, initial_value=6, target_value=10)
        self.assertEqual(self._why(key_result), "(8 − 6) / (10 − 6) → 50")

    def test_what_falls_is_told_from_its_start_downwards(self):
        key_result = self._key_result(
            5, type="decrease", initial_value=26, target_value=10
        )
        self.assertEqual(
            self._why(key_result), "(26 − 5) / (26 − 10) = 131.25, counted as 100"
        )

    def test_what_stays_is_told_from_its_critical_number(self):
        key_result = self._key_result(8, type="stay_above")
        self.assertEqual(self._why(key_result), "(8 − 6) / (10 − 6) → 50")

    def test_stages_are_told_with_their_weight(self):
        key_result = self._create_key_result(stages=(1, 3))
        self._check_in(
            key_result, milestone_ids=[Command.set(key_result.milestone_ids[1].ids)]
        )
        self.assertEqual(self._why(key_result), "1 of 2 stages, weight 3 of 4 → 75")

    def test_without_an_update_there_is_no_progress(self):
        key_result = self._create_key_result(type="stay_above")
        self.assertEqual(self._why(key_result), "no update yet → 0")

    def test_a_session_is_the_mean_of_its_objectives(self):
        year = self._create_session(
            date_start=date(2026, 1, 1),
            date_end=date(2026, 12, 31),
            state="in_progress",
        )
        self.session.parent_id = year
        goal = self._create_objective(session_id=year.id, weight=3)
        self._key_result(40, objective_id=goal.id)
        self._key_result(20)
        self._child(50, contributes=False)
        self.assertEqual(self._why(self.session), "20 × 1, 50 × 1 → 35")
        self.assertEqual(self._why(year), "20 × 1, 40 × 3, 50 × 1 → 38")

    def test_a_session_does_not_tell_its_one_hidden_objective(self):
        self._key_result(20)
        self._key_result(
            60, objective_id=self._create_objective(visibility="private").id
        )
        self.assertEqual(self._why(self.session, self.user), "40")
        self._key_result(
            70, objective_id=self._create_objective(visibility="private").id
        )
        self.assertEqual(
            self._why(self.session, self.user), "20 × 1 and 2 not visible to you → 50"
        )
