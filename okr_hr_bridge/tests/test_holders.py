from odoo import Command

from .common import LicenseCase


class TestHolders(LicenseCase):
    """People who have an OKR role, and no seat."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._import_key(seats=3, view_seats=1)

    def _holders(self, user):
        return self.env["res.users"].with_user(user).search(self._domain(user)).sudo()

    def _domain(self, user):
        return self.env["res.users"].with_user(user)._okr_holders_domain()

    def test_who_has_a_role_and_no_seat_is_listed(self):
        self._assign(self.employee_manager)
        listed = self._holders(self.hr_manager)
        self.assertLessEqual(self.user | self.supervisor, listed)
        self.assertFalse(listed & (self.manager | self.joiner))
        action = self.env["res.users"].with_user(self.hr_manager).action_okr_holders()
        self.assertEqual(action["res_model"], "res.users")

    def test_one_click_seats_all_of_them_with_the_roles_they_have(self):
        self._import_key(seats=500)
        before = self._groups_of(self.user)
        self.env["okr.license.assignment"].with_user(
            self.administrator
        ).action_seat_holders()
        self.assertFalse(self._holders(self.administrator))
        self.assertEqual(self.user.okr_seat, "full")
        self.assertEqual(self._groups_of(self.user), before)

    def test_an_hr_manager_seats_all_of_the_list_by_one_click(self):
        self._import_key(seats=500)
        listed = self.env["res.users"].with_user(self.hr_manager)
        self.assertTrue(self._holders(self.hr_manager))
        listed.browse(self.user.id).action_okr_seat_holders()
        self.assertFalse(self._holders(self.hr_manager))

    def test_whoever_is_listed_is_seated_in_whichever_company_they_work(self):
        self._import_key(seats=500)
        self.hr_manager.company_ids = [Command.link(self.company_b.id)]
        users = self.user | self.user_b
        users.with_user(self.hr_manager).action_okr_seat()
        seated = self.env["okr.license.assignment"].search([])
        self.assertEqual(seated.user_id, users)
        self.assertEqual(seated.employee_id, self.employee_user | self.employee_b)

    def test_where_the_seats_are_too_few_the_click_says_how_many_are_missing(self):
        with self.assertRefused("needed", "3 of 3 are free"):
            self.env["okr.license.assignment"].action_seat_holders()
        self.assertSeats()
