from itertools import repeat

from odoo import api, fields, models
from odoo.fields import Domain


class OkrSightMixin(models.AbstractModel):
    """Whether the user sees a record: what its record rule asks.

    The search is evaluated with every query: a value taken from ``user.*`` in a
    rule would be cached and go stale. A model says who sees by its method
    ``_visible_sql(alias, query)``, which may make use of the ids that it is all about.
    """

    _name = "okr.sight.mixin"
    _description = "OKR Sight"
    _inherit = ["okr.flag.mixin"]

    is_visible = fields.Boolean(
        compute="_compute_is_visible",
        search="_search_is_visible",
        compute_sudo=False,
        export_string_translation=False,
    )

    @api.model
    def _sight_fields(self):
        """Return the names of the fields of a record that decide who sees it."""
        return ()

    @api.depends_context("uid")
    @api.depends(lambda self: self._sight_fields())
    def _compute_is_visible(self):
        domain = self._visible_domain(self._origin.ids)
        visible = self._origin if domain.is_true() else self._flagged(domain)
        for record in self:
            record.is_visible = not record._origin or record._origin in visible

    @api.model
    def search_fetch(self, domain, field_names=None, offset=0, limit=None, order=None):
        """Keep the verdict of the search: what it found is not judged again."""
        if field_names:
            # The rules ask for it; alone it would be fetched with all other fields.
            field_names = [*field_names, "company_id"]
        found = super().search_fetch(domain, field_names, offset, limit, order)
        found._keep_verdict()
        return found

    @api.readonly
    def read(self, fields=None, load="_classic_read"):
        """Keep the verdict: who reads all of them sees them."""
        result = super().read(fields, load)
        self._keep_verdict()
        return result

    def _keep_verdict(self):
        """Let what a rule has just asked of these records not be asked again."""
        if not self.env.su:
            # Rules are checked on records as superuser.
            self._fields["is_visible"]._insert_cache(self.sudo(), repeat(True))

    def _search_is_visible(self, operator, value):
        return self._search_flag(self._visible_domain(), operator, value)

    @api.model
    def _visible_domain(self, ids=None):
        """Return the domain of the records that ``env.uid`` may see.

        :param ids: where it is asked of these alone
        """
        if self.env.user.has_group("okr.group_okr_manager"):
            return Domain.TRUE
        return Domain.custom(
            to_sql=lambda model, alias, query: model._visible_sql(alias, query, ids)
        )
