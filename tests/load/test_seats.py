"""64 people who are to be seated at the same moment, where 50 seats are."""

import pytest
from okr_testing.shell import run_in_odoo

ROUNDS = 5
PATH = "okr_testing.seats.grab"


@pytest.fixture
def database(context):
    name = context.copy_database("bridge")
    yield name
    context.drop_database(name)


def test_exactly_50_are_seated_each_time(context, database):
    for done in run_in_odoo(context, database, PATH, rounds=ROUNDS):
        assert done["given_up"] == []
        assert (done["seated"], done["told"], done["refused"]) == (50, 50, 14)
        assert done["counted"] == 50


def test_more_seats_than_there_are_would_be_seen(context, database):
    [done] = run_in_odoo(context, database, PATH, rounds=1, protected=False)
    assert done["seated"] > 50
