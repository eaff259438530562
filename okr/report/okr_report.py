from odoo import api, models


class ReportOkrSession(models.AbstractModel):
    """What is printed of sessions: the part that whoever prints sees."""

    _name = "report.okr.report_session"
    _description = "Session on Paper"

    @api.model
    def _get_report_values(self, docids, data=None):
        sessions = self.env["okr.session"].browse(docids)
        sessions.check_access("read")
        return {
            "docs": sessions,
            "prints": [one.presentation_data() for one in sessions],
        }


class ReportOkrObjective(models.AbstractModel):
    """What is printed of objectives: the part that whoever prints sees."""

    _name = "report.okr.report_objective"
    _description = "Objective on Paper"

    @api.model
    def _get_report_values(self, docids, data=None):
        objectives = self.env["okr.objective"].browse(docids)
        objectives.check_access("read")
        return {"docs": objectives, "pages": objectives._pages()}
