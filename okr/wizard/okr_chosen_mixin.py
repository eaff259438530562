from odoo import api, fields, models

# Which field of a dialog holds the records of a model.
CHOSEN = {
    "okr.session": "session_ids",
    "okr.objective": "objective_ids",
    "okr.key.result": "key_result_ids",
}


class OkrChosenMixin(models.AbstractModel):
    """The records for which somebody opened a dialog, archived ones too."""

    _name = "okr.chosen.mixin"
    _description = "OKR Chosen Records"
    _inherit = ["okr.link.mixin"]

    session_ids = fields.Many2many(
        comodel_name="okr.session", context={"active_test": False}
    )
    objective_ids = fields.Many2many(
        comodel_name="okr.objective", context={"active_test": False}
    )
    key_result_ids = fields.Many2many(
        comodel_name="okr.key.result", context={"active_test": False}
    )

    @api.model
    def _open_with(self, title, field, records, **context):
        """Return the action that opens this dialog with ``records`` in a field."""
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": self._name,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {**context, f"default_{field}": records.ids},
        }
