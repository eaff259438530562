"""Makes thousands of records at once, by copying rows; runs inside Odoo."""

from odoo.fields import Command
from odoo.tools import SQL


def people(env, number, groups):
    """Return the ids of as many new users, and of their employees."""
    company = env.company
    calendar = company.resource_calendar_id
    user = env["res.users"].create(
        {
            "name": "Bench",
            "login": "bench",
            "email": "bench@example.com",
            "tz": "UTC",
            "group_ids": [Command.set(groups.ids)],
        }
    )
    employee = env["hr.employee"].create(
        {"name": "Bench", "user_id": user.id, "company_id": company.id}
    )
    partners = copies(user.partner_id, number)
    users = copies(
        user,
        number,
        partner_id=partners,
        login=[f"bench{place}" for place in range(number)],
    )
    for table, person, other, value in (
        ("res_groups_users_rel", "uid", "gid", user.group_ids.ids),
        ("res_company_users_rel", "user_id", "cid", company.ids),
    ):
        env.cr.execute(
            SQL(
                "INSERT INTO %s (%s, %s) SELECT person, other"
                " FROM unnest(%s::int[]) person, unnest(%s::int[]) other",
                SQL.identifier(table),
                SQL.identifier(person),
                SQL.identifier(other),
                users,
                value,
            )
        )
    # Whoever is made by hand is a member of these channels at once.
    for member in user.partner_id.channel_member_ids:
        copies(member, number, partner_id=partners)
    resources = copies(
        employee.resource_id,
        number,
        user_id=users,
        calendar_id=[calendar.id] * number,
    )
    employees = copies(employee, number, user_id=users, resource_id=resources)
    env.registry.clear_cache()
    return users, employees


def copies(record, number, **given):
    """Copy a row in the database, for speed; return the new ids.

    :param given: for a column, the value of each copy
    """
    env = record.env
    env.flush_all()
    names = [
        name
        for name, field in record._fields.items()
        if field.column_type and field.store and name not in ("id", *given)
    ]
    columns = [SQL.identifier(name) for name in names]
    given = {"": list(range(number)), **given}
    lists = SQL(", ").join(
        SQL("%s::%s[]", values, SQL("text" if isinstance(values[0], str) else "int"))
        for values in given.values()
    )
    aliases = [SQL.identifier(f"given{index}") for index in range(len(given))]
    rows = env.execute_query(
        SQL(
            "INSERT INTO %(table)s (%(names)s) SELECT %(values)s"
            " FROM %(table)s, unnest(%(lists)s) AS new (%(aliases)s)"
            " WHERE %(table)s.id = %(id)s ORDER BY new.given0 RETURNING id",
            table=SQL.identifier(record._table),
            names=SQL(", ").join(
                [*columns, *(SQL.identifier(name) for name in given if name)]
            ),
            values=SQL(", ").join([*columns, *aliases[1:]]),
            lists=lists,
            aliases=SQL(", ").join(aliases),
            id=record.id,
        )
    )
    return [id_ for (id_,) in rows]
