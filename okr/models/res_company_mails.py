from odoo import api, fields, models


class ResCompany(models.Model):
    """Which OKR e-mails a company sends to those who want them: as delivered, all."""

    _name = "res.company"
    _inherit = ["res.company", "okr.mail.switches"]

    okr_digest_date = fields.Date(
        readonly=True,
        copy=False,
        export_string_translation=False,
        help="The Monday of the week whose digest was written last.",
    )

    @api.model
    def _default_okr_mail(self, kind):
        return True

    def _okr_send_digest(self, monday):
        """Send the managers the digest of the running sessions, for this week.

        :param monday: the first day of the week, kept so that it is sent once
        """
        self.okr_digest_date = monday
        sessions = self.env["okr.session"].search(
            [("company_id", "=", self.id), ("state", "=", "in_progress")]
        )
        managers = self.env.ref("okr.group_okr_manager").all_user_ids
        there = managers.filtered(lambda user: self in user.company_ids)
        self.env["okr.mail"]._send("digest", dict.fromkeys(there, sessions))
