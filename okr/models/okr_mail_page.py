from odoo import api, models
from odoo.tools import format_date
from odoo.tools.urls import urljoin

# What one mail lists of a kind; the rest is counted, and a click away.
MOST = 20


class OkrMail(models.AbstractModel):
    """What an e-mail shows of records, as its reader sees them.

    A page is a dict: ``about`` for the subject, ``heading``, ``button`` (address,
    label) and ``sections``, each with a ``title``, ``text``, ``rows`` and ``more``.
    """

    _inherit = "okr.mail"

    @api.model
    def _url(self, path):
        return urljoin(self.env["ir.config_parameter"].get_base_url(), path)

    @api.model
    def _seen(self, records):
        """Return what the reader may read of these."""
        return records._filtered_access("read")

    @api.model
    def _mine(self, key_results):
        """Return what the reader may read of these and still owns."""
        return self._seen(key_results).filtered("is_mine")

    @api.model
    def _section(self, rows, title="", text="", count=None):
        """Return a section; ``rows`` are the first of ``count``."""
        more = (len(rows) if count is None else count) - min(len(rows), MOST)
        return {
            "title": title,
            "text": text,
            "rows": rows[:MOST],
            "more": self.env._("and %(count)s more", count=more) if more > 0 else "",
        }

    @api.model
    def _page(self, heading, about, sections, path="/odoo/my-key-results"):
        return {
            "heading": heading,
            "about": about,
            "sections": sections,
            "button": (self._url(path), self.env._("Open in Odoo")),
        }

    @api.model
    def _about(self, key_results):
        """Return what a subject says: the title of one, the number of several."""
        if len(key_results) == 1:
            return key_results.name
        return self.env._("%(count)s key results", count=len(key_results))

    # -- rows -------------------------------------------------------------------

    @api.model
    def _row(self, record, path, **more):
        status = dict(record._fields["status"]._description_selection(self.env))
        progress = round(record.progress)
        return {
            "title": record.name,
            "url": self._url(f"{path}/{record.id}"),
            "above": "",
            "text": "",
            "progress": progress,
            "figures": self.env._(
                "%(progress)s %%, expected %(expected)s %%",
                progress=progress,
                expected=round(record.expected_progress),
            ),
            "status": record.status,
            "status_label": status.get(record.status, ""),
            "note": "",
            "button": "",
            **more,
        }

    @api.model
    def _key_result_row(self, key_result, **more):
        objective = key_result.objective_id
        return self._row(
            key_result,
            "/odoo/key-results",
            **{
                "above": objective.name if objective.has_access("read") else "",
                "text": key_result.update_information,
                "note": self.env._(
                    "Deadline: %(day)s",
                    day=format_date(self.env, key_result.deadline),
                ),
                **more,
            },
        )

    @api.model
    def _objective_row(self, objective, **more):
        return self._row(objective, "/odoo/okrs", **more)

    @api.model
    def _key_result_page(self, heading, key_results, **more):
        """Return a page of key results, the most urgent first."""
        key_results = key_results.sorted(lambda k: (k.deadline, -k.gap, k.id))
        rows = [
            self._key_result_row(
                key_result,
                **{name: value(key_result) for name, value in more.items()},
            )
            for key_result in key_results[:MOST]
        ]
        path = "/odoo/my-key-results"
        if len(key_results) == 1:
            path = f"/odoo/key-results/{key_results.id}"
        section = self._section(rows, count=len(key_results))
        return self._page(heading, self._about(key_results), [section], path)

    # -- kinds that tell of key results -------------------------------------------

    @api.model
    def _page_became_owner(self, key_results):
        mine = self._mine(key_results)
        return self._key_result_page(self.env._("Yours from now on"), mine)

    @api.model
    def _page_check_in_due(self, key_results):
        # Who has no seat would be led to a page that refuses.
        able = self.env.user._okr_can_check_in()
        mine = self._mine(key_results if able else key_results.browse())
        mine = mine.filtered("can_update")
        return self._key_result_page(
            self.env._("Your check-in is due"),
            mine,
            button=lambda key_result: self._url(key_result._check_in_path()),
        )

    @api.model
    def _page_deadline(self, key_results):
        return self._key_result_page(
            self.env._("The deadline is near"), self._mine(key_results)
        )

    @api.model
    def _page_achieved(self, key_results):
        return self._key_result_page(self.env._("Achieved"), self._seen(key_results))

    @api.model
    def _page_escalation(self, key_results):
        page = self._key_result_page(
            self.env._("No update for two rhythms"),
            self._seen(key_results),
            note=self._silence,
        )
        page["button"] = (self._url("/odoo/okrs"), page["button"][1])
        return page

    @api.model
    def _silence(self, key_result):
        """Return whose it is, and when it was last updated."""
        # Names of colleagues are no secret, but stand with HR.
        names = key_result.sudo().owner_ids.mapped("name")
        day = key_result.last_update_date
        return self.env._(
            "Owners: %(owners)s. Last update: %(day)s",
            owners=", ".join(names),
            day=format_date(self.env, day) if day else self.env._("never"),
        )
