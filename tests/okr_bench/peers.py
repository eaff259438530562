"""What Odoo's own apps need for the same, on the same machine in the same run."""

from functools import partial

from okr_testing.rows import multiply

from odoo import Command
from odoo.tools import SQL

from okr_bench.bench import Line, at_most, row
from okr_bench.lists import LABEL, OBJECTIVE, page

PROJECTS, BESIDE, GOALS = 50, 0.5, (250, 1_000)
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
    """Odoo counting goals anew, beside our counting as many objectives anew."""
    env = bench.quiet
    if "gamification.goal" not in env:
        yield Line("beside gamification", "printed", "not installed", good=False)
        return
    definition = env["gamification.goal.definition"].create(
        {
            "name": "Updates",
            "computation_mode": "count",
            "model_id": env["ir.model"]._get_id("okr.update"),
            "batch_mode": True,
            "batch_distinctive_field": env["ir.model.fields"]
            ._get("okr.update", "user_id")
            .id,
            "batch_user_expression": "user.id",
        }
    )
    user = bench.as_person(1).user
    goal = env["gamification.goal"].create(
        {
            "definition_id": definition.id,
            "user_id": user.id,
            "target_goal": 1_000_000,
            "state": "inprogress",
        }
    )
    first = multiply(
        goal,
        max(GOALS),
        user_id=SQL("%s + n %% %s", user.id, bench.size.employees - 1),
    )
    bench.analyze("gamification_goal")
    ids = env["okr.objective"].search([], limit=max(GOALS), order="id desc").ids
    for number in GOALS:
        goals = env["gamification.goal"].browse(range(first, first + number))
        with bench.undone():
            peer = bench.once(goals.update_goal)
            ours = bench.once(
                partial(env["okr.rollup"]._roll_up, objectives=ids[:number])
            )
        times = peer.median / ours.median
        yield Line(
            f"{number} counted anew, beside goals of gamification",
            "printed",
            f"{1 / times:.2f} ×",
            good=True,
            beside=f"{ours}, {ours.queries} / {peer}, {peer.queries} queries",
            data={"ours": ours.as_data(), "peer": peer.as_data()},
        )
