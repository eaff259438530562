from datetime import date, timedelta

from odoo import Command

from .tour_case import TourCase

MAP = "okrs?view_type=hierarchy"


class TestToursManager(TourCase):
    """What a manager does: find the late ones, and put the goals in order."""

    def test_ask_the_owners_of_the_late_ones(self):
        late = self._create_key_result(name="Late one")
        late |= self._create_key_result(
            name="Late one too",
            owner_ids=[Command.set(self.employee_colleague.ids)],
        )
        self._check_in(late[0], 1, date=date.today() - timedelta(days=40))
        self._check_in(late[1], 1, user=self.colleague)
        on_time = self._create_key_result(name="On time")
        self._check_in(on_time, 90)
        self._tour("key-results", "okr_ask_for_update", self.manager)
        asked = self.env["mail.activity"].search(
            [("res_model", "=", "okr.key.result"), ("res_id", "in", (late.ids))]
        )
        self.assertEqual(asked.user_id, self.user | self.colleague)
        self.assertEqual(set(asked.mapped("res_id")), set(late.ids))
        self.assertFalse(on_time.activity_ids)

    def _plant(self, **values):
        self._create_objective(name="Sales goal", parent_id=self.objective.id)
        return self._create_objective(name="Stray goal", **values)

    def test_drag_an_objective_under_another(self):
        stray = self._plant()
        self._tour(MAP, "okr_align_by_dragging", self.manager)
        self.assertEqual(stray.parent_id, self.objective)
        self.assertTrue(stray.contributes)
        self.assertFalse(self.objective.parent_id)

    def test_under_a_goal_of_others_it_is_aligned_and_not_counted(self):
        stray = self._plant(user=self.supervisor)
        self._tour(MAP, "okr_align_without_counting", self.supervisor)
        self.assertEqual(stray.parent_id, self.objective)
        self.assertFalse(stray.contributes)

    def test_who_may_not_edit_it_drags_nothing(self):
        stray = self._plant()
        self._tour(MAP, "okr_align_refused_to_readers", self.user)
        self.assertFalse(stray.parent_id)


class TestToursOrder(TourCase):
    """The order of importance is dragged, and moves no progress."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_key_result(name="New customers", visibility="objective")
        cls.second = cls._create_objective(name="Second goal")

    def _order(self):
        both = self.objective | self.second
        return self.env["okr.objective"].search([("id", "in", both.ids)])

    def test_a_manager_drags_the_cards_into_order(self):
        self._tour("okrs?view_type=kanban", "okr_order_by_dragging", self.manager)
        self.assertEqual(self._order(), self.second + self.objective)
        self.assertProgress(self.objective, 0.0)

    def test_a_reader_drags_nothing(self):
        path = "okrs?view_type=kanban"
        self._tour(path, "okr_order_refused_to_readers", self.user)
        self.assertEqual(self._order(), self.objective + self.second)
