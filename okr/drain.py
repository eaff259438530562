"""Drains the roll-up queue of a database right after a commit, in this process."""

import logging
import threading
import time

from psycopg2 import InterfaceError, OperationalError, errors
from psycopg2.extensions import TransactionRollbackError

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry

_logger = logging.getLogger(__name__)

# Somebody else writes these rows: to be tried again.
BUSY = (errors.LockNotAvailable, TransactionRollbackError)
# Of these no record is to blame: it is busy, or the database is ill or gone.
BLAMELESS = (OperationalError, InterfaceError)
# Then the job of each minute takes over.
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0, 1.0, 1.0, 1.0, 1.0)
# Who waits for a row holds others, which people want to write.
_PATIENCE = "1s"

_guard = threading.Lock()
_wanted = set()
_running = set()


def drain_soon(dbname):
    """Drain in a thread, one per database and process: connections are few."""
    with _guard:
        _wanted.add(dbname)
        if dbname in _running:
            return
        _running.add(dbname)
    try:
        # No daemon, so that a server that stops finishes what it has begun.
        threading.Thread(
            target=_work, args=(dbname,), name=f"okr.drain.{dbname}"
        ).start()
    except RuntimeError:
        # The check-in is committed; that a thread is missing must not fail it.
        _logger.warning("No thread to roll up in: left to the job", exc_info=True)
        with _guard:
            _running.discard(dbname)


def _work(dbname):
    threading.current_thread().dbname = dbname
    while True:
        with _guard:
            if dbname not in _wanted:
                _running.discard(dbname)
                return
            _wanted.discard(dbname)
        drain(dbname)


def drain(dbname):
    """Drain, and wait a little where the rows are busy; never raise."""
    for pause in _PAUSES:
        try:
            return _drain_once(dbname)
        except BUSY:
            time.sleep(pause)
        except Exception:
            # What is queued stays queued: the job takes it.
            _logger.exception("The roll-up queue could not be drained")
            return None
    return None


def _drain_once(dbname):
    """Drain in a transaction of its own.

    READ COMMITTED: the locks are waited for in one statement, and the sums that
    the next one reads must be those committed meanwhile.
    """
    with Registry(dbname).cursor() as cr:
        cr.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
        cr.execute("SET LOCAL lock_timeout = %s", [_PATIENCE])
        return api.Environment(cr, SUPERUSER_ID, {})["okr.rollup.queue"]._drain()
