"""A manager closes the session while everybody checks in."""

from functools import partial

from okr_testing import storm
from okr_testing.company import Company


def test_a_check_in_counts_in_the_closed_session_or_is_refused(context, start_server):
    company = Company(context, start_server, 4)
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
