from odoo import models


class ResUsers(models.Model):
    """Nobody gives themselves a tag: tags decide what one sees."""

    _inherit = "res.users"

    @property
    def SELF_WRITEABLE_FIELDS(self):
        return [
            name for name in super().SELF_WRITEABLE_FIELDS if name != "category_ids"
        ]

    def write(self, vals):
        result = super().write(vals)
        if {"company_ids", "group_ids"} & vals.keys():
            # Whoever loses a role or a company stops following what these opened.
            self.env["okr.chatter.mixin"]._drop_blind_users(self)
        return result

    def _okr_can_check_in(self):
        """Return those of these users who may check in, and so can be reminded."""
        return self._okr_users()

    def _okr_users(self):
        """Return those of these users who have an account of ours, and an OKR role."""
        known = self.env["ir.model.data"]._xmlid_to_res_id
        group = known("okr.group_okr_user", raise_if_not_found=True)
        # Accounts and their groups are looked at whoever asks.
        found = self.sudo().search(
            [
                ("id", "in", self.ids),
                ("active", "=", True),
                ("share", "=", False),
                ("all_group_ids", "in", [group]),
            ]
        )
        return self & found.with_env(self.env)
