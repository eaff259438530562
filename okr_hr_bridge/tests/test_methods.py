from odoo import Command
from odoo.exceptions import AccessError

from odoo.addons.okr.tests.method_case import MethodsMixin

from .common import LicenseCase
from .public_methods import PUBLIC_METHODS

# Nothing in them is the title of an OKR record; the lines of a departure show that of
# a link, which the tests of the departure try.
WITHOUT_TITLE = {
    "hr.departure.okr.line",
    "okr.license.assign",
    "okr.license.assignment",
    "okr.license.import",
    "okr.license.key",
    "okr.license.pool",
    "okr.license.type",
}


class TestMethods(MethodsMixin, LicenseCase):
    """A public method can be called by anybody with any ids."""

    ours = "odoo.addons.okr_hr_bridge."
    listed = PUBLIC_METHODS

    def test_every_model_of_ours_was_asked_for_titles(self):
        models = {
            name
            for name, model in self.env.registry.items()
            if model._original_module == "okr_hr_bridge" and not model._abstract
        }
        self.assertEqual(models, WITHOUT_TITLE)

    def _calls(self, user):
        """Yield what somebody without the right tries, one after the other."""
        key, assignment = self.key.with_user(user), self.assignment.with_user(user)
        keys = key.browse()
        assignments = assignment.browse()
        users = self.env["res.users"].with_user(user)
        values = {"employee_id": self.employee_joiner.id}
        yield lambda: keys.create({"key": self._key_text()})
        yield lambda: key.write({"activity_ids": []})
        yield lambda: key.unlink()
        yield lambda: self.pool.with_user(user).write({"full_seats": 9})
        yield lambda: self.full_type.with_user(user).write({"name": "Mine"})
        yield lambda: assignments.create(values)
        yield lambda: assignment.write({"activity_ids": []})
        yield lambda: assignment.action_release()
        yield lambda: assignments.action_seat_holders()
        yield lambda: users.action_okr_holders()
        yield lambda: users.browse(self.supervisor.id).action_okr_seat()
        yield lambda: users.action_okr_seat_holders()
        settings = self.env["res.config.settings"].with_user(user)
        yield lambda: settings.action_okr_seat_holders()

    def test_nobody_without_the_right_calls_it(self):
        self.key = self._import_key()
        self.assignment = self._assign(self.employee_user)
        for user in (self.hr_officer, self.manager, self.user, self.joiner):
            for number, call in enumerate(self._calls(user)):
                with self.subTest(user=user.name, number=number):
                    with self.assertRefused(error=AccessError):
                        call()
        self.assertSeats(full=1)

    def test_a_dialog_is_its_makers(self):
        mine = self.env["okr.license.assign"].with_user(self.hr_manager)
        theirs = mine.create({"employee_ids": self.employee_user.ids})
        key = self.env["okr.license.import"].with_user(self.administrator)
        typed = key.create({"key": self._key_text()})
        other = self._create_account("other_admin", "base.group_system")
        for dialog, method, users in (
            (theirs, "action_assign", self.administrator | self.hr_officer),
            (typed, "action_import", self.hr_manager | self.manager | other),
        ):
            for user in users:
                with self.assertRefused(error=AccessError):
                    self.env.invalidate_all()
                    getattr(dialog.with_user(user), method)()

    def test_nobody_gives_themselves_a_seat(self):
        self._import_key()
        for user in (self.user, self.manager, self.joiner):
            for values in (
                {"okr_seat": "full"},
                {"okr_assignment_ids": [Command.clear()]},
            ):
                with self.assertRefused(error=AccessError):
                    user.with_user(user).write(values)
        self.assertSeats()

    def test_not_even_an_administrator_writes_a_seat_past_the_assignment(self):
        self._import_key()
        users = self.env["res.users"].with_user(self.administrator)
        with self.assertRefused("OKR Seat", "License Assignment"):
            users.browse(self.joiner.id).write({"okr_seat": "full"})
        with self.assertRefused("OKR Seat"):
            users.create({"name": "A", "login": "a", "okr_seat": "full"})
        done = users.load(["name", "login", "okr_seat"], [["B", "b", "Full"]])
        self.assertFalse(done["ids"])
        self.assertIn("License Assignment", done["messages"][0]["message"])
        self.assertSeats()
