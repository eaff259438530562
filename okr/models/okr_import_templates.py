from odoo import api, models


class OkrImportMixin(models.AbstractModel):
    """The files to begin with: headers that match, and rows that show how."""

    _inherit = "okr.import.mixin"

    @api.model
    def get_import_templates(self):
        """Return what the page of the importer offers to download."""
        labels = {
            "okr.session": self.env._("Template for sessions"),
            "okr.objective": self.env._("Template for objectives"),
            "okr.key.result": self.env._("Template for key results"),
            "okr.update": self.env._("Template for past updates"),
        }
        if self._name not in labels:
            return super().get_import_templates()
        name = self._name.replace(".", "_")
        return [
            {"label": labels[self._name], "template": f"/okr/static/xlsx/{name}.xlsx"}
        ]
