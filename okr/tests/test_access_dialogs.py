from odoo import Command
from odoo.exceptions import AccessError, UserError

from .access_case import CANARY, HiddenCase


class TestAccessDialogs(HiddenCase):
    """A dialog takes no hidden record, and is its opener's alone."""

    def _dialogs(self):
        """Yield (dialog, field, hidden record) of each dialog a user may open."""
        for name, values in (
            ("okr.reason.wizard", {"action": "cancel", "reason": CANARY}),
            ("okr.status.wizard", {"status": "behind", "note": CANARY}),
        ):
            dialog = self.env[name].with_user(self.user)
            for field in dialog._link_fields():
                hidden = self.hidden.get(dialog._fields[field].comodel_name)
                yield dialog, values, field, hidden

    def test_a_dialog_takes_no_hidden_record(self):
        for dialog, values, field, hidden in self._dialogs():
            given = {field: [Command.set(hidden.ids)]}
            context = dialog.with_context(**{f"default_{field}": hidden.ids})
            opened = dialog.create(values)
            for call in (
                lambda d=dialog, v=values, g=given: d.create({**v, **g}),
                lambda d=context, v=values: d.create(v),
                lambda d=context, f=field: d.default_get([f]),
                lambda d=context, f=field: d.onchange({}, [], {f: {}}),
                lambda o=opened, g=given: o.write(g),
            ):
                with self.subTest(field=field), self.assertRefused(error=AccessError):
                    call()

    def test_a_dialog_does_nothing_to_a_hidden_record(self):
        for dialog, values, field, hidden in self._dialogs():
            # As if it had been visible when the dialog was opened.
            opened = dialog.sudo().create({**values, field: hidden.ids})
            mine = self._as(self.user, opened)
            try:
                mine.action_confirm()
            except UserError as refusal:
                self.assertNoCanary(str(refusal).replace(values.get("reason", ""), ""))
            self.assertNotEqual(hidden.sudo()._fields.get("state"), "cancelled")
            if "status_manual" in hidden._fields:
                self.assertFalse(hidden.sudo().status_manual)
            if "state" in hidden._fields:
                self.assertNotEqual(hidden.sudo().state, "cancelled")

    def test_a_dialog_of_somebody_else_is_hidden(self):
        for name, values in (
            ("okr.reason.wizard", {"action": "cancel", "reason": CANARY}),
            ("okr.status.wizard", {"status": "behind", "note": CANARY}),
            ("okr.delete.wizard", {}),
        ):
            opened = self.env[name].with_user(self.manager).create(values)
            for user in (self.user, self.manager_b):
                mine = self._as(user, opened)
                with self.subTest(name=name, user=user.name):
                    for call in (
                        lambda m=mine: m.read([]),
                        lambda m=mine: m.copy_data(),
                        lambda m=mine: m.write({"create_uid": 1}),
                        lambda m=mine: m.action_confirm(),
                    ):
                        with self.assertRefused(error=AccessError) as refused:
                            call()
                        self.assertNoCanary(str(refused.exception))

    def _open_check_in(self, key_result):
        return (
            self.env["okr.check.in"]
            .with_user(self.user)
            .create({"line_ids": [Command.create({"key_result_id": key_result.id})]})
        )

    def test_a_check_in_takes_no_hidden_key_result(self):
        opened = self._open_check_in(self.key_result)
        hidden = {"key_result_id": self.secret_key_result.id}
        line = opened.line_ids
        chosen = opened.browse().with_context(
            active_model="okr.key.result", active_ids=self.secret_key_result.ids
        )
        self.assertNoCanary(chosen.default_get(["line_ids"]))
        self.assertFalse(chosen.default_get(["line_ids"])["line_ids"])
        for call in (
            lambda: self._open_check_in(self.secret_key_result),
            lambda: opened.write({"line_ids": [Command.create(hidden)]}),
            lambda: opened.onchange({"line_ids": [Command.create(hidden)]}, [], {}),
            lambda: line.write(hidden),
            lambda: line.onchange(hidden, ["key_result_id"], {"current_value": {}}),
            lambda: line.browse().create({**hidden, "check_in_id": opened.id}),
            lambda: line.with_context(
                default_key_result_id=self.secret_key_result.id
            ).default_get(["key_result_id"]),
        ):
            with self.assertRefused(error=AccessError) as refused:
                call()
            self.assertNoCanary(str(refused.exception))

    def test_a_check_in_of_somebody_else_is_hidden(self):
        opened = self._open_check_in(self.key_result)
        for user in (self.colleague, self.manager_b):
            for call in (
                lambda u=user: self._as(u, opened).web_read({"line_ids": {}}),
                lambda u=user: self._as(u, opened).action_save(),
                lambda u=user: self._as(u, opened.line_ids).web_read({"note": {}}),
                lambda u=user: self._as(u, opened.line_ids).copy_data(),
                lambda u=user: self._as(u, opened.line_ids).action_update(),
            ):
                with self.assertRefused(error=AccessError):
                    call()
