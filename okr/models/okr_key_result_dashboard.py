from odoo import models
from odoo.tools import format_date


class OkrKeyResult(models.Model):
    """What the dashboard of a session lists of key results."""

    _inherit = "okr.key.result"

    def _dashboard_rows(self):
        """Return {id: what a row of it says}."""
        labels = self._selection_labels("status")
        return {
            one.id: {
                "id": one.id,
                "name": one.name,
                # As Odoo reads labels; this one says so where it is hidden.
                "above": one.objective_id.sudo().display_name,
                # Names of colleagues are no secret, but stand with HR.
                "owners": ", ".join(one.sudo().owner_ids.mapped("name")),
                "last_update": one.last_update_date
                and format_date(self.env, one.last_update_date),
                "text": one._value_text(),
                "progress": one.progress,
                "expected_progress": one.expected_progress,
                "status": one.status,
                "status_label": labels.get(one.status, ""),
            }
            for one in self
        }
