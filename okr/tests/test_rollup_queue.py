from unittest.mock import patch

from psycopg2 import InterfaceError, OperationalError

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import OkrCase


@tagged("post_install", "-at_install")
class TestRollUpQueue(OkrCase):
    """What could not be counted at once is counted by the job, whatever it meets."""

    def setUp(self):
        super().setUp()
        self.key_result = self._create_key_result()
        self.other = self._create_key_result()
        self.queue = self.env["okr.rollup.queue"]

    def _check_in_while_busy(self, key_result, value, values_too=True):
        """Check in while somebody else holds what is above, or all of it."""
        model = type(self.queue)
        with (
            patch.object(model, "_lock", lambda *args: False),
            patch.object(
                type(self.queue), "_lock_values", lambda *args: not values_too
            ),
        ):
            self._check_in(key_result, value)
        self.env.invalidate_all()

    def _run_job(self):
        with self._test_mode():
            self.env.ref("okr.ir_cron_drain_rollup").method_direct_trigger()

    def test_the_value_is_there_at_once_where_only_the_tree_is_busy(self):
        self._check_in_while_busy(self.key_result, 40, values_too=False)
        self.assertEqual(self.key_result.current_value, 40)
        self.assertProgress(self.objective, 0)
        self._run_job()
        self.assertProgress(self.objective, 20)
        self.assertFalse(self.queue.search_count([]))

    def test_the_job_counts_what_was_busy_altogether(self):
        self._check_in_while_busy(self.key_result, 40)
        self.assertEqual(self.key_result.current_value, 0)
        self._run_job()
        self.assertEqual(self.key_result.current_value, 40)
        self.assertProgress(self.objective, 20)

    def test_a_child_without_figures_yet_counts_as_nothing_reached(self):
        child = self._create_objective(parent_id=self.objective.id)
        self._check_in_while_busy(self.key_result, 40)
        self.env.cr.execute(
            "UPDATE okr_objective SET progress = NULL, expected_progress = NULL,"
            " only_stay = NULL WHERE id = %s",
            [child.id],
        )
        child.invalidate_recordset(flush=False)
        self._run_job()
        self.assertFalse(self.queue.search_count([]))

    def test_what_is_deleted_before_its_turn_stops_nothing(self):
        gone = self._create_key_result()
        self._check_in_while_busy(gone, 40)
        self._check_in_while_busy(self.key_result, 40)
        gone.with_user(self.manager)._delete_with_history()
        self._run_job()
        self.assertProgress(self.objective, 20)

    def test_one_that_cannot_be_counted_stops_no_other_and_is_named(self):
        self._check_in_while_busy(self.key_result, 40)
        self._check_in_while_busy(self.other, 60)
        model = type(self.key_result)
        apply_updates = model._apply_updates

        def fail(key_results):
            if self.key_result in key_results:
                raise ZeroDivisionError
            apply_updates(key_results)

        with (
            patch.object(model, "_apply_updates", fail),
            mute_logger("odoo.addons.okr.models.okr_rollup_queue"),
            self.assertLogs("odoo.addons.okr.models.okr_rollup_queue") as logs,
        ):
            self._run_job()
        self.assertIn(f"key_result {self.key_result.id}", "".join(logs.output))
        self.assertProgress(self.objective, 30)
        self._run_job()
        self.assertProgress(self.objective, 50)

    def test_a_lost_connection_is_blamed_on_no_record(self):
        queue = self.env["okr.rollup.queue"]
        queue.create({"objective": self.objective.id})
        for lost in (OperationalError("server closed"), InterfaceError("closed")):
            with (
                self.subTest(lost),
                patch.object(self.registry["okr.rollup"], "_compute", side_effect=lost),
                self.assertNoLogs("odoo.addons.okr", "WARNING"),
                self.assertRaises(type(lost)),
                self.env.cr.savepoint(),
            ):
                queue._drain()
            self.assertTrue(queue.search([("objective", "=", self.objective.id)]))

    def test_a_queued_check_in_counts_in_the_session_that_closes(self):
        self._check_in_while_busy(self.key_result, 40)
        self.session.with_user(self.manager).action_close()
        self.assertProgress(self.objective, 20)
        self.assertProgress(self.session, 20)
        self._run_job()
        self.assertProgress(self.objective, 20)

    def test_a_closing_session_settles_though_the_tree_above_is_busy(self):
        above = self._create_objective(session_id=self._create_year().id)
        self.objective.parent_id = above
        self._check_in(self.key_result, 40)
        self._check_in(self.other, 40)
        self.env.flush_all()
        self.cr.execute(
            "UPDATE okr_objective SET progress = 1 WHERE id = %s", [self.objective.id]
        )
        with patch.object(type(self.queue), "_lock", lambda *args: False):
            self.session.with_user(self.manager).action_close()
        self.env.invalidate_all()
        self.assertProgress(self.objective, 40)
        self._run_job()
        self.assertProgress(above, 40)
