import random

from odoo import Command
from odoo.exceptions import UserError

from .common import LicenseCase

STEPS = 1000


class TestRandomWalk(LicenseCase):
    """Whatever HR and administrators do, and in whichever order: the seats add up."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._import_key(seats=3, view_seats=2)
        cls.people = [cls._create_employee(f"walker {number}") for number in range(6)]
        cls.accounts = [employee.user_id for employee in cls.people]

    def _seat(self, choose):
        license_type = choose.choice((self.full_type, self.view_type))
        self._assign(
            choose.choice(self.people),
            assign_roles=choose.random() < 0.5,
            license_type_id=license_type.id,
        )

    def _release(self, choose):
        seated = self.env["okr.license.assignment"].search([])
        if seated:
            choose.choice(seated).with_user(self.hr_manager).action_release()

    def _archive_employee(self, choose):
        employee = choose.choice(self.people).with_user(self.hr_officer)
        employee.active = not employee.active

    def _archive_account(self, choose):
        user = choose.choice(self.accounts)
        user.active = not user.active

    def _link_account(self, choose):
        employee = choose.choice(self.people)
        account = choose.choice([*self.accounts, self.env["res.users"]])
        if account:
            # Odoo allows an account one employee of a company.
            known = self.env["hr.employee"].with_context(active_test=False)
            known.search([("user_id", "=", account.id)]).user_id = False
            self.env.flush_all()
        employee.user_id = account

    def _take_role_away(self, choose):
        user = choose.choice(self.accounts)
        user.group_ids = [Command.unlink(self.okr_manager_group.id)]

    def test_the_seats_add_up_after_each_of_a_thousand_steps(self):
        choose = random.Random(7)
        steps = (
            *(self._seat,) * 4,
            self._release,
            self._archive_employee,
            self._archive_account,
            self._link_account,
            self._take_role_away,
        )
        done, refused = 0, 0
        for _turn in range(STEPS):
            try:
                with self.env.cr.savepoint():
                    choose.choice(steps)(choose)
                done += 1
            except UserError:
                refused += 1
            self._assert_adds_up()
        self.assertGreater(min(done, refused), STEPS / 10)

    def _assert_adds_up(self):
        seated = self.env["okr.license.assignment"].search([])
        kinds = seated.mapped("kind")
        self.assertSeats(full=kinds.count("full"), view=kinds.count("view"))
        self.assertLessEqual(kinds.count("full"), 3)
        self.assertLessEqual(kinds.count("view"), 2)
        self.assertEqual(len(seated.user_id), len(seated))
        self.assertTrue(all(seated.user_id.mapped("active")))
        here = self.env["hr.employee"].search([("user_id", "in", seated.user_id.ids)])
        self.assertEqual(here.user_id, seated.user_id)
        self.assertFalse(self.env["okr.license.assignment"]._left())
        # Nobody here has a role but from a seat.
        for account in self.accounts:
            if account not in seated.user_id:
                self.assertEqual(self._groups_of(account), set())
