from odoo import fields, models

from ..models.okr_status_mixin import STATUSES


class OkrStatusWizard(models.TransientModel):
    """Sets a status by hand, with its reason."""

    _name = "okr.status.wizard"
    _description = "Set Status"
    _inherit = ["okr.link.mixin"]

    objective_ids = fields.Many2many(comodel_name="okr.objective")
    key_result_ids = fields.Many2many(comodel_name="okr.key.result")
    status = fields.Selection(selection=STATUSES, required=True)
    note = fields.Text()

    def action_confirm(self):
        """Set it; the records themselves check who asks."""
        self.ensure_one()
        for records in (self.objective_ids, self.key_result_ids):
            if records:
                records.action_set_status(self.status, self.note)
        return {"type": "ir.actions.act_window_close"}
