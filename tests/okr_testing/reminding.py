"""Run inside Odoo: a session that is due today, and the job that reminds of it."""

import time
from datetime import date, timedelta

from odoo import Command


def build(env, people=40, key_results=120):
    """Make key results that are due today, owned by people who are there."""
    users = env["res.users"].create(
        [
            {
                "name": f"Owner {number}",
                "login": f"owner{number}",
                "tz": "UTC",
                "group_ids": [Command.set(env.ref("okr.group_okr_user").ids)],
            }
            for number in range(people)
        ]
    )
    employees = env["hr.employee"].create(
        [{"name": user.name, "user_id": user.id} for user in users]
    )
    # Whatever day of the week it is.
    employees.resource_id.calendar_id = False
    session = env["okr.session"].create(
        {
            "name": "Now",
            "date_start": date.today() - timedelta(days=30),
            "date_end": date.today() + timedelta(days=30),
            "cadence": "daily",
        }
    )
    session.action_start()
    objective = env["okr.objective"].create({"name": "Goal", "session_id": session.id})
    made = env["okr.key.result"].create(
        [
            {
                "name": f"Number {number}",
                "objective_id": objective.id,
                "target_value": 100.0,
                "owner_ids": [Command.set(employees[number % people].ids)],
            }
            for number in range(key_results)
        ]
    )
    return made.ids


def remind(env, batch_size=10, pause=0.0):
    """Run the job, with pauses in which somebody may kill it."""
    job = env["okr.reminder"]
    remind = type(job)._remind

    def slowly(self, key_results):
        remind(self, key_results)
        time.sleep(pause)

    type(job)._remind = slowly
    try:
        job._cron_remind(batch_size=batch_size)
    finally:
        type(job)._remind = remind
