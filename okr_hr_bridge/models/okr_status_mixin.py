from odoo import models
from odoo.exceptions import AccessError


class OkrStatusMixin(models.AbstractModel):
    """A status set by hand needs no right to write, but a seat that may change."""

    _inherit = "okr.status.mixin"

    def _check_may_set_status(self):
        if refusal := self.env["okr.license.pool"]._write_refusal():
            raise AccessError(refusal)
        return super()._check_may_set_status()
