"""Everybody checks in at the same moment."""

import pytest
from okr_testing.company import Company, assert_all_kept

ROUNDS = 2


@pytest.fixture(params=[4, 0], ids=["workers", "threads"])
def workers(request):
    return request.param


def test_64_check_ins_under_one_root_are_all_kept_and_counted(
    context, start_server, workers
):
    company = Company(context, start_server, workers)
    for turn in range(ROUNDS):
        entries = [
            (key_result, 10 + turn + number / 4)
            for number, key_result in enumerate(company.key_results)
        ]
        assert_all_kept(company, entries, company.check_in(entries))
        company.assert_exact()


def test_8_check_ins_on_one_key_result_leave_the_value_of_the_latest(
    context, start_server, workers
):
    company = Company(context, start_server, workers, key_results=8)
    for turn in range(ROUNDS):
        entries = [(company.key_results[0], 10 * turn + number) for number in range(8)]
        assert_all_kept(company, entries, company.check_in(entries))
        company.assert_exact()


def test_who_holds_the_root_keeps_nobody_from_checking_in(context, start_server):
    company = Company(context, start_server, 2, key_results=8)
    entries = [(key_result, 30) for key_result in company.key_results]
    with company.holding_objective(company.roots[0]):
        answers = company.check_in(entries)
        assert_all_kept(company, entries, answers)
        with company.cursor() as cursor:
            # The value itself waits for nobody.
            cursor.execute("SELECT DISTINCT current_value FROM okr_key_result")
            assert cursor.fetchall() == [(30,)]
    company.assert_exact()
