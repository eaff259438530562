from odoo import models
from odoo.exceptions import AccessError


class OkrChatterMixin(models.AbstractModel):
    """Who may change nothing says nothing either, though reading allows it."""

    _inherit = "okr.chatter.mixin"

    def _mail_get_operation_for_mail_message_operation(self, message_operation):
        operations = super()._mail_get_operation_for_mail_message_operation(
            message_operation
        )
        if message_operation == "read":
            return operations
        if not self.env["okr.license.pool"]._write_refusal():
            return operations
        return dict.fromkeys(operations, "write")

    def message_post(self, **kwargs):
        # The wall above says no more than that it is closed.
        if refusal := self.env["okr.license.pool"]._write_refusal():
            raise AccessError(refusal)
        return super().message_post(**kwargs)
