from odoo.addons.okr.tests.rights_case import RightsMixin

from .common import LicenseCase

ROLES = ("manager", "hr_officer", "hr_manager", "administrator")


def _rights(*letters):
    # Who manages OKR does not manage its licenses.
    return dict(zip(ROLES, ("", *letters), strict=True))


class TestAccessRights(RightsMixin, LicenseCase):
    """What an HR officer, an HR manager and an administrator may do with licenses."""

    module = "okr_hr_bridge"
    rights = {
        "hr.departure.okr.line": _rights("crwu", "crwu", ""),
        "okr.license.assign": _rights("", "crwu", "crwu"),
        "okr.license.assignment": _rights("", "crw", "crw"),
        "okr.license.import": _rights("", "", "crwu"),
        "okr.license.key": _rights("", "", "crwu"),
        "okr.license.pool": _rights("", "", "r"),
        "okr.license.type": _rights("", "r", "crwu"),
    }

    def _role(self, name):
        return getattr(self, name)
