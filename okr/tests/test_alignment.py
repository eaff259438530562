from datetime import timedelta

from odoo import Command

from .common import OkrCase


class TestAlignment(OkrCase):
    """What is worth a second look is found by a filter and said on the record."""

    def _found(self, check, user=None):
        return self._model("okr.objective", user).search(
            [("alignment_issues", "like", check)]
        )

    def assertCheck(self, check, objective, applies=True, user=None):
        """Expect filter and record to agree that a check applies, or does not."""
        self.env.invalidate_all()
        objective = objective.with_user(user or self.manager)
        self.assertEqual(objective in self._found(check, user), applies)
        self.assertEqual(check in objective.alignment_issues.split(), applies)

    def _aligned(self, **values):
        """Make an objective in which there is nothing to look at."""
        parent = self._create_objective(name="Goal", kind="strategic")
        objective = self._create_objective(
            parent_id=parent.id, owner_id=self.employee_manager.id, **values
        )
        for _ in range(2):
            self._check_in(self._create_key_result(objective_id=objective.id), 10)
        return objective

    def test_a_well_aligned_objective_has_nothing_to_look_at(self):
        objective = self._aligned()
        self.assertFalse(objective.alignment_hints)
        objectives = self._model("okr.objective")
        good = objectives.search([("alignment_issues", "=", False)])
        self.assertIn(objective, good)
        self.assertNotIn(self.objective, good)
        self.assertEqual(
            objectives.search([("alignment_issues", "!=", False)]),
            objectives.search([]) - good,
        )

    def test_an_objective_without_a_parent_is_found(self):
        self.assertCheck("no_parent", self.objective)

    def test_a_strategic_goal_needs_no_parent(self):
        goal = self._create_objective(kind="strategic")
        self.assertCheck("no_parent", goal, applies=False)

    def test_an_objective_without_an_owner_is_found(self):
        self.assertCheck("no_owner", self.objective)
        self.objective.owner_id = self.employee_manager
        self.assertCheck("no_owner", self.objective, applies=False)

    def test_an_objective_without_key_results_is_found(self):
        self.assertCheck("no_key_result", self.objective)
        key_result = self._create_key_result()
        self.assertCheck("no_key_result", self.objective, applies=False)
        key_result.action_cancel("Not needed")
        self.assertCheck("no_key_result", self.objective)

    def test_fewer_than_two_key_results_are_too_few(self):
        self._create_key_result()
        self.assertCheck("few_key_results", self.objective)
        self._create_key_result()
        self.assertCheck("few_key_results", self.objective, applies=False)

    def test_more_than_five_key_results_are_too_many(self):
        for _ in range(5):
            self._create_key_result()
        self.assertCheck("many_key_results", self.objective, applies=False)
        self._create_key_result()
        self.assertCheck("many_key_results", self.objective)

    def test_more_than_five_initiatives_are_too_many(self):
        for _ in range(5):
            self._create_initiative()
        self.assertCheck("many_initiatives", self.objective, applies=False)
        self._create_initiative()
        self.assertCheck("many_initiatives", self.objective)

    def test_more_than_five_open_objectives_are_too_many_for_one_owner(self):
        self.objective.owner_id = self.employee_manager
        others = [
            self._create_objective(owner_id=self.employee_manager.id) for _ in range(4)
        ]
        self.assertCheck("busy_owner", self.objective, applies=False)
        others.append(self._create_objective(owner_id=self.employee_manager.id))
        self.assertCheck("busy_owner", self.objective)
        others[0].action_cancel("Too much")
        self.assertCheck("busy_owner", self.objective, applies=False)

    def test_an_end_outside_the_session_is_found(self):
        self.assertCheck("outside_session", self.objective, applies=False)
        self.objective.date_end = self.quarter_end + timedelta(days=1)
        self.assertCheck("outside_session", self.objective)

    def test_a_key_result_that_ends_outside_the_session_is_found(self):
        self._create_key_result(deadline=self.quarter_end + timedelta(days=1))
        self.assertCheck("outside_session", self.objective)

    def test_nothing_started_is_said_a_week_into_the_session(self):
        start = self.quarter_start
        self._travel_to(start + timedelta(days=6))
        objective = self._create_objective()
        self.assertCheck("not_started", objective, applies=False)
        self._pass_to(start + timedelta(days=7))
        self.assertCheck("not_started", objective)
        self._check_in(self._create_key_result(objective_id=objective.id), 10)
        self.env.invalidate_all()
        self.assertCheck("not_started", objective, applies=False)

    def test_what_is_cancelled_needs_no_advice(self):
        self.objective.action_cancel("Another way")
        self.assertFalse(self.objective.alignment_hints)
        self.assertNotIn(
            self.objective,
            self._model("okr.objective").search([("alignment_issues", "!=", False)]),
        )

    def test_no_key_result_at_all_is_said_in_one_sentence(self):
        self.assertIn("no key results", self.objective.alignment_hints)
        self.assertNotIn("fewer", self.objective.alignment_hints)

    def test_hidden_key_results_count_but_are_not_told(self):
        for number in range(2):
            self._create_key_result(
                name=f"Canary {number}",
                owner_ids=[Command.set(self.employee_manager.ids)],
                deadline=self.quarter_end + timedelta(days=1),
            )
        self.assertCheck("no_key_result", self.objective, False, user=self.user)
        self.assertCheck("few_key_results", self.objective, False, user=self.user)
        self.assertCheck("outside_session", self.objective, False, user=self.user)
        self.assertCheck("outside_session", self.objective, user=self.manager)
        self.assertNotIn("Canary", self.objective.with_user(self.user).alignment_hints)

    def test_hidden_objectives_do_not_tell_how_busy_their_owner_is(self):
        self.objective.owner_id = self.employee_manager
        for _ in range(5):
            self._create_objective(
                owner_id=self.employee_manager.id, visibility="private"
            )
        self.assertCheck("busy_owner", self.objective, user=self.manager)
        self.assertCheck("busy_owner", self.objective, False, user=self.user)

    def test_one_query_tells_the_checks_of_any_number_of_objectives(self):
        objectives = self.objective
        for _ in range(20):
            objectives |= self._create_objective()
        self.env.flush_all()
        objectives = objectives.with_user(self.user)
        objectives.mapped("name")
        self.env.invalidate_all(flush=False)
        with self.assertQueryCount(1):
            objectives._read_alignment()
