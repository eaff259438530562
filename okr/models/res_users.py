from odoo import models


class ResUsers(models.Model):
    """Nobody gives themselves a tag: tags decide what one sees."""

    _inherit = "res.users"

    @property
    def SELF_WRITEABLE_FIELDS(self):
        return [
            name for name in super().SELF_WRITEABLE_FIELDS if name != "category_ids"
        ]
