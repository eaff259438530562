"""Averages by group, the form of an objective, and a level of the map."""

from functools import partial

from odoo.tools import SQL

from okr_bench import floors
from okr_bench.bench import at_most, queries, row
from okr_bench.lists import OBJECTIVE

FORM_QUERIES, LEVEL_QUERIES = 25, 10


@row("groups")
def groups(bench):
    for name in ("status", "department_id"):
        yield _grouped(bench, name)


def _grouped(bench, name):
    user = bench.as_user()
    means = SQL(
        "SELECT %s AS key, avg(o.progress) AS mean, count(*) AS n FROM okr_objective o"
        " WHERE o.active AND o.company_id = %s AND %s GROUP BY 1",
        SQL.identifier("o", name),
        user.user.company_id.id,
        floors.objective(user.uid),
    )
    query = floors.labelled(means, floors.mine(user.uid), name)

    def ours():
        return user["okr.objective"].formatted_read_group(
            [], [name], ["progress:avg", "__count"]
        )

    found = [
        (*_key(line[name]), round(line["progress:avg"], 6), line["__count"])
        for line in ours()
    ]
    floor = [
        (key, label, round(mean, 6), n) for key, label, mean, n in bench.rows_of(query)
    ]
    assert sorted(found, key=str) == sorted(floor, key=str), f"{found}, not {floor}"
    timings = bench.compare(ours=ours, floor=partial(bench.rows_of, query))
    what = f"average progress by {name}"
    return at_most(what, timings["ours"], timings["floor"], 2, "floor")


def _key(group):
    """Return the key of a group and its label, which a link has."""
    return group if isinstance(group, tuple) else (group or None, None)


@row("form")
def form(bench):
    from odoo.addons.okr.tests.form_reading import read_specification

    for who, env in (("manager", bench.as_manager()), ("user", _owner(bench))):
        objective = _broad(env)
        specification = read_specification(env, "okr.objective")
        timing = bench.compare(
            ours=partial(objective.with_env(env).web_read, specification)
        )["ours"]
        children = len(objective.sudo().child_ids)
        what = f"form of an objective with 5 and {children} below, {who}"
        yield queries(what, timing, FORM_QUERIES)


@row("hierarchy")
def hierarchy(bench):
    env = bench.as_manager()
    objective = _broad(env)
    specification = {**OBJECTIVE, "hidden_child_count": {}, "can_realign": {}}
    opening = partial(
        env["okr.objective"].hierarchy_read,
        [("parent_id", "=", objective.id)],
        specification,
        "parent_id",
        "child_ids",
    )
    cards = len(opening())
    timing = bench.compare(ours=opening)["ours"]
    yield queries(f"a level of {cards} on the map", timing, LEVEL_QUERIES)


def _broad(env):
    """Return the objective with the most children."""
    return env["okr.objective"].search([("name", "=", "Objective 0")])


def _owner(bench):
    """Return somebody who sees that objective: it is made visible to all for it."""
    objective = _broad(bench.env)
    objective.visibility = "company"
    return bench.as_user()
