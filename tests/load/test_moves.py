"""People who move branches of a tree at the same moment."""

import pytest
from okr_testing import scratch
from okr_testing.shell import run_in_odoo

PAIRS = 12
TABLES = {"okr.objective": "okr_objective", "okr.session": "okr_session"}


@pytest.fixture
def database(context):
    name = context.copy_database("okr")
    yield name
    context.drop_database(name)


@pytest.fixture(params=TABLES)
def model(request):
    return request.param


def _faults(context, database, model):
    with context.cursor(database) as cursor:
        return scratch.path_faults(cursor, TABLES[model])


def test_of_two_opposing_moves_one_is_refused(context, database, model):
    path = "okr_testing.moves.opposing"
    done = run_in_odoo(context, database, path, model=model, pairs=PAIRS)
    assert _faults(context, database, model) == []
    assert done == PAIRS


def test_the_loop_would_be_seen(context, database, model):
    path = "okr_testing.moves.opposing"
    run_in_odoo(context, database, path, model=model, pairs=PAIRS, protected=False)
    assert "goes in circles" in "".join(_faults(context, database, model))


def test_the_wrong_path_would_be_seen(context, database, model):
    path = "okr_testing.moves.hang_below"
    run_in_odoo(context, database, path, model=model, rounds=PAIRS, protected=False)
    assert ", not " in "".join(_faults(context, database, model))


def test_what_is_hung_below_a_moving_branch_moves_along(context, database, model):
    path = "okr_testing.moves.hang_below"
    done = run_in_odoo(context, database, path, model=model, rounds=PAIRS)
    assert _faults(context, database, model) == []
    assert done == 3 * PAIRS
