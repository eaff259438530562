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

    def test_a_manager_deletes_a_key_result_with_its_history(self):
        kept = self._create_key_result()
        self._check_in(kept, 60)
        key_result = self._create_key_result()
        self._check_in(key_result, 20)
        dialog = key_result.action_delete_with_history()
        self.assertTrue(key_result.exists())
        wizard = (
            self.env[dialog["res_model"]]
            .with_user(self.manager)
            .with_context(**dialog.get("context", {}))
        )
        record = (
            wizard.browse(dialog["res_id"])
            if dialog.get("res_id")
            else wizard.create({})
        )
        record.action_confirm()
        self.assertFalse(key_result.exists())
        self.assertProgress(self.objective, 60.0)

    def test_nobody_else_deletes_a_key_result_with_its_history(self):
        key_result = self._create_key_result()
        for user in (self.user, self.supervisor):
            with self.subTest(user.name), self.assertRefused(error=AccessError):
                key_result.with_user(user).action_delete_with_history()
