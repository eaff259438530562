"""The best hand-written SQL that we know, for the rows that somebody may see."""

from odoo.tools import SQL

COUNT_LIMIT = 10_001


def mine(uid):
    """Return the common tables: the employees of a user, and what chose them."""
    return SQL(
        "WITH me AS (SELECT e.id, string_to_array(trim(BOTH '/' FROM d.parent_path),"
        " '/')::int[] AS homes FROM hr_employee e"
        " LEFT JOIN hr_version v ON v.id = e.current_version_id"
        " LEFT JOIN hr_department d ON d.id = v.department_id"
        " WHERE e.user_id = %s AND e.active), chosen AS (%s), chosen_session AS (%s)",
        uid,
        _chosen("okr_objective"),
        _chosen("okr_session"),
    )


def _chosen(table):
    def link(what):
        return SQL.identifier(f"{table}_hr_{what}_rel")

    return SQL(
        "SELECT r.%(id)s AS id, 'department' AS visibility"
        " FROM me JOIN %(department)s r ON r.hr_department_id = ANY(me.homes)"
        " UNION ALL SELECT r.%(id)s, 'employee'"
        " FROM me JOIN %(employee)s r ON r.hr_employee_id = me.id"
        " UNION ALL SELECT r.%(id)s, 'tag'"
        " FROM me JOIN employee_category_rel t ON t.employee_id = me.id"
        " JOIN %(tag)s r ON t.category_id = r.hr_employee_category_id",
        id=SQL.identifier(f"{table}_id"),
        department=link("department"),
        employee=link("employee"),
        tag=link("employee_category"),
    )


def objective(uid, alias="o"):
    """Return the condition on an objective."""
    return SQL(
        "(%(o)s.visibility = 'company' OR %(o)s.creator_id = %(uid)s"
        " OR %(o)s.owner_id IN (SELECT id FROM me)"
        " OR (%(o)s.id, %(o)s.visibility) IN (SELECT id, visibility FROM chosen))",
        o=SQL(alias),
        uid=uid,
    )


def objective_label(uid, alias):
    """Return the title of an objective, or NULL where it is hidden."""
    seen = objective(uid, alias)
    return SQL("CASE WHEN %s THEN %s.name END", seen, SQL(alias))


def session_label(uid):
    """Return the title of the session ``s``, or NULL where it is hidden."""
    return SQL(
        "CASE WHEN s.visibility = 'company' OR s.creator_id = %s OR"
        " (s.id, s.visibility) IN (SELECT id, visibility FROM chosen_session)"
        " THEN s.name END",
        uid,
    )


def key_result(uid):
    """Return the condition on the key result ``k``."""
    return _of_key_result(
        uid,
        id=SQL("k.id"),
        objective=SQL("k.objective_id"),
        made=SQL("k.creator_id = %s", uid),
        open=SQL("k.visibility = 'objective'"),
    )


def update(uid):
    """Return the condition on the update ``u``: by sets, faster than by any join."""
    return _of_key_result(
        uid,
        id=SQL("u.key_result_id"),
        objective=SQL("u.objective_id"),
        made=SQL(
            "u.key_result_id IN (SELECT id FROM okr_key_result WHERE creator_id = %s)",
            uid,
        ),
        open=SQL(
            "u.key_result_id NOT IN"
            " (SELECT id FROM okr_key_result WHERE visibility != 'objective')"
        ),
    )


def _of_key_result(uid, **columns):
    return SQL(
        "(%(made)s OR %(id)s IN (SELECT key_result_id"
        " FROM okr_key_result_owner_rel WHERE employee_id IN (SELECT id FROM me))"
        " OR %(objective)s IN (SELECT id FROM okr_objective WHERE creator_id = %(uid)s"
        " UNION ALL SELECT id FROM okr_objective"
        " WHERE owner_id IN (SELECT id FROM me))"
        " OR (%(open)s AND %(objective)s IN"
        " (SELECT o.id FROM okr_objective o WHERE %(seen)s)))",
        uid=uid,
        seen=objective(uid),
        **columns,
    )


def first_page(columns, table, where, order, tables):
    """Return the queries of a page of 80 rows, and of its count."""
    page = SQL(
        "%s SELECT %s WHERE %s ORDER BY %s LIMIT 80", tables, columns, where, order
    )
    count = SQL(
        "%s SELECT count(*) FROM (SELECT FROM %s WHERE %s LIMIT %s) counted",
        tables,
        table,
        where,
        COUNT_LIMIT,
    )
    return page, count


def labelled(means, tables, name):
    """Return the query of the groups of ``means``, with labels and in their order.

    A department is called by all that is above it.
    """
    if name != "department_id":
        return SQL("%s SELECT key, NULL, mean, n FROM (%s) means", tables, means)
    return SQL(
        "WITH RECURSIVE names AS (SELECT id, name->>'en_US' AS label FROM hr_department"
        " WHERE parent_id IS NULL UNION ALL SELECT d.id, label || ' / '"
        " || (d.name->>'en_US') FROM hr_department d"
        " JOIN names ON names.id = d.parent_id), %s"
        " SELECT key, label, mean, n FROM (%s) means"
        " LEFT JOIN names ON names.id = key"
        " LEFT JOIN hr_department d ON d.id = key ORDER BY d.name->>'en_US', key",
        SQL(tables.code.removeprefix("WITH "), *tables.params),
        means,
    )
