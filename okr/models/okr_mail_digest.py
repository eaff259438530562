from collections import Counter
from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date

WEEK = timedelta(days=7)


class OkrMail(models.AbstractModel):
    """The digest of the week: what moved, what is stuck, who has not checked in.

    Odoo's own digest shows a figure and how it changed, and could tell neither.
    """

    _inherit = "okr.mail"

    @api.model
    def _page_digest(self, sessions):
        sessions = self._seen(sessions)
        inside = Domain("session_id", "in", sessions.ids)
        # Each company has its own day; for a week any of them will do.
        today = (sessions.company_id[:1] or self.env.company)._okr_today()
        since = today - WEEK
        sections = [
            self._moved(inside, since),
            self._stuck(inside, since),
            self._silent(inside),
        ]
        days = self.env._(
            "%(start)s to %(end)s",
            start=format_date(self.env, since),
            end=format_date(self.env, today - timedelta(days=1)),
        )
        heading = self.env._("Your OKR week")
        return self._page(heading, days, sections, "/odoo/okr-check-ins")

    @api.model
    def _moved(self, inside, since):
        rows = [
            self._key_result_row(
                key_result, text=key_result._move_text(before), note=""
            )
            for key_result, before, _step in self.env["okr.key.result"]._moved(
                inside, since
            )
        ]
        return self._section(rows, title=self.env._("What moved"))

    @api.model
    def _stuck(self, inside, since):
        key_results = self.env["okr.key.result"]
        stuck = inside & key_results._stuck_domain(since)
        rows = [
            self._key_result_row(key_result, note=self._silence(key_result))
            for key_result in key_results.search(stuck, order="gap desc, id")
        ]
        return self._section(rows, title=self.env._("What is stuck"))

    @api.model
    def _silent(self, inside):
        due = self.env["okr.key.result"].search(inside & Domain("is_due", "=", True))
        # Names of colleagues are no secret, but stand with HR.
        owners = [owner for one in due.sudo() for owner in one.owner_ids]
        rows = [
            {
                "title": owner.name,
                "url": self._url("/odoo/okr-check-ins"),
                "note": self.env._("Key results that are due: %(count)s", count=count),
            }
            for owner, count in Counter(owners).most_common()
        ]
        return self._section(rows, title=self.env._("Who has not checked in"))
