from odoo import api, models
from odoo.fields import Domain


class OkrFlagMixin(models.AbstractModel):
    """Booleans computed by the very search that filters by them."""

    _name = "okr.flag.mixin"
    _description = "OKR Flags"

    def _flagged(self, domain):
        """Return which of these records a domain matches, archived ones too.

        The domain asks for ``env.uid`` itself, since rules are checked on records
        as superuser: what may be read must not decide what matches.
        """
        domain &= Domain("id", "in", self._origin.ids)
        # Accounts of owners and hidden sessions decide, and stay untold.
        return self.sudo().with_context(active_test=False).search(domain)

    @api.model
    def _search_flag(self, domain, operator, value):
        """Return the domain of a search by such a boolean."""
        if operator != "in":
            return NotImplemented
        return domain if True in value else ~domain
