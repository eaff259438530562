from odoo import api, fields, models
from odoo.tools import config

NO_SERVER = "localhost"


class ResConfigSettings(models.TransientModel):
    """Which e-mails a company sends, and whether they go out at all."""

    _inherit = "res.config.settings"

    okr_mail_became_owner = fields.Boolean(
        related="company_id.okr_mail_became_owner", readonly=False
    )
    okr_mail_check_in_due = fields.Boolean(
        related="company_id.okr_mail_check_in_due", readonly=False
    )
    okr_mail_deadline = fields.Boolean(
        related="company_id.okr_mail_deadline", readonly=False
    )
    okr_mail_achieved = fields.Boolean(
        related="company_id.okr_mail_achieved", readonly=False
    )
    okr_mail_escalation = fields.Boolean(
        related="company_id.okr_mail_escalation", readonly=False
    )
    okr_mail_session_started = fields.Boolean(
        related="company_id.okr_mail_session_started", readonly=False
    )
    okr_mail_session_closed = fields.Boolean(
        related="company_id.okr_mail_session_closed", readonly=False
    )
    okr_mail_session_report = fields.Boolean(
        related="company_id.okr_mail_session_report", readonly=False
    )
    okr_mail_digest = fields.Boolean(
        related="company_id.okr_mail_digest", readonly=False
    )
    okr_mail_without_server = fields.Boolean(
        compute="_compute_okr_mail_trouble", export_string_translation=False
    )
    okr_mail_failed = fields.Integer(
        string="E-mails That Were Not Sent", compute="_compute_okr_mail_trouble"
    )

    @api.depends_context("uid")
    def _compute_okr_mail_trouble(self):
        """Say whether there is no server, and how many e-mails it refused."""
        server = self.env["ir.mail_server"].search_count([], limit=1)
        elsewhere = config["smtp_server"] not in ("", False, NO_SERVER)
        failed = self.env["mail.mail"].search_count(self._okr_failed_domain())
        for settings in self:
            settings.okr_mail_without_server = not (server or elsewhere)
            settings.okr_mail_failed = failed

    @api.model
    def _okr_failed_domain(self):
        return [("state", "=", "exception"), ("is_okr", "=", True)]

    def action_okr_failed_mails(self):
        """Open the e-mails that were not sent, where they can be sent again."""
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("E-mails That Were Not Sent"),
            "res_model": "mail.mail",
            "view_mode": "list,form",
            "domain": self._okr_failed_domain(),
        }

    def action_okr_retry_mails(self):
        """Give them back to the queue."""
        mails = self.env["mail.mail"].search(self._okr_failed_domain())
        mails.action_retry()
        self.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()
        return {"type": "ir.actions.client", "tag": "soft_reload"}
