from datetime import date

from odoo import Command
from odoo.tests import tagged
from odoo.tools import SQL

from .common import GOALPOST_REASON, OkrCase


@tagged("post_install", "-at_install")
class TestRollup(OkrCase):
    """Every level is exact after every change, whoever makes it."""

    def _measured(self, value, **values):
        key_result = self._create_key_result(**values)
        self._check_in(key_result, value)
        return key_result

    def test_key_results_and_children_are_one_pool(self):
        self._measured(27)
        self._measured(18)
        child = self._create_objective(parent_id=self.objective.id)
        self._measured(73, objective_id=child.id)
        self.assertAlmostEqual(self.objective.key_result_progress, 22.5)
        self.assertAlmostEqual(self.objective.child_progress, 73.0)
        self.assertAlmostEqual(self.objective.progress, 118 / 3, places=6)

    def test_weights_weigh(self):
        self._measured(50, weight=3)
        self._measured(100)
        self.assertAlmostEqual(self.objective.progress, 62.5)

    def test_nothing_to_count_is_0(self):
        self.assertEqual(self.objective.progress, 0.0)
        self.assertEqual(self.objective.child_progress, 0.0)
        self.assertEqual(self.objective.expected_progress, 0.0)
        self.assertEqual(self.session.progress, 0.0)

    def test_all_weights_0_is_0(self):
        self._measured(50, weight=0)
        self.assertEqual(self.objective.progress, 0.0)

    def test_six_levels_follow_one_update(self):
        chain = [self.objective]
        for _level in range(5):
            chain.append(self._create_objective(parent_id=chain[-1].id))
        self._measured(64, objective_id=chain[-1].id)
        for objective in chain:
            self.assertAlmostEqual(objective.progress, 64.0)
        self.assertAlmostEqual(self.session.progress, 64.0)

    def test_what_is_aligned_but_does_not_contribute_counts_in_the_session(self):
        self._measured(100)
        aligned = self._create_objective(parent_id=self.objective.id, contributes=False)
        self._measured(50, objective_id=aligned.id)
        self.assertProgress(self.objective, 100.0)
        self.assertProgress(self.session, 75.0)

    def test_a_child_that_contributes_counts_in_the_session_only_through_its_parent(
        self,
    ):
        self._measured(100)
        child = self._create_objective(parent_id=self.objective.id)
        self._measured(50, objective_id=child.id)
        self.assertProgress(self.session, 75.0)
        self.assertProgress(self.objective, 75.0)

    def test_a_year_counts_its_quarters_and_a_child_only_once(self):
        year = self._create_year(state="in_progress")
        quarter = self._create_session(parent_id=year.id, state="in_progress")
        goal = self._create_objective(session_id=year.id)
        step = self._create_objective(session_id=quarter.id, parent_id=goal.id)
        other = self._create_objective(session_id=quarter.id)
        self._measured(80, objective_id=step.id)
        self._measured(20, objective_id=other.id)
        self.assertProgress(goal, 80.0)
        self.assertProgress(year, 50.0)
        # The parent of the step is outside the quarter.
        self.assertProgress(quarter, 50.0)

    def test_weights_of_objectives_count_in_their_session(self):
        heavy = self._create_objective(weight=3)
        self._measured(100, objective_id=heavy.id)
        self.assertProgress(self.session, 75.0)

    def test_cancelled_and_archived_are_left_out(self):
        self._measured(80)
        for leave in (
            lambda record: record.action_cancel("No time."),
            lambda record: record.action_archive(),
        ):
            dropped = self._measured(20)
            child = self._create_objective(parent_id=self.objective.id)
            self._measured(20, objective_id=child.id)
            self.assertProgress(self.objective, 40.0)
            leave(dropped)
            self.assertProgress(self.objective, 50.0)
            leave(child)
            self.assertProgress(self.objective, 80.0)
            self.assertProgress(self.session, 80.0)

    def test_what_comes_back_counts_again(self):
        key_result = self._measured(80)
        self._measured(20)
        key_result.action_archive()
        self.assertProgress(self.objective, 20.0)
        key_result.action_unarchive()
        self.assertProgress(self.objective, 50.0)
        key_result.action_cancel("No time.")
        self.assertProgress(self.objective, 20.0)
        key_result.action_reopen("Time again.")
        self.assertProgress(self.session, 50.0)

    def test_the_child_of_one_that_left_has_no_parent(self):
        for leave in (
            lambda record: record.action_cancel("No time."),
            lambda record: record.action_archive(),
        ):
            session = self._create_session(state="in_progress")
            parent = self._create_objective(session_id=session.id)
            child = self._create_objective(session_id=session.id, parent_id=parent.id)
            self._measured(60, objective_id=child.id)
            leave(parent)
            self.assertProgress(session, 60.0)
            self.assertProgress(child, 60.0)

    def test_a_move_is_felt_on_both_sides(self):
        left, right = (
            self._create_objective(parent_id=self.objective.id) for _ in range(2)
        )
        leaf = self._create_objective(parent_id=left.id)
        self._measured(60, objective_id=leaf.id)
        leaf.parent_id = right
        self.assertProgress(left, 0.0)
        self.assertProgress(right, 60.0)
        leaf.parent_id = False
        self.assertProgress(right, 0.0)
        self.assertProgress(self.objective, 0.0)

    def test_a_move_to_another_session_is_felt_in_both(self):
        other = self._create_session(state="in_progress")
        objective = self._create_objective()
        self._measured(60, objective_id=objective.id)
        self.assertProgress(self.session, 30.0)
        objective.write({"session_id": other.id})
        self.assertProgress(self.session, 0.0)
        self.assertProgress(other, 60.0)

    def test_a_session_hung_under_a_year_counts_there(self):
        year = self._create_year()
        self._measured(60)
        self.session.parent_id = year
        self.assertProgress(year, 60.0)
        self.session.parent_id = False
        self.assertProgress(year, 0.0)

    def test_a_new_weight_is_felt_at_once(self):
        first = self._measured(100)
        self._measured(0)
        first.write({"weight": 3, "goalpost_reason": GOALPOST_REASON})
        self.assertProgress(self.objective, 75.0)
        self.objective.weight = 2
        other = self._create_objective()
        self._measured(0, objective_id=other.id)
        self.assertProgress(self.session, 50.0)

    def test_a_new_weight_of_a_stage_is_felt_at_once(self):
        key_result = self._create_key_result(stages=[1, 1])
        first = key_result.milestone_ids[0]
        self._check_in(key_result, milestone_ids=[Command.set(first.ids)])
        self.assertProgress(self.objective, 50.0)
        first.write({"weight": 3, "goalpost_reason": GOALPOST_REASON})
        self.assertProgress(key_result, 75.0)
        self.assertProgress(self.objective, 75.0)

    def test_turning_contributes_off_and_on_is_felt_at_once(self):
        child = self._create_objective(parent_id=self.objective.id)
        self._measured(60, objective_id=child.id)
        child.contributes = False
        self.assertProgress(self.objective, 0.0)
        self.assertProgress(self.session, 30.0)
        child.contributes = True
        self.assertProgress(self.objective, 60.0)
        self.assertProgress(self.session, 60.0)

    def test_deleting_is_felt_at_once(self):
        self._measured(60)
        child = self._create_objective(parent_id=self.objective.id)
        self.assertProgress(self.objective, 30.0)
        child.unlink()
        self.assertProgress(self.objective, 60.0)
        self.assertProgress(self.session, 60.0)

    def test_the_writer_need_not_see_what_is_counted(self):
        self.objective.visibility = "private"
        hidden = self._create_key_result(
            owner_ids=[Command.set(self.employee_manager.ids)]
        )
        self._check_in(hidden, 80, user=self.manager)
        child = self._create_objective(parent_id=self.objective.id)
        mine = self._create_key_result(objective_id=child.id)
        self.env.invalidate_all()
        self._check_in(mine, 40, user=self.user)
        self.assertProgress(self.objective, 60.0)
        self.assertFalse(self.objective.with_user(self.user).has_access("read"))

    def test_the_database_agrees_at_once(self):
        self._measured(60)
        self.env.flush_all()
        [(progress,)] = self.env.execute_query(
            SQL("SELECT progress FROM okr_objective WHERE id = %s", self.objective.id)
        )
        self.assertAlmostEqual(progress, 60.0)

    def test_figures_are_sorted_filtered_and_grouped(self):
        self._measured(60)
        low = self._create_objective()
        self._measured(10, objective_id=low.id)
        Objective = self._model("okr.objective")
        domain = [("session_id", "=", self.session.id)]
        self.assertEqual(
            Objective.search(domain, order="progress desc"), self.objective + low
        )
        self.assertEqual(
            Objective.search([*domain, ("progress", ">", 50)]), self.objective
        )
        for name in (
            "progress",
            "key_result_progress",
            "child_progress",
            "expected_progress",
        ):
            with self.subTest(name):
                [(average,)] = Objective._read_group(domain, [], [f"{name}:avg"])
                self.assertIsInstance(average, float)
        bands = dict(Objective._read_group(domain, ["progress_band"], ["__count"]))
        self.assertEqual(sorted(bands.values()), [1, 1])

    def test_bands_split_at_0_30_70_and_100(self):
        key_result = self._create_key_result(auto_close=False)
        bands = []
        for value in (0, 0.5, 30, 30.5, 70, 70.5, 99.9, 100, 130):
            self._check_in(key_result, value)
            self.assertEqual(self.objective.progress_band, key_result.progress_band)
            self.assertEqual(self.session.progress_band, key_result.progress_band)
            bands.append(key_result.progress_band)
        self.assertEqual(
            [bands.index(band) for band in bands], [0, 1, 1, 3, 3, 5, 5, 7, 7]
        )

    def test_expected_progress_rolls_up_by_the_same_weights(self):
        self._create_key_result(deadline=date(2026, 2, 16), weight=3)
        self._create_key_result(deadline=date(2026, 4, 3))  # half way
        self.assertAlmostEqual(self.objective.expected_progress, 87.5)
        self.assertAlmostEqual(self.session.expected_progress, 87.5)

    def test_archived_with_its_key_results_or_not_a_restored_objective_is_exact(self):
        self._measured(60)
        self.objective.action_archive()
        self.assertProgress(self.session, 0.0)
        self.objective.action_unarchive()
        self.assertProgress(self.objective, 60.0)
        self.assertProgress(self.session, 60.0)
