import logging
from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain

from ..drain import BLAMELESS, BUSY
from .okr_lifecycle_mixin import OPEN_STATES

_logger = logging.getLogger(__name__)

WEEK = timedelta(days=7)


class OkrMail(models.AbstractModel):
    """What e-mails a day brings: by what the records say, and never by the hour."""

    _inherit = "okr.mail"

    @api.model
    def _cron_find(self, batch_size=1000):
        """Leave word of what is to be told today; twice finds nothing more."""
        remaining = 0
        for find in (
            self._find_deadlines,
            self._find_achieved,
            self._find_reports,
            self._find_digests,
        ):
            try:
                with self.env.cr.savepoint():
                    remaining += find(batch_size)
            except BUSY:
                _logger.info("E-mails are found later, for rows are busy")
            except BLAMELESS:
                raise
            except Exception:
                _logger.exception("E-mails not found: %s", find.__name__)
        self.env["ir.cron"]._commit_progress(processed=1, remaining=remaining)

    @api.model
    def _companies_by_day(self, kind):
        """Return {day: companies} of those that send this kind."""
        companies = self.env["res.company"].search([(f"okr_mail_{kind}", "=", True)])
        return companies.grouped(lambda company: company._okr_today())

    @api.model
    def _find_deadlines(self, batch_size):
        """Tell once of each deadline within a week, below what is expected by then."""
        near = Domain.OR(
            Domain("company_id", "in", same_day.ids)
            & Domain("deadline", ">=", today)
            & Domain("deadline", "<=", today + WEEK)
            & Domain("figures_date", "=", today)
            for today, same_day in self._companies_by_day("deadline").items()
        )
        open_ = Domain("state", "in", OPEN_STATES)
        return self._tell_once(
            "deadline",
            near & open_ & Domain("gap", ">", 0),
            batch_size,
            column="deadline",
        )

    @api.model
    def _find_achieved(self, batch_size):
        """Tell once of each key result that was achieved; history is left alone."""
        fresh = Domain.OR(
            Domain("company_id", "in", same_day.ids)
            & Domain("last_update_date", ">", today - WEEK)
            for today, same_day in self._companies_by_day("achieved").items()
        )
        return self._tell_once(
            "achieved",
            fresh & Domain("status_automatic", "=", "achieved"),
            batch_size,
            also=lambda key_result: key_result.objective_id.owner_id,
        )

    @api.model
    def _tell_once(self, kind, domain, batch_size, column=None, also=None):
        """Send about one batch of what was not told yet; return 1 if more may be."""
        once = self.env["okr.mail.once"]
        running = Domain("session_id.state", "=", "in_progress")
        untold = once._untold(kind, column)
        found = self.env["okr.key.result"].search(
            domain & running & untold, order="id", limit=batch_size
        )
        once._tell(kind, found, column)
        self._send_to_owners(kind, found, also)
        return int(len(found) == batch_size)

    @api.model
    def _find_reports(self, batch_size):
        """Send the reports of running sessions whose week or month has ended."""
        sessions = self.env["okr.session"].search(
            [
                ("state", "=", "in_progress"),
                ("report_rhythm", "in", ("weekly", "monthly")),
                ("report_user_ids", "!=", False),
            ]
        )
        due = sessions.filtered(lambda s: s._report_period() > s._last_report_period())
        self._each(due[:batch_size], lambda session: session._send_report())
        return int(len(due) > batch_size)

    @api.model
    def _find_digests(self, _batch_size):
        """Send the digest of each company whose week has ended."""
        for today, companies in self._companies_by_day("digest").items():
            monday = today - timedelta(days=today.weekday())
            due = companies.filtered(
                lambda company, monday=monday: company.okr_digest_date != monday
            )
            self._each(
                due.try_lock_for_update(),
                lambda company, monday=monday: company._okr_send_digest(monday),
            )
        return 0

    @api.model
    def _each(self, records, tell):
        """Tell of each record; one that fails, or is busy, waits for the next time."""
        for record in records:
            try:
                with self.env.cr.savepoint():
                    tell(record)
            except BUSY:
                _logger.info("E-mails about %s are left for later", record)
            except BLAMELESS:
                raise
            except Exception:
                _logger.exception("No e-mails about %s", record)
