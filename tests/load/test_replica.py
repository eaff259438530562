"""Whoever only looks is served by a replica, and leaves the primary alone."""

import time

import pytest
from okr_testing.replica import Replica, modes
from okr_testing.shell import run_in_odoo

MODELS = {
    "okr.session": "state",
    "okr.objective": "status",
    "okr.key.result": "status",
    "okr.update": "confidence",
    "okr.initiative": "state",
    "okr.check.in.report": "session_id",
}
VIEWS = [[False, "list"], [False, "search"]]


def _look(client):
    """Do what the screens do: lists, cards, graphs, pivots, maps, forms, reports."""
    for model, by in MODELS.items():
        client.call(model, "get_views", VIEWS)
        fields = {by: {}}
        client.call(model, "web_search_read", [], fields, limit=80, count_limit=10001)
        client.call(model, "web_read_group", [], [by], ["__count"], auto_unfold=True)
        client.call(model, "formatted_read_group", [], [by], ["__count"])
        client.call(model, "formatted_read_grouping_sets", [], [[], [by]], ["__count"])
        client.call(model, "name_search", "e")
    bar = {"field": "status", "colors": {"on_track": "success"}}
    client.call("okr.key.result", "read_progress_bar", [], "status", bar)
    for model in ("okr.session", "okr.objective"):
        fields = {"display_name": {}}
        client.call(model, "hierarchy_read", [], fields, "parent_id", "child_ids")
    for model in ("okr.session", "okr.objective", "okr.key.result"):
        ids = client.call(model, "search", [], limit=3)
        client.call(model, "web_read", ids, {"display_name": {}})
    client.call("okr.session", "dashboard_data", [])


@pytest.fixture
def database(context):
    name = context.copy_database("okr")
    run_in_odoo(context, name, "okr_testing.dataset.build", size="XS")
    yield name
    context.drop_database(name)


def test_screens_and_reports_are_read_on_the_replica(context, start_server, database):
    with Replica(context) as replica:
        server = start_server(database=database, options=replica.options)
        admin = server.client("admin")
        # One who sees but a part of all.
        login = "person_30"
        [person] = admin.call("res.users", "search", [("login", "=", login)])
        admin.call("res.users", "write", [person], {"password": login})
        for client in (admin, server.client(login)):
            replica.catch_up()
            # What a process keeps for all requests is read before, and kept.
            _look(client)
            began, before = len(modes(server)), _read(replica, database)
            _look(client)
            seen = modes(server)[began:]
            assert len(seen) > 40
            assert [one for one in seen if one[1] != "ro"] == []
            assert _reads_more(replica, database, before), "nobody read on the replica"
        with open(server.log, encoding="utf-8") as log:
            assert "retrying with a read/write cursor" not in log.read()


def _reads_more(replica, database, before):
    """Wait for PostgreSQL, which tells its statistics within ten seconds."""
    patience = time.monotonic() + 30
    while time.monotonic() < patience:
        if _read(replica, database) > before:
            return True
        time.sleep(0.2)
    return False


def _read(replica, database):
    query = f"SELECT tup_fetched FROM pg_stat_database WHERE datname = '{database}'"
    return replica.value("postgres", query)
