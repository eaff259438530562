"""The bridge and the app go without harm; tests/long has the whole of their lives."""

import pytest
from okr_testing import life
from okr_testing.shell import run_in_odoo


@pytest.fixture
def odoo(context):
    """Call what is in `okr_testing.life` in a copy of the database with both."""
    database = context.copy_database("bridge")

    def call(function, **arguments):
        path = f"okr_testing.life.{function}"
        return run_in_odoo(context, database, path, **arguments)

    call.database = database
    yield call
    context.drop_database(database)


def test_the_bridge_goes_without_harm(context, odoo):
    odoo("use")
    with context.cursor(odoo.database) as cursor:
        assert set(life.traces(cursor, bridge_alone=True)) >= {"tables", "saved lists"}
    odoo("press", module="okr_hr_bridge", button="uninstall")
    with context.cursor(odoo.database) as cursor:
        assert life.traces(cursor, bridge_alone=True) == {}
    assert odoo("works") == {"objectives": ["Stays"], "role": True, "writes": True}


def test_the_app_takes_the_bridge_along(context, odoo):
    odoo("use")
    with context.cursor(odoo.database) as cursor:
        assert set(life.traces(cursor)) >= set(life.SEEN)
    odoo("press", module="okr", button="uninstall")
    with context.cursor(odoo.database) as cursor:
        assert life.traces(cursor) == {}
