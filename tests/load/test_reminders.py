"""The job that reminds: twice at once, killed in the middle, or kept from a row."""

import time

from okr_testing.shell import run_in_odoo, start_in_odoo

MODULE = "okr_testing.reminding"
REMINDED = (
    "SELECT kept.key_result_id, kept.user_id, kept.period, count(activity.id)"
    " FROM okr_reminder kept"
    " LEFT JOIN mail_activity activity ON activity.res_id = kept.key_result_id"
    " AND activity.res_model = 'okr.key.result' AND activity.active"
    " AND activity.user_id = kept.user_id"
    " WHERE kept.kind = 'update' GROUP BY 1, 2, 3"
)


def _reminded(context, database):
    """Return {key result: how many activities it has}, one row of the ledger each."""
    with context.cursor(database) as cursor:
        cursor.execute(REMINDED)
        rows = cursor.fetchall()
    assert len(rows) == len({row[0] for row in rows}), "the ledger names one twice"
    return {row[0]: row[3] for row in rows}


def _assert_each_once(context, database, key_results):
    assert _reminded(context, database) == dict.fromkeys(key_results, 1)


def test_two_schedulers_remind_each_owner_once(context):
    database = context.copy_database("okr")
    key_results = run_in_odoo(context, database, f"{MODULE}.build")
    jobs = [
        start_in_odoo(context, database, f"{MODULE}.remind", pause=0.1)
        for _scheduler in range(2)
    ]
    for job in jobs:
        _stdout, stderr = job.communicate()
        assert job.returncode == 0, stderr
    # What one of them had to leave alone, the next run takes.
    run_in_odoo(context, database, f"{MODULE}.remind")
    _assert_each_once(context, database, key_results)
    context.drop_database(database)


def test_a_job_killed_in_the_middle_is_gone_on_with(context):
    database = context.copy_database("okr")
    key_results = run_in_odoo(context, database, f"{MODULE}.build")
    job = start_in_odoo(context, database, f"{MODULE}.remind", pause=0.5)
    while not _reminded(context, database):
        assert job.poll() is None, job.communicate()
        time.sleep(0.05)
    job.kill()
    job.communicate()
    done = _reminded(context, database)
    assert 0 < len(done) < len(key_results), "it was killed after all was done"
    for _time in range(3):
        run_in_odoo(context, database, f"{MODULE}.remind")
    _assert_each_once(context, database, key_results)
    context.drop_database(database)


def test_a_key_result_that_somebody_holds_is_reminded_of_later(context):
    database = context.copy_database("okr")
    key_results = run_in_odoo(context, database, f"{MODULE}.build")
    held, *free = key_results
    with context.cursor(database) as cursor:
        cursor.execute("BEGIN")
        cursor.execute(
            "SELECT FROM okr_key_result WHERE id = %s FOR NO KEY UPDATE", [held]
        )
        run_in_odoo(context, database, f"{MODULE}.remind")
        assert _reminded(context, database) == dict.fromkeys(free, 1)
    run_in_odoo(context, database, f"{MODULE}.remind")
    _assert_each_once(context, database, key_results)
    context.drop_database(database)
