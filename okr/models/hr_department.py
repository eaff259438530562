from odoo import models


class HrDepartment(models.Model):
    """Who is moved with their department stops following what it opened no more."""

    _inherit = "hr.department"

    def write(self, vals):
        result = super().write(vals)
        if "parent_id" in vals:
            # Accounts are looked at, whoever may move a department.
            employees = (
                self.env["hr.employee"]
                .sudo()
                .search([("department_id", "child_of", self.ids)])
            )
            self.env["okr.chatter.mixin"]._drop_blind_users(employees.user_id)
        return result
