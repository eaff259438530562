"""Prints what a change costs beside few and beside many siblings, in one run.

    python tests/bench_roll_up.py --config odoo.conf --database okr

Nothing is kept: all happens in one transaction that is rolled back.
"""

import argparse
import statistics
import time
from datetime import date, timedelta
from functools import partial

import odoo
from odoo import SUPERUSER_ID, Command, api
from odoo.modules.registry import Registry
from odoo.tools import SQL

FEW, MANY, ROUNDS, LEVELS = 5, 5000, 15, 6


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", required=True)
    parser.add_argument("--database", required=True)
    given = parser.parse_args()
    odoo.tools.config.parse_config(["-c", given.config, "--log-level=warn"])
    with Registry(given.database).cursor() as cr:
        try:
            env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
            Bench(env).run()
        finally:
            cr.rollback()


class Bench:
    def __init__(self, env):
        self.env = env
        today = date.today()
        self.session = env["okr.session"].create(
            {
                "name": "Bench",
                "date_start": today - timedelta(days=10),
                "date_end": today + timedelta(days=80),
                "cadence": "weekly",
            }
        )
        self.session.action_start()
        self.employee = env["hr.employee"].create({"name": "Bench"})

    def run(self):
        places = {number: self._leaf(number) for number in (FEW, MANY)}
        print(f"{'change':34}{'queries':>12}{'ms':>16}{'ratio':>8}")
        for name in ("check_in", "create", "re_weight", "move", "delete", "weigh"):
            self._compare(name, getattr(self, f"_{name}"), places)
        self._compare("create_child", self._create_child, self._parents())
        for number in (1, 100, 1000, 10000):
            self._roll_up(number)
        for number in (1000, 10000):
            self._refresh(number)

    # -- what is compared ---------------------------------------------------------

    def _check_in(self, leaf):
        values = {"key_result_id": leaf.key_result_ids[:1].id, "value": self._value()}
        return partial(self.env["okr.update"].create, values)

    def _create(self, leaf):
        return partial(self._key_results, leaf)

    def _re_weight(self, leaf):
        values = {"weight": self._value(), "goalpost_reason": "Bench"}
        return partial(leaf.key_result_ids[:1].write, values)

    def _move(self, leaf):
        made, home = self._key_results(self.spare), leaf.id
        return partial(made.write, {"objective_id": home})

    def _delete(self, leaf):
        return self._key_results(leaf).unlink

    def _weigh(self, leaf):
        return partial(leaf.write, {"weight": self._value()})

    def _create_child(self, parent):
        values = {"name": "Child", "session_id": self.session.id}
        return partial(
            self.env["okr.objective"].create, {**values, "parent_id": parent.id}
        )

    # -- how ----------------------------------------------------------------------

    def _compare(self, name, prepare, places):
        taken = {number: [] for number in places}
        queries = {}
        for _round in range(ROUNDS):
            for number, place in places.items():
                change = prepare(place)
                self.env.flush_all()
                self.env.invalidate_all()
                queries[number], seconds = self._measure(change)
                taken[number].append(seconds)
        few, many = (statistics.median(taken[number]) for number in (FEW, MANY))
        counts = f"{queries[FEW]} / {queries[MANY]}"
        times = f"{1000 * few:.1f} / {1000 * many:.1f}"
        print(
            f"{name + f', {FEW} / {MANY}':34}{counts:>12}{times:>16}{many / few:8.2f}"
        )

    def _measure(self, change):
        before, began = self.env.cr.sql_log_count, time.perf_counter()
        change()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before, time.perf_counter() - began

    def _roll_up(self, number):
        ids = self.env["okr.objective"].search([], limit=number, order="id desc").ids
        roll_up = self.env["okr.rollup"]._roll_up
        self.env.invalidate_all()
        queries, seconds = self._measure(partial(roll_up, objectives=ids))
        self._line(f"roll-up of {len(ids)} objectives", queries, seconds, len(ids))

    def _refresh(self, number):
        found = self.env["okr.key.result"].search([], limit=number)
        self.env.invalidate_all()
        queries, seconds = self._measure(found._refresh_pace)
        self._line(f"new day for {len(found)} key results", queries, seconds, number)

    def _line(self, name, queries, seconds, number):
        per_thousand = f"{1000 * seconds / number:.3f} s/1,000"
        print(f"{name:34}{queries:>12}{1000 * seconds:>16.1f} {per_thousand}")

    # -- what is there ------------------------------------------------------------

    def _value(self):
        self.last = getattr(self, "last", 0) % 90 + 1
        return self.last

    def _objectives(self, number, parent=None):
        values = {"name": "Bench", "session_id": self.session.id}
        return self.env["okr.objective"].create(
            [{**values, "parent_id": parent.id if parent else False}] * number
        )

    def _leaf(self, number):
        """Return an objective under six levels with this many key results."""
        leaf = self._objectives(1)
        for _level in range(1, LEVELS):
            leaf = self._objectives(1, leaf)
        self.spare = self._objectives(1)
        self._copy(self._key_results(leaf), number - 1)
        return leaf

    def _parents(self):
        few, many = self._objectives(1), self._objectives(1)
        for parent, number in ((few, FEW), (many, MANY)):
            self._copy(self._objectives(1, parent), number - 1)
        table = SQL(
            "UPDATE okr_objective o SET parent_path = p.parent_path || o.id || '/'"
            " FROM okr_objective p WHERE p.id = o.parent_id AND p.id IN %s",
            (few.id, many.id),
        )
        self.env.cr.execute(table)
        self.env.invalidate_all()
        return {FEW: few, MANY: many}

    def _key_results(self, objective):
        return self.env["okr.key.result"].create(
            {
                "name": "Bench",
                "objective_id": objective.id,
                "target_value": 100.0,
                "owner_ids": [Command.set(self.employee.ids)],
            }
        )

    def _copy(self, record, number):
        """Copy a record in the database, for speed."""
        self.env.flush_all()
        columns = [
            SQL.identifier(name)
            for name, field in record._fields.items()
            if field.column_type and field.store and name != "id"
        ]
        self.env.cr.execute(
            SQL(
                "INSERT INTO %(table)s (%(columns)s) SELECT %(columns)s"
                " FROM %(table)s, generate_series(1, %(number)s) WHERE %(table)s.id ="
                " %(id)s",
                table=SQL.identifier(record._table),
                columns=SQL(", ").join(columns),
                number=number,
                id=record.id,
            )
        )
        self.env.cr.execute(SQL("ANALYZE %s", SQL.identifier(record._table)))
        self.env.invalidate_all()


if __name__ == "__main__":
    main()
