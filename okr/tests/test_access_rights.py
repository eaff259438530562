from odoo.tests import new_test_user

from .common import OkrCase
from .rights_case import RightsMixin

ROLES = ("employee", "user", "supervisor", "manager", "administrator")


def _rights(*letters):
    # Somebody without a role has no right at all.
    return dict(zip(ROLES, ("", *letters), strict=True))


class TestAccessRights(RightsMixin, OkrCase):
    """What an OKR user, a supervisor, a manager and a mere administrator may do."""

    module = "okr"
    rights = {
        "okr.check.in": _rights("crw", "crw", "crw", ""),
        "okr.check.in.line": _rights("crwu", "crwu", "crwu", ""),
        "okr.check.in.link": _rights("", "", "", "r"),
        "okr.check.in.report": _rights("r", "r", "r", ""),
        "okr.delete.wizard": _rights("", "", "crw", ""),
        "okr.goalpost.change": _rights("r", "r", "r", ""),
        "okr.initiative": _rights("crw", "crwu", "crwu", ""),
        "okr.key.result": _rights("r", "crwu", "crwu", ""),
        "okr.mail.once": _rights("", "", "", "r"),
        "okr.mail.outbox": _rights("", "", "", "r"),
        "okr.milestone": _rights("r", "crwu", "crwu", ""),
        "okr.objective": _rights("r", "crwu", "crwu", ""),
        "okr.reason.wizard": _rights("crw", "crw", "crw", ""),
        "okr.reminder": _rights("", "", "r", ""),
        "okr.rollup.queue": _rights("", "", "", "r"),
        "okr.session": _rights("r", "r", "crwu", ""),
        "okr.status.wizard": _rights("crw", "crw", "crw", ""),
        "okr.template": _rights("r", "r", "crwu", ""),
        "okr.template.key.result": _rights("r", "r", "crwu", ""),
        "okr.template.wizard": _rights("", "crw", "crw", ""),
        "okr.unit": _rights("r", "cr", "crwu", ""),
        "okr.update": _rights("cr", "cr", "cr", ""),
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.administrator = new_test_user(
            cls.env, login="okr_administrator", groups="base.group_system"
        )

    def _role(self, name):
        return self.user_none if name == "employee" else getattr(self, name)
