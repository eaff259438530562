from odoo import api, models


class HrVersion(models.Model):
    """Who leaves a department stops following what it opened."""

    _inherit = "hr.version"

    @api.model_create_multi
    def create(self, vals_list):
        versions = super().create(vals_list)
        versions._okr_drop_blind()
        return versions

    def write(self, vals):
        result = super().write(vals)
        if {"department_id", "date_version"} & vals.keys():
            self._okr_drop_blind()
        return result

    def _okr_drop_blind(self):
        # Accounts are looked at, whoever may change a version.
        users = self.sudo().employee_id.user_id
        if users:
            self.env["okr.chatter.mixin"]._drop_blind_users(users)
