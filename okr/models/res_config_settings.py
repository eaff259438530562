from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """The OKR settings of the current company."""

    _inherit = "res.config.settings"

    okr_tz = fields.Selection(related="company_id.okr_tz", readonly=False)
    okr_gap_behind = fields.Float(related="company_id.okr_gap_behind", readonly=False)
    okr_gap_risk = fields.Float(related="company_id.okr_gap_risk", readonly=False)
    okr_grace_days = fields.Integer(related="company_id.okr_grace_days", readonly=False)
    okr_auto_close_stay = fields.Boolean(
        related="company_id.okr_auto_close_stay", readonly=False
    )
    okr_key_result_visibility = fields.Selection(
        related="company_id.okr_key_result_visibility", readonly=False
    )
    okr_escalation = fields.Boolean(related="company_id.okr_escalation", readonly=False)
