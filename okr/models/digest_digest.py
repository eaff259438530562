from odoo import fields, models
from odoo.exceptions import AccessError


class DigestDigest(models.Model):
    """Odoo's own digest counts check-ins beside the figures of other apps."""

    _inherit = "digest.digest"

    kpi_okr_check_ins = fields.Boolean(string="Check-ins")
    kpi_okr_check_ins_value = fields.Integer(
        compute="_compute_kpi_okr_check_ins_value", export_string_translation=False
    )

    def _compute_kpi_okr_check_ins_value(self):
        if not self.env.user.has_group("okr.group_okr_user"):
            # What cannot be read is left out of the digest of that person.
            raise AccessError(self.env._("Only OKR users read of check-ins."))
        # As its reader: of what is hidden not even the number is told.
        self._calculate_company_based_kpi(
            "okr.update",
            "kpi_okr_check_ins_value",
            additional_domain=[("source", "=", "manual"), ("voided", "=", False)],
        )

    def _compute_kpis_actions(self, company, user):
        actions = super()._compute_kpis_actions(company, user)
        return {**actions, "kpi_okr_check_ins": "okr.okr_check_in_report_action"}
