"""What the rows share: who looks, how it is timed, and how it is told."""

import contextlib
import statistics
import time
from dataclasses import dataclass, field

from odoo.tools import SQL

ROUNDS, FEWEST = 15, 5
# What takes many seconds is not done as often.
ENOUGH = 20
ROWS = {}


@dataclass
class Line:
    """One line of the table; `data` is what a program wants to know of it."""

    what: str
    target: str
    figure: str
    good: bool
    beside: str = ""
    data: dict = field(default_factory=dict)


@dataclass
class Timing:
    """Seconds and queries of one way; the first call warms up and does not count."""

    seconds: list = field(default_factory=list)
    queries: int = 0

    @property
    def median(self):
        return statistics.median(self.seconds)

    def as_data(self):
        ordered = sorted(self.seconds)
        return {
            "median_ms": round(1000 * self.median, 3),
            "p95_ms": round(1000 * ordered[int(0.95 * (len(ordered) - 1))], 3),
            "queries": self.queries,
        }

    def __str__(self):
        return f"{1000 * self.median:.1f} ms"


def row(name, bridge=False):
    """Let a function that yields lines be a row of the table.

    :param bridge: whether it is measured with the bridge to HR, and not without it
    """

    def keep(function):
        ROWS[name] = (function, bridge)
        return function

    return keep


class Bench:
    """A database with a made company; nothing that a row does is kept."""

    def __init__(self, env, size, rounds=ROUNDS):
        self.env, self.size, self.rounds = env, size, rounds
        quiet = env(context={**env.context, "tracking_disable": True})
        self.quiet = quiet

    @property
    def rare(self):
        """Whether an ordinary user sees one of a hundred instead of half."""
        return self.size.open < 100

    @property
    def with_bridge(self):
        return "okr.license.pool" in self.env

    def as_person(self, number):
        """Return an environment as a request of the web client has it."""
        user = self.env["res.users"].search([("login", "=", f"person_{number}")])
        context = {
            **user.with_user(user).context_get(),
            "allowed_company_ids": user.company_ids.ids,
        }
        return self.env(user=user.id, su=False, context=context)

    def as_user(self):
        """Return somebody who neither leads nor manages, and owns objectives."""
        return self.as_person(self.size.employees // 2)

    def as_manager(self):
        return self.as_person(0)

    def rows_of(self, query):
        """Read by psycopg2 alone: the floor below everything."""
        cursor = self.env.cr._obj
        cursor.execute(query.code, query.params)
        return cursor.fetchall()

    def compare(self, *, undo=False, **ways):
        """Time some ways in turn, each as a new request has it.

        :param undo: take each back: PostgreSQL asks all foreign keys of a row that is
            written twice in a transaction, and a request writes it once
        """
        timings, began = {name: Timing() for name in ways}, time.perf_counter()
        for round_ in range(self.rounds + 1):
            if round_ > FEWEST and time.perf_counter() - began > ENOUGH:
                break
            for name, way in ways.items():
                with self.undone() if undo else contextlib.nullcontext():
                    timing = self.once(way)
                timings[name].queries = timing.queries
                timings[name].seconds += timing.seconds if round_ else []
        return timings

    def once(self, way):
        self.env.flush_all()
        self.env.invalidate_all()
        cursor = self.env.cr
        before, began = cursor.sql_log_count, time.perf_counter()
        way()
        self.env.flush_all()
        seconds = time.perf_counter() - began
        return Timing([seconds], cursor.sql_log_count - before)

    @contextlib.contextmanager
    def undone(self):
        """Take back what happens inside, in the database and in memory."""
        self.env.flush_all()
        savepoint = self.env.cr.savepoint()
        try:
            yield
        finally:
            self.env.flush_all()
            savepoint.close(rollback=True)
            self.env.invalidate_all(flush=False)

    def analyze(self, *tables):
        """Let the planner know, as the server's own vacuum does."""
        for table in tables:
            self.env.cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))


def at_most(what, ours, other, times, beside, **more):
    """Return the line of a ratio: one way beside another, at most so many times it."""
    ratio = ours.median / other.median
    return Line(
        what,
        f"≤ {times:g} × {beside}",
        f"{ratio:.2f} ×",
        ratio <= times,
        f"{ours} / {other}",
        {"ratio": round(ratio, 3), "ours": ours.as_data(), beside: other.as_data()}
        | {name: timing.as_data() for name, timing in more.items()},
    )


def queries(what, timing, most):
    """Return the line of a number of queries."""
    return Line(
        what,
        f"≤ {most} queries",
        f"{timing.queries}",
        timing.queries <= most,
        str(timing),
        timing.as_data(),
    )
