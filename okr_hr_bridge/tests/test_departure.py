import json

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form

from .common import LicenseCase

CANARY = "CANARY-7f3a"


class TestDeparture(LicenseCase):
    """Whoever leaves hands over what they own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._import_key()
        for user in (cls.manager, cls.user):
            cls.env["okr.license.assignment"].create(
                {"user_id": user.id, "assign_roles": False, "preset_emails": False}
            )
        cls.leaver = cls.employee_user
        cls.owned = cls._create_objective(name="Owned", owner_id=cls.leaver.id)
        cls.shared = cls._create_key_result(
            name="Shared",
            owner_ids=[Command.set((cls.leaver | cls.employee_colleague).ids)],
        )
        cls.task = cls._create_initiative(name="Task", employee_id=cls.leaver.id)

    def _dialog(self, user=None, employees=None, **values):
        dialogs = self.env["hr.departure.wizard"].with_user(user or self.hr_manager)
        employees = employees or self.leaver
        return dialogs.with_context(
            active_ids=employees.ids, employee_termination=True
        ).create({"employee_ids": [Command.set(employees.ids)], **values})

    def test_what_the_leaver_owns_is_listed(self):
        lines = self._dialog().okr_line_ids
        self.assertEqual(
            {(line.res_model, line.res_id) for line in lines},
            {
                ("okr.objective", self.owned.id),
                ("okr.key.result", self.shared.id),
                ("okr.initiative", self.task.id),
            },
        )

    def test_what_is_closed_cancelled_or_of_others_is_not_listed(self):
        self.owned.action_cancel("No more")
        self.task.action_done()
        self.shared.action_cancel("No more")
        self.assertFalse(self._dialog().okr_line_ids)
        self.owned.action_reopen("Again")
        self.session.action_close()
        self.assertFalse(self._dialog().okr_line_ids)

    def test_titles_stay_hidden_from_hr_without_a_role(self):
        self.owned.name = CANARY
        lines = self._dialog().okr_line_ids
        self.assertEqual(set(lines.mapped("title")), {"Not visible to you"})
        self.assertNotIn(CANARY, json.dumps(lines.read(), default=str))

    def test_who_sees_them_reads_the_titles(self):
        self._give(self.manager, "hr.group_hr_manager")
        lines = self._dialog(user=self.manager).okr_line_ids
        self.assertEqual(set(lines.mapped("title")), {"Owned", "Shared", "Task"})

    def test_the_boss_of_the_leaver_is_proposed(self):
        self.leaver.parent_id = self.employee_manager
        lines = self._dialog().okr_line_ids
        self.assertEqual(lines.successor_id, self.employee_manager)
        both = self.leaver | self.employee_manager
        self.assertFalse(self._dialog(employees=both).okr_line_ids.successor_id)

    def test_each_goes_to_whom_it_was_handed_over_and_the_leaver_goes(self):
        dialog = self._dialog()
        for line in dialog.okr_line_ids:
            line.successor_id = self.employee_supervisor
        dialog.action_register_departure()
        self.assertEqual(self.owned.owner_id, self.employee_supervisor)
        self.assertEqual(
            self.shared.owner_ids, self.employee_colleague | self.employee_supervisor
        )
        self.assertEqual(self.task.employee_id, self.employee_supervisor)
        self.assertFalse(self.leaver.active)
        self.assertFalse(self.user.okr_seat)

    def test_one_person_for_all_fills_in_every_line(self):
        dialogs = self.env["hr.departure.wizard"].with_context(
            active_ids=self.leaver.ids, employee_termination=True
        )
        with Form(dialogs) as form:
            form.okr_successor_id = self.employee_supervisor
        lines = form.record.okr_line_ids
        self.assertEqual(len(lines), 3)
        self.assertEqual(lines.successor_id, self.employee_supervisor)

    def test_what_nobody_takes_keeps_its_owner(self):
        self._dialog().action_register_departure()
        self.assertEqual(self.owned.owner_id, self.leaver)
        self.assertFalse(self.leaver.active)

    def _to_dos(self):
        return self.leaver.activity_ids.filtered(
            lambda to_do: "OKR" in (to_do.summary or "")
        )

    def test_what_nobody_takes_is_a_to_do_for_who_registers_the_departure(self):
        dialog = self._dialog()
        dialog.okr_line_ids[0].successor_id = self.employee_supervisor
        dialog.action_register_departure()
        [to_do] = self._to_dos()
        self.assertEqual(to_do.user_id, self.hr_manager)
        self.assertIn("owns in OKR: 2", to_do.summary)

    def test_who_is_archived_past_the_dialog_leaves_the_to_do_too(self):
        self.leaver.with_user(self.hr_officer).write({"active": False})
        [to_do] = self._to_dos()
        self.assertEqual(to_do.user_id, self.hr_officer)
        self.assertNotIn("Owned", to_do.summary)
        self.leaver.with_user(self.hr_officer).write({"active": False})
        self.assertEqual(len(self._to_dos()), 1)

    def test_who_hands_over_everything_leaves_no_to_do(self):
        dialog = self._dialog()
        dialog.okr_line_ids.successor_id = self.employee_supervisor
        dialog.action_register_departure()
        self.assertFalse(self._to_dos())

    def test_who_takes_over_and_may_change_nothing_is_named(self):
        dialog = self._dialog()
        self.assertFalse(dialog.okr_warning)
        dialog.okr_line_ids[0].successor_id = self.employee_manager
        self.assertFalse(dialog.okr_warning)
        dialog.okr_line_ids[1].successor_id = self.employee_supervisor
        self.assertIn("The supervisor", dialog.okr_warning)
        self._assign(self.employee_supervisor)
        dialog.invalidate_recordset()
        self.assertFalse(dialog.okr_warning)

    def test_handing_over_to_somebody_who_leaves_is_refused(self):
        dialog = self._dialog()
        self.employee_supervisor.active = False
        dialog.okr_line_ids.sudo().successor_id = self.employee_supervisor
        with self.assertRefused("leaving, too"):
            dialog.action_register_departure()
        self.assertTrue(self.leaver.active)

    def test_nothing_is_handed_over_that_the_leaver_does_not_own(self):
        dialog = self._dialog()
        lines = dialog.okr_line_ids
        line = lines.filtered(lambda line: line.res_model == "okr.objective")
        line.sudo().write(
            {"res_id": self.objective.id, "successor_id": self.employee_supervisor.id}
        )
        dialog.action_register_departure()
        self.assertFalse(self.objective.owner_id)

    def test_nobody_but_hr_hands_over(self):
        for user in (self.manager, self.user, self.joiner):
            with self.assertRaises(AccessError):
                self._dialog(user=user)
        lines = self._dialog().okr_line_ids
        for user in (self.manager, self.hr_officer):
            with self.assertRaises(AccessError):
                lines.with_user(user).read(["title"])

    def test_history_stays_under_the_name_of_the_leaver(self):
        update = self._check_in(self.shared, 5)
        dialog = self._dialog()
        dialog.okr_line_ids.successor_id = self.employee_supervisor
        dialog.action_register_departure()
        self.assertEqual(update.user_id, self.user)
