from odoo import fields, models


class MailActivityType(models.Model):
    """An activity that is done by updating a key result offers to do so."""

    _inherit = "mail.activity.type"

    category = fields.Selection(
        selection_add=[("okr_update", "Update Key Result")],
        ondelete={"okr_update": "set default"},
    )
