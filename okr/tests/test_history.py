from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import OkrCase


@tagged("post_install", "-at_install")
class TestHistory(OkrCase):
    """What has updates stays, unless a manager deletes it knowing what goes."""

    def test_an_employee_who_alone_owns_a_key_result_is_not_deleted(self):
        person, employee = self._create_person("leaver", role="user")
        key_result = self._create_key_result(owner_ids=[Command.set(employee.ids)])
        with self.assertRefused("owner"):
            employee.unlink()
        key_result.owner_ids = [Command.link(self.employee_user.id)]
        employee.unlink()
        self.assertEqual(key_result.owner_ids, self.employee_user)

    def test_what_has_updates_is_not_deleted(self):
        key_result = self._create_key_result()
        self._check_in(key_result, 10)
        with self.assertRefused():
            key_result.unlink()

    def test_what_has_only_voided_updates_is_not_deleted_either(self):
        key_result = self._create_key_result()
        self._check_in(key_result, 10).action_void("A typing error.")
        with self.assertRefused():
            key_result.unlink()

    def test_what_has_no_updates_is_deleted(self):
        self._check_in(self._create_key_result(), 60)
        key_result = self._create_key_result()
        self.assertProgress(self.objective, 30.0)
        key_result.unlink()
        self.assertProgress(self.objective, 60.0)

    def _open(self, dialog, **values):
        """Open the dialog that an action returned, as the manager's client would."""
        wizard = self._model(dialog["res_model"])
        return wizard.with_context(**dialog["context"]).create(values)

    def test_a_manager_deletes_a_key_result_with_its_history(self):
        kept = self._create_key_result()
        self._check_in(kept, 60)
        key_result = self._create_key_result()
        self._check_in(key_result, 20)
        dialog = key_result.action_delete_with_history()
        self.assertTrue(key_result.exists())
        self._open(dialog).action_confirm()
        self.assertFalse(key_result.exists())
        self.assertProgress(self.objective, 60.0)

    def test_all_that_goes_is_listed_before_it_goes(self):
        year = self._create_year(state="in_progress")
        self.session.parent_id = year
        below = self._create_objective(parent_id=self.objective.id)
        key_result = self._create_key_result(objective_id=below.id)
        self._check_in(key_result, 20)
        self._create_initiative(key_result_id=key_result.id).active = False
        below.active = key_result.active = False
        for chosen, sessions in (
            (self.objective, self.session.browse()),
            (year, year | self.session),
        ):
            with self.subTest(chosen._name):
                listed = self._open(chosen.action_delete_with_history())
                self.assertEqual(listed.deleted_session_ids, sessions)
                self.assertEqual(listed.deleted_objective_ids, self.objective | below)
                self.assertEqual(listed.deleted_key_result_ids, key_result)
                self.assertEqual(listed.update_count, 1)
                self.assertEqual(listed.initiative_count, 1)
        listed.action_confirm()
        self.assertFalse((year | self.session).exists())
        self.assertFalse((self.objective | below).exists())
        self.assertFalse(key_result.exists())

    def test_what_is_archived_is_cancelled_and_deleted_from_the_dialogs_too(self):
        key_result = self._create_key_result()
        self._check_in(key_result, 20)
        key_result.active = False
        self._open(key_result.action_cancel(), reason="No time.").action_confirm()
        self.assertState(key_result, "cancelled")
        self._open(key_result.action_delete_with_history()).action_confirm()
        self.assertFalse(key_result.exists())

    def test_nobody_else_deletes_a_key_result_with_its_history(self):
        key_result = self._create_key_result()
        for user in (self.user, self.supervisor):
            with self.subTest(user.name), self.assertRefused(error=AccessError):
                key_result.with_user(user).action_delete_with_history()
