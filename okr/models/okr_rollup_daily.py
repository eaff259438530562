from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .okr_key_result_pace import PACE_INPUTS

# Rows that somebody holds are looked at again after this long.
LATER = timedelta(minutes=2)


class OkrRollup(models.AbstractModel):
    """What a new day changes by itself: expected progress, and the status from it."""

    _inherit = "okr.rollup"

    @api.model
    def _outdated_domain(self):
        """Return the domain of the records whose figures are of another day.

        A later one is that of a clock which was ahead, and was set right.
        """
        # A shared figure of all users: every company has its own midnight.
        companies = self.env["res.company"].sudo().search([("id", "!=", False)])
        by_day = companies.grouped(lambda company: company._okr_today())
        outdated = Domain.OR(
            Domain("company_id", "in", same_day.ids)
            & (
                Domain("figures_date", "=", False)
                | Domain("figures_date", "<", today)
                | Domain("figures_date", ">", today)
            )
            for today, same_day in by_day.items()
        )
        return outdated & Domain("session_id.state", "!=", "closed")

    @api.model
    def _cron_refresh_figures(self, batch_size=25000):
        """Take one batch of what another day left, key results first.

        Rows in which somebody writes are left for the next batch. Objectives go
        through the queue: there nobody waits for anybody, and one that cannot be
        counted stops no other.
        """
        outdated = self._outdated_domain()
        key_results = self.env["okr.key.result"].search_fetch(
            outdated, PACE_INPUTS, order="figures_date, id", limit=batch_size
        )
        if key_results:
            done = key_results._refresh_pace_where_free()
            # Those that are outdated themselves follow.
            above = done.objective_id
            every = above.with_context(active_test=False)
            above -= every.search(outdated & Domain("id", "in", above.ids))
        else:
            done = above = self.env["okr.objective"].search(
                outdated & self._not_queued(), limit=batch_size
            )
        queue = self.env["okr.rollup.queue"]
        queue._enqueue((), above.ids, ())
        remaining = self._count_outdated(outdated)
        if remaining and not done:
            # All are held. To go on at once would be to turn in circles.
            self.env.ref("okr.ir_cron_refresh_figures")._trigger(
                fields.Datetime.now() + LATER
            )
            remaining = 0
        self.env["ir.cron"]._commit_progress(processed=len(done), remaining=remaining)
        queue._cron_drain()

    def _not_queued(self):
        return Domain(
            "id",
            "not in",
            SQL(
                "SELECT objective FROM okr_rollup_queue WHERE objective IS NOT NULL",
            ),
        )

    def _count_outdated(self, outdated):
        return self.env["okr.key.result"].search_count(outdated) + self.env[
            "okr.objective"
        ].search_count(outdated & self._not_queued())
