"""A company in which a program checks in; runs inside Odoo."""

from okr_testing import small_company


def build(env):
    """Make a company; return an API key of who owns a key result, and that."""
    found = small_company.build(env)
    user = env["res.users"].search([("login", "=", "ines")])
    keys = env["res.users.apikeys"].with_user(user).sudo()
    key = keys._generate("rpc", "A shop", None)
    other = env["okr.session"].create(
        {"name": "Later", "date_start": "2090-01-01", "date_end": "2090-03-31"}
    )
    objective = env["okr.objective"].create({"name": "Later", "session_id": other.id})
    later = env["okr.key.result"].create(
        {
            "name": "Not yet",
            "objective_id": objective.id,
            "owner_ids": user.sudo().employee_ids.ids,
            "target_value": 10.0,
        }
    )
    return {"key": key, "key_result": found["key-results"], "later": later.id}
