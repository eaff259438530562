from odoo import api, models


class OkrUpdate(models.Model):
    """Whoever sees a key result sees its history."""

    _inherit = "okr.update"

    @api.model
    def _sight_fields(self):
        return (*super()._sight_fields(), "key_result_id.is_visible")

    @api.depends_context("uid")
    @api.depends(lambda self: self._sight_fields())
    def _compute_is_visible(self):
        # Asked for the key results once, whose labels need it too.
        for update in self:
            update.is_visible = update.key_result_id.is_visible

    @api.model
    def _visible_sql(self, alias, query, ids=None):
        """Return the SQL condition that ``env.uid`` may see the row of ``alias``."""
        return self.env["okr.key.result"]._visible_below_sql(
            self._field_to_sql(alias, "key_result_id", query),
            self._field_to_sql(alias, "objective_id", query),
        )
