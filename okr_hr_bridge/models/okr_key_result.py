from odoo import models
from odoo.exceptions import AccessError


class OkrKeyResult(models.Model):
    """What takes no right to write, but a seat that may change: updates, and asking."""

    _inherit = "okr.key.result"

    def _update_refusal(self):
        return (
            self.env["okr.license.pool"]._write_refusal() or super()._update_refusal()
        )

    def _of_asker(self):
        if self.env["okr.license.pool"]._write_refusal():
            return self.browse()
        return super()._of_asker()

    def action_ask_for_update(self):
        if refusal := self.env["okr.license.pool"]._write_refusal():
            raise AccessError(refusal)
        return super().action_ask_for_update()
