from odoo import api, fields, models
from odoo.exceptions import UserError

from .okr_chosen_mixin import CHOSEN

ACTIONS = [("cancel", "Cancel"), ("reopen", "Re-open"), ("void", "Void")]
RECORDS = {**CHOSEN, "okr.update": "update_ids"}


class OkrReasonWizard(models.TransientModel):
    """Asks why, and then does what was asked for."""

    _name = "okr.reason.wizard"
    _description = "Reason"
    _inherit = ["okr.chosen.mixin"]

    action = fields.Selection(selection=ACTIONS, required=True, readonly=True)
    update_ids = fields.Many2many(comodel_name="okr.update")
    reason = fields.Char(required=True)

    @api.model
    def _open(self, action, records):
        """Return the dialog that asks for the reason of ``action`` on ``records``."""
        names = dict(self._fields["action"]._description_selection(self.env))
        field = RECORDS[records._name]
        return self._open_with(names[action], field, records, default_action=action)

    def action_confirm(self):
        """Do it; the records themselves check who asks."""
        self.ensure_one()
        if not self.reason.strip():
            raise UserError(self.env._("Reason: write why."))
        for name in RECORDS.values():
            if self[name]:
                action = getattr(self[name], f"action_{self.action}", None)
                if not action:
                    raise UserError(self.env._("This cannot be done with these."))
                action(self.reason)
        return {"type": "ir.actions.act_window_close"}
