"""The first page of each list as an ordinary user, with the count as a client asks."""

from functools import partial

from odoo.tools import SQL

from okr_bench import floors
from okr_bench.bench import at_most, queries, row

PAGE, MOST_QUERIES = 80, 12
LABEL = {"fields": {"display_name": {}}}
OBJECTIVE = {
    "name": {},
    "parent_id": LABEL,
    "session_id": LABEL,
    "owner_id": LABEL,
    "progress": {},
    "status": {},
}
KEY_RESULT = {
    "name": {},
    "objective_id": LABEL,
    "session_id": LABEL,
    "current_value": {},
    "target_value": {},
    "deadline": {},
    "progress": {},
    "status": {},
}
UPDATE = {
    "date": {},
    "key_result_id": LABEL,
    "objective_id": LABEL,
    "user_id": LABEL,
    "value": {},
    "progress": {},
    "confidence": {},
    "note": {},
}


@row("objectives")
def objectives(bench):
    uid = bench.as_user().uid
    columns = SQL(
        "o.id, o.name, o.progress, o.status, %s, %s, e.name"
        " FROM okr_objective o LEFT JOIN okr_objective p ON p.id = o.parent_id"
        " LEFT JOIN okr_session s ON s.id = o.session_id"
        " LEFT JOIN hr_employee e ON e.id = o.owner_id",
        floors.objective_label(uid, "p"),
        floors.session_label(uid),
    )
    yield from _list(
        bench,
        "okr.objective",
        OBJECTIVE,
        columns,
        SQL("okr_objective o"),
        SQL("o.active AND %s", floors.objective(uid)),
        SQL("o.sequence, o.id"),
        1.5 if bench.rare else 2,
    )


@row("key-results")
def key_results(bench):
    uid = bench.as_user().uid
    columns = SQL(
        "k.id, k.name, k.current_value, k.target_value, k.deadline, k.progress,"
        " k.status, %s, %s FROM okr_key_result k"
        " LEFT JOIN okr_objective o ON o.id = k.objective_id"
        " LEFT JOIN okr_session s ON s.id = k.session_id",
        floors.objective_label(uid, "o"),
        floors.session_label(uid),
    )
    yield from _list(
        bench,
        "okr.key.result",
        KEY_RESULT,
        columns,
        SQL("okr_key_result k"),
        SQL("k.active AND %s", floors.key_result(uid)),
        SQL("k.sequence, k.id"),
        2.5,
    )


@row("updates")
def updates(bench):
    uid = bench.as_user().uid
    columns = SQL(
        "u.id, u.date, u.value, u.progress, u.confidence, u.note, k.name, %s,"
        " p.name FROM okr_update u LEFT JOIN okr_key_result k"
        " ON k.id = u.key_result_id LEFT JOIN okr_objective o ON o.id = u.objective_id"
        " LEFT JOIN res_users author ON author.id = u.user_id"
        " LEFT JOIN res_partner p ON p.id = author.partner_id",
        floors.objective_label(uid, "o"),
    )
    yield from _list(
        bench,
        "okr.update",
        UPDATE,
        columns,
        SQL("okr_update u"),
        floors.update(uid),
        SQL("u.date DESC, u.id DESC"),
        2.5,
    )


def page(env, model, specification):
    """Read a page as the web client does."""
    return env[model].web_search_read(
        [], specification, limit=PAGE, count_limit=floors.COUNT_LIMIT
    )


def _assert_same_labels(env, specification, line, row_):
    """Compare the labels of the links, which stand last in the row of the floor."""
    links = [name for name, spec in specification.items() if spec is LABEL]
    hidden = env["okr.objective"]._hidden_label()
    for link, label in zip(links, row_[-len(links) :], strict=True):
        told = line[link] and line[link]["display_name"]
        assert told in (label or hidden, False), f"{told} is not {label}"


def _list(bench, model, specification, columns, table, where, order, times):
    user, manager = bench.as_user(), bench.as_manager()
    company = SQL("company_id = %s AND %s", user.user.company_id.id, where)
    where = SQL("%s.%s", SQL(table.code.split()[-1]), company)
    both = floors.first_page(columns, table, where, order, floors.mine(user.uid))

    def floor():
        return [bench.rows_of(query) for query in both]

    answer = page(user, model, specification)
    rows, [(count,)] = floor()
    assert [line["id"] for line in answer["records"]] == [line[0] for line in rows]
    for line, row_ in zip(answer["records"], rows, strict=True):
        _assert_same_labels(user, specification, line, row_)
    assert answer["length"] == count, f"{answer['length']} {model}, not {count}"
    timings = bench.compare(
        ours=partial(page, user, model, specification),
        floor=floor,
        manager=partial(page, manager, model, specification),
    )
    ours, best, all_ = timings["ours"], timings["floor"], timings["manager"]
    what = f"first page of {model}, one who sees {count}"
    line = at_most(what, ours, best, times, "floor", manager=all_)
    line.beside += f", {ours.median / all_.median:.2f} × the manager's"
    line.data["visible"] = count
    yield line
    yield queries("  its queries", ours, MOST_QUERIES)
