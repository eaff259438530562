"""Each rule, access line and constraint is missed by the tests when it is gone."""

import pytest
from okr_testing.shell import run_in_odoo

MODULES = {"okr": "okr", "okr_hr_bridge": "bridge"}


@pytest.mark.parametrize("module", MODULES)
def test_no_wall_can_be_taken_away_unnoticed(context, module):
    database = context.copy_database(MODULES[module])
    found = run_in_odoo(context, database, "okr_testing.walls.unnoticed", module=module)
    assert found["without"] is None, f"red with all walls up: {found['without']}"
    print(f"\n{len(found['walls'])} walls of {module}")
    assert [wall for wall, test in found["walls"].items() if test is None] == []
    context.drop_database(database)
