"""A company with one of everything, to look at; runs inside Odoo."""

from datetime import date, timedelta

from odoo import Command

TYPES = {
    "increase": {"target_value": 100.0},
    "decrease": {"initial_value": 100.0, "target_value": 10.0},
    "stay_above": {"target_value": 10.0, "critical_value": 6.0},
    "stay_below": {"target_value": 6.0, "critical_value": 10.0},
    "achieved": {},
    "milestone": {
        "milestone_ids": [
            Command.create({"name": name}) for name in ("First", "Second")
        ]
    },
}


def build(env):
    """Make an employee with the login ines, and what the employee works on."""
    env.company.okr_tz = "UTC"
    user = env["res.users"].create(
        {
            "name": "Ines",
            "login": "ines",
            "password": "ines",
            # Its greeting fills the whole screen of a phone.
            "odoobot_state": "disabled",
            "tz": "UTC",
            "group_ids": [Command.link(env.ref("okr.group_okr_user").id)],
        }
    )
    employee = env["hr.employee"].create({"name": "Ines", "user_id": user.id})
    team = env["hr.department"].create({"name": "Sales"})
    today = date.today()
    session = env["okr.session"].create(
        {
            "name": "This Quarter",
            "date_start": today - timedelta(days=40),
            "date_end": today + timedelta(days=50),
            "cadence": "weekly",
        }
    )
    session.action_start()
    goal = env["okr.objective"].create(
        {
            "name": "Win the market",
            "session_id": session.id,
            "owner_id": employee.id,
            "department_id": team.id,
        }
    )
    hidden, _other = goal.create(
        [
            {"name": "In secret", "session_id": session.id, "visibility": "private"},
            {"name": "Keep them", "session_id": session.id},
        ]
    )
    goal.create(
        [
            {
                "name": "Win a town",
                "session_id": session.id,
                "parent_id": parent.id,
                "owner_id": employee.id,
            }
            for parent in (goal, hidden)
        ]
    )
    hidden.parent_id = goal
    key_results = env["okr.key.result"].create(
        [
            {
                "name": f"To {type_}",
                "objective_id": goal.id,
                "type": type_,
                "owner_ids": [Command.set(employee.ids)],
                **values,
            }
            for type_, values in TYPES.items()
        ]
    )
    for days, value in ((20, 10.0), (10, 30.0)):
        env["okr.update"].with_user(user).create(
            {
                "key_result_id": key_results[0].id,
                "value": value,
                "confidence": "70",
                "note": "On the way",
                "date": today - timedelta(days=days),
            }
        )
    initiative = env["okr.initiative"].create(
        {
            "name": "Call them",
            "key_result_id": key_results[0].id,
            "employee_id": employee.id,
            "date_deadline": today + timedelta(days=5),
        }
    )
    return {
        "okr-sessions": session.id,
        "okrs": goal.id,
        "key-results": key_results.ids[0],
        "stages": key_results.ids[-1],
        "okr-initiatives": initiative.id,
    }
