from unittest.mock import patch

from odoo import Command
from odoo.exceptions import AccessError, UserError

from .common import LicenseCase


class TestAssignment(LicenseCase):
    """HR managers and administrators seat people."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._import_key(seats=3, view_seats=1)

    # -- who may ------------------------------------------------------------------

    def test_hr_managers_and_administrators_assign_seats_and_nobody_else(self):
        self._assign(self.employee_user, user=self.hr_manager)
        self._assign(self.employee_manager, user=self.administrator)
        for user in (self.hr_officer, self.manager, self.user, self.joiner):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self._assign(self.employee_joiner, user=user)
        self.assertSeats(full=2)

    def test_nobody_else_releases_a_seat_either(self):
        assignment = self._assign(self.employee_user)
        for user in (self.hr_officer, self.manager, self.user):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                assignment.with_user(user).action_release()
        assignment.action_release()
        self.assertSeats()

    def test_an_hr_manager_of_another_company_does_not_seat_our_people(self):
        stranger = self._create_account("hr_b", "hr.group_hr_manager")
        stranger.write(
            {
                "company_id": self.company_b.id,
                "company_ids": [Command.set(self.company_b.ids)],
            }
        )
        with self.assertRefused("choose the company"):
            self._assign(self.employee_user, user=stranger)
        mine = self._assign(self.employee_user)
        with self.assertRaises(AccessError):
            mine.with_user(stranger).action_release()

    def test_nor_an_account_of_another_company_that_is_no_employee(self):
        self.employee_b.user_id = False
        with self.assertRefused("Second Company", "choose the company"):
            self.env["okr.license.assignment"].with_user(self.hr_manager).create(
                {"user_id": self.user_b.id}
            )
        self.assertSeats()

    # -- who can be seated --------------------------------------------------------

    def test_an_employee_without_an_account_is_refused_with_the_fix(self):
        employee = self.env["hr.employee"].create({"name": "Anna"})
        with self.assertRefused("Anna", "no user account", "Create User"):
            self._assign(employee)

    def test_an_archived_employee_is_refused(self):
        self.employee_user.active = False
        with self.assertRefused("archived", "Unarchive the employee"):
            self._assign(self.employee_user)

    def test_an_archived_account_is_refused(self):
        self.user.active = False
        with self.assertRefused("account", "archived"):
            self._assign(self.employee_user)

    def test_a_portal_user_is_refused(self):
        employee = self.env["hr.employee"].create({"name": "Paula"})
        employee.user_id = self.env["res.users"].create(
            {
                "name": "Paula",
                "login": "paula",
                "group_ids": [Command.set(self.env.ref("base.group_portal").ids)],
            }
        )
        with self.assertRefused("Paula", "portal"):
            self._assign(employee)

    def test_who_is_seated_already_is_refused(self):
        self._assign(self.employee_user)
        with self.assertRefused("has a seat already"):
            self._assign(self.employee_user)
        self.assertSeats(full=1)

    def test_somebody_twice_in_one_save_is_refused(self):
        values = {"employee_id": self.employee_user.id}
        with self.assertRefused("has a seat already"):
            self.env["okr.license.assignment"].create([values, values])
        self.assertSeats()

    def test_somebody_in_two_companies_takes_one_seat(self):
        second = self.env["hr.employee"].create(
            {
                "name": "The user abroad",
                "user_id": self.user.id,
                "company_id": self.company_b.id,
            }
        )
        self._assign(self.employee_user)
        with self.assertRefused("has a seat already"):
            self.env["okr.license.assignment"].create({"employee_id": second.id})
        self.assertEqual(second.okr_seat, "full")
        self.assertSeats(full=1)

    def test_of_many_all_reasons_are_said_at_once_and_nobody_is_seated(self):
        anna = self.env["hr.employee"].create({"name": "Anna"})
        self.employee_user.active = False
        with self.assertRefused("Anna has no user", "The user is archived"):
            self.env["okr.license.assignment"].create(
                [
                    {"employee_id": employee.id}
                    for employee in (anna, self.employee_user, self.employee_manager)
                ]
            )
        self.assertSeats()

    def test_an_assignment_for_nobody_is_refused(self):
        with self.assertRefused("choose an employee"):
            self.env["okr.license.assignment"].create({})

    def test_an_assignment_without_a_license_type_is_refused(self):
        with self.assertRefused("License Type"):
            self._assign(self.employee_user, license_type_id=False)
        self.env["okr.license.type"].search([]).active = False
        with self.assertRefused("License Type"):
            self._assign(self.employee_user)
        self.assertSeats()

    def test_an_account_without_an_employee_can_be_seated(self):
        assignment = self.env["okr.license.assignment"].create(
            {"user_id": self.administrator.id}
        )
        self.assertFalse(assignment.employee_id)
        self.assertEqual(self.administrator.okr_seat, "full")

    # -- seats --------------------------------------------------------------------

    def test_never_more_seats_than_bought(self):
        for employee in (
            self.employee_user,
            self.employee_manager,
            self.employee_supervisor,
        ):
            self._assign(employee)
        with self.assertRefused("1 needed", "0 of 3"):
            self._assign(self.employee_colleague)
        self.assertSeats(full=3)

    def test_seats_of_a_kind_are_their_own(self):
        view = {"license_type_id": self.view_type.id}
        self._assign(self.employee_user, **view)
        with self.assertRefused("View-only seats", "0 of 1"):
            self._assign(self.employee_colleague, **view)
        self.assertSeats(view=1)

    def test_the_last_seat_is_released_and_taken_in_one_transaction(self):
        first = self._assign(self.employee_user)
        self._assign(self.employee_manager)
        self._assign(self.employee_supervisor)
        first.action_release()
        self._assign(self.employee_colleague)
        self.assertSeats(full=3)
        self.assertFalse(self.user.okr_seat)

    def test_the_database_itself_holds_the_count(self):
        first = self._assign(self.employee_user)
        second = self._assign(self.employee_manager)
        self.assertRefusedBySql(second, seat_number=first.seat_number)
        for values in ({"seat_number": None}, {"seat_number": 0}):
            self.assertRefusedBySql(second, **values)
        self.assertRefusedBySql(second, user_id=self.user.id)
        self.assertRefusedBySql(self.pool, is_the_only_one=False)
        self.assertLessEqual({first.seat_number, second.seat_number}, {1, 2, 3})

    def test_a_seat_that_somebody_takes_at_the_same_moment_is_not_taken_twice(self):
        first = self._assign(self.employee_user)
        # What a transaction sees that began before the first seat was taken.
        blind = type(first)
        with patch.object(blind, "_used_numbers", lambda self, kind: set()):
            self._assign(self.employee_manager)
            self._assign(self.employee_supervisor)
            with self.assertRefused("0 of 3 are free"):
                self._assign(self.employee_colleague)
        self.assertSeats(full=3)

    def test_a_refused_assignment_takes_no_seat(self):
        with self.assertRefused("not be set", error=UserError):
            self._assign(self.employee_user, kind="view")
        self.assertSeats()

    # -- releasing ----------------------------------------------------------------

    def test_releasing_frees_the_seat_and_keeps_the_history(self):
        assignment = self._assign(self.employee_user)
        key_result = self._create_key_result(user=self.env.user)
        assignment.action_release()
        self.assertSeats()
        self.assertFalse(assignment.active)
        self.assertEqual(assignment.date_end, self.today)
        self.assertEqual(key_result.owner_ids, self.employee_user)
        assignment.action_release()
        self.assertSeats()

    def test_archiving_the_employee_releases_the_seat(self):
        self._assign(self.employee_user)
        self.employee_user.with_user(self.hr_officer).active = False
        self.assertSeats()

    def test_archiving_the_account_releases_the_seat(self):
        self._assign(self.employee_user)
        self.user.action_archive()
        self.assertSeats()

    def test_an_account_that_becomes_a_portal_user_releases_the_seat(self):
        self._assign(self.employee_joiner, assign_roles=False)
        portal = self.env.ref("base.group_portal")
        self.joiner.with_user(self.administrator).group_ids = [Command.set(portal.ids)]
        self.assertTrue(self.joiner.share)
        self.assertSeats()

    def test_deleting_the_employee_or_the_account_releases_the_seat(self):
        leaver = self._create_employee("leaver")
        other = self._create_employee("other")
        self._assign(leaver)
        self._assign(other)
        leaver.unlink()
        self.assertSeats(full=1)
        account = other.user_id
        other.user_id = False
        self.assertSeats()
        self._assign(self.employee_user)
        account.unlink()
        self.assertSeats(full=1)

    def test_who_is_still_employed_elsewhere_keeps_the_seat(self):
        second = self.env["hr.employee"].create(
            {
                "name": "The user abroad",
                "user_id": self.user.id,
                "company_id": self.company_b.id,
            }
        )
        assignment = self._assign(self.employee_user)
        self.employee_user.active = False
        self.assertSeats(full=1)
        self.assertEqual(assignment.employee_id, second)
        second.active = False
        self.assertSeats()

    def test_an_employee_who_gets_another_account_leaves_the_seat_of_the_first(self):
        self._assign(self.employee_user)
        account = self._create_account("second", "base.group_user")
        self.employee_user.user_id = account
        self.assertSeats()
        self._assign(self.employee_user)
        self.assertEqual(account.okr_seat, "full")

    def test_who_is_hired_again_is_seated_again(self):
        self._assign(self.employee_user)
        self.employee_user.active = False
        self.employee_user.active = True
        self.assertSeats()
        self._assign(self.employee_user)
        self.assertSeats(full=1)

    def test_the_job_releases_who_was_archived_behind_our_back(self):
        self._assign(self.employee_user)
        self._assign(self.employee_manager)
        self.env.cr.execute(
            "UPDATE hr_employee SET active = false WHERE id = %s",
            [self.employee_user.id],
        )
        self.env.cr.execute(
            "UPDATE res_users SET active = false WHERE id = %s", [self.manager.id]
        )
        self.env.invalidate_all()
        self.env["okr.license.key"]._cron_watch()
        self.assertSeats()

    def test_an_assignment_is_neither_changed_nor_deleted_nor_brought_back(self):
        assignment = self._assign(self.employee_user)
        for values in ({"active": False}, {"user_id": 1}, {"kind": "view"}):
            with self.assertRefused("stays as it was made"):
                assignment.write(values)
        with self.assertRaises(AccessError):
            assignment.unlink()
        with self.assertRefused("Release the seat first"):
            assignment.sudo().unlink()
        with self.assertRefused():
            assignment.copy()
        self.assertSeats(full=1)
