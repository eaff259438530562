from datetime import datetime
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .common import OkrCase


@tagged("post_install", "-at_install")
class TestDailyJob(OkrCase):
    """What a new day changes is right without anyone touching it, come what may."""

    def setUp(self):
        super().setUp()
        self.first = self._create_key_result()
        self.second = self._create_key_result()
        self.job = self.env["okr.rollup"]

    def _outdated(self):
        domain = self.job._outdated_domain()
        return self.env["okr.key.result"].search_count(domain) + self.env[
            "okr.objective"
        ].search_count(domain)

    def _run_in_batches(self, size, number=6):
        with self._test_mode():
            for _batch in range(number):
                with self.env.registry.cursor() as cr:
                    job = self.job.with_env(self.env(cr=cr))
                    job._cron_refresh_figures(batch_size=size)

    def test_it_goes_on_where_a_batch_ended(self):
        self._travel_to(self._days(1))
        before = self._outdated()
        self.assertGreaterEqual(before, 3)
        self._run_in_batches(size=1, number=1)
        self.assertLess(self._outdated(), before)
        self._run_in_batches(size=1)
        self.assertFalse(self._outdated())

    def test_a_clock_that_was_ahead_leaves_no_figure_of_the_future(self):
        self._run_in_batches(size=100)
        before = self.first.expected_progress
        self._travel_to(self._days(40))
        self._run_in_batches(size=100)
        self.assertGreater(self.first.expected_progress, before)
        self._travel_to(self._days(0))
        self._run_in_batches(size=100)
        self.assertAlmostEqual(self.first.expected_progress, before)
        self.assertAlmostEqual(self.objective.expected_progress, before)
        self.assertFalse(self._outdated())

    def test_the_objective_follows_its_key_results_also_when_it_was_counted_today(self):
        self._travel_to(self._days(1))
        self._check_in(self.first, 10)
        self._run_in_batches(size=100)
        expected = self.first.expected_progress
        self.assertGreater(expected, 0)
        self.assertAlmostEqual(self.objective.expected_progress, expected)

    def test_one_that_fails_is_named_and_stops_no_other(self):
        self._travel_to(self._days(1))
        model = type(self.first)
        pace = model._pace

        def fail(key_result, due_days, today):
            if key_result == self.first:
                raise ZeroDivisionError
            return pace(key_result, due_days, today)

        place = "odoo.addons.okr.models.okr_key_result_pace"
        with (
            patch.object(model, "_pace", fail),
            mute_logger(place),
            self.assertLogs(place) as logs,
        ):
            self._run_in_batches(size=100)
        self.assertIn(f"key result {self.first.id}", "".join(logs.output))
        self.assertFalse(self._outdated())
        self.assertGreater(self.second.expected_progress, self.first.expected_progress)

    def test_it_comes_back_later_when_somebody_holds_all_that_is_left(self):
        self._travel_to(self._days(1))
        cron = self.env.ref("okr.ir_cron_refresh_figures")
        model = type(self.first)
        with patch.object(model, "_write_where_free", lambda self, paces: []):
            with self._test_mode():
                cron.method_direct_trigger()
        later = [("cron_id", "=", cron.id), ("call_at", ">", datetime.now())]
        self.assertEqual(self.env["ir.cron.trigger"].search_count(later), 1)
        self.assertTrue(self._outdated())
        self._run_in_batches(size=100)
        self.assertFalse(self._outdated())

    def test_many_cost_as_many_queries_as_few(self):
        self._create_key_result(stages=[1, 1])
        few = self._queries_of_a_day(1)
        names = [
            name
            for name, field in self.first._fields.items()
            if field.store and field.column_type and name != "id"
        ]
        columns = SQL(", ").join(map(SQL.identifier, names))
        self.env.cr.execute(
            SQL(
                "INSERT INTO okr_key_result (%s) SELECT %s FROM okr_key_result,"
                " generate_series(1, 1100)",
                columns,
                columns,
            )
        )
        self.assertLessEqual(self._queries_of_a_day(2), few)

    def _queries_of_a_day(self, days):
        """Return how many queries the job needs for all that this day changes."""
        self._travel_to(self._days(days))
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        found = self.env["okr.key.result"].search(self.job._outdated_domain())
        self.assertEqual(found._refresh_pace_where_free(), found)
        return self.env.cr.sql_log_count - before
