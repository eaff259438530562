from odoo import api, fields, models

# What asks for attention first.
SHOWN_STATUSES = (
    "at_risk",
    "behind",
    "on_track",
    "not_started",
    "achieved",
    "missed",
)


class OkrSession(models.Model):
    """What the card of a session tells of its objectives."""

    _inherit = "okr.session"

    status_counts = fields.Json(
        compute="_compute_status_counts",
        exportable=False,
        export_string_translation=False,
        help="[status, its label, how many visible OKRs have it] of each that occurs.",
    )

    @api.depends_context("uid", "allowed_company_ids", "lang")
    @api.depends("objective_ids.status")
    def _compute_status_counts(self):
        found = self.env["okr.objective"]._read_group(
            domain=[("session_id", "in", self.ids), ("status", "!=", False)],
            groupby=["session_id", "status"],
            aggregates=["__count"],
        )
        counts = {(session, status): count for session, status, count in found}
        status_field = self.env["okr.objective"]._fields["status"]
        labels = dict(status_field._description_selection(self.env))
        for session in self:
            session.status_counts = [
                [status, labels[status], counts[session._origin, status]]
                for status in SHOWN_STATUSES
                if (session._origin, status) in counts
            ]
