"""What the first page of 50,000 objectives costs an ordinary user.

Run inside Odoo, on a database with the app; nothing is kept:

    odoo shell -d DATABASE --no-http < tests/bench_first_page.py

Prints the queries of one page with its count, and how many times the best SQL that
we know for the same rows it takes, in the same run.
"""

import statistics
import time

from odoo import Command
from odoo.tools import SQL

OBJECTIVES = 50_000
PAGE = 80
COUNT_LIMIT = 10_001
ROUNDS = 15
MOST_QUERIES = 12
MOST_TIMES = 2.5


def make_world(env):
    """Return a user who sees about half of the objectives, by every kind of choice."""
    company = env.company
    departments = env["hr.department"].create(
        [{"name": f"Department {number}"} for number in range(100)]
    )
    tags = env["hr.employee.category"].create(
        [{"name": f"Tag {number} of the bench"} for number in range(20)]
    )
    groups = env.ref("okr.group_okr_user") | env.ref("base.group_user")
    user = env["res.users"].create(
        {"name": "Bench", "login": "bench", "group_ids": [Command.set(groups.ids)]}
    )
    people = env["hr.employee"].create(
        [
            {
                "name": f"Employee {number}",
                "user_id": user.id if not number else False,
                "company_id": company.id,
                "department_id": departments[number % 100].id,
                "category_ids": [Command.set(tags[number % 20].ids)],
            }
            for number in range(500)
        ]
    )
    session = env["okr.session"].create(
        {"name": "Bench", "date_start": "2026-01-01", "date_end": "2026-12-31"}
    )
    env["okr.objective"].create({"name": "First", "session_id": session.id})
    env.flush_all()
    fill(env, session, departments, tags, people)
    return user


def fill(env, session, departments, tags, people):
    """Insert the objectives and their choices in the database, for speed."""
    model = env["okr.objective"]
    first = model.search([("session_id", "=", session.id)], limit=1)
    given = {
        "name": SQL("'Objective number ' || n"),
        "sequence": SQL("n %% 1000"),
        "visibility": SQL(
            "(ARRAY['company', 'department', 'employee', 'tag', 'private'])"
            "[CASE WHEN n %% 2 = 0 THEN 1 ELSE 2 + (n / 2) %% 4 END]"
        ),
        "parent_id": SQL("%s", first.id),
        "parent_path": SQL("%s", f"{first.id}/"),
    }
    names = [
        name
        for name, field in model._fields.items()
        if field.store and field.column_type and name != "id"
    ]
    env.cr.execute(
        SQL(
            "INSERT INTO okr_objective (%s) SELECT %s FROM okr_objective one,"
            " generate_series(1, %s) n WHERE one.id = %s",
            SQL(", ").join(map(SQL.identifier, names)),
            SQL(", ").join(
                given.get(name, SQL.identifier("one", name)) for name in names
            ),
            OBJECTIVES - 1,
            first.id,
        )
    )
    for name, records in (
        ("department_ids", departments),
        ("employee_ids", people),
        ("category_ids", tags),
    ):
        field = model._fields[name]
        env.cr.execute(
            SQL(
                "INSERT INTO %s (%s, %s) SELECT id, (%s::int[])[1 + id %% %s]"
                " FROM okr_objective WHERE session_id = %s",
                SQL.identifier(field.relation),
                SQL.identifier(field.column1),
                SQL.identifier(field.column2),
                records.ids,
                len(records),
                session.id,
            )
        )
    for table in ("okr_objective", "okr_objective_hr_department_rel"):
        env.cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))
    env.invalidate_all()


def first_page(objectives):
    """Read what the list shows, with its count, as the web client does."""
    label = {"fields": {"display_name": {}}}
    specification = {
        "name": {},
        "parent_id": label,
        "session_id": label,
        "owner_id": label,
        "progress": {},
        "status": {},
    }
    return objectives.web_search_read(
        [], specification, limit=PAGE, count_limit=COUNT_LIMIT
    )


def best_sql(env, user):
    """Read the same rows and count by hand-written SQL."""
    mine = SQL(
        "WITH me AS (SELECT e.id, v.department_id, e.active FROM hr_employee e"
        " JOIN hr_version v ON v.id = e.current_version_id WHERE e.user_id = %s),"
        " chosen AS ("
        "SELECT r.okr_objective_id AS id, 'department' AS visibility"
        " FROM okr_objective_hr_department_rel r JOIN me"
        " ON me.active AND r.hr_department_id = me.department_id"
        " UNION ALL SELECT r.okr_objective_id, 'employee'"
        " FROM okr_objective_hr_employee_rel r JOIN me"
        " ON me.active AND r.hr_employee_id = me.id"
        " UNION ALL SELECT r.okr_objective_id, 'tag'"
        " FROM okr_objective_hr_employee_category_rel r"
        " JOIN employee_category_rel t ON t.category_id = r.hr_employee_category_id"
        " JOIN me ON me.active AND t.employee_id = me.id)",
        user.id,
    )
    visible = SQL(
        "o.active AND o.company_id = %s AND (o.visibility = 'company'"
        " OR o.creator_id = %s OR o.owner_id IN (SELECT id FROM me)"
        " OR (o.id, o.visibility) IN (SELECT id, visibility FROM chosen))",
        user.company_id.id,
        user.id,
    )
    rows = env.execute_query(
        SQL(
            "%s SELECT o.id, o.name, o.progress, o.status, p.name, s.name, e.name"
            " FROM okr_objective o LEFT JOIN okr_objective p ON p.id = o.parent_id"
            " LEFT JOIN okr_session s ON s.id = o.session_id"
            " LEFT JOIN hr_employee e ON e.id = o.owner_id"
            " WHERE %s ORDER BY o.sequence, o.id LIMIT %s",
            mine,
            visible,
            PAGE,
        )
    )
    [[count]] = env.execute_query(
        SQL(
            "%s SELECT count(*) FROM (SELECT FROM okr_objective o WHERE %s LIMIT %s) x",
            mine,
            visible,
            COUNT_LIMIT,
        )
    )
    return [row[0] for row in rows], count


def timed(function, rounds=ROUNDS):
    """Return the median of the seconds that a call takes."""
    taken = []
    for _round in range(rounds):
        start = time.perf_counter()
        function()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main(env):
    user = make_world(env(su=True, context={"tracking_disable": True}))
    objectives = env(user=user.id, su=False)["okr.objective"]

    def page():
        env.invalidate_all()
        return first_page(objectives)

    page()  # what is the same for every request is cached by then
    before = env.cr.sql_log_count
    answer = page()
    queries = env.cr.sql_log_count - before
    ids, count = best_sql(env, user)
    assert [row["id"] for row in answer["records"]] == ids, "not the same rows"
    assert answer["length"] == count, "not the same count"
    ours, best = timed(page), timed(lambda: best_sql(env, user))
    print(f"objectives {OBJECTIVES}, visible at least {count}")
    print(f"queries    {queries} (at most {MOST_QUERIES})")
    print(f"ours       {ours * 1000:.1f} ms")
    print(f"best SQL   {best * 1000:.1f} ms")
    print(f"times      {ours / best:.2f} (at most {MOST_TIMES})")
    env.cr.rollback()
    assert queries <= MOST_QUERIES, "too many queries"
    assert ours <= MOST_TIMES * best, "too slow"


main(env)  # noqa: F821 - Odoo's shell gives it
