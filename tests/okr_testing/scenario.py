"""A company with a tree of six levels and people who check in; runs inside Odoo."""

from datetime import date, timedelta

from odoo import Command

LEVELS = 6


def build(env, key_results=64, leaves=8, owners=8, roots=1):
    """Make people with API keys, and key results spread over leaves and roots."""
    env.company.okr_tz = "UTC"
    people = [_person(env, number) for number in range(owners)]
    today = date.today()
    year = env["okr.session"].create(
        {
            "name": "Year",
            "date_start": today - timedelta(days=100),
            "date_end": today + timedelta(days=264),
            "cadence": "none",
        }
    )
    quarter = year.create(
        {
            "name": "Quarter",
            "parent_id": year.id,
            "date_start": today - timedelta(days=30),
            "date_end": today + timedelta(days=60),
            "cadence": "none",
        }
    )
    (year + quarter).action_start()
    trees = [_tree(env, year, quarter, max(1, leaves // roots)) for _ in range(roots)]
    bottom = [leaf for tree in trees for leaf in tree]
    made = env["okr.key.result"].create(
        [
            {
                "name": f"Key result {number}",
                "objective_id": bottom[number % len(bottom)].id,
                "type": "increase",
                "target_value": 100.0,
                "weight": 1 + number % 3,
                "owner_ids": [Command.set(people[number % owners][0].ids)],
            }
            for number in range(key_results)
        ]
    )
    manager = env["res.users"].create(
        {
            "name": "The manager",
            "login": "storm_manager",
            "group_ids": [Command.link(env.ref("okr.group_okr_manager").id)],
        }
    )
    return {
        "key_results": [
            {"id": key_result.id, "key": people[number % owners][1]}
            for number, key_result in enumerate(made)
        ],
        "manager": _api_key(manager),
        "session": quarter.id,
        "year": year.id,
        "roots": [int(tree[0].parent_path.split("/")[0]) for tree in trees],
    }


def _person(env, number):
    user = env["res.users"].create(
        {
            "name": f"Person {number}",
            "login": f"storm_{number}",
            "group_ids": [Command.link(env.ref("okr.group_okr_user").id)],
        }
    )
    employee = env["hr.employee"].create({"name": user.name, "user_id": user.id})
    return employee, _api_key(user)


def _api_key(user):
    # A key without an end is more than users may give themselves.
    return (
        user.env["res.users.apikeys"]
        .with_user(user)
        .sudo()
        ._generate("rpc", "load", None)
    )


def _tree(env, year, quarter, leaves):
    """Return the leaves of a tree whose root belongs to the year."""
    objectives = env["okr.objective"]
    root = objectives.create({"name": "Root", "session_id": year.id})
    made = objectives
    for number in range(leaves):
        above = root
        for level in range(1, LEVELS):
            above = objectives.create(
                {
                    "name": f"Level {level} of branch {number}",
                    "session_id": quarter.id,
                    "parent_id": above.id,
                    "weight": 1 + (number + level) % 2,
                }
            )
        made |= above
    return made
