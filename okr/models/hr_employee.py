from odoo import models

SIGHT_FIELDS = {"active", "category_ids", "current_version_id", "user_id"}


class HrEmployee(models.Model):
    """Who loses a tag or the employment stops following what these opened."""

    _inherit = "hr.employee"

    def write(self, vals):
        if not SIGHT_FIELDS & vals.keys():
            return super().write(vals)
        # Accounts are looked at, whoever may change an employee.
        users = self.sudo().user_id
        result = super().write(vals)
        self.env["okr.chatter.mixin"]._drop_blind_users(users)
        return result
