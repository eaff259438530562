from odoo.addons.okr.tests.tour_case import TourCase

from .common import LicenseCase


class TestTours(LicenseCase, TourCase):
    """What the people of HR do, in a browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._import_key()

    def test_a_seat_is_assigned_and_its_owner_finds_the_app(self):
        self._tour("", "okr_assign_license", self.hr_manager)
        assignment = self.env["okr.license.assignment"].search([])
        self.assertEqual(assignment.employee_id, self.employee_joiner)
        self.assertEqual(assignment.license_type_id, self.full_type)
        self.assertTrue(assignment.assign_roles)
        self.assertTrue(assignment.preset_emails)
        self._tour("", "okr_find_the_app", self.joiner)

    def test_who_leaves_hands_over_in_the_dialog_of_the_departure(self):
        objective = self.objective.sudo()
        objective.owner_id = self.employee_user
        path = f"employees/{self.employee_user.id}"
        self._tour(path, "okr_register_departure", self.hr_manager)
        self.assertEqual(objective.owner_id, self.employee_supervisor)
        self.assertFalse(self.employee_user.active)
