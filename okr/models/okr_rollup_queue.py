import logging
import threading

from psycopg2 import errors
from psycopg2.extensions import TransactionRollbackError

from odoo import api, fields, models
from odoo.modules.registry import Registry
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

# One number for all servers of a database: who holds it drains the queue.
DRAIN_LOCK = 0x6F6B72
_drain = threading.Lock()
_pending = set()


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
        self.create(
            [{"key_result": id_} for id_ in set(key_results)]
            + [{"objective": id_} for id_ in set(objectives)]
            + [{"session": id_} for id_ in set(sessions)]
        )
        self.env.cr.postcommit.add(lambda: _drain_soon(self.env.cr.dbname))

    @api.model
    def _with_ancestors(self, table, ids):
        """Return a query for the ids of rows of a tree and of all above them."""
        return SQL(
            "SELECT unnest(string_to_array(trim(BOTH '/' FROM parent_path), '/'))::int"
            " FROM %s WHERE id = ANY(%s)",
            SQL.identifier(table),
            list(ids),
        )

    @api.model
    def _lock(self, key_results, objectives, sessions, wait=False):
        """Lock the rows that a roll-up writes; return whether all were free.

        Free also means: not written by anybody since this transaction began,
        for then what it can read is out of date.
        """
        statements = self._lock_statements(key_results, objectives, sessions, wait)
        if wait:
            for statement in statements:
                self.env.cr.execute(statement)
            return True
        try:
            with self.env.cr.savepoint(flush=False):
                for statement in statements:
                    self.env.cr.execute(statement, log_exceptions=False)
        except (errors.LockNotAvailable, TransactionRollbackError):
            return False
        return True

    def _lock_statements(self, key_results, objectives, sessions, wait):
        """Yield the statements, in one order for everybody: no deadlock."""
        how = SQL("") if wait else SQL("NOWAIT")
        below = SQL(
            "SELECT objective_id FROM okr_key_result WHERE id = ANY(%s)"
            " UNION ALL SELECT unnest(%s::int[])",
            list(key_results),
            list(objectives),
        )
        branch = SQL(
            "SELECT unnest(string_to_array(trim(BOTH '/' FROM parent_path), '/'))::int"
            " FROM okr_objective WHERE id IN (%s)",
            below,
        )
        homes = SQL(
            "SELECT unnest(string_to_array(trim(BOTH '/' FROM parent_path), '/'))::int"
            " FROM okr_session WHERE id = ANY(%s) OR id IN"
            " (SELECT session_id FROM okr_objective WHERE id IN (%s))",
            list(sessions),
            branch,
        )
        if key_results:
            yield SQL(
                "SELECT FROM okr_key_result WHERE id = ANY(%s)"
                " ORDER BY id FOR NO KEY UPDATE %s",
                list(key_results),
                how,
            )
        if key_results or objectives:
            yield SQL(
                "SELECT FROM okr_objective WHERE id IN (%s)"
                " ORDER BY id FOR NO KEY UPDATE %s",
                branch,
                how,
            )
        if key_results or objectives or sessions:
            yield SQL(
                "SELECT FROM okr_session WHERE id IN (%s)"
                " ORDER BY id FOR NO KEY UPDATE %s",
                homes,
                how,
            )

    @api.model
    def _drain(self):
        """Count anew all that is queued; return how many rows were."""
        self.env.execute_query(SQL("SELECT pg_advisory_xact_lock(%s)", DRAIN_LOCK))
        rows = self.env.execute_query_dict(
            SQL("DELETE FROM okr_rollup_queue RETURNING key_result, objective, session")
        )
        found = {
            name: sorted({row[name] for row in rows if row[name]})
            for name in ("key_result", "objective", "session")
        }
        if not rows:
            return 0
        # Twice, for while the first waited a branch may have moved; then none can.
        self._lock(*found.values(), wait=True)
        self._lock(*found.values(), wait=True)
        # Some may have been deleted before their turn.
        key_results = self.env["okr.key.result"].browse(found["key_result"])
        found["key_result"] = key_results.exists().ids
        self.env["okr.rollup"]._compute(*found.values())
        return len(rows)

    @api.model
    def _cron_drain(self):
        """Pick up what a killed server left."""
        if self.search_count([], limit=1):
            _drain_now(self.env.cr.dbname)


def _drain_soon(dbname):
    """Drain in a thread; at most one per process, so connections do not run out."""
    _pending.add(dbname)
    if not _drain.locked():
        threading.Thread(target=_drain_pending, name="okr.rollup").start()


def _drain_pending():
    while _pending and _drain.acquire(blocking=False):
        try:
            while _pending:
                _drain_now(_pending.pop())
        except Exception:
            # What is queued stays queued: the job of each minute takes it.
            _logger.exception("The roll-up queue could not be drained")
        finally:
            _drain.release()


def _drain_now(dbname):
    """Drain in a transaction of its own.

    READ COMMITTED: the locks are waited for in one statement, and the sums that
    the next one reads must be those committed meanwhile.
    """
    with Registry(dbname).cursor() as cr:
        cr.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
        api.Environment(cr, api.SUPERUSER_ID, {})["okr.rollup.queue"]._drain()
