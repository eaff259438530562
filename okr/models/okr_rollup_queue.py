import logging
import time

from odoo import api, fields, models
from odoo.sql_db import Cursor
from odoo.tools import SQL

from ..array_literal import array_literal
from ..drain import BLAMELESS, BUSY, drain, drain_soon

_logger = logging.getLogger(__name__)

# One number for all servers of a database: who holds it drains the queue.
DRAIN_LOCK = 0x6F6B72
KINDS = ("key_result", "objective", "session")
# A transaction that holds rows for longer has kept the queue from being drained.
LONG = 1.0


class OkrRollupQueue(models.Model):
    """What is to be counted anew, because its rows were busy at the time.

    Rows are only ever inserted by check-ins, and inserts never collide. The
    queue is drained right after the commit by one thread per process, and by a
    job each minute that picks up what a killed server left.
    """

    _name = "okr.rollup.queue"
    _description = "OKR Roll-up Queue"
    _log_access = False

    # Plain numbers: a foreign key would lock the very rows that are busy.
    key_result = fields.Integer()
    objective = fields.Integer()
    session = fields.Integer()

    @api.model
    def _enqueue(self, key_results, objectives, sessions):
        """Leave ids to be counted anew after the commit."""
        # One statement for any number, where Odoo makes one per hundred.
        self.env.cr.execute(
            SQL(
                "INSERT INTO okr_rollup_queue (key_result, objective, session)"
                " SELECT id, NULL::int, NULL::int FROM unnest(%s::int[]) id"
                " UNION SELECT NULL, id, NULL FROM unnest(%s::int[]) id"
                " UNION SELECT NULL, NULL, id FROM unnest(%s::int[]) id",
                list(key_results),
                list(objectives),
                list(sessions),
            )
        )
        self._drain_after_commit()

    def _drain_after_commit(self):
        dbname = self.env.cr.dbname
        self.env.cr.postcommit.add(lambda: drain_soon(dbname))

    @api.model
    def _queued(self, key_results):
        """Return those of these key results whose updates still wait here."""
        rows = self.env.execute_query(
            SQL(
                "SELECT DISTINCT key_result FROM okr_rollup_queue"
                " WHERE key_result = ANY(%s)",
                key_results.ids,
            )
        )
        return key_results.browse(id_ for (id_,) in rows)

    # -- locks ----------------------------------------------------------------

    @api.model
    def _with_ancestors(self, table, ids):
        """Return a query for the ids of rows of a tree and of all above them.

        :param ids: a list, or a query in brackets
        """
        return SQL(
            "SELECT unnest(string_to_array(trim(BOTH '/' FROM parent_path), '/'))::int"
            " FROM %s WHERE id = ANY(%s)",
            SQL.identifier(table),
            ids if isinstance(ids, SQL) else SQL("%s::int[]", array_literal(ids)),
        )

    @api.model
    def _lock(self, key_results, objectives, sessions):
        """Lock the rows that a roll-up writes; return whether all were free.

        Free also means: not written by anybody since this transaction began,
        for then what it can read is out of date.
        """
        queries = self._lock_queries(key_results, objectives, sessions, SQL("NOWAIT"))
        return self._try_to_lock(queries)

    @api.model
    def _lock_values(self, key_results):
        """Lock key results alone, as ``_lock`` does; return whether all were free."""
        queries = self._lock_queries(key_results, (), (), SQL("NOWAIT"))
        return self._try_to_lock(queries[:1])

    def _try_to_lock(self, queries):
        names = [SQL.identifier(kind) for kind in KINDS[: len(queries)]]
        try:
            with self.env.cr.savepoint(flush=False):
                # In one statement, for this is part of every check-in.
                self.env.cr.execute(
                    SQL(
                        "WITH %s SELECT %s",
                        SQL(", ").join(
                            SQL("%s AS (%s)", *pair)
                            for pair in zip(names, queries, strict=True)
                        ),
                        SQL(", ").join(
                            SQL("(SELECT count(*) FROM %s)", name) for name in names
                        ),
                    ),
                    log_exceptions=False,
                )
        except BUSY:
            return False
        self._look_after_others()
        return True

    def _look_after_others(self):
        """Drain after a long transaction: others had to queue behind its rows."""
        cache, cursor = self.env.cr.cache, self.env.cr
        if "okr_rows_held" in cache:
            return
        since = cache["okr_rows_held"] = time.monotonic()

        def drain_if_long(dbname=cursor.dbname):
            cache.pop("okr_rows_held", None)
            if time.monotonic() - since > LONG:
                drain_soon(dbname)

        cursor.postcommit.add(drain_if_long)
        cursor.postrollback.add(lambda: cache.pop("okr_rows_held", None))

    def _lock_and_wait(self, key_results, objectives, sessions):
        """Lock the rows that a roll-up writes, in one order for everybody."""
        for query in self._lock_queries(key_results, objectives, sessions, SQL("")):
            self.env.cr.execute(query, log_exceptions=False)

    def _lock_queries(self, key_results, objectives, sessions, how):
        """Return queries that lock key results, objectives and sessions."""
        below = SQL(
            "ARRAY(SELECT objective_id FROM okr_key_result WHERE id = ANY(%s::int[])"
            " UNION SELECT unnest(%s::int[]))",
            array_literal(key_results),
            array_literal(objectives),
        )
        branch = self._with_ancestors("okr_objective", below)
        homes = SQL(
            "ARRAY(SELECT session_id FROM okr_objective WHERE id = ANY(ARRAY(%s))"
            " UNION SELECT unnest(%s::int[]))",
            branch,
            array_literal(sessions),
        )
        wanted = (
            (
                "okr_key_result",
                SQL("SELECT unnest(%s::int[])", array_literal(key_results)),
            ),
            ("okr_objective", branch),
            ("okr_session", self._with_ancestors("okr_session", homes)),
        )
        return [
            SQL(
                # An array, for the planner thinks little of what a file has just
                # filled, and would go through it once for each row.
                "SELECT FROM %s WHERE id = ANY(ARRAY(%s)) ORDER BY id"
                " FOR NO KEY UPDATE %s",
                SQL.identifier(table),
                ids,
                how,
            )
            for table, ids in wanted
        ]

    # -- draining -------------------------------------------------------------

    @api.model
    def _lock_draining(self):
        """Let nobody drain before this transaction ends."""
        query = SQL("SELECT pg_advisory_xact_lock(%s)", DRAIN_LOCK)
        self.env.cr.execute(query, log_exceptions=False)

    @api.model
    def _drain(self):
        """Count anew all that is queued; return how many rows were."""
        self._lock_draining()
        rows = self.env.execute_query_dict(
            SQL("DELETE FROM okr_rollup_queue RETURNING key_result, objective, session")
        )
        if rows:
            self._count(
                [sorted({row[kind] for row in rows if row[kind]}) for kind in KINDS]
            )
        return len(rows)

    def _count(self, found):
        """Count anew; what fails goes back into the queue, and stops nothing else."""
        if self._try_to_count(found):
            return
        for position, ids in enumerate(found):
            for id_ in ids:
                one = [[id_] if kind == position else [] for kind in range(len(KINDS))]
                if not self._try_to_count(one):
                    _logger.error("No figures for %s %s", KINDS[position], id_)
                    self.create({KINDS[position]: id_})

    def _try_to_count(self, found):
        try:
            with self.env.cr.savepoint():
                # Twice: while the first waited a branch may have moved; then none can.
                self._lock_and_wait(*found)
                self._lock_and_wait(*found)
                key_results = self.env["okr.key.result"].browse(found[0]).exists()
                self.env["okr.rollup"]._compute(key_results.ids, *found[1:])
        except BLAMELESS:
            raise  # all stays queued
        except Exception:
            _logger.warning("Figures could not be counted", exc_info=True)
            return False
        return True

    @api.model
    def _cron_drain(self):
        """Pick up what a killed server left."""
        if not isinstance(self.env.cr, Cursor):
            # The cursor of a test: there is one transaction, and it sees all.
            self._drain()
        elif self.search_count([], limit=1):
            drain(self.env.cr.dbname)
