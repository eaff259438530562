from odoo import api, fields, models

from odoo.addons.okr.models.okr_lifecycle_mixin import OPEN_STATES


class HrDepartment(models.Model):
    """A department, with the objectives of its team."""

    _inherit = "hr.department"

    okr_count = fields.Integer(string="OKRs", compute="_compute_okr_figures")
    okr_progress = fields.Float(string="OKR Progress", compute="_compute_okr_figures")
    has_okr_access = fields.Boolean(
        compute="_compute_okr_figures", export_string_translation=False
    )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_okr_figures(self):
        # As the reader sees them: a number tells of what is hidden, too.
        objectives = self.env["okr.objective"].sudo(False)
        access = objectives.has_access("read")
        rows = (
            objectives._read_group(
                domain=self._okr_domain(),
                groupby=["department_id"],
                aggregates=["__count", "progress:avg"],
            )
            if access
            else []
        )
        figures = {department.id: figures for department, *figures in rows}
        for department in self:
            count, progress = figures.get(department.id, (0, 0.0))
            department.okr_count = count
            department.okr_progress = progress
            department.has_okr_access = access

    def _okr_domain(self):
        return [
            ("department_id", "in", self.ids),
            ("state", "in", OPEN_STATES),
        ]

    def action_view_okrs(self):
        """Open the objectives of the team that are not closed yet."""
        self.ensure_one()
        self.check_access("read")
        # Reading an action is not everybody's right; this one is ours.
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "okr.okr_objective_action"
        )
        return {
            **action,
            "domain": self._okr_domain(),
            "context": {"default_department_id": self.id},
        }
