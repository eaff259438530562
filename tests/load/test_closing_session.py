"""A manager closes the session while everybody checks in."""

import time
from functools import partial

import pytest
from okr_testing import scratch, storm
from okr_testing.company import EXACT_WITHIN, Company
from okr_testing.shell import run_in_odoo


def test_a_check_in_counts_in_the_closed_session_or_is_refused(context, start_server):
    # Few enough for the closing to get its turn within Odoo's five tries.
    company = Company(context, start_server, 4, key_results=24)
    entries = [(key_result, 50) for key_result in company.key_results]
    jobs = [partial(storm.check_in, company.server, *entry) for entry in entries]
    close = partial(company.call, "okr.session", "action_close", ids=[company.session])
    *answers, closing = storm.at_once([*jobs, close])
    print(f"\n{storm.summary([*answers, closing])}, closing {closing.seconds:.2f} s")
    assert closing.error is None
    refused = [answer.error for answer in answers if answer.error]
    assert [error for error in refused if "session is closed" not in error] == []
    assert len(company.updates()) == len(entries) - len(refused)
    company.assert_exact()
    with company.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT state FROM okr_key_result WHERE session_id = %s",
            [company.session],
        )
        assert cursor.fetchall() == [("closed",)]


@pytest.mark.parametrize("protected", [True, False])
def test_a_check_in_on_its_way_is_waited_for(context, protected):
    """Without what holds the session still, its value would be missing above."""
    database = context.copy_database("okr")
    path = "okr_testing.closing.close_beside_check_in"
    run_in_odoo(context, database, path, protected=protected)
    time.sleep(EXACT_WITHIN)
    with context.cursor(database) as cursor:
        cursor.execute("SELECT count(*) FROM okr_update")
        assert cursor.fetchone() == (1,)
        assert (scratch.differences(cursor) == []) is protected
    context.drop_database(database)
