from odoo import api, fields, models
from odoo.fields import Domain

NOTICE_DAYS = 30


class OkrLicenseKey(models.Model):
    """The daily look at the keys: what ends, what has ended, and who has left."""

    _inherit = "okr.license.key"

    @api.model
    def _cron_watch(self):
        """Bring the pool up to the day, tell who must know, release who has left."""
        pool = self.env["okr.license.pool"]._refresh()
        self.env["okr.license.assignment"]._left()._release()
        today = pool._today()
        soon = Domain("valid_until", ">=", today) & Domain(
            "valid_until", "<=", fields.Date.add(today, days=NOTICE_DAYS)
        )
        ending = self.search(soon & Domain("notice_date", "=", False))
        for key in ending:
            if key._is_trusted(today):
                key._tell_administrators()
        ending.notice_date = today

    def _tell_administrators(self):
        """One activity for each administrator, and one mail to all of them."""
        administrators = self._administrators()
        # Without the mail that Odoo sends for each activity.
        quiet = self.with_context(mail_activity_quick_update=True)
        for user in administrators:
            quiet.activity_schedule(
                "mail.mail_activity_data_todo",
                date_deadline=self.valid_until,
                user_id=user.id,
                summary=self.with_context(lang=user.lang).env._(
                    "The OKR license key ends: get a new one"
                ),
            )
        recipients = administrators.partner_id.filtered("email")
        if recipients:
            template = self.env.ref("okr_hr_bridge.okr_license_key_mail_template")
            template.send_mail(
                self.id,
                email_values={
                    "recipient_ids": [*map(fields.Command.link, recipients.ids)]
                },
            )

    @api.model
    def _administrators(self):
        group = self.env.ref("base.group_system")
        users = group.all_user_ids.filtered("active")
        return users.filtered(lambda user: not user._is_superuser())
