from odoo import api, models
from odoo.tools import format_date

# What an administrator sets up, without a seat and at any time.
CONFIGURATION = ("okr.unit", "okr.template", "okr.metric")


class OkrLicensePool(models.Model):
    """Who may use OKR now, and why not, in words."""

    _inherit = "okr.license.pool"

    @api.model
    def _refusal(self, model, operation):
        """Return why ``env.user`` may not do this on records of a model, or nothing.

        Roles have been asked before; superuser code never gets here.
        """
        if model.startswith("okr.license.") or (
            model.startswith(CONFIGURATION)
            and self.env.user.has_group("base.group_system")
        ):
            return ""
        pool = self._get()
        state = pool._state() if pool else "trial"
        if state == "trial":
            return ""
        if state == "ended":
            return "" if operation == "read" else pool._ended_sentence()
        # The seat stands on the account, which everybody's environment has read.
        seat = self.env.user.sudo().okr_seat
        if not seat:
            return self.env._(
                "You have no OKR seat. An HR manager can assign you one in "
                "Employees > Configuration > OKR License Assignment."
            )
        if seat == "view" and operation != "read":
            return self.env._(
                "Your OKR seat is view-only: you can read and export, but not change "
                "anything. An HR manager can assign you a full seat."
            )
        return ""

    @api.model
    def _write_refusal(self):
        """Return why ``env.user`` may change nothing in OKR now, or nothing."""
        return "" if self.env.su else self._refusal("okr.update", "write")

    def _ended_sentence(self):
        if self.licensed_until:
            sentence = self.env._(
                "The OKR license ended on %(day)s. Everything can be read and "
                "exported, and nothing changed.",
                day=format_date(self.env, self.licensed_until),
            )
        else:
            sentence = self.env._(
                "There is no valid OKR license key. Everything can be read and "
                "exported, and nothing changed."
            )
        return self.env._(
            "%(sentence)s An administrator imports a key in Settings > OKR > License "
            "Keys.",
            sentence=sentence,
        )
