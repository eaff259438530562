import logging

from odoo import api, fields, models

from ..drain import BLAMELESS, BUSY
from .okr_rollup_daily import LATER

_logger = logging.getLogger(__name__)

# Key results whose rows are held at once, for a second at the most.
BATCH = 1000
ATTEMPTS = 5


class OkrReminder(models.Model):
    """The job that reminds: in batches, each of them committed.

    The ledger tells what was done: the job can be stopped, killed, run again or run
    by two at once.
    """

    _inherit = "okr.reminder"

    @api.model
    def _paused(self):
        """Return why nobody is reminded at all, in words, or ``False``."""
        return False

    @api.model
    def _cron_remind(self, batch_size=BATCH):
        """Withdraw what no longer applies, then remind whoever is owed a reminder."""
        self._sweep()
        progress = self.env["ir.cron"]._commit_progress
        if reason := self._paused():
            _logger.info("Nobody is reminded: %s", reason)
            progress()
            return
        owed = sorted({row["key_result_id"] for row in self._owed()})
        todo = [
            (remind, ids[start : start + batch_size])
            for remind, ids in (("_remind", owed), ("_escalate", self._silent().ids))
            for start in range(0, len(ids), batch_size)
        ]
        remaining = sum(len(ids) for _remind, ids in todo)
        progress(remaining=remaining)
        all_free = True
        for remind, ids in todo:
            # One that failed is passed over, and tried again by the next run.
            all_free = self._remind_or_retry(remind, ids) and all_free
            remaining -= len(ids)
            if not progress(processed=len(ids), remaining=remaining):
                return
        if not all_free:
            self.env.ref("okr.ir_cron_remind")._trigger(fields.Datetime.now() + LATER)

    def _remind_or_retry(self, remind, ids):
        """Remind of some key results; return whether all of them were free."""
        for _attempt in range(ATTEMPTS):
            try:
                # The first statement of its transaction: what follows reads as of it.
                free = (
                    self.env["okr.key.result"]
                    .browse(ids)
                    .try_lock_for_update(allow_referencing=True)
                )
                self._remind_each(remind, free)
                return len(free) == len(ids)
            except BUSY:
                # Somebody was faster; a new transaction sees what they did.
                self.env.cr.rollback()
                self.env.invalidate_all(flush=False)
        _logger.warning("Too busy to remind of %s key results", len(ids))
        return False

    def _remind_each(self, remind, key_results):
        """Remind of all that can be; what fails is named, and stops no other."""
        try:
            with self.env.cr.savepoint():
                getattr(self, remind)(key_results)
        except BLAMELESS:
            raise
        except Exception:
            self.env.invalidate_all(flush=False)
            if len(key_results) == 1:
                _logger.exception("No reminder of the key result %s", key_results.id)
                return
            half = len(key_results) // 2
            self._remind_each(remind, key_results[:half])
            self._remind_each(remind, key_results[half:])

    def _remind(self, key_results):
        """Remind the owners of these key results, or note when they are back."""
        rows = self._owed(key_results)
        there = self._days_there(
            {(row["employee_id"], row["period"], row["until"]) for row in rows}
        )
        now, later, away = [], [], []
        for row in rows:
            day = there[row["employee_id"], row["period"], row["until"]]
            row["date"] = day
            if day is None:
                away.append({**row, "state": "dropped"})
            elif day > row["today"]:
                later.append({**row, "state": "waiting"})
            else:
                now.append(row)
        self._send(now)
        self._keep([*later, *away])
        self._send(self._substitutes(away))
        self._mail("check_in_due", now)

    def _mail(self, kind, rows):
        """Have e-mails written besides, where they are wanted."""
        records = {}
        for row in rows:
            user = self.env["res.users"].browse(row["user_id"])
            records.setdefault(user, []).append(row["key_result_id"])
        self.env["okr.mail"]._send(
            kind,
            {
                user: self.env["okr.key.result"].browse(ids)
                for user, ids in records.items()
            },
        )
