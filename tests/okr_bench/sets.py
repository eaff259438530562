"""What is counted for many at a time: the roll-up, the new day, the reminders."""

import math
from datetime import timedelta
from functools import partial
from unittest.mock import patch

from okr_testing.rows import multiply

from odoo import fields
from odoo.tools import SQL

from okr_bench.bench import Line, row

ROLL_UP_QUERIES, ROLL_UP_SECONDS, REBUILD = 10, 0.2, 1.5
REMIND_SECONDS, REMIND_QUERIES, FASTER, PEERS = 0.75, 60, 15, 100
LINEAR = 1.05
DEPTH = SQL("length(parent_path) - length(replace(parent_path, '/', ''))")


@row("roll-up")
def roll_up(bench):
    roll_up_, ids = bench.quiet["okr.rollup"]._roll_up, _objectives(bench)
    for number in (1, 100, 1_000, 10_000, len(ids)):
        if number > len(ids):
            continue
        chosen = ids[-number:]
        ours = partial(roll_up_, objectives=chosen)
        timing = bench.compare(undo=True, ours=ours)["ours"]
        each = timing.median * 1000 / number
        measured = number >= 1_000
        yield Line(
            f"roll-up of {number} objectives",
            f"≤ {ROLL_UP_QUERIES} queries, ≤ {ROLL_UP_SECONDS} s / 1,000",
            f"{timing.queries}, {each:.3f} s" if measured else f"{timing.queries}",
            timing.queries <= ROLL_UP_QUERIES
            and (not measured or each <= ROLL_UP_SECONDS),
            str(timing),
            {**timing.as_data(), "seconds_per_1000": round(each, 4)},
        )


@row("rebuild")
def rebuild(bench):
    ids = _objectives(bench)
    before = bench.rows_of(SQL("SELECT id, progress FROM okr_objective ORDER BY id"))
    with bench.undone():
        _rebuild(bench)
        after = bench.rows_of(SQL("SELECT id, progress FROM okr_objective ORDER BY id"))
    timings = bench.compare(
        undo=True,
        ours=partial(bench.quiet["okr.rollup"]._roll_up, objectives=ids),
        floor=partial(_rebuild, bench),
    )
    for (id_, one), (_id, other) in zip(before, after, strict=True):
        assert abs(one - other) < 1e-6, f"objective {id_}: {one} and {other}"
    ours, floor = timings["ours"], timings["floor"]
    ratio = ours.median / floor.median
    yield Line(
        f"all {len(ids)} objectives counted anew",
        f"≤ {REBUILD:g} × floor",
        f"{ratio:.2f} ×",
        ratio <= REBUILD,
        f"{ours} / {floor}; the floor counts no status",
        {"ratio": round(ratio, 3), "ours": ours.as_data(), "floor": floor.as_data()},
    )


def _rebuild(bench):
    """Count all by hand, a level at a time; without the status."""
    cursor = bench.env.cr._obj
    cursor.execute("SELECT max(%s) FROM okr_objective" % DEPTH.code)
    for level in range(cursor.fetchone()[0], 0, -1):
        query = SQL(
            "UPDATE okr_objective o SET key_result_progress = coalesce(s.own, 0),"
            " child_progress = coalesce(s.children, 0), progress = coalesce(s.all, 0),"
            " expected_progress = coalesce(s.expected, 0), last_update_date = s.last"
            " FROM (SELECT n.id, sum(x.p) FILTER (WHERE x.own)"
            " / nullif(sum(x.w) FILTER (WHERE x.own), 0) AS own,"
            " sum(x.p) FILTER (WHERE NOT x.own)"
            " / nullif(sum(x.w) FILTER (WHERE NOT x.own), 0) AS children,"
            " sum(x.p) / nullif(sum(x.w), 0) AS all,"
            " sum(x.e) / nullif(sum(x.w), 0) AS expected, max(x.last) AS last"
            " FROM okr_objective n LEFT JOIN ("
            "SELECT objective_id AS id, weight AS w, weight * progress AS p,"
            " weight * expected_progress AS e, last_update_date AS last, TRUE AS own"
            " FROM okr_key_result WHERE active AND state != 'cancelled' AND weight > 0"
            " UNION ALL SELECT parent_id, weight, weight * progress,"
            " weight * expected_progress, last_update_date, FALSE FROM okr_objective"
            " WHERE active AND contributes AND state != 'cancelled' AND weight > 0"
            ") x ON x.id = n.id WHERE %s = %s GROUP BY n.id) s WHERE s.id = o.id",
            DEPTH,
            level,
        )
        cursor.execute(query.code, query.params)


