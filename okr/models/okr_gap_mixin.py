from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

COMPARISONS = {
    operator: SQL(operator) for operator in ("<", "<=", ">", ">=", "=", "!=")
}


class OkrGapMixin(models.AbstractModel):
    """How far a progress lies behind what is expected today: what lists sort by."""

    _name = "okr.gap.mixin"
    _description = "OKR Gap"

    gap = fields.Float(
        string="Behind by",
        compute="_compute_gap",
        search="_search_gap",
        aggregator=None,
        help="Expected progress minus progress, in percent.",
    )

    @api.depends("expected_progress", "progress")
    def _compute_gap(self):
        for record in self:
            wanted = record.expected_progress * record._expected_share()
            record.gap = wanted - record.progress

    def _search_gap(self, operator, value):
        if operator in ("in", "not in") and len(value) == 1:
            operator, (value,) = {"in": "=", "not in": "!="}[operator], value
        if operator not in COMPARISONS:
            return NotImplemented
        return Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "%s %s %s",
                model._gap_sql(alias, query),
                COMPARISONS[operator],
                float(value),
            )
        )

    def _field_to_sql(self, alias, field_expr, query=None):
        # Not stored, for it changes with both figures, and sorted by all the same.
        if field_expr == "gap":
            return self._gap_sql(alias, query)
        return super()._field_to_sql(alias, field_expr, query)

    @api.model
    def _gap_sql(self, alias, query):
        return SQL(
            "(COALESCE(%s, 0) * %s - COALESCE(%s, 0))",
            self._field_to_sql(alias, "expected_progress", query),
            self._expected_share_sql(alias, query),
            self._field_to_sql(alias, "progress", query),
        )

    def _expected_share(self):
        """Return the share of the expected progress that is asked of this record."""
        return 1.0

    @api.model
    def _expected_share_sql(self, alias, query):
        return SQL("1")
