from datetime import datetime

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import OkrCase


@tagged("post_install", "-at_install")
class TestVoid(OkrCase):
    """A wrong update is struck out; it never disappears."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.key_result = cls._create_key_result()

    def test_a_voided_update_stays_in_the_history_with_who_and_why(self):
        update = self._check_in(self.key_result, 500)
        update.with_user(self.manager).action_void("A typing error.")
        self.assertTrue(update.voided)
        self.assertEqual(update.void_reason, "A typing error.")
        self.assertEqual(update.voided_by_id, self.manager)
        self.assertIn(update, self.key_result.update_ids)
        self.assertEqual(update.value, 500)

    def test_values_states_and_figures_are_computed_without_it(self):
        self._check_in(self.key_result, 30)
        wrong = self._check_in(self.key_result, 100)
        self.assertState(self.key_result, "closed")
        wrong.action_void("A typing error.")
        self.assertEqual(self.key_result.current_value, 30)
        self.assertProgress(self.key_result, 30.0)
        self.assertProgress(self.objective, 30.0)
        self.assertProgress(self.session, 30.0)
        self.assertState(self.key_result, "in_progress")

    def test_without_its_only_update_a_key_result_is_as_before_it(self):
        key_result = self._create_key_result(initial_value=20)
        update = self._check_in(key_result, 40, confidence="70")
        update.action_void("A typing error.")
        self.assertEqual(key_result.current_value, 20)
        self.assertProgress(key_result, 0.0)
        self.assertState(key_result, "draft")
        self.assertStatus(key_result, "not_started")
        self.assertFalse(key_result.last_update_date)
        self.assertFalse(key_result.confidence)

    def test_voiding_what_fell_below_closes_again(self):
        self._check_in(self.key_result, 100)
        wrong = self._check_in(self.key_result, 1)
        wrong.action_void("A typing error.")
        self.assertState(self.key_result, "closed")

    def test_voiding_an_old_update_leaves_the_current_value(self):
        old = self._check_in(self.key_result, 10, date=self._days(-5))
        self._check_in(self.key_result, 50)
        old.with_user(self.manager).action_void("A typing error.")
        self.assertEqual(self.key_result.current_value, 50)

    def test_voided_while_it_is_cancelled_it_comes_back_without_it(self):
        for value, back in ((100, "draft"), (10, "draft")):
            key_result = self._create_key_result()
            update = self._check_in(key_result, value)
            key_result.action_cancel("No time.")
            update.with_user(self.manager).action_void("A typing error.")
            self.assertState(key_result, "cancelled")
            key_result.action_reopen("Time again.")
            self.assertState(key_result, back)

    def test_stages_ticked_by_a_voided_update_are_open_again(self):
        key_result = self._create_key_result(stages=[1, 1])
        first, second = key_result.milestone_ids
        self._check_in(key_result, milestone_ids=[Command.set(first.ids)])
        update = self._check_in(
            key_result, milestone_ids=[Command.set((first + second).ids)]
        )
        self.assertTrue(second.done)
        update.action_void("Not yet.")
        self.assertTrue(first.done)
        self.assertFalse(second.done)
        self.assertFalse(second.done_date)
        self.assertProgress(key_result, 50.0)
        self.assertState(key_result, "in_progress")

    def test_whoever_made_it_voids_it_on_the_same_day(self):
        update = self._check_in(self.key_result, 10)
        self._travel_to(self.today, hour=23)
        update.action_void("A typing error.")
        self.assertTrue(update.voided)

    def test_the_next_day_it_is_the_managers_turn(self):
        update = self._check_in(self.key_result, 10)
        self._travel_to(self._days(1), hour=0)
        with self.assertRefused(error=AccessError):
            update.with_user(self.user).action_void("A typing error.")
        update.with_user(self.manager).action_void("A typing error.")
        self.assertTrue(update.voided)

    def test_the_same_day_is_that_of_the_users_time_zone(self):
        self.user.tz = "Asia/Tokyo"
        self._travel_to(datetime(2026, 2, 16, 14, 30))
        update = self._check_in(self.key_result, 10)
        # In Tokyo it is past midnight.
        self._travel_to(datetime(2026, 2, 16, 15, 30))
        with self.assertRefused(error=AccessError):
            update.with_user(self.user).action_void("A typing error.")

    def test_nobody_else_voids_it(self):
        other = self._create_key_result(
            owner_ids=[Command.set((self.employee_user + self.employee_colleague).ids)]
        )
        update = self._check_in(other, 10)
        for user in (self.colleague, self.supervisor, self.user_b, self.user_none):
            with self.subTest(user.name), self.assertRefused(error=AccessError):
                update.with_user(user).action_void("Not mine.")
        self.assertFalse(update.voided)

    def test_a_reason_is_welcome_but_not_asked_for(self):
        update = self._check_in(self.key_result, 10)
        update.action_void()
        self.assertTrue(update.voided)
        self.assertFalse(update.void_reason)

    def test_nobody_writes_the_void_directly(self):
        update = self._check_in(self.key_result, 10)
        for user in (self.user, self.manager):
            with self.subTest(user.name), self.assertRefused():
                update.with_user(user).write({"voided": True})
        with self.assertRefused():
            self._check_in(self.key_result, 10, voided=True)

    def test_the_confidence_is_that_of_the_latest_update_that_stands(self):
        self._check_in(self.key_result, 10, confidence="50")
        wrong = self._check_in(self.key_result, 20, confidence="100")
        wrong.action_void("A typing error.")
        self.assertEqual(self.key_result.confidence, "50")
