from lxml import html
from markupsafe import Markup

from odoo import api, models


class OkrGuardMixin(models.AbstractModel):
    """What an empty list says to whom: nobody is led where they may not go."""

    _inherit = "okr.guard.mixin"

    @api.model
    def get_empty_list_help(self, help_message):
        """Leave out the way to the templates for those who cannot use them."""
        said = super().get_empty_list_help(help_message)
        # Odoo reads actions as superuser.
        wizard = self.env["okr.template.wizard"].sudo(False)
        if not said or wizard.has_access("create"):
            return said
        return Markup("").join(
            Markup(html.tostring(part, encoding="unicode"))
            for part in html.fragments_fromstring(said)
            if not isinstance(part, str) and not part.xpath(".//a[@type='action']")
        )
