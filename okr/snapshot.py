"""Finds out what other transactions have committed unseen.

Odoo's transactions see the database as it was when they began. Who has locked the
rows that matter knows that nothing changes from then on, but not what changed
between the beginning and the lock.
"""

from odoo.exceptions import ConcurrencyError
from odoo.tools import SQL

_WRAP = 2**32


def check_nothing_unseen(env, *rows):
    """Have the request tried again if rows were committed that it cannot see.

    :param rows: pairs of a table and an SQL condition on it
    """
    if not env.registry.ready:
        # Modules are being installed: nobody else is at work, and to another
        # transaction their tables do not exist yet.
        return
    [(snapshot,)] = env.execute_query(SQL("SELECT pg_current_snapshot()::text"))
    lowest, highest, running = snapshot.split(":")
    running = {int(number) % _WRAP for number in running.split(",") if number}
    # Not a read-only one: a replica may lag behind.
    with env.registry.cursor() as fresh:
        if fresh._cnx is env.cr._cnx:
            return  # a test, whose cursors share one transaction
        for table, condition in rows:
            fresh.execute(
                SQL(
                    "SELECT DISTINCT xmin::text FROM %s WHERE %s"
                    " AND age(xmin) <= age(%s::xid)",
                    SQL.identifier(table),
                    condition,
                    str(int(lowest) % _WRAP),
                )
            )
            for (number,) in fresh.fetchall():
                later = (int(number) - int(highest)) % _WRAP < _WRAP // 2
                if later or int(number) in running:
                    raise ConcurrencyError(f"{table} changed in the meantime")
