from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .. import arithmetic


class OkrObjective(models.Model):
    """Whose an objective is, and how late: what a reader looks for in a list."""

    _name = "okr.objective"
    _inherit = ["okr.objective", "okr.gap.mixin"]

    is_mine = fields.Boolean(
        string="Mine",
        compute="_compute_is_mine",
        search="_search_is_mine",
        help="I own it, or nobody does and I created it.",
    )

    @api.depends_context("uid")
    @api.depends("creator_id", "owner_id")
    def _compute_is_mine(self):
        mine = self._flagged(self._mine_domain())
        for objective in self:
            objective.is_mine = objective._origin.id in mine._ids

    def _search_is_mine(self, operator, value):
        return self._search_flag(self._mine_domain(), operator, value)

    @api.model
    def _mine_domain(self):
        """Return the domain of what is the user's, as employee of any company."""
        return Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "(%(owner)s IN (%(me)s)"
                " OR (%(owner)s IS NULL AND %(creator)s = %(uid)s))",
                owner=model._field_to_sql(alias, "owner_id", query),
                creator=model._field_to_sql(alias, "creator_id", query),
                me=model._my_employees_sql(),
                uid=model.env.uid,
            )
        )

    def _expected_share(self):
        aspirational = self.ambition == "aspirational"
        return arithmetic.ASPIRATIONAL_SHARE if aspirational else 1.0

    @api.model
    def _expected_share_sql(self, alias, query):
        return SQL(
            "CASE WHEN %s = 'aspirational' THEN %s ELSE 1 END",
            self._field_to_sql(alias, "ambition", query),
            arithmetic.ASPIRATIONAL_SHARE,
        )

    @api.depends("ambition")
    def _compute_gap(self):
        super()._compute_gap()
