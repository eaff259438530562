from odoo.exceptions import AccessError

from .common import LicenseCase


class TestPeople(LicenseCase):
    """Employees, their departments, and their seats, as HR sees them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_objective(name="Mine", owner_id=cls.employee_user.id)
        cls._create_objective(
            name="Secret", owner_id=cls.employee_user.id, visibility="private"
        )
        cls.department = cls.env["hr.department"].create({"name": "Sales"})

    def _employee(self, user):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.employee_user.with_user(user)

    def test_the_employee_shows_what_the_reader_sees_of_their_okrs(self):
        self._give(self.hr_officer, "okr.group_okr_user")
        self._give(self.hr_manager, "okr.group_okr_manager")
        self.assertEqual(self._employee(self.hr_officer).okr_count, 1)
        self.assertEqual(self._employee(self.hr_manager).okr_count, 2)

    def test_who_has_no_role_or_seat_sees_no_okrs_of_an_employee(self):
        employee = self._employee(self.hr_officer)
        self.assertEqual((employee.okr_count, employee.has_okr_access), (0, False))
        self._give(self.hr_officer, "okr.group_okr_manager")
        self._import_key()
        employee = self._employee(self.hr_officer)
        self.assertEqual((employee.okr_count, employee.has_okr_access), (0, False))

    def test_the_button_opens_the_objectives_of_the_employee(self):
        self._give(self.hr_officer, "okr.group_okr_user")
        action = self._employee(self.hr_officer).action_view_okrs()
        found = self.env["okr.objective"].with_user(self.hr_officer)
        self.assertEqual(found.search(action["domain"]).name, "Mine")
        with self.assertRaises(AccessError):
            self._employee(self.user).action_view_okrs()

    def test_hr_sees_who_has_a_seat_and_finds_them(self):
        self._import_key()
        self._assign(self.employee_user)
        self._assign(self.employee_manager, license_type_id=self.view_type.id)
        nobody = self.env["hr.employee"].create({"name": "Without an account"})
        employees = self.env["hr.employee"].with_user(self.hr_officer)
        all_of_them = self.employee_user | self.employee_manager | nobody
        for seat, employee in (
            ("full", self.employee_user),
            ("view", self.employee_manager),
            ("none", nobody),
        ):
            self.assertEqual(employee.with_user(self.hr_officer).okr_seat, seat)
            domain = [("okr_seat", "=", seat), ("id", "in", all_of_them.ids)]
            self.assertEqual(employees.search(domain), employee)
            domain = [("okr_seat", "!=", seat), ("id", "in", all_of_them.ids)]
            self.assertEqual(employees.search(domain), all_of_them - employee)

    def test_the_department_shows_its_open_objectives_and_their_progress(self):
        for progress, user in ((20, self.manager), (60, self.manager)):
            objective = self._create_objective(department_id=self.department.id)
            key_result = self._create_key_result(objective_id=objective.id)
            self._check_in(key_result, progress, user=user)
        done = self._create_objective(department_id=self.department.id)
        done.action_cancel("No more")
        self._create_objective(department_id=self.department.id, visibility="private")
        self.env.invalidate_all()
        seen = self.department.with_user(self.user)
        self.assertEqual(seen.okr_count, 2)
        self.assertEqual(seen.okr_progress, 40)
        whole = self.department.with_user(self.manager)
        self.assertEqual(whole.okr_count, 3)
        action = seen.action_view_okrs()
        found = self.env["okr.objective"].with_user(self.user).search(action["domain"])
        self.assertEqual(len(found), 2)

    def test_who_has_no_role_sees_no_figures_of_a_department(self):
        seen = self.department.with_user(self.joiner)
        self.assertFalse(seen.has_okr_access)
        self.assertEqual((seen.okr_count, seen.okr_progress), (0, 0.0))

    # -- many at once -------------------------------------------------------------

    def _dialog(self, employees, user=None):
        dialogs = self.env["okr.license.assign"].with_user(user or self.hr_manager)
        return dialogs.with_context(
            active_model="hr.employee", active_ids=employees.ids
        ).create({"assign_roles": False, "preset_emails": False})

    def test_many_employees_are_seated_from_their_list(self):
        self._import_key(seats=3)
        self._assign(self.employee_user)
        chosen = self.employee_user | self.employee_supervisor | self.employee_joiner
        dialog = self._dialog(chosen)
        self.assertEqual(dialog.already_count, 1)
        self.assertEqual(dialog.free_seats, 2)
        dialog.action_assign()
        self.assertSeats(full=3)

    def test_where_the_seats_are_too_few_nobody_of_the_list_is_seated(self):
        self._import_key(seats=1)
        dialog = self._dialog(self.employee_supervisor | self.employee_joiner)
        with self.assertRefused("2 needed", "1 of 1"):
            dialog.action_assign()
        self.assertSeats()

    def test_an_hr_officer_seats_nobody_from_the_list(self):
        with self.assertRaises(AccessError):
            self._dialog(self.employee_user, user=self.hr_officer)
