"""The life of our modules in a database, and the traces they leave; half of it runs
inside Odoo.
"""

from psycopg2 import sql

BRIDGE = r"^(okr\.license|hr\.departure\.okr)"
BOTH = r"^(okr\.|hr\.departure\.okr)"
# Where models and modules leave their names.
_TRACES = {
    "external ids": "SELECT name FROM ir_model_data WHERE module IN %(modules)s",
    "models": "SELECT model FROM ir_model WHERE model ~ %(models)s",
    "fields": "SELECT model, name FROM ir_model_fields WHERE relation ~ %(models)s"
    " OR name ~ %(columns)s",
    "tables": "SELECT relname FROM pg_class WHERE replace(relname, '_', '.')"
    " ~ %(models)s",
    "columns": "SELECT table_name, column_name FROM information_schema.columns"
    " WHERE column_name ~ %(columns)s",
    "views": "SELECT name FROM ir_ui_view WHERE model ~ %(models)s"
    " OR arch_db::text ~ %(columns)s",
    "groups": "SELECT name->>'en_US' FROM res_groups_privilege"
    " WHERE name->>'en_US' ~ %(names)s",
    "menus": "SELECT name->>'en_US' FROM ir_ui_menu WHERE name->>'en_US' ~ %(names)s",
    "jobs": "SELECT cron_name FROM ir_cron WHERE cron_name ~ %(names)s",
    "actions": "SELECT res_model FROM ir_act_window WHERE res_model ~ %(models)s",
    "templates": "SELECT model FROM mail_template WHERE model ~ %(models)s",
    "parameters": "SELECT key FROM ir_config_parameter WHERE key ~ %(columns)s",
    "saved lists": "SELECT name FROM ir_filters WHERE model_id ~ %(models)s",
    "saved exports": "SELECT name FROM ir_exports WHERE resource ~ %(models)s",
    "messages": "SELECT model FROM mail_message WHERE model ~ %(models)s",
    "activities": "SELECT res_model FROM mail_activity WHERE res_model ~ %(models)s",
    "followers": "SELECT res_model FROM mail_followers WHERE res_model ~ %(models)s",
    "files": "SELECT res_model FROM ir_attachment WHERE res_model ~ %(models)s",
}
_OF_BRIDGE = {
    "modules": ("okr_hr_bridge",),
    "models": BRIDGE,
    "columns": "okr_(seat|license|successor)",
    "names": "OKR( License|: watch license)",
}
_OF_BOTH = {
    "modules": ("okr", "okr_hr_bridge"),
    "models": BOTH,
    "columns": "(^|[^a-z_])okr_",
    "names": "OKR",
}


# What the app leaves in every database in which it is used.
SEEN = ("external ids", "models", "tables", "columns", "views", "groups", "menus")
SEEN += ("jobs", "actions", "templates", "saved lists", "saved exports", "messages")
SEEN += ("activities", "followers", "files")


def traces(cursor, bridge_alone=False):
    """Return what is left in the database, as {what: names}."""
    found = {}
    for what, query in _TRACES.items():
        cursor.execute(query, _OF_BRIDGE if bridge_alone else _OF_BOTH)
        if rows := cursor.fetchall():
            found[what] = [" ".join(row) for row in rows]
    return found


# What Odoo writes anew whenever it loads a module, though it is the same.
_TIMES = ("write_date", "write_uid")
# Its own notes of an upgrade: to other servers, in the log, and that it is to clean up.
_ODOOS_OWN = (
    "ir_cron_trigger",
    "ir_logging",
    "ir_module_module",
    "orm_signaling_registry",
)


def contents(cursor):
    """Return {table: what is in it}; of ours, down to who wrote it when."""
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r'"
        " AND relnamespace = 'public'::regnamespace"
    )
    return {
        table: _content(cursor, table)
        for (table,) in cursor.fetchall()
        if table not in _ODOOS_OWN
    }


def _content(cursor, table):
    times = () if table.startswith("okr_") else _TIMES
    query = sql.SQL(
        "SELECT md5(string_agg(row, ',' ORDER BY row))"
        " FROM (SELECT (to_jsonb(one) - %s::text[])::text AS row FROM {} one) rows"
    )
    cursor.execute(query.format(sql.Identifier(table)), [list(times)])
    return cursor.fetchone()[0]


# -- inside Odoo ------------------------------------------------------------------


def press(env, module, button):
    """Press ``install``, ``upgrade`` or ``uninstall`` on a module, as in Apps."""
    getattr(env["ir.module.module"]._get(module), f"button_immediate_{button}")()


def use(env):
    """Do what leaves traces: OKRs, somebody with a role, saved lists and exports."""
    from odoo.fields import Command

    session = env["okr.session"].create(
        {"name": "Period", "date_start": "2026-01-01", "date_end": "2026-12-31"}
    )
    session.action_start()
    groups = env.ref("base.group_user") | env.ref("okr.group_okr_supervisor")
    user = env["res.users"].create(
        {"name": "Stays", "login": "stays", "group_ids": [Command.set(groups.ids)]}
    )
    employee = env["hr.employee"].create({"name": "Stays", "user_id": user.id})
    objective = env["okr.objective"].create(
        {"name": "Stays", "session_id": session.id, "owner_id": employee.id}
    )
    objective.message_post(body="Well begun")
    objective.activity_schedule("mail.mail_activity_data_todo", user_id=user.id)
    env["ir.attachment"].create(
        {"name": "Plan", "raw": b"x", "res_model": objective._name, "res_id": 1}
    )
    models = [objective._name]
    if "okr.license.type" in env:
        env["okr.license.type"].create({"name": "One of ours"})
        models.append("okr.license.assignment")
    for model in models:
        env["ir.filters"].create({"name": "Mine", "model_id": model})
        env["ir.exports"].create({"name": "Mine", "resource": model})


def works(env):
    """Tell what the person finds and may do, and the role given by hand."""
    user = env["res.users"].search([("login", "=", "stays")])
    objectives = env["okr.objective"].with_user(user)
    return {
        "objectives": objectives.search([("name", "=", "Stays")]).mapped("name"),
        "role": user.has_group("okr.group_okr_supervisor"),
        "writes": objectives.has_access("create"),
    }
