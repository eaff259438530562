"""Whoever loses or gains sight does so in every process of the server at once."""

from okr_testing.client import RpcError


def _people(admin):
    """Make two departments and a user whose employee is in the first."""
    ours, theirs = admin.call(
        "hr.department", "create", [{"name": "Ours"}, {"name": "Theirs"}]
    )
    login = "sight@example.com"
    groups = [admin.ref("base.group_user"), admin.ref("okr.group_okr_user")]
    user = admin.call(
        "res.users",
        "create",
        {
            "name": "Sight",
            "login": login,
            "password": login,
            "group_ids": groups,
        },
    )
    employee = admin.call(
        "hr.employee",
        "create",
        {"name": "Sight", "user_id": user, "department_id": ours},
    )
    return login, employee, ours, theirs


def _objective(admin, **choice):
    session = admin.call(
        "okr.session",
        "create",
        {"name": "Year", "date_start": "2026-01-01", "date_end": "2026-12-31"},
    )
    values = {"name": "Secret of the department", "session_id": session, **choice}
    return admin.call("okr.objective", "create", values)


def _sees(client, objective):
    """Tell what search says, and that reading says the same."""
    found = client.call("okr.objective", "search", [("id", "=", objective)])
    try:
        client.call("okr.objective", "read", [objective], ["name"])
    except RpcError as refused:
        assert refused.kind == "AccessError"
        assert not found
        return False
    assert found
    return True


def test_a_change_of_people_counts_in_a_second_process_at_the_next_click(
    context, okr_server, start_server
):
    elsewhere = start_server(database=okr_server.database)
    admin = okr_server.client()
    login, employee, ours, theirs = _people(admin)
    [tag] = admin.call("hr.employee.category", "create", [{"name": "Board"}])
    by_department = _objective(admin, visibility="department", department_ids=[ours])
    by_tag = _objective(admin, visibility="tag", category_ids=[tag])
    client = elsewhere.client(login)

    assert _sees(client, by_department)
    assert not _sees(client, by_tag)
    admin.call("hr.employee", "write", [employee], {"category_ids": [tag]})
    assert _sees(client, by_tag)
    admin.call("hr.employee", "write", [employee], {"department_id": theirs})
    assert not _sees(client, by_department)
    admin.call("hr.department", "write", [theirs], {"parent_id": ours})
    assert _sees(client, by_department)
    admin.call("hr.employee", "write", [employee], {"active": False})
    assert not _sees(client, by_department)
    assert not _sees(client, by_tag)
