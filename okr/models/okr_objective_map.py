from odoo import api, fields, models


class OkrObjective(models.Model):
    """An objective on the alignment map: what its card tells besides its figures."""

    _inherit = "okr.objective"

    hidden_child_count = fields.Integer(
        string="Child Objectives Not Visible to You",
        compute="_compute_hidden_child_count",
        compute_sudo=False,
    )
    has_hidden_parent = fields.Boolean(
        compute="_compute_has_hidden_parent",
        compute_sudo=False,
        export_string_translation=False,
    )
    can_realign = fields.Boolean(
        compute="_compute_can_realign",
        compute_sudo=False,
        export_string_translation=False,
    )

    @api.depends_context("uid", "allowed_company_ids")
    @api.depends("child_ids")
    def _compute_hidden_child_count(self):
        # Only how many there are, which every reader may know.
        counts = dict(
            self.env["okr.objective"]
            .sudo()
            ._read_group(
                domain=[("parent_id", "in", self.ids)],
                groupby=["parent_id"],
                aggregates=["__count"],
            )
        )
        for objective in self:
            everything = counts.get(objective._origin, 0)
            objective.hidden_child_count = everything - len(objective.child_ids)

    @api.depends_context("uid", "allowed_company_ids")
    @api.depends("parent_id")
    def _compute_has_hidden_parent(self):
        visible = self.parent_id._filtered_access("read")
        for objective in self:
            objective.has_hidden_parent = bool(objective.parent_id - visible)

    @api.depends_context("uid", "allowed_company_ids")
    @api.depends("session_state")
    def _compute_can_realign(self):
        """Tell the map which cards to let go; the server checks for itself."""
        editable = self._origin._filtered_access("write")
        for objective in self:
            objective.can_realign = (
                objective._origin in editable and objective.session_state != "closed"
            )
