"""The app alone and with the bridge: they come, are upgraded, go, and come again."""

import subprocess

import pytest
from okr_testing import life
from okr_testing.shell import run_in_odoo

APP, BRIDGE = "okr", "okr_hr_bridge"
STAYS = {"objectives": ["Stays"], "role": True, "writes": True}
# What 19.0.1.0.0 left: views of actions had no names.
AS_AT_FIRST = (
    "DELETE FROM ir_model_data WHERE model = 'ir.actions.act_window.view'"
    " AND module = 'okr';"
    " UPDATE ir_module_module SET latest_version = '19.0.1.0.0' WHERE name = 'okr'"
)


class Database:
    """A copy of a database, in which modules come and go, each in its own process."""

    def __init__(self, context, template):
        self._made_ready = context
        self.name = context.copy_database(template)

    def press(self, button, module):
        self.call("press", button=button, module=module)

    def call(self, function, **arguments):
        path = f"okr_testing.life.{function}"
        return run_in_odoo(self._made_ready, self.name, path, **arguments)

    def traces(self, **options):
        with self._made_ready.cursor(self.name) as cursor:
            return life.traces(cursor, **options)

    def installed(self):
        query = "SELECT name FROM ir_module_module WHERE state = 'installed'"
        with self._made_ready.cursor(self.name) as cursor:
            cursor.execute(query)
            return {APP, BRIDGE} & {name for (name,) in cursor.fetchall()}


@pytest.fixture
def copy(context):
    made = []

    def copy(template):
        made.append(Database(context, template))
        return made[-1]

    yield copy
    for database in made:
        context.drop_database(database.name)


def test_the_app_alone(copy):
    database = copy("hr")
    database.press("install", APP)
    assert database.installed() == {APP}
    database.call("use")
    database.press("upgrade", APP)
    assert database.call("works") == STAYS
    database.press("uninstall", APP)
    assert database.installed() == set()
    assert database.traces() == {}
    database.press("install", APP)
    assert database.installed() == {APP}


def test_both_at_once_then_the_bridge_goes_and_then_the_app(copy):
    database = copy("hr")
    database.press("install", BRIDGE)
    assert database.installed() == {APP, BRIDGE}
    database.call("use")
    database.press("upgrade", BRIDGE)
    database.press("upgrade", APP)
    assert database.call("works") == STAYS
    database.press("uninstall", BRIDGE)
    assert database.installed() == {APP}
    assert database.traces(bridge_alone=True) == {}
    assert database.call("works") == STAYS
    database.press("uninstall", APP)
    assert database.traces() == {}


def test_the_bridge_comes_later_and_again_and_goes_with_the_app(copy):
    database = copy("okr")
    database.call("use")
    for _again in range(2):
        database.press("install", BRIDGE)
        assert database.call("works") == STAYS
        database.press("uninstall", BRIDGE)
        assert database.traces(bridge_alone=True) == {}
    database.press("install", BRIDGE)
    database.press("uninstall", APP)
    assert database.installed() == set()
    assert database.traces() == {}


def test_an_upgrade_keeps_the_data_and_a_second_one_writes_nothing(context, copy):
    database = copy("bridge")
    database.call("use")
    with context.cursor(database.name) as cursor:
        cursor.execute(AS_AT_FIRST)
    _upgrade(context, database.name)
    assert database.call("works") == STAYS
    with context.cursor(database.name) as cursor:
        before = life.contents(cursor)
        _upgrade(context, database.name)
        after = life.contents(cursor)
        assert {table for table in before if before[table] != after[table]} == set()
        # What it would look like if one row were written with the values it has.
        cursor.execute(
            "UPDATE okr_objective SET write_date = write_date + interval '1 s'"
        )
        changed = life.contents(cursor)
    assert {table for table in after if after[table] != changed[table]} == {
        "okr_objective"
    }


def _upgrade(context, database):
    """Upgrade as an administrator does whose server is down."""
    log = f"{context.logs}/upgrade-{database.removeprefix(context.prefix)}.log"
    command = [*context.odoo, "-c", context.config, "-d", database, "-u", APP]
    command += ["--stop-after-init", "--no-http", f"--logfile={log}"]
    subprocess.run([*command, "--log-level=warn"], check=True)
