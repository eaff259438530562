import logging

from odoo import models
from odoo.tools import SQL

from ..array_literal import array_literal
from ..drain import BUSY

_logger = logging.getLogger(__name__)

NAMES = ("expected_progress", "status_automatic", "status", "figures_date")
# What a pace is computed from, and who is above.
PACE_INPUTS = (
    "company_id",
    "critical_value",
    "current_value",
    "deadline",
    "has_critical",
    "last_update_date",
    "objective_id",
    "progress",
    "session_id",
    "state",
    "status_manual",
    "target_value",
    "type",
)


class OkrKeyResult(models.Model):
    """What the day alone changes, written for any number in one statement."""

    _inherit = "okr.key.result"

    def _refresh_pace(self):
        """Compute anew what depends on the day."""
        if not self:
            return
        self._read_for_pace()
        due_days, today = self._due_days(), self._today_by_company()
        self._write_paces(
            {
                key_result.id: key_result._pace(
                    due_days[key_result.session_id], today[key_result.company_id]
                )
                for key_result in self
            }
        )

    def _refresh_pace_where_free(self):
        """Refresh, without waiting for anybody; return those that were.

        What cannot be computed is named in the log, and left alone until tomorrow.
        """
        self._read_for_pace()
        due_days, today = self._due_days(), self._today_by_company()
        paces = {}
        for key_result in self:
            try:
                pace = key_result._pace(
                    due_days[key_result.session_id], today[key_result.company_id]
                )
            except Exception:
                _logger.exception("No status for the key result %s", key_result.id)
                pace = {name: key_result[name] for name in NAMES}
                pace["figures_date"] = today[key_result.company_id]
            paces[key_result.id] = pace
        return self.browse(self._write_where_free(paces))

    def _read_for_pace(self):
        """Read in one query each what Odoo would read by the thousand."""
        self.fetch(PACE_INPUTS)
        staged = self.filtered(lambda key_result: key_result.type == "milestone")
        staged.fetch(["milestone_ids"])
        staged.milestone_ids.fetch(["weight", "done"])

    def _due_days(self):
        return {session: session._due_days() for session in self.session_id}

    def _write_where_free(self, paces):
        """Write what nobody holds or has just written; return the ids."""
        try:
            with self.env.cr.savepoint():
                return self._write_paces(paces, SQL("SKIP LOCKED"))
        except BUSY:
            if len(paces) == 1:
                return []
        # One of them was written since this transaction began: narrow it down.
        pairs, half = list(paces.items()), len(paces) // 2
        return [
            *self._write_where_free(dict(pairs[:half])),
            *self._write_where_free(dict(pairs[half:])),
        ]

    def _write_paces(self, paces, how=None):
        """Write paces by id, in one statement; return the ids written."""
        key_results = self.browse(paces)
        key_results.flush_recordset(NAMES)
        ids = array_literal(paces)
        columns = [
            array_literal(pace[name] or None for pace in paces.values())
            for name in NAMES[1:]
        ]
        self.env.cr.execute(
            SQL(
                "UPDATE okr_key_result SET expected_progress = new.expected,"
                " status_automatic = new.automatic, status = new.status,"
                " figures_date = new.figures_date"
                " FROM unnest(%s::int[], %s::float8[], %s::varchar[], %s::varchar[],"
                " %s::date[]) AS new (id, expected, automatic, status, figures_date)"
                " JOIN (SELECT id FROM okr_key_result WHERE id = ANY(%s::int[])"
                " ORDER BY id FOR NO KEY UPDATE %s) AS held ON held.id = new.id"
                " WHERE okr_key_result.id = new.id RETURNING okr_key_result.id",
                ids,
                array_literal(pace["expected_progress"] for pace in paces.values()),
                *columns,
                ids,
                how or SQL(""),
            ),
            log_exceptions=False,
        )
        written = [id_ for (id_,) in self.env.cr.fetchall()]
        key_results.invalidate_recordset(NAMES, flush=False)
        return written
