"""A server over a company whose people are about to check in."""

import contextlib
import time
from functools import partial

import psycopg2

from okr_testing import scratch, storm
from okr_testing.shell import run_in_odoo

EXACT_WITHIN = 2.0
# The job of each minute is due at once where a server was away.
HEALED_WITHIN = 75.0


class Company:
    """What `okr_testing.scenario` has made, and the server that serves it."""

    def __init__(self, context, start_server, workers, **size):
        self.context = context
        self.database = context.copy_database("okr")
        made = run_in_odoo(context, self.database, "okr_testing.scenario.build", **size)
        self.key_results = made["key_results"]
        self.manager = made["manager"]
        self.session = made["session"]
        self.roots = made["roots"]
        self._start_server = start_server
        self._workers = workers
        self.start()

    def start(self, *options):
        """Start a server, for the first time or again."""
        self.server = self._start_server(
            database=self.database, workers=self._workers, options=options
        )
        # Every worker loads the registry, which is not what is measured.
        jobs = [partial(self.call, "okr.session", "search_count", domain=[])] * 16
        assert not [answer.error for answer in storm.at_once(jobs) if answer.error]

    def call(self, model, method, **arguments):
        """Call as the manager."""
        return storm.call(self.server, self.manager, model, method, **arguments)

    def check_in(self, entries, during=None):
        """Let people check in at once; `entries` are key results and values."""
        before = storm.retries(self.server)
        jobs = [
            partial(storm.check_in, self.server, key_result, value)
            for key_result, value in entries
        ]
        answers = storm.at_once(jobs, during)
        again = storm.retries(self.server) - before
        print(f"\n{storm.summary(answers)}, {self._workers} workers, {again} retries")
        return answers

    @contextlib.contextmanager
    def cursor(self):
        with self.context.cursor(self.database) as cursor:
            yield cursor

    @contextlib.contextmanager
    def holding_objective(self, id_):
        """Hold a row, as somebody does who writes it and does not come to an end."""
        options = {
            name: value
            for name, value in self.context.connection.items()
            if value is not None
        }
        connection = psycopg2.connect(dbname=self.database, **options)
        try:
            with connection.cursor() as cursor:
                query = "SELECT FROM okr_objective WHERE id = %s FOR NO KEY UPDATE"
                cursor.execute(query, [id_])
                yield
        finally:
            connection.close()

    def _wake_jobs(self):
        """Let the scheduler look now whether a job is due, and not in a minute."""
        with self.context.cursor() as cursor:
            cursor.execute("SELECT pg_notify('cron_trigger', %s)", [self.database])

    def queued(self):
        with self.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM okr_rollup_queue")
            return cursor.fetchone()[0]

    def updates(self):
        """Return the key result and the value of all updates, in order."""
        with self.cursor() as cursor:
            cursor.execute("SELECT key_result_id, value FROM okr_update ORDER BY id")
            return cursor.fetchall()

    def assert_exact(self, within=EXACT_WITHIN):
        """Compare all figures with those from scratch, when the time is up."""
        end = time.monotonic() + within
        if within <= EXACT_WITHIN:
            time.sleep(within)
        while self.queued() and time.monotonic() < end:
            self._wake_jobs()
            time.sleep(0.5)
        with self.cursor() as cursor:
            assert scratch.differences(cursor) == []
        assert not self.queued()


def assert_all_kept(company, entries, answers):
    """Every check-in is there once, and nobody was shown an error."""
    assert [answer.error for answer in answers if answer.error] == []
    ids = [id_ for answer in answers for id_ in answer.result]
    assert len(set(ids)) == len(entries)
    kept = sorted(company.updates()[-len(entries) :])
    assert kept == sorted((key_result["id"], value) for key_result, value in entries)
