from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain


class MailMessage(models.Model):
    """A message on an OKR record is read by those who may read the record, now.

    Odoo leaves it to whoever was once notified of it or wrote it.
    """

    _inherit = "mail.message"

    @api.model
    def _search(self, domain, *args, bypass_access=False, **kwargs):
        if not (self.env.su or bypass_access):
            domain = Domain(domain) & self._okr_visible_domain()
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    @api.model
    def _okr_visible_domain(self):
        """Return the domain of the messages whose OKR record the user may read."""
        threads = self.env["okr.chatter.mixin"]._thread_models()
        visible = Domain("model", "not in", threads)
        for name in threads:
            records = self._okr_everywhere(name)
            if records.has_access("read"):
                ids = records._search([])
                visible |= Domain("model", "=", name) & Domain("res_id", "in", ids)
        return visible

    @api.model
    def _okr_everywhere(self, name):
        """Return the model, with the archived and in all companies of the user."""
        return self.env[name].with_context(
            active_test=False, allowed_company_ids=self.env.user.company_ids.ids
        )

    def _get_forbidden_access(self, operation):
        forbidden = super()._get_forbidden_access(operation)
        return forbidden | (self - forbidden)._okr_hidden()

    def _okr_hidden(self):
        """Return the messages whose OKR record the user may not read."""
        threads = self.env["okr.chatter.mixin"]._thread_models()
        # The messages' own rights are being asked for right here.
        places = {
            message.id: (message.model, message.res_id)
            for message in self.sudo()
            if message.model in threads and message.res_id
        }
        documents = defaultdict(set)
        for name, id_ in places.values():
            documents[name].add(id_)
        seen = {
            (name, id_)
            for name, ids in documents.items()
            for id_ in self._okr_everywhere(name)
            .browse(ids)
            .exists()
            ._filtered_access("read")
            ._ids
        }
        return self.browse(id_ for id_ in places if places[id_] not in seen)
