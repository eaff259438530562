from functools import partial

from odoo import models
from odoo.exceptions import AccessError


class Base(models.AbstractModel):
    """The one place where who has no seat is refused, however a role came."""

    _inherit = "base"

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if not self._name.startswith("okr.") or (result and result[0] == self):
            # Not ours, or refused already by the roles themselves.
            return result
        refusal = self.env["okr.license.pool"]._refusal(self._name, operation)
        return (self, partial(AccessError, refusal)) if refusal else result
