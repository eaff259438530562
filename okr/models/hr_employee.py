from odoo import api, models
from odoo.exceptions import UserError

SIGHT_FIELDS = {"active", "category_ids", "current_version_id", "user_id"}


class HrEmployee(models.Model):
    """An employee, whose tags and employment open OKRs, and who owns key results.

    Who loses a tag or the employment stops following what these opened.
    """

    _inherit = "hr.employee"

    def write(self, vals):
        if not SIGHT_FIELDS & vals.keys():
            return super().write(vals)
        # Accounts are looked at, whoever may change an employee.
        users = self.sudo().user_id
        result = super().write(vals)
        self.env["okr.chatter.mixin"]._drop_blind_users(users)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_only_owner(self):
        # HR need not see the key results, and learns their number alone.
        key_results = self.env["okr.key.result"].sudo().with_context(active_test=False)
        owned = key_results.search([("owner_ids", "in", self.ids)])
        alone = owned.filtered(lambda key_result: not key_result.owner_ids - self)
        if alone:
            raise UserError(
                self.env._(
                    "%(count)s key results have no other owner. Give them one, or "
                    "archive the employee.",
                    count=len(alone),
                )
            )
