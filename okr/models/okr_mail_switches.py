from odoo import api, fields, models

# What the bell does not tell, or not in time.
TYPICAL = {"became_owner", "deadline", "achieved", "session_closed"}


class OkrMailSwitches(models.AbstractModel):
    """Which OKR e-mails are sent: a switch per kind, of a person or of a company.

    An e-mail goes out where both are on.
    """

    _name = "okr.mail.switches"
    _description = "OKR E-mail Switches"

    okr_mail_became_owner = fields.Boolean(
        string="I became owner of a key result",
        default=lambda self: self._default_okr_mail("became_owner"),
    )
    okr_mail_check_in_due = fields.Boolean(
        string="My check-in is due",
        default=lambda self: self._default_okr_mail("check_in_due"),
    )
    okr_mail_deadline = fields.Boolean(
        string="A deadline of mine is near",
        default=lambda self: self._default_okr_mail("deadline"),
    )
    okr_mail_achieved = fields.Boolean(
        string="A key result of mine is achieved",
        default=lambda self: self._default_okr_mail("achieved"),
    )
    okr_mail_escalation = fields.Boolean(
        string="Key results below my objective stay silent",
        default=lambda self: self._default_okr_mail("escalation"),
    )
    okr_mail_session_started = fields.Boolean(
        string="A session of mine has started",
        default=lambda self: self._default_okr_mail("session_started"),
    )
    okr_mail_session_closed = fields.Boolean(
        string="A session of mine has closed: my results",
        default=lambda self: self._default_okr_mail("session_closed"),
    )
    okr_mail_session_report = fields.Boolean(
        string="The report of a session that names me",
        default=lambda self: self._default_okr_mail("session_report"),
    )
    okr_mail_digest = fields.Boolean(
        string="The digest of the week, for managers",
        default=lambda self: self._default_okr_mail("digest"),
    )

    @api.model
    def _okr_mail_switches(self):
        """Return the names of the switches."""
        names = self.env["okr.mail.switches"]._fields
        return [name for name in names if name.startswith("okr_mail_")]

    @api.model
    def _default_okr_mail(self, kind):
        return kind in TYPICAL
