"""A power cut in the middle of it."""

import time

from okr_testing.company import HEALED_WITHIN, Company

JOBS = "--max-cron-threads=1"


def _restart(company):
    company.start(JOBS)
    company.assert_exact(within=HEALED_WITHIN)


def test_a_server_killed_in_the_middle_of_check_ins_leaves_nothing_half_done(
    context, start_server
):
    company = Company(context, start_server, 4)
    entries = [(key_result, 50) for key_result in company.key_results]

    def kill(answers):
        while not any(answers):
            time.sleep(0.01)
        company.server.kill()

    answers = company.check_in(entries, during=kill)
    _restart(company)
    told = [answer.result[0] for answer in answers if not answer.error]
    kept = company.updates()
    assert len(told) < len(entries), "the server was killed after all was done"
    assert len(told) <= len(kept) == len(set(kept)), "none is lost, and none doubled"


def test_what_a_killed_server_had_queued_is_counted_by_the_job(context, start_server):
    company = Company(context, start_server, 2, key_results=8)
    entries = [(key_result, 50) for key_result in company.key_results]
    with company.holding_objective(company.roots[0]):
        answers = company.check_in(entries)
        assert [answer.error for answer in answers if answer.error] == []
        company.server.kill()
    assert company.queued(), "nothing was left to heal"
    _restart(company)
    assert len(company.updates()) == len(entries)
