from datetime import date

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .status_case import StatusCase


@tagged("post_install", "-at_install")
class TestStatusByHand(StatusCase):
    def setUp(self):
        super().setUp()
        self.key_result = self._in_period(visibility="objective")
        self._check_in(self.key_result, 10)

    def test_an_owner_sets_a_status_and_the_automatic_one_stays_beside_it(self):
        mine = self.key_result.with_user(self.user)
        mine.action_set_status("at_risk", "The supplier is late.")
        self.assertStatus(mine, "at_risk")
        self.assertEqual(mine.status_manual, "at_risk")
        self.assertEqual(mine.status_automatic, "on_track")
        self.assertEqual(mine.status_note, "The supplier is late.")

    def test_resuming_lets_the_figures_speak_again(self):
        mine = self.key_result.with_user(self.user)
        mine.action_set_status("at_risk", "The supplier is late.")
        mine.action_resume_status()
        self.assertStatus(mine, "on_track")
        self.assertFalse(mine.status_manual)

    def test_the_hand_stays_while_the_automatic_one_moves(self):
        self.key_result.action_set_status("on_track", "We know.")
        self._pass_to(date(2026, 4, 2))
        self.assertStatus(self.key_result, "on_track")
        self.assertEqual(self.key_result.status_automatic, "at_risk")

    def test_the_owner_and_the_editors_of_an_objective_set_its_status(self):
        owned = self._create_objective(
            session_id=self.period.id, owner_id=self.employee_user.id
        )
        owned.with_user(self.user).action_set_status("behind", "Hm.")
        self.assertStatus(owned, "behind")
        mine = self._create_objective(user=self.supervisor, session_id=self.period.id)
        mine.action_set_status("behind", "Hm.")
        self.assertStatus(mine, "behind")

    def test_others_do_not(self):
        for record in (self.key_result, self.goal):
            for user in (self.colleague, self.supervisor, self.user_none, self.user_b):
                with (
                    self.subTest(f"{user.name} {record._name}"),
                    self.assertRefused(error=AccessError),
                ):
                    record.with_user(user).action_set_status("behind", "Hm.")
                with (
                    self.subTest(f"{user.name} {record._name} resumes"),
                    self.assertRefused(error=AccessError),
                ):
                    record.with_user(user).action_resume_status()

    def test_an_unknown_status_is_refused(self):
        for status in ("great", "", False, None, "draft"):
            with self.subTest(status=status), self.assertRefused("status"):
                self.key_result.action_set_status(status, "Hm.")

    def test_nobody_writes_the_status_directly(self):
        for name in ("status", "status_automatic", "status_manual"):
            with self.subTest(name), self.assertRefused():
                self.key_result.write({name: "achieved"})

    def test_what_is_cancelled_has_no_status_even_by_hand(self):
        self.key_result.action_set_status("behind", "Hm.")
        self.key_result.action_cancel("No time.")
        self.assertFalse(self.key_result.status)
        self.key_result.action_reopen("Time again.")
        self.assertStatus(self.key_result, "behind")

    def test_archived_and_cancelled_updates_start_nothing(self):
        self.key_result.action_cancel("No time.")
        self.assertStatus(self.goal, "not_started")
        self.assertFalse(self.goal.last_update_date)

    def test_an_owner_of_many_sets_all_of_theirs_or_none(self):
        other = self._in_period(
            visibility="objective",
            owner_ids=[Command.set(self.employee_colleague.ids)],
        )
        with self.assertRefused(error=AccessError):
            (self.key_result + other).with_user(self.user).action_set_status("behind")
        self.assertFalse(self.key_result.status_manual)
