from odoo import api, models
from odoo.fields import Domain


class OkrRollup(models.AbstractModel):
    """What a new day changes by itself: expected progress, and the status from it."""

    _inherit = "okr.rollup"

    @api.model
    def _outdated_domain(self):
        """Return the domain of the records whose figures are of an earlier day."""
        # A shared figure of all users: every company has its own midnight.
        companies = self.env["res.company"].sudo().search([("id", "!=", False)])
        by_day = companies.grouped(lambda company: company._okr_today())
        outdated = Domain.OR(
            Domain("company_id", "in", same_day.ids)
            & (Domain("figures_date", "=", False) | Domain("figures_date", "<", today))
            for today, same_day in by_day.items()
        )
        return outdated & Domain("session_id.state", "!=", "closed")

    @api.model
    def _cron_refresh_figures(self, batch_size=2000):
        """Take one batch of what an earlier day left, key results first."""
        outdated = self._outdated_domain()
        key_results = self.env["okr.key.result"].search(
            outdated, order="figures_date, id", limit=batch_size
        )
        # Where somebody checks in right now, the batch waits for the next round.
        if key_results and self.env["okr.rollup.queue"]._lock(key_results.ids, (), ()):
            key_results._refresh_pace()
            self._roll_up(objectives=key_results.objective_id.ids)
        objectives = self.env["okr.objective"]
        if not key_results:
            objectives = objectives.search(
                outdated, order="parent_path desc", limit=batch_size
            )
            self._roll_up(objectives=objectives.ids)
        self.env["ir.cron"]._commit_progress(
            processed=len(key_results) + len(objectives),
            remaining=sum(
                self.env[model].search_count(outdated)
                for model in ("okr.key.result", "okr.objective")
            ),
        )
