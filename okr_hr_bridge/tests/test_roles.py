from unittest.mock import patch

from odoo import Command

from .common import LicenseCase

ALL = {"user", "supervisor", "manager"}


class TestRoles(LicenseCase):
    """The roles that come with a seat, and go with it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._import_key(seats=100, view_seats=10)

    def _assign_with_roles(self, employee, **values):
        return self._assign(employee, assign_roles=True, **values)

    # -- given --------------------------------------------------------------------

    def test_the_first_assignment_gives_the_roles_of_the_license_type(self):
        assignment = self._assign_with_roles(self.employee_joiner)
        self.assertEqual(self._groups_of(self.joiner), ALL)
        self.assertEqual(len(assignment.given_group_ids), 3)

    def test_a_type_with_fewer_roles_gives_fewer(self):
        self.full_type.group_ids = self.env.ref("okr.group_okr_supervisor")
        self._assign_with_roles(self.employee_joiner)
        self.assertEqual(self._groups_of(self.joiner), {"user", "supervisor"})

    def test_without_automatic_roles_none_is_given(self):
        self._assign(self.employee_joiner)
        self.assertEqual(self._groups_of(self.joiner), set())

    def test_the_view_only_type_gives_the_user_alone(self):
        self._assign_with_roles(self.employee_joiner, license_type_id=self.view_type.id)
        self.assertEqual(self._groups_of(self.joiner), {"user"})

    def test_an_hr_manager_gives_okr_roles_and_no_others(self):
        for name in ("base.group_system", "hr.group_hr_manager"):
            with self.assertRefused("not an OKR role"):
                self.full_type.group_ids = [Command.link(self.env.ref(name).id)]
        sneaky = self.env["res.groups"].create(
            {
                "name": "Sneaky",
                "privilege_id": self.env.ref("okr.privilege_okr").id,
                "implied_ids": [Command.link(self.env.ref("base.group_system").id)],
            }
        )
        with self.assertRefused("not an OKR role"):
            self.full_type.group_ids = [Command.link(sneaky.id)]

    def test_an_hr_manager_changes_no_license_type(self):
        license_type = self.full_type.with_user(self.hr_manager)
        self.assertTrue(license_type.gives_manager)
        self.assertFalse(license_type.has_access("write"))
        self.assertFalse(license_type.has_access("create"))

    def test_a_role_that_implies_okr_roles_brings_no_more_than_these(self):
        # Somebody who adds a right to the Manager of OKR widens the role itself; what
        # a seat records as given stays the roles of OKR.
        manager = self.okr_manager_group
        manager.implied_ids = [Command.link(self.env.ref("base.group_no_one").id)]
        assignment = self._assign_with_roles(self.employee_joiner)
        self.assertEqual(
            assignment.given_group_ids, self.env["okr.license.type"]._okr_groups()
        )

    # -- taken back ---------------------------------------------------------------

    def test_releasing_takes_back_the_roles_that_the_assignment_gave(self):
        self._assign_with_roles(self.employee_joiner).action_release()
        self.assertEqual(self._groups_of(self.joiner), set())

    def test_roles_given_by_hand_stay(self):
        self._assign_with_roles(self.employee_user).action_release()
        self.assertEqual(self._groups_of(self.user), {"user"})
        self._assign(self.employee_supervisor).action_release()
        self.assertEqual(self._groups_of(self.supervisor), {"user", "supervisor"})

    def test_other_rights_stay(self):
        self._give(self.joiner, "base.group_allow_export")
        self._assign_with_roles(self.employee_joiner).action_release()
        self.assertTrue(self.joiner.has_group("base.group_allow_export"))
        self.assertTrue(self.joiner.has_group("base.group_user"))

    def test_archiving_the_employee_takes_them_back_too(self):
        self._assign_with_roles(self.employee_joiner)
        self.employee_joiner.with_user(self.hr_officer).active = False
        self.assertEqual(self._groups_of(self.joiner), set())

    def _reduce_to_user(self, user):
        """Do what an administrator does in the form of a user."""
        user.group_ids = [
            Command.unlink(self.okr_manager_group.id),
            Command.link(self.okr_user_group.id),
        ]

    def test_a_role_that_an_administrator_left_goes_with_the_seat(self):
        assignment = self._assign_with_roles(self.employee_joiner)
        self._reduce_to_user(self.joiner)
        assignment.action_release()
        self.assertEqual(self._groups_of(self.joiner), set())

    def test_what_an_administrator_took_away_is_not_given_again(self):
        assignment = self._assign_with_roles(self.employee_joiner)
        self._reduce_to_user(self.joiner)
        assignment.action_release()
        again = self._assign_with_roles(self.employee_joiner)
        self.assertEqual(self._groups_of(self.joiner), {"user"})
        again.action_release()
        self._assign_with_roles(self.employee_joiner)
        self.assertEqual(self._groups_of(self.joiner), {"user"})

    def test_who_is_hired_again_gets_the_roles_that_the_seat_took_along(self):
        self._assign_with_roles(self.employee_joiner)
        self.employee_joiner.active = False
        self.employee_joiner.active = True
        self._assign_with_roles(self.employee_joiner)
        self.assertEqual(self._groups_of(self.joiner), ALL)

    def test_who_loses_the_roles_stops_following(self):
        assignment = self._assign_with_roles(self.employee_joiner)
        objective = self.objective.sudo()
        objective.message_subscribe(self.joiner.partner_id.ids)
        self.assertIn(self.joiner.partner_id, objective.message_partner_ids)
        assignment.action_release()
        self.assertNotIn(self.joiner.partner_id, objective.message_partner_ids)

    # -- many at once -------------------------------------------------------------

    def _people(self, number):
        self.people_made = getattr(self, "people_made", 0) + 1
        users = self.env["res.users"].create(
            [
                {"name": f"P{n}", "login": f"p{self.people_made}_{n}"}
                for n in range(number)
            ]
        )
        return self.env["hr.employee"].create(
            [{"name": user.name, "user_id": user.id} for user in users]
        )

    def _queries(self, call):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        call()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_seating_and_releasing_many_costs_no_more_queries_than_few(self):
        assignments = self.env["okr.license.assignment"].with_user(self.hr_manager)
        taken = []
        for number in (12, 12, 60):
            employees = self._people(number)
            values = [{"employee_id": employee.id} for employee in employees]
            seating = self._queries(lambda v=values: assignments.create(v))
            seated = assignments.search([("employee_id", "in", employees.ids)])
            taken.append((seating, self._queries(seated.action_release)))
        _warm, few, many = taken
        # Ten times as many rows may take another page of an insertion.
        self.assertLessEqual(many[0], few[0] + 3, taken)
        self.assertLessEqual(many[1], few[1] + 3, taken)

    def test_of_many_the_right_ones_get_the_right_roles(self):
        self._reduce_to_user(self.joiner)
        values = [
            {"employee_id": self.employee_user.id},
            {"employee_id": self.employee_joiner.id, "assign_roles": False},
            {
                "employee_id": self.employee_supervisor.id,
                "license_type_id": self.view_type.id,
            },
        ]
        self.env["okr.license.assignment"].with_user(self.hr_manager).create(values)
        self.assertEqual(self._groups_of(self.user), ALL)
        self.assertEqual(self._groups_of(self.joiner), {"user"})
        self.assertEqual(self._groups_of(self.supervisor), {"user", "supervisor"})

    # -- the to-do ----------------------------------------------------------------

    def test_the_assignment_leaves_a_to_do_to_check_the_roles(self):
        assignment = self._assign_with_roles(self.employee_joiner)
        [to_do] = assignment.activity_ids
        self.assertEqual(to_do.user_id, self.hr_manager)
        self.assertIn("Check the OKR roles of The nobody", to_do.summary)

    def test_no_to_do_is_left_where_no_role_was_given(self):
        self.assertFalse(self._assign(self.employee_joiner).activity_ids)
        manager = self._assign_with_roles(self.employee_manager)
        self.assertFalse(manager.activity_ids)

    def test_many_at_once_leave_one_to_do(self):
        employees = self._people(12)
        assignments = self.env["okr.license.assignment"].with_user(self.hr_manager)
        made = assignments.create([{"employee_id": e.id} for e in employees])
        [to_do] = made.activity_ids
        self.assertIn("2 more", to_do.summary)

    def test_the_preset_switches_on_what_is_typical_and_all_else_off(self):
        switches = self.env["okr.mail.switches"]._okr_mail_switches()
        others = self.user, self.supervisor
        for user in others:
            user.write({name: not user[name] for name in switches})
        before = self.supervisor.read(switches)
        self._assign(self.employee_user, preset_emails=True)
        self._assign(self.employee_supervisor, preset_emails=False)
        self.assertEqual(
            {name for name in switches if self.user[name]},
            {
                "okr_mail_became_owner",
                "okr_mail_deadline",
                "okr_mail_achieved",
                "okr_mail_session_closed",
            },
        )
        self.assertEqual(self.supervisor.read(switches), before)

    def test_the_typical_e_mails_are_preset_where_asked_for(self):
        asked = []
        with self._noting_presets(asked):
            self._assign(self.employee_user, preset_emails=True)
            self._assign(self.employee_supervisor, preset_emails=False)
        self.assertEqual(asked, [self.user.id])

    def _noting_presets(self, asked):
        users = type(self.env["res.users"])
        return patch.object(
            users, "_okr_preset_mails", lambda users: asked.extend(users.ids)
        )
