from odoo import api, fields, models

from .. import arithmetic


class OkrObjective(models.Model):
    """The progress of an objective over time, and the updates that moved it."""

    _name = "okr.objective"
    _inherit = ["okr.objective", "okr.curve.mixin"]

    update_ids = fields.One2many(
        comodel_name="okr.update",
        inverse_name="objective_id",
        string="Updates",
    )
    chart = fields.Json(
        compute="_compute_chart",
        compute_sudo=False,
        exportable=False,
        help="The progress over time, against what was expected.",
    )

    @api.model
    def _system_fields(self):
        return super()._system_fields() | {"update_ids"}

    @api.depends_context("uid", "lang", "allowed_company_ids")
    @api.depends(
        "date_end",
        "expected_progress",
        "progress",
        "session_id.date_start",
        "update_ids.voided",
    )
    def _compute_chart(self):
        seen = self._origin.sudo(False)._filtered_access("read")
        pasts = seen._pasts()
        for objective in self:
            past = pasts.get(objective._origin.id)
            objective.chart = past and objective._chart(past)

    def _chart(self, past):
        """Return the lines to draw, and the same in words."""
        start = self.sudo().session_id.date_start  # a date, no title
        goal = arithmetic.ASPIRATIONAL_SHARE if self.ambition == "aspirational" else 1
        return self._curve(past, start, max(self.date_end, start), 100.0 * goal)
