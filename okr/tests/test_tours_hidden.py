from odoo import Command

from .access_case import CANARY
from .tour_case import TourCase


class TestToursHidden(TourCase):
    """An employee who may see little meets hidden parents everywhere."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        private = {"visibility": "private"}
        hidden_session = cls._create_session(
            name=f"Session {CANARY}",
            state="in_progress",
            date_start=cls.period.date_start,
            date_end=cls.period.date_end,
            **private,
        )
        hidden = cls._create_objective(name=f"Objective {CANARY}", **private)
        cls._create_objective(name="A visible child", parent_id=hidden.id)
        cls._create_objective(
            name=f"Hidden child {CANARY}", parent_id=cls.objective.id, **private
        )
        cls._create_objective(
            name="In a hidden session",
            session_id=hidden_session.id,
            owner_id=cls.employee_user.id,
        )
        cls.key_result = cls._create_key_result(
            name="Mine to update", objective_id=hidden.id
        )
        others = cls._create_key_result(
            name=f"Key result {CANARY}",
            owner_ids=[Command.set(cls.employee_manager.ids)],
        )
        cls._check_in(others, 5, user=cls.manager, note=CANARY, confidence="70")
        cls._create_initiative(
            name=f"Initiative {CANARY}",
            key_result_id=others.id,
            objective_id=others.objective_id.id,
            employee_id=cls.employee_manager.id,
        )
        cls._create_initiative(name="My task", key_result_id=cls.key_result.id)

    def test_on_every_screen_of_objectives(self):
        self._tour("okrs", "okr_hidden_objectives", self.user, timeout=180)

    def test_on_every_screen_of_key_results_and_of_reporting(self):
        self._tour("key-results", "okr_hidden_key_results", self.user, timeout=180)
        self.assertProgress(self.key_result, 25.0)
        self.assertEqual(self.key_result.update_ids.user_id, self.user)
