"""A power cut in the middle of it."""

import time
from functools import partial

from okr_testing import scratch, storm
from okr_testing.company import HEALED_WITHIN, Company
from okr_testing.replica import Mortal
from okr_testing.shell import run_in_odoo

JOBS = "--max-cron-threads=1"
# The job of a new day drains, too: half an hour later.
OF_EACH_MINUTE = (
    "UPDATE ir_cron SET active = false WHERE id != (SELECT res_id FROM ir_model_data"
    " WHERE module = 'okr' AND name = 'ir_cron_drain_rollup')"
)


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
    with company.cursor() as cursor:
        cursor.execute(OF_EACH_MINUTE)
    _restart(company)
    assert len(company.updates()) == len(entries)


# Each row takes so long that somebody can pull the plug between two of them.
SLOWLY = (
    "CREATE FUNCTION slowly() RETURNS trigger AS"
    " 'BEGIN PERFORM pg_sleep(0.02); RETURN NEW; END' LANGUAGE plpgsql;"
    " CREATE TRIGGER slowly BEFORE {event} ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION slowly()"
)
AT_ONCE = "DROP FUNCTION slowly() CASCADE"
WRITES = (
    "SELECT query_start FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND backend_xid IS NOT NULL AND state = 'active'"
    " AND query ILIKE '{event}%{table}%' AND query_start < now() - interval '0.2 s'"
)


def _kill_in_the_middle(company, job, event, table, statement=1):
    """Do a job that writes slowly, and pull the plug within one of its statements."""
    with company.cursor() as cursor:
        cursor.execute(SLOWLY.format(event=event, table=table))

    def kill(answers):
        seen = set()
        with company.cursor() as cursor:
            while len(seen) < statement:
                assert not any(answers), answers
                cursor.execute(WRITES.format(event=event, table=table))
                seen.update(cursor.fetchall())
        company.server.kill()

    [answer] = storm.at_once([job], during=kill)
    assert answer.error.startswith("gone"), "it was killed after all was done"
    with company.cursor() as cursor:
        cursor.execute(AT_ONCE)


def _values(company, query):
    with company.cursor() as cursor:
        cursor.execute(query)
        return [value for (value,) in cursor.fetchall()]


def test_an_import_that_was_killed_left_nothing_and_can_be_done_again(
    context, start_server
):
    company = Company(context, start_server, 2, key_results=8)
    rows = [[f"Imported {number}", company.session] for number in range(200)]
    load = partial(
        company.call,
        "okr.objective",
        "load",
        fields=["name", "session_id/.id"],
        data=rows,
    )
    # Rows are stored a hundred at a time.
    _kill_in_the_middle(company, load, "INSERT", "okr_objective", statement=2)
    _restart(company)
    imported = "SELECT name FROM okr_objective WHERE name LIKE 'Imported%' ORDER BY id"
    assert _values(company, imported) == []
    assert len(load().result["ids"]) == len(rows)
    assert _values(company, imported) == [name for name, _session in rows]
    company.assert_exact()


def test_a_session_that_was_killed_while_it_closed_is_in_progress_altogether(
    context, start_server
):
    company = Company(context, start_server, 2)
    close = partial(company.call, "okr.session", "action_close", ids=[company.session])
    _kill_in_the_middle(company, close, "UPDATE", "okr_key_result")
    _restart(company)
    states = (
        f"SELECT state FROM okr_session WHERE id = {company.session}"
        f" UNION SELECT state FROM okr_objective WHERE session_id = {company.session}"
        " UNION SELECT state FROM okr_key_result"
    )
    assert "closed" not in _values(company, states)
    assert close().error is None
    assert _values(company, states) == ["closed"]
    company.assert_exact()


def test_a_database_killed_in_the_middle_of_check_ins_loses_and_doubles_none(
    context, start_server
):
    # What its log may say, other logs may not.
    name = context.copy_database("okr", "_killed")
    made = run_in_odoo(context, name, "okr_testing.scenario.build")
    with Mortal(context) as postgres:
        server = start_server(database=name, workers=4, options=postgres.options)
        jobs = [
            partial(storm.check_in, server, key_result, 50)
            for key_result in made["key_results"]
        ]

        def kill(answers):
            while not any(answers):
                time.sleep(0.01)
            postgres.kill()

        answers = storm.at_once(jobs, during=kill)
        server.kill()
        postgres.start()
        told = [answer.result[0] for answer in answers if not answer.error]
        assert len(told) < len(jobs), "it was killed after all was done"
        with postgres.cursor(name) as cursor:
            cursor.execute("SELECT id, key_result_id FROM okr_update")
            kept = cursor.fetchall()
            assert set(told) <= {id_ for id_, _key_result in kept}
            assert len({key_result for _id, key_result in kept}) == len(kept)
            cursor.execute("SELECT count(*) FROM okr_rollup_queue")
            if not cursor.fetchone()[0]:
                assert scratch.differences(cursor) == []
        server.options.append("--max-cron-threads=1")
        server.start()
        end = time.monotonic() + HEALED_WITHIN
        with postgres.cursor(name) as cursor:
            cursor.connection.autocommit = True
            while scratch.differences(cursor):
                assert time.monotonic() < end, scratch.differences(cursor)
                time.sleep(0.5)
        server.stop()
    context.drop_database(name)
