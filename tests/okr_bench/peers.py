"""What Odoo's own apps need for the same, on the same machine in the same run."""

from datetime import date, timedelta
from functools import partial

from okr_testing.rows import multiply

from odoo import Command
from odoo.tools import SQL

from okr_bench.bench import Line, at_most, row
from okr_bench.lists import KEY_RESULT, LABEL, OBJECTIVE, page
from okr_bench.sets import PEERS, by_the_job, remind

PROJECTS, BESIDE, GOALS, REMINDED = 50, 0.5, (250, 1_000), 1_000
GOAL = {
    "user_id": LABEL,
    "definition_id": LABEL,
    "current": {},
    "target_goal": {},
    "completeness": {},
    "start_date": {},
    "end_date": {},
    "state": {},
}
TASK = {
    "name": {},
    "parent_id": LABEL,
    "project_id": LABEL,
    "stage_id": LABEL,
    "date_deadline": {},
    "state": {},
}


@row("project")
def project(bench):
    """The list of tasks as an employee who sees half of them, as of objectives."""
    env = bench.quiet
    if "project.task" not in env:
        yield Line("beside project.task", "≤ 0.5 ×", "not installed", good=False)
        return
    user = bench.as_user()
    user.user.sudo().group_ids = [
        Command.link(env.ref("project.group_project_user").id)
    ]
    projects = env["project.project"].create(
        [
            {
                "name": f"Project {number}",
                "privacy_visibility": "followers" if number % 2 else "employees",
            }
            for number in range(PROJECTS)
        ]
    )
    task = env["project.task"].create({"name": "One", "project_id": projects[0].id})
    multiply(
        task,
        bench.size.objectives - 1,
        name=SQL("'Task ' || n"),
        project_id=SQL("%s + n %% %s", projects[0].id, PROJECTS),
        sequence=SQL("n %% 100"),
    )
    bench.analyze("project_task", "project_project")
    timings = bench.compare(
        ours=partial(page, user, "okr.objective", OBJECTIVE),
        peer=partial(page, user, "project.task", TASK),
    )
    seen = user["project.task"].search_count([])
    yield at_most(
        f"objectives beside project.task, {seen} of it seen",
        timings["ours"],
        timings["peer"],
        BESIDE,
        "project.task",
    )


@row("gamification")
def gamification(bench):
    """Goals of Odoo's own: listed, counted anew and reminded of, beside ours."""
    if "gamification.goal" not in bench.env:
        yield Line("beside gamification", "printed", "not installed", good=False)
        return
    user = bench.as_person(1)
    counted = _goals(bench, user.user, bench.size.key_results, _COUNTED)
    timings = bench.compare(
        ours=partial(page, user, "okr.key.result", KEY_RESULT),
        peer=partial(page, user, "gamification.goal", GOAL),
    )
    what = f"key results listed, beside {bench.size.key_results} goals"
    yield _beside(what, timings["ours"], timings["peer"])
    yield from _updated(bench, counted)
    yield _reminded(bench, user.user)


# How a goal is counted by Odoo, and one that its owner tells the number of.
_COUNTED = {
    "computation_mode": "count",
    "batch_mode": True,
    "batch_user_expression": "user.id",
}
_TOLD = {"computation_mode": "manually"}


def _goals(bench, user, number, values):
    """Return goals of one kind, spread over the employees."""
    env = bench.quiet
    if values is _COUNTED:
        updater = env["ir.model.fields"]._get("okr.update", "user_id")
        about = {"model_id": updater.model_id.id, "batch_distinctive_field": updater.id}
        values = {**values, **about}
    definition = env["gamification.goal.definition"].create(
        {"name": "Updates", **values}
    )
    goal = env["gamification.goal"].create(
        {
            "definition_id": definition.id,
            "user_id": user.id,
            "target_goal": 1_000_000,
            "state": "inprogress",
            "remind_update_delay": 7,
            "last_update": date.today() - timedelta(days=14),
        }
    )
    spread = SQL("%s + n %% %s", user.id, bench.size.employees - 1)
    first = multiply(goal, number, user_id=spread)
    bench.analyze("gamification_goal")
    return goal.browse(range(first, first + number))


def _updated(bench, goals):
    roll_up = bench.quiet["okr.rollup"]._roll_up
    ids = bench.env["okr.objective"].search([], limit=max(GOALS), order="id desc").ids
    for number in GOALS:
        with bench.undone():
            peer = bench.once(goals[:number].update_goal)
            ours = bench.once(partial(roll_up, objectives=ids[:number]))
        yield _beside(f"{number} counted anew, beside goals", ours, peer)


def _reminded(bench, user):
    """Both per 1,000 that are due."""
    seconds, many = remind(bench, REMINDED, by_the_job)
    ours = f"{seconds:.2f} s, {many:.0f} queries per 1,000"
    line = Line(f"reminders of {REMINDED}, beside goals", "printed", ours, good=True)
    line.data["ours_per_1000"] = round(seconds, 4)
    goals = _goals(bench, user, PEERS, _TOLD)
    try:
        peer = bench.once(goals.update_goal)
    except AttributeError as error:
        # Odoo 19.0: its job expects of goals what they cannot do.
        line.beside = f"Odoo's job fails: {error}"
    else:
        each = peer.median * 1000 / PEERS
        line.beside = f"{each:.1f} s, {peer.queries * 1000 / PEERS:.0f} queries"
        line.data["peer_per_1000"] = round(each, 3)
    return line


def _beside(what, ours, peer):
    return Line(
        what,
        "printed",
        f"{ours.median / peer.median:.2f} ×",
        good=True,
        beside=f"{ours}, {ours.queries} / {peer}, {peer.queries} queries",
        data={"ours": ours.as_data(), "peer": peer.as_data()},
    )
