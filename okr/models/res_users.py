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
