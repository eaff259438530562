"""The storms of tests/load, again and again: what happens rarely must not happen."""

import random
import statistics
import time

import pytest
from okr_testing import scratch
from okr_testing.company import HEALED_WITHIN, Company, assert_all_kept
from okr_testing.shell import run_in_odoo

RUNS = 200
KILLS = 20
ROOTS, TIMES, SLOWER = 64, 5, 1.5
TABLES = {"okr.objective": "okr_objective", "okr.session": "okr_session"}


@pytest.fixture(params=[4, 0], ids=["workers", "threads"])
def company(request, context, start_server):
    return Company(context, start_server, request.param)


def test_64_check_ins_under_one_root_200_times(company):
    for turn in range(RUNS):
        entries = [
            (key_result, (turn + number) % 100 + 0.5)
            for number, key_result in enumerate(company.key_results)
        ]
        assert_all_kept(company, entries, company.check_in(entries))
        company.assert_exact()


def test_one_root_makes_nobody_wait_longer_than_64_roots(context, start_server):
    companies = [
        Company(context, start_server, 4, roots=roots, leaves=64)
        for roots in (1, ROOTS)
    ]
    p95 = {company: [] for company in companies}
    for turn in range(TIMES):
        for company, seconds in p95.items():
            entries = [
                (key_result, turn + number + 0.5)
                for number, key_result in enumerate(company.key_results)
            ]
            answers = company.check_in(entries)
            assert_all_kept(company, entries, answers)
            company.assert_exact()
            ordered = sorted(answer.seconds for answer in answers)
            seconds.append(ordered[int(0.95 * (len(ordered) - 1))])
    one, many = (statistics.median(seconds) for seconds in p95.values())
    print(
        f"\np95 under one root {one:.2f} s, under 64 {many:.2f} s: {one / many:.2f} ×"
    )
    assert one <= SLOWER * many


def test_8_check_ins_on_one_key_result_200_times(company):
    for turn in range(RUNS):
        entries = [
            (company.key_results[turn % 64], (turn + number) % 100 + 0.5)
            for number in range(8)
        ]
        assert_all_kept(company, entries, company.check_in(entries))
        company.assert_exact()


def test_a_server_killed_20_times_leaves_nothing_half_done(context, start_server):
    company = Company(context, start_server, 4)
    choose = random.Random(1)
    for turn in range(KILLS):
        before = len(company.updates())
        entries = [
            (key_result, (7 * turn + number) % 100 + 0.5)
            for number, key_result in enumerate(company.key_results)
        ]
        moment = choose.uniform(0.1, 2.0)

        def kill(_answers, moment=moment):
            time.sleep(moment)
            company.server.kill()

        answers = company.check_in(entries, during=kill)
        company.start("--max-cron-threads=1")
        company.assert_exact(within=HEALED_WITHIN)
        told = [answer for answer in answers if not answer.error]
        kept = company.updates()[before:]
        assert len(told) <= len(kept) == len(set(kept))


def test_of_64_people_50_are_seated_200_times(context):
    database = context.copy_database("bridge")
    path = "okr_testing.seats.grab"
    for done in run_in_odoo(context, database, path, rounds=RUNS):
        assert done["given_up"] == []
        assert (done["seated"], done["refused"], done["counted"]) == (50, 14, 50)
    context.drop_database(database)


@pytest.mark.parametrize("model", TABLES)
def test_of_200_pairs_of_opposing_moves_none_ties_a_loop(context, model):
    database = context.copy_database("okr")
    path = "okr_testing.moves.opposing"
    done = run_in_odoo(context, database, path, model=model, pairs=RUNS)
    with context.cursor(database) as cursor:
        assert scratch.path_faults(cursor, TABLES[model]) == []
    assert done == RUNS
    context.drop_database(database)
