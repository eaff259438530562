"""Tries the modules that a database has; runs inside Odoo."""

from datetime import date

import odoo.addons.okr
import odoo.addons.okr_hr_bridge


def try_out(env):
    """Check in once; return the progress, and where the modules were found."""
    today = date.today()
    employee = env["hr.employee"].create({"name": "Ines"})
    session = env["okr.session"].create(
        {"name": "A day", "date_start": today, "date_end": today}
    )
    session.action_start()
    objective = env["okr.objective"].create({"name": "Go", "session_id": session.id})
    key_result = env["okr.key.result"].create(
        {
            "name": "Steps",
            "objective_id": objective.id,
            "owner_ids": employee.ids,
            "target_value": 10.0,
        }
    )
    env["okr.update"].create({"key_result_id": key_result.id, "value": 4.0})
    modules = (odoo.addons.okr, odoo.addons.okr_hr_bridge)
    return {
        "progress": objective.progress,
        "found": [module.__file__ for module in modules],
    }
