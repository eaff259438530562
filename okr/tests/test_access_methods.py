import json

from odoo import Command
from odoo.exceptions import AccessError, UserError

from .access_case import HiddenCase
from .method_case import MethodsMixin
from .public_methods import PUBLIC_METHODS

# What a method needs to be called with.
ARGUMENTS = {
    "action_cancel": ["Why not"],
    "action_reopen": ["Why not"],
    "action_set_status": ["on_track"],
    "action_void": ["Why not"],
    "web_read": [{"display_name": {}}],
    "write": [{"active": True}],
}
# Of a model and not of a record; each has a test of its own.
OF_THE_MODEL = {
    "create",
    "default_get",
    "get_empty_list_help",
    "get_import_templates",
    "hierarchy_read",
    "load",
    "onchange",
    "search_fetch",
}


class TestAccessMethods(MethodsMixin, HiddenCase):
    """A public method can be called by anybody with any ids."""

    ours = "odoo.addons.okr."
    listed = PUBLIC_METHODS

    def _wrong_users(self, model):
        if model in ("okr.unit", "okr.template", "okr.template.key.result"):
            return self.user | self.user_none
        return (
            self.user
            | self.colleague
            | self.user_none
            | self.user_b
            | (self.manager_b | self.supervisor)
        )

    def test_no_method_works_on_a_hidden_record(self):
        for model, hidden in self.hidden.items():
            for method in PUBLIC_METHODS[model].keys() - OF_THE_MODEL:
                for user in self._wrong_users(model):
                    with self.subTest(model=model, method=method, user=user.name):
                        call = getattr(self._as(user, hidden), method)
                        with self.assertRefused(error=UserError) as refused:
                            call(*ARGUMENTS.get(method, []))
                        self.assertNoCanary(str(refused.exception))

    def test_a_search_finds_nothing_hidden(self):
        for model in ("okr.session", "okr.objective", "okr.key.result", "okr.update"):
            for user in self._wrong_users(model) - self.user_none:
                with self.subTest(model=model, user=user.name):
                    records = self._as(user, self.env[model])
                    found = records.search_fetch([], ["display_name"])
                    self.assertNotIn(self.hidden[model], found)

    def test_what_a_search_found_is_judged_again_when_it_changed_alone(self):
        records = self._as(self.user, self.env["okr.objective"])
        found = records.search_fetch([], ["name"])
        self.assertIn(self.objective, found)
        with self.assertQueryCount(0):
            found.check_access("read")
        self.objective.with_user(self.manager).visibility = "private"
        with self.assertRefused():
            found.check_access("read")

    def test_every_method_is_tried_on_every_kind_of_record(self):
        records = {name for name in PUBLIC_METHODS if "write" in PUBLIC_METHODS[name]}
        ours = {name for name in records if name.startswith("okr.")}
        self.assertEqual(
            {name for name in ours if not self.env[name]._transient}, set(self.hidden)
        )

    def test_what_a_supervisor_sees_but_may_not_edit_is_left_as_it_is(self):
        for record, method in (
            (self.objective, "action_cancel"),
            (self.objective, "action_reopen"),
            (self.objective, "action_set_status"),
            (self.objective, "action_resume_status"),
            (self.objective, "action_delete_with_history"),
            (self.objective, "unlink"),
            (self.session, "action_close"),
            (self.session, "action_reopen"),
            (self.session, "action_start"),
            (self.session, "action_create_quarters"),
            (self.session, "action_delete_with_history"),
            (self.session, "unlink"),
        ):
            for user in (self.user, self.supervisor):
                with self.subTest(method=method, user=user.name):
                    call = getattr(self._as(user, record), method)
                    with self.assertRefused(error=AccessError):
                        call(*ARGUMENTS.get(method, []))

    def test_an_owner_who_only_updates_edits_nothing(self):
        mine = self._as(self.user, self.key_result)
        for method in ("action_cancel", "action_reopen", "action_delete_with_history"):
            with self.subTest(method=method), self.assertRefused(error=AccessError):
                getattr(mine, method)(*ARGUMENTS.get(method, []))
        mine.action_set_status("behind", "I am on holiday")
        self.assertStatus(mine, "behind")

    # -- people -------------------------------------------------------------------

    def test_an_employee_changes_nothing_of_hr(self):
        for call in (
            lambda: self.env["hr.version"]
            .with_user(self.manager)
            .create({"employee_id": self.employee_manager.id}),
            lambda: self.employee_manager.with_user(self.manager).write(
                {"department_id": False}
            ),
            lambda: self.env["mail.followers"]
            .with_user(self.manager)
            .create(
                {
                    "res_model": "okr.objective",
                    "res_id": self.objective.id,
                    "partner_id": self.user.partner_id.id,
                }
            ),
            lambda: self.company.with_user(self.user).write({"okr_grace_days": 9}),
        ):
            with self.assertRefused(error=AccessError):
                call()

    def test_nobody_gives_themselves_a_tag(self):
        tag = self.env["hr.employee.category"].create({"name": "Board"})
        self.secret.with_user(self.manager).write(
            {"visibility": "tag", "category_ids": [Command.set(tag.ids)]}
        )
        mine = self.user.with_user(self.user)
        for call in (
            lambda: mine.write({"category_ids": [Command.link(tag.id)]}),
            lambda: mine.write(
                {
                    "employee_ids": [
                        Command.update(
                            self.employee_user.id,
                            {"category_ids": [Command.link(tag.id)]},
                        )
                    ]
                }
            ),
            lambda: self.employee_user.with_user(self.user).write(
                {"category_ids": [Command.link(tag.id)]}
            ),
            lambda: self.employee_user.version_id.with_user(self.user).write(
                {"department_id": False}
            ),
            lambda: tag.with_user(self.user).write(
                {"employee_ids": [Command.link(self.employee_user.id)]}
            ),
            lambda: mine.write({"group_ids": [Command.clear()]}),
        ):
            with self.assertRefused(error=UserError):
                call()
        self.assertFalse(self._as(self.user, self.secret).has_access("read"))
        self.assertNoCanary(json.dumps(mine.read(["name"])))
