from odoo import fields, models


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
