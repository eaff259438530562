from odoo import fields, models


class MailMail(models.Model):
    """An e-mail in the queue knows whether OKR wrote it: Settings counts those."""

    _inherit = "mail.mail"

    is_okr = fields.Boolean(string="About OKRs", readonly=True, copy=False)
