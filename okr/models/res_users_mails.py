from odoo import models

from .okr_mail_switches import TYPICAL


class ResUsers(models.Model):
    """Which OKR e-mails somebody wants: their own choice, in their preferences."""

    _name = "res.users"
    _inherit = ["res.users", "okr.mail.switches"]

    @property
    def SELF_READABLE_FIELDS(self):
        return [*super().SELF_READABLE_FIELDS, *self._okr_mail_switches()]

    @property
    def SELF_WRITEABLE_FIELDS(self):
        return [*super().SELF_WRITEABLE_FIELDS, *self._okr_mail_switches()]

    def _okr_preset_mails(self):
        """Set the switches that suit most people, as a new user has them."""
        prefix = "okr_mail_"
        typical = {
            name: name.removeprefix(prefix) in TYPICAL
            for name in self._okr_mail_switches()
        }
        # Most are new, and have them already.
        others = self.filtered(
            lambda user: any(user[name] != on for name, on in typical.items())
        )
        if others:
            others.write(typical)

    def _okr_wants(self, kind):
        """Return who of these gets e-mails of this kind: with an address, and the role.

        What a company has switched off is asked of the records.
        """
        # Addresses and switches of others are looked at whoever acts.
        users = self._okr_users().sudo()
        return users.filtered(lambda user: user.email and user[f"okr_mail_{kind}"])
