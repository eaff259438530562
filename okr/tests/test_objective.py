from datetime import date

from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .common import OkrCase


@tagged("post_install", "-at_install")
class TestObjective(OkrCase):
    def test_a_new_objective_counts_once_and_ends_with_its_session(self):
        self.assertEqual(self.objective.weight, 1.0)
        self.assertTrue(self.objective.contributes)
        self.assertEqual(self.objective.date_end, self.session.date_end)
        self.assertEqual(self.objective.kind, "objective")
        self.assertEqual(self.objective.ambition, "committed")
        self.assertEqual(self.objective.company_id, self.company)
        self.assertEqual(self.objective.creator_id, self.manager)

    def _proposed_session(self, user=None):
        objectives = self.env["okr.objective"].with_user(user or self.supervisor)
        return objectives.default_get(["session_id"]).get("session_id")

    def test_a_new_objective_proposes_the_latest_session_that_runs(self):
        self._create_year().action_start()
        self._create_session(date_start=date(2026, 4, 1), date_end=date(2026, 6, 30))
        self.assertEqual(self._proposed_session(), self.session.id)

    def test_a_release_inside_the_quarter_is_not_proposed(self):
        year = self._create_year()
        year.action_start()
        self.session.parent_id = year
        self._create_session(
            parent_id=self.session.id, date_start=date(2026, 2, 1), state="in_progress"
        )
        self.assertEqual(self._proposed_session(), self.session.id)

    def test_where_none_runs_a_new_objective_proposes_the_next_draft(self):
        self.session.action_close()
        later, coming = (
            self._create_session(date_start=start, date_end=start.replace(day=28))
            for start in (date(2026, 7, 1), date(2026, 4, 1))
        )
        self._create_session(date_start=date(2025, 1, 1), date_end=date(2025, 3, 31))
        self.assertEqual(self._proposed_session(), coming.id)
        coming.unlink()
        self.assertEqual(self._proposed_session(), later.id)
        later.unlink()
        self.assertFalse(self._proposed_session())

    def test_a_session_that_is_hidden_is_not_proposed(self):
        self._create_session(
            date_start=date(2026, 2, 1), visibility="private", state="in_progress"
        )
        self.assertEqual(self._proposed_session(), self.session.id)

    def test_an_objective_belongs_to_a_session(self):
        with self.assertRefused():
            self.objective.session_id = False

    def test_a_weight_is_never_negative(self):
        with self.assertRefused("weight", error=ValidationError):
            self.objective.weight = -1

    def test_a_quarterly_objective_hangs_under_a_goal_of_the_year(self):
        year = self._create_year()
        goal = self._create_objective(session_id=year.id, kind="strategic")
        self.objective.parent_id = goal
        self.assertEqual(goal.child_ids, self.objective)
        self.assertEqual(goal.child_count, 1)

    def test_an_objective_is_not_its_own_ancestor(self):
        child = self._create_objective(parent_id=self.objective.id)
        grandchild = self._create_objective(parent_id=child.id)
        for parent in (self.objective, child, grandchild):
            with self.subTest(parent=parent.id), self.assertRefused():
                self.objective.parent_id = parent

    def test_a_loop_across_sessions_is_a_loop_too(self):
        year = self._create_year()
        goal = self._create_objective(session_id=year.id, parent_id=self.objective.id)
        with self.assertRefused():
            self.objective.parent_id = goal

    def test_an_end_outside_the_session_is_flagged_not_refused(self):
        self.assertFalse(self.objective.is_outside_session)
        self.objective.date_end = date(2026, 4, 30)
        self.assertTrue(self.objective.is_outside_session)

    def test_the_order_of_importance_never_moves_a_progress(self):
        first = self._create_objective(weight=3.0, sequence=1)
        second = self._create_objective(sequence=2)
        self._check_in(self._create_key_result(objective_id=first.id), 80)
        self._check_in(self._create_key_result(objective_id=second.id), 20)
        before = self.session.progress
        first.sequence = 99
        self.assertEqual(self.session.progress, before)

    def test_related_items_never_move_a_progress(self):
        other = self._create_objective()
        key_result = self._create_key_result(objective_id=other.id)
        self._check_in(key_result, 80)
        self.objective.write(
            {
                "related_kind": "both",
                "related_objective_ids": [Command.link(other.id)],
                "related_key_result_ids": [Command.link(key_result.id)],
            }
        )
        self.assertProgress(self.objective, 0.0)
        self.assertStatus(self.objective, "not_started")

    def test_the_stat_buttons_count(self):
        self._create_key_result()
        self._create_initiative()
        self._create_objective(parent_id=self.objective.id)
        self.assertEqual(self.objective.key_result_count, 1)
        self.assertEqual(self.objective.child_count, 1)
        self.assertEqual(self.objective.initiative_count, 1)

    def test_users_do_not_make_objectives_and_supervisors_do(self):
        with self.assertRefused(error=AccessError):
            self._create_objective(user=self.user)
        objective = self._create_objective(user=self.supervisor)
        self.assertEqual(objective.creator_id, self.supervisor)

    def test_a_supervisor_edits_what_they_made_or_own(self):
        owned = self._create_objective(owner_id=self.employee_supervisor.id)
        owned.with_user(self.supervisor).name = "Better"
        self.assertEqual(owned.name, "Better")
        with self.assertRefused(error=AccessError):
            self.objective.with_user(self.supervisor).name = "Better"

    def test_only_managers_make_an_objective_strategic(self):
        with self.assertRefused():
            self._create_objective(user=self.supervisor, kind="strategic")
        mine = self._create_objective(user=self.supervisor)
        with self.assertRefused():
            mine.kind = "strategic"
        mine.with_user(self.manager).kind = "strategic"
        with self.assertRefused(error=AccessError):
            mine.with_user(self.supervisor).name = "Mine"

    def test_under_a_parent_of_others_it_is_aligned_but_not_counted(self):
        aligned = self._create_objective(
            user=self.supervisor, parent_id=self.objective.id
        )
        self.assertFalse(aligned.contributes)
        self._check_in(
            self._create_key_result(user=self.manager, objective_id=aligned.id), 80
        )
        self.assertProgress(self.objective, 0.0)

    def test_only_who_may_edit_the_parent_lets_a_child_count(self):
        aligned = self._create_objective(
            user=self.supervisor, parent_id=self.objective.id
        )
        with self.assertRefused():
            aligned.with_user(self.supervisor).contributes = True
        # A form sends its default along: no reason to refuse the whole.
        other = self._create_objective(
            user=self.supervisor, parent_id=self.objective.id, contributes=True
        )
        self.assertFalse(other.contributes)
        aligned.with_user(self.manager).contributes = True
        self.assertTrue(aligned.contributes)

    def test_moving_under_a_parent_of_others_stops_the_counting(self):
        mine = self._create_objective(user=self.supervisor)
        self.assertTrue(mine.contributes)
        mine.parent_id = self.objective
        self.assertFalse(mine.contributes)

    def test_a_session_of_another_company_is_refused(self):
        theirs = self._create_session(user=self.manager_b)
        self.manager.company_ids = [Command.link(self.company_b.id)]
        manager = self._model("okr.objective").with_context(
            allowed_company_ids=(self.company + self.company_b).ids
        )
        parent = self._create_objective(user=self.manager_b, session_id=theirs.id)
        with self.assertRefused():
            manager.browse(self.objective.id).parent_id = parent.id
        with self.assertRefused():
            manager.browse(self.objective.id).session_id = theirs.id

    def test_the_team_of_an_objective_is_of_its_company(self):
        department = self.env["hr.department"].create(
            {"name": "Elsewhere", "company_id": self.company_b.id}
        )
        with self.assertRefused("company"):
            self.objective.sudo().department_id = department

    def test_a_supervisor_draws_nothing_of_others_under_their_own(self):
        mine = self._create_objective(user=self.supervisor)
        theirs = self._create_key_result(visibility="objective")
        for commands in (
            {"key_result_ids": [Command.link(theirs.id)]},
            {"child_ids": [Command.link(self.objective.id)]},
            {"key_result_ids": [Command.update(theirs.id, {"name": "Easier"})]},
        ):
            with self.subTest(str(commands)), self.assertRefused(error=AccessError):
                mine.with_user(self.supervisor).write(commands)

    def test_what_holds_updates_is_not_deleted(self):
        self._check_in(self._create_key_result(), 10)
        with self.assertRefused():
            self.objective.unlink()
        self.assertTrue(self.objective.exists())

    def test_a_manager_deletes_it_with_its_history_after_seeing_what_goes(self):
        update = self._check_in(self._create_key_result(), 10)
        dialog = self.objective.action_delete_with_history()
        self.assertEqual(dialog["type"], "ir.actions.act_window")
        self.assertTrue(update.exists())
        wizard = (
            self.env[dialog["res_model"]]
            .with_user(self.manager)
            .with_context(**dialog.get("context", {}))
        )
        record = (
            wizard.browse(dialog["res_id"])
            if dialog.get("res_id")
            else wizard.create({})
        )
        self.assertIn(update.key_result_id, record.deleted_key_result_ids)
        self.assertEqual(record.update_count, 1)
        record.action_confirm()
        self.assertFalse(self.objective.exists())
        self.assertFalse(update.exists())

    def test_nobody_else_deletes_history(self):
        mine = self._create_objective(user=self.supervisor)
        self._check_in(self._create_key_result(objective_id=mine.id), 10)
        with self.assertRefused(error=AccessError):
            mine.with_user(self.supervisor).action_delete_with_history()
