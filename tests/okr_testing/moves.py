"""Moves in a tree at the same moment, with real cursors; runs inside Odoo."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial

from odoo import api
from odoo.exceptions import ValidationError
from odoo.service.model import retrying
from odoo.tools import SQL

# Those who wait before they try again let the others work.
GROUPS = 10


def opposing(env, model, pairs, protected=True):
    """Let two moves that would tie a knot happen at once, `pairs` times.

    Return how many moves were done. Unprotected, the trees lose what keeps two
    moves apart, so that a test can see that it would notice.
    """
    if not protected:
        env.registry["okr.tree.mixin"]._hold_branches = lambda self: None
    session = _session(env)
    lines = [_lines(env, model, session, 2) for _pair in range(pairs)]
    env.cr.commit()
    return _side_by_side(
        # Each goes below the lower end of the other's branch.
        partial(
            _together,
            env,
            partial(_move, model, first[0], second[-1]),
            partial(_move, model, second[0], first[-1]),
        )
        for first, second in lines
    )


def hang_below(env, model, rounds, protected=True):
    """Create below a branch while it moves, and move something else below it."""
    if not protected:
        env.registry["okr.tree.mixin"]._hold_branches = lambda self: None
    session = _session(env)
    lines = [_lines(env, model, session, 3) for _round in range(rounds)]
    env.cr.commit()
    return _side_by_side(
        partial(
            _together,
            env,
            partial(_move, model, branch[0], target[-1]),
            partial(_create, model, _values(model, session, branch[-1])),
            partial(_move, model, other[0], branch[-1]),
        )
        for branch, target, other in lines
    )


def _session(env):
    today = date.today()
    return env["okr.session"].create(
        {
            "name": "Period",
            "date_start": today,
            "date_end": today + timedelta(days=90),
        }
    )


def _values(model, session, parent):
    values = {"name": "Node", "parent_id": parent}
    if model == "okr.objective":
        return {**values, "session_id": session.id}
    return {**values, "date_start": session.date_start, "date_end": session.date_end}


def _lines(env, model, session, number, depth=3):
    """Return ids in lines, each record below the one before."""
    lines = []
    for _line in range(number):
        line, parent = [], False
        for _level in range(depth):
            parent = env[model].create(_values(model, session, parent)).id
            line.append(parent)
        lines.append(line)
    return lines


def _move(model, id_, parent, env):
    env[model].browse(id_).write({"parent_id": parent})


def _create(model, values, env):
    env[model].create(values)


def _side_by_side(groups):
    """Work through the groups, a few at a time; return how many jobs were done."""
    with ThreadPoolExecutor(GROUPS) as pool:
        return sum(pool.map(lambda group: group(), groups))


def _together(env, *jobs):
    """Do the jobs in transactions that have all begun before one of them writes.

    Return how many were not refused for the loop that they would make.
    """
    begun = threading.Barrier(len(jobs))
    with ThreadPoolExecutor(len(jobs)) as pool:
        return sum(pool.map(lambda job: _do(env, job, begun), jobs))


def _do(env, job, begun):
    tries = []

    def work(env):
        # The snapshot of a transaction is that of its first query.
        env.execute_query(SQL("SELECT count(*) FROM okr_objective"))
        if not tries:
            tries.append(1)
            begun.wait()
        job(env)

    with env.registry.cursor() as cr:
        own = api.Environment(cr, api.SUPERUSER_ID, {})
        try:
            retrying(partial(work, own), own)
        except ValidationError as refusal:
            assert "under itself" in str(refusal), refusal
            cr.rollback()
            return False
    return True
