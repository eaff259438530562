"""One check-in, and one change beside few and beside many siblings."""

from functools import partial

from okr_testing.rows import multiply

from odoo import Command
from odoo.tools import SQL

from okr_bench.bench import Line, Timing, queries, row

FEW, MANY, LEVELS, TIMES, CHECK_IN = 5, 5000, 6, 1.5, 22


@row("check-in")
def check_in(bench):
    """Of the model alone, by an owner, in the middle of the tree's lowest level."""
    key_result, user = owned_key_result(bench)
    # In a request nothing is quiet.
    updates = bench.env(user=user.id, su=False, context={})["okr.update"]
    values = iter(range(1, 100))

    def update():
        updates.create({"key_result_id": key_result.id, "value": next(values)})

    with bench.undone():
        timing = bench.compare(ours=update)["ours"]
    yield queries("one check-in under 6 levels", timing, CHECK_IN)


def owned_key_result(bench):
    """Return a key result on the lowest level of the tree, and a user who owns it."""
    env = bench.env
    [[key_result, user]] = env.execute_query(
        SQL(
            "SELECT its.id, employee.user_id FROM okr_key_result its"
            " JOIN okr_objective home ON home.id = its.objective_id"
            " JOIN okr_key_result_owner_rel owner ON owner.key_result_id = its.id"
            " JOIN hr_employee employee ON employee.id = owner.employee_id"
            " WHERE its.type = 'increase' AND its.last_update_date IS NOT NULL"
            " ORDER BY length(home.parent_path) - length(replace(home.parent_path, '/',"
            " '')) DESC, its.id LIMIT 1"
        )
    )
    return env["okr.key.result"].browse(key_result), env["res.users"].browse(user)


@row("siblings")
def siblings(bench):
    with bench.undone():
        yield from Siblings(bench).lines()


class Siblings:
    """A leaf with few key results and one with many, under as many levels."""

    def __init__(self, bench):
        self.bench, self.env = bench, bench.quiet
        self.session = self.env["okr.session"].search([("name", "=", "Quarter")])
        self.employee = self.env["hr.employee"].search([], limit=1)
        self.number = 0

    def lines(self):
        places = {number: self._leaf(number) for number in (FEW, MANY)}
        for name in ("create", "check_in", "move", "re_weight", "delete"):
            yield self._compare(name, getattr(self, f"_{name}"), places)

    def _compare(self, name, prepare, places):
        timings = {number: Timing() for number in places}
        for _round in range(self.bench.rounds):
            for number, place in places.items():
                once = self.bench.once(prepare(place))
                timings[number].seconds += once.seconds
                timings[number].queries = once.queries
        few, many = timings[FEW], timings[MANY]
        ratio = many.median / few.median
        return Line(
            f"{name.replace('_', '-')} one of {MANY} beside one of {FEW}",
            f"≤ {TIMES:g} ×, same queries",
            f"{ratio:.2f} ×, {few.queries} / {many.queries}",
            ratio <= TIMES and few.queries == many.queries,
            f"{few} / {many}",
            {"ratio": round(ratio, 3), "few": few.as_data(), "many": many.as_data()},
        )

    def _create(self, leaf):
        return partial(self._key_result, leaf)

    def _check_in(self, leaf):
        self.number = self.number % 90 + 1
        entry = {"key_result_id": leaf.key_result_ids[:1].id, "value": self.number}
        return partial(self.env["okr.update"].create, entry)

    def _re_weight(self, leaf):
        self.number = self.number % 90 + 1
        values = {"weight": self.number, "goalpost_reason": "Bench"}
        return partial(leaf.key_result_ids[:1].write, values)

    def _move(self, leaf):
        made, home = self._key_result(self.spare), leaf.id
        return partial(made.write, {"objective_id": home})

    def _delete(self, leaf):
        return self._key_result(leaf).unlink

    def _leaf(self, number):
        leaf = self._objective()
        for _level in range(1, LEVELS):
            leaf = self._objective(leaf)
        self.spare = self._objective()
        multiply(self._key_result(leaf), number - 1)
        self.bench.analyze("okr_key_result")
        return leaf

    def _objective(self, parent=None):
        return self.env["okr.objective"].create(
            {
                "name": "Bench",
                "session_id": self.session.id,
                "parent_id": parent.id if parent else False,
            }
        )

    def _key_result(self, objective):
        return self.env["okr.key.result"].create(
            {
                "name": "Bench",
                "objective_id": objective.id,
                "target_value": 100.0,
                "owner_ids": [Command.set(self.employee.ids)],
            }
        )
