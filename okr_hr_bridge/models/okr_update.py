from odoo import models
from odoo.exceptions import AccessError


class OkrUpdate(models.Model):
    """Voiding needs no right to write, but a seat that may change."""

    _inherit = "okr.update"

    def action_void(self, reason=None):
        if refusal := self.env["okr.license.pool"]._write_refusal():
            raise AccessError(refusal)
        return super().action_void(reason)
