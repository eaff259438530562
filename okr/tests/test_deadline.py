from datetime import date, datetime

from odoo import Command
from odoo.tests import new_test_user, tagged

from .common import GOALPOST_REASON, OkrCase

DEADLINE = date(2026, 2, 20)


@tagged("post_install", "-at_install")
class TestDeadline(OkrCase):
    """Until when a number may still be changed, and by whom."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.key_result = cls._create_key_result(deadline=DEADLINE)

    # -- the default ----------------------------------------------------------------

    def test_the_deadline_is_the_end_of_the_session(self):
        self.assertEqual(self._create_key_result().deadline, self.session.date_end)

    def test_the_deadline_follows_the_session_until_somebody_sets_it(self):
        session = self._create_session()
        objective = self._create_objective(session_id=session.id)
        following = self._create_key_result(objective_id=objective.id)
        chosen = self._create_key_result(objective_id=objective.id, deadline=DEADLINE)
        session.date_end = date(2026, 4, 15)
        self.assertEqual(following.deadline, date(2026, 4, 15))
        self.assertEqual(chosen.deadline, DEADLINE)
        following.deadline = date(2026, 4, 10)
        session.date_end = date(2026, 4, 20)
        self.assertEqual(following.deadline, date(2026, 4, 10))

    def test_a_deadline_outside_the_session_is_flagged_not_refused(self):
        inside = self._create_key_result()
        outside = self._create_key_result(deadline=date(2026, 4, 30))
        before = self._create_key_result(deadline=date(2025, 12, 31))
        self.assertFalse(inside.is_outside_session)
        self.assertTrue(outside.is_outside_session)
        self.assertTrue(before.is_outside_session)

    # -- after it -------------------------------------------------------------------

    def test_owners_update_on_the_day_of_the_deadline(self):
        self._travel_to(DEADLINE, hour=23)
        self.assertFalse(self._check_in(self.key_result, 10).late)

    def test_owners_do_not_update_after_the_deadline(self):
        self._travel_to(date(2026, 2, 21), hour=0)
        self.assertFalse(self.key_result.with_user(self.user).can_update)
        with self.assertRefused("deadline"):
            self._check_in(self.key_result, 10)

    def test_a_date_before_the_deadline_does_not_help_for_the_day_of_entry_counts(self):
        self._travel_to(date(2026, 2, 21))
        with self.assertRefused("deadline"):
            self._check_in(self.key_result, 10, date=date(2026, 2, 19))

    def test_managers_update_after_the_deadline_and_it_is_late(self):
        self._travel_to(date(2026, 2, 21))
        self.assertTrue(self.key_result.with_user(self.manager).can_update)
        update = self._check_in(self.key_result, 10, user=self.manager)
        self.assertTrue(update.late)
        backdated = self._check_in(
            self.key_result, 20, user=self.manager, date=date(2026, 2, 19)
        )
        self.assertTrue(backdated.late)

    def test_in_the_days_of_grace_owners_update_and_it_is_late(self):
        self.company.okr_grace_days = 3
        self._travel_to(date(2026, 2, 23))
        self.assertTrue(self.key_result.with_user(self.user).can_update)
        self.assertTrue(self._check_in(self.key_result, 10).late)
        self._travel_to(date(2026, 2, 24))
        with self.assertRefused("deadline"):
            self._check_in(self.key_result, 20)

    def test_after_a_hard_deadline_nobody_updates(self):
        self.company.okr_grace_days = 3
        hard = self._create_key_result(deadline=DEADLINE, hard_deadline=True)
        self._travel_to(DEADLINE)
        self._check_in(hard, 5)
        self._travel_to(date(2026, 2, 21))
        for user in (self.user, self.manager):
            with self.subTest(user.name):
                self.assertFalse(hard.with_user(user).can_update)
                with self.assertRefused("deadline"):
                    self._check_in(hard, 10, user=user)

    def test_an_owner_who_is_a_manager_updates_late(self):
        mine = self._create_key_result(
            deadline=DEADLINE, owner_ids=[Command.set(self.employee_manager.ids)]
        )
        self._travel_to(date(2026, 2, 21))
        self.assertTrue(self._check_in(mine, 1, user=self.manager).late)

    def test_what_reached_its_target_is_not_updated_after_the_deadline(self):
        self._check_in(self.key_result, 100)
        self._travel_to(date(2026, 2, 21))
        with self.assertRefused("deadline"):
            self._check_in(self.key_result, 90)

    # -- whose midnight ---------------------------------------------------------------

    def test_the_day_of_entry_is_that_of_the_users_time_zone(self):
        # 2026-02-20 at 20:00 in London is the 21st in Tokyo, still the 20th on Niue.
        self._travel_to(datetime(2026, 2, 20, 20))
        self.user.tz = "Asia/Tokyo"
        with self.assertRefused("deadline"):
            self._check_in(self.key_result, 10)
        self._travel_to(datetime(2026, 2, 21, 8))
        self.user.tz = "Pacific/Niue"
        self.assertFalse(self._check_in(self.key_result, 10).late)

    def test_without_one_it_is_that_of_the_company(self):
        self.company.okr_tz = "Asia/Tokyo"
        self._travel_to(datetime(2026, 2, 20, 20))
        # An employee always has a time zone; not everybody is one.
        guest = new_test_user(
            self.env, login="okr_guest", groups="okr.group_okr_manager", tz=False
        )
        update = self._check_in(self.key_result, 10, user=guest)
        self.assertEqual(update.date, date(2026, 2, 21))
        self.assertTrue(update.late)

    def test_a_context_changes_nothing(self):
        self._travel_to(datetime(2026, 2, 21, 8))
        values = {"key_result_id": self.key_result.id, "value": 10}
        elsewhere = self._model("okr.update", self.user).with_context(tz="Pacific/Niue")
        with self.assertRefused("deadline"):
            elsewhere.create(values)
        late = self._model("okr.update").with_context(tz="Pacific/Niue").create(values)
        self.assertTrue(late.late)

    # -- moved ------------------------------------------------------------------------

    def test_a_deadline_moved_with_a_reason_opens_it_again(self):
        self._travel_to(date(2026, 2, 21))
        self.key_result.write(
            {"deadline": date(2026, 3, 15), "goalpost_reason": GOALPOST_REASON}
        )
        self.assertFalse(self._check_in(self.key_result, 10).late)