@row("new-day")
def new_day(bench):
    """What the night does to all key results and objectives, to the last of them."""
    env, counted = bench.quiet, {}
    number = bench.size.key_results + bench.size.objectives
    with bench.undone():
        for table in ("okr_key_result", "okr_objective"):
            env.cr.execute(
                SQL(
                    "UPDATE %s SET figures_date = figures_date - 1",
                    SQL.identifier(table),
                )
            )
        bench.analyze("okr_key_result", "okr_objective")

        def night():
            counted["left"] = 1
            while counted["left"]:
                with _quiet_cron(env, counted):
                    env["okr.rollup"]._cron_refresh_figures()
                # The job itself does so on a cursor of its own.
                env["okr.rollup.queue"]._drain()

        timing = bench.once(night)
    each, seconds = (x * 1000 / number for x in (timing.queries, timing.median))
    yield Line(
        f"a new day for {number} key results and objectives",
        "≤ 1 query / 1,000",
        f"{each:.2f}",
        each <= 1,
        f"{seconds:.2f} s / 1,000, {timing.queries} queries",
        {**timing.as_data(), "seconds_per_1000": round(seconds, 4)},
    )


@row("reminders")
def reminders(bench):
    sizes = [n for n in (1_000, 5_000, 20_000) if n <= bench.size.key_results]
    costs = {}
    for size in sizes:
        costs[size] = remind(bench, size, by_the_job)
    seconds, count = costs[sizes[-1]]
    yield Line(
        f"reminders for {sizes[-1]} due key results",
        f"≤ {REMIND_SECONDS} s, ≤ {REMIND_QUERIES} queries / 1,000",
        f"{seconds:.2f} s, {count:.0f}",
        seconds <= REMIND_SECONDS and count <= REMIND_QUERIES,
        f"{seconds / costs[sizes[0]][0]:.2f} × those of {sizes[0]}, each",
        {"seconds_per_1000": {n: round(cost, 4) for n, (cost, _) in costs.items()}},
    )
    if len(sizes) > 1:
        few, many = sizes[0], sizes[-1]
        growth = math.log(costs[many][0] / costs[few][0]) / math.log(many / few)
        yield Line(
            f"  growth of it from {few} to {many}",
            f"exponent ≤ {LINEAR}",
            f"{1 + growth:.2f}",
            1 + growth <= LINEAR,
            data={"exponent": round(1 + growth, 3)},
        )
    peer, many = remind(bench, PEERS, _by_odoo)
    yield Line(
        "  beside Odoo's own activities, made in a batch",
        f"≥ {FASTER} × as fast",
        f"{peer / seconds:.0f} ×",
        peer >= FASTER * seconds,
        f"Odoo: {peer:.1f} s, {many:.0f} queries / 1,000",
        {"odoo_seconds_per_1000": round(peer, 3), "times": round(peer / seconds, 1)},
    )


def remind(bench, size, way):
    """Return seconds and queries per 1,000."""
    env = bench.quiet
    ids = env["okr.key.result"].search([], order="id", limit=size).ids
    with bench.undone():
        _make_due(bench, ids)
        timing = bench.once(partial(way, env, ids))
        made = env["mail.activity"].search_count(
            [("res_model", "=", "okr.key.result"), ("res_id", "in", ids)]
        )
        assert made == size, f"{made} reminders, not {size}"
    return timing.median * 1000 / size, timing.queries * 1000 / size


def _make_due(bench, ids):
    """Leave these alone due, with one owner each; a third of all was away once."""
    env = bench.quiet
    for query in (
        "UPDATE okr_key_result SET last_entry_date = NULL, state = 'in_progress',"
        " write_date = create_date WHERE id <= %s",
        "UPDATE okr_key_result SET state = 'closed' WHERE id > %s",
        "DELETE FROM okr_key_result_owner_rel one USING okr_key_result_owner_rel other"
        " WHERE one.key_result_id = other.key_result_id"
        " AND one.employee_id > other.employee_id AND one.key_result_id <= %s",
    ):
        env.cr.execute(SQL(query, ids[-1]))
    day = fields.Date.today() - timedelta(days=60)
    leave = env["resource.calendar.leaves"].create(
        {"name": "Away", "date_from": day, "date_to": day + timedelta(days=1)}
    )
    resource = env["hr.employee"].search([], order="id desc", limit=1).resource_id.id
    multiply(
        leave,
        bench.size.employees // 3,
        resource_id=SQL("%s - 3 * n", resource),
    )
    leave.unlink()
    env.cr.execute("ANALYZE")


def by_the_job(env, _ids):
    with _quiet_cron(env, {}):
        env["okr.reminder"]._cron_remind()


def _by_odoo(env, ids):
    todo = env.ref("mail.mail_activity_data_todo").id
    model = env["ir.model"]._get_id("okr.key.result")
    env["mail.activity"].create(
        [
            {
                "activity_type_id": todo,
                "res_id": key_result.id,
                "res_model_id": model,
                "user_id": key_result.owner_ids.user_id.id,
            }
            for key_result in env["okr.key.result"].browse(ids)
        ]
    )


def _quiet_cron(env, told):
    """Let a job believe that it commits, and has all the time."""

    def progress(_self, processed=0, remaining=None, **_more):
        told["left"] = remaining
        env.flush_all()
        env.invalidate_all()
        return 1000.0

    return patch.object(type(env["ir.cron"]), "_commit_progress", progress)


def _objectives(bench):
    return bench.env["okr.objective"].search([], order="id").ids
