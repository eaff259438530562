from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import OkrCase


@tagged("post_install", "-at_install")
class TestStates(OkrCase):
    """Who moves a key result from state to state, and when nobody can."""

    def _in_draft_session(self):
        session = self._create_session()
        return self._create_key_result(
            objective_id=self._create_objective(session_id=session.id).id
        )

    # -- draft and in progress ----------------------------------------------------

    def test_the_button_is_not_offered_before_the_session_starts(self):
        key_result = self._in_draft_session()
        self.assertFalse(key_result.with_user(self.user).can_update)
        key_result.session_id.action_start()
        self.env.invalidate_all()
        self.assertTrue(key_result.with_user(self.user).can_update)

    def test_nobody_updates_before_the_session_starts(self):
        key_result = self._in_draft_session()
        for user in (self.user, self.manager):
            with self.subTest(user.name), self.assertRefused("session"):
                self._check_in(key_result, 10, user=user)
        self.assertFalse(key_result.update_ids)

    def test_the_first_update_takes_a_key_result_from_draft_to_in_progress(self):
        key_result = self._create_key_result()
        self.assertState(key_result, "draft")
        self._check_in(key_result, 1)
        self.assertState(key_result, "in_progress")

    # -- closed by reaching the target --------------------------------------------

    def test_reaching_100_closes_at_once_but_for_the_stay_types(self):
        for type_, value in (("increase", 100), ("decrease", 0)):
            with self.subTest(type_):
                key_result = self._create_key_result(type=type_)
                self.assertTrue(key_result.auto_close)
                self._check_in(key_result, value)
                self.assertState(key_result, "closed")
        for type_, value in (("stay_above", 12), ("stay_below", 2)):
            with self.subTest(type_):
                key_result = self._create_key_result(type=type_)
                self.assertFalse(key_result.auto_close)
                self._check_in(key_result, value)
                self.assertState(key_result, "in_progress")

    def test_what_is_achieved_closes_at_once(self):
        key_result = self._create_key_result(type="achieved")
        self.assertTrue(key_result.auto_close)
        self._check_in(key_result, achieved=True)
        self.assertState(key_result, "closed")

    def test_the_last_stage_closes_at_once(self):
        key_result = self._create_key_result(stages=[1, 1])
        self.assertTrue(key_result.auto_close)
        first, second = key_result.milestone_ids
        self._check_in(key_result, milestone_ids=[Command.set(first.ids)])
        self.assertState(key_result, "in_progress")
        self._check_in(key_result, milestone_ids=[Command.set((first + second).ids)])
        self.assertState(key_result, "closed")

    def test_without_automatic_closing_it_stays_open_at_100(self):
        key_result = self._create_key_result(auto_close=False)
        self._check_in(key_result, 100)
        self.assertState(key_result, "in_progress")
        self.assertStatus(key_result, "achieved")

    def test_a_company_setting_closes_the_stay_types_too(self):
        self.company.okr_auto_close_stay = True
        key_result = self._create_key_result(type="stay_above")
        self.assertTrue(key_result.auto_close)
        self._check_in(key_result, 10)
        self.assertState(key_result, "closed")

    def test_almost_reached_does_not_close(self):
        key_result = self._create_key_result()
        self._check_in(key_result, 99.996)
        self.assertState(key_result, "in_progress")
        self.assertNotEqual(key_result.status, "achieved")

    def test_exactly_reached_closes_in_spite_of_binary_fractions(self):
        key_result = self._create_key_result(initial_value=0.1, target_value=0.3)
        self._check_in(key_result, 0.3)
        self.assertState(key_result, "closed")
        self.assertProgress(key_result, 100.0)

    def test_a_value_that_falls_below_reopens(self):
        key_result = self._create_key_result()
        self._check_in(key_result, 100)
        self._check_in(key_result, 99)
        self.assertState(key_result, "in_progress")

    def test_what_is_closed_by_reaching_may_still_be_updated(self):
        key_result = self._create_key_result()
        self._check_in(key_result, 100)
        self.assertTrue(key_result.with_user(self.user).can_update)
        self._check_in(key_result, 120)
        self.assertState(key_result, "closed")
        self.assertAlmostEqual(key_result.attainment, 120.0)

    # -- cancelled ----------------------------------------------------------------

    def test_cancelling_without_a_reason_asks_for_it(self):
        key_result = self._create_key_result()
        for record in (key_result, self.objective):
            with self.subTest(record._name):
                dialog = record.action_cancel()
                self.assertEqual(dialog["type"], "ir.actions.act_window")
                self.assertEqual(dialog["target"], "new")
                self.assertNotEqual(record.state, "cancelled")

    def test_reopening_without_a_reason_asks_for_it(self):
        key_result = self._create_key_result()
        key_result.action_cancel("No time.")
        dialog = key_result.action_reopen()
        self.assertEqual(dialog["type"], "ir.actions.act_window")
        self.assertState(key_result, "cancelled")

    def test_a_reason_of_spaces_is_no_reason(self):
        key_result = self._create_key_result()
        result = None
        try:
            with self.cr.savepoint():
                result = key_result.action_cancel("   ")
        except UserError:
            result = {}
        self.assertIsInstance(result, dict)
        self.assertState(key_result, "draft")

    def test_a_cancelled_key_result_is_not_updated(self):
        key_result = self._create_key_result()
        key_result.action_cancel("No time.")
        self.assertFalse(key_result.with_user(self.user).can_update)
        with self.assertRefused():
            self._check_in(key_result, 5)

    def test_an_archived_key_result_is_not_updated(self):
        key_result = self._create_key_result()
        key_result.active = False
        with self.assertRefused():
            self._check_in(key_result, 5)

    def test_a_reopened_key_result_has_the_state_it_had(self):
        for value, state in ((None, "draft"), (50, "in_progress"), (100, "closed")):
            with self.subTest(state):
                key_result = self._create_key_result()
                if value:
                    self._check_in(key_result, value)
                key_result.action_cancel("No time.")
                self.assertState(key_result, "cancelled")
                key_result.action_reopen("Time again.")
                self.assertState(key_result, state)

    def test_cancelling_an_objective_takes_its_key_results_and_initiatives(self):
        key_result = self._create_key_result()
        initiative = self._create_initiative()
        other = self._create_initiative(key_result_id=key_result.id)
        child = self._create_objective(parent_id=self.objective.id)
        self.objective.action_cancel("No time.")
        self.assertState(self.objective, "cancelled")
        self.assertState(key_result, "cancelled")
        self.assertState(initiative, "cancelled")
        self.assertState(other, "cancelled")
        self.assertState(child, "in_progress")

    def test_a_reopened_objective_gives_all_the_state_it_had(self):
        moving = self._create_key_result()
        self._check_in(moving, 40)
        dropped = self._create_key_result()
        dropped.action_cancel("Too much.")
        initiative = self._create_initiative()
        initiative.with_user(self.user).action_done()
        open_initiative = self._create_initiative()
        self.objective.action_cancel("No time.")
        self.objective.action_reopen("Time again.")
        self.assertState(self.objective, "in_progress")
        self.assertState(moving, "in_progress")
        self.assertState(dropped, "cancelled")
        self.assertState(initiative, "done")
        self.assertState(open_initiative, "todo")

    def test_only_editors_cancel_and_reopen(self):
        key_result = self._create_key_result()
        for user in (self.user, self.colleague):
            for record in (key_result, self.objective):
                with (
                    self.subTest(f"{user.name} {record._name}"),
                    self.assertRefused(error=AccessError),
                ):
                    record.with_user(user).action_cancel("Mine.")
        key_result.action_cancel("No time.")
        with self.assertRefused(error=AccessError):
            key_result.with_user(self.user).action_reopen("Mine.")

    def test_a_supervisor_cancels_what_is_theirs(self):
        objective = self._create_objective(user=self.supervisor)
        key_result = self._create_key_result(
            user=self.supervisor, objective_id=objective.id
        )
        objective.action_cancel("No time.")
        self.assertState(key_result, "cancelled")
        objective.action_reopen("Time again.")
        self.assertState(key_result, "draft")

    def test_an_objective_cancelled_before_the_start_wakes_up_in_a_running_session(
        self,
    ):
        session = self._create_session()
        objective = self._create_objective(session_id=session.id)
        objective.action_cancel("No time.")
        session.action_start()
        self.assertState(objective, "cancelled")
        objective.action_reopen("Time again.")
        self.assertState(objective, "in_progress")
