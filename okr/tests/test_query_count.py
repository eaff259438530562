from odoo import Command
from odoo.tests import tagged
from odoo.tools import SQL

from .common import OkrCase

BUDGET = 22
MANY = 5000


@tagged("post_install", "-at_install")
class TestQueryCount(OkrCase):
    """One check-in under six levels costs the same in a small tree and a large one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        leaf = cls.objective
        for _level in range(5):
            leaf = cls._create_objective(parent_id=leaf.id)
        cls.leaf = leaf
        cls.key_result = cls._create_key_result(objective_id=leaf.id)
        for _sibling in range(4):
            cls._create_key_result(objective_id=leaf.id)

    def _check_in_as_in_a_request(self, value):
        # The quiet context of tests would hide the cost of tracking.
        request = self.env(user=self.user, context={})
        return request["okr.update"].create(
            {"key_result_id": self.key_result.id, "value": value}
        )

    def _assert_within_budget(self):
        self._check_in_as_in_a_request(10)
        self.env.flush_all()
        for value in (20, 30):
            self.env.invalidate_all()
            with self.assertQueryCount(BUDGET):
                self._check_in_as_in_a_request(value)

    def test_with_5_siblings(self):
        self._assert_within_budget()
        self.assertAlmostEqual(self.objective.progress, 6.0)

    def test_with_5000_siblings(self):
        self._multiply(MANY - 5)
        self._assert_within_budget()
        self.assertEqual(self.leaf.key_result_count, MANY)
        self.assertAlmostEqual(self.objective.progress, 30 / MANY, places=6)

    def _multiply(self, number):
        """Copy the last sibling, in the database, for speed."""
        self.env.flush_all()
        table = SQL.identifier(self.key_result._table)
        names = [
            name
            for name, field in self.key_result._fields.items()
            if field.store and field.column_type and name != "id"
        ]
        columns = SQL(", ").join(map(SQL.identifier, names))
        self.cr.execute(
            SQL(
                "INSERT INTO %(table)s (%(columns)s) SELECT %(columns)s"
                " FROM %(table)s, generate_series(1, %(number)s)"
                " WHERE id = %(sibling)s",
                table=table,
                columns=columns,
                number=number,
                sibling=self.leaf.key_result_ids[-1].id,
            )
        )
        self.cr.execute(SQL("ANALYZE %s", table))
        self.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestQueryCountOfMany(OkrCase):
    """Making many records at once costs what making a few of them costs."""

    def _queries(self, count):
        # As above: with what a request tracks and tells.
        request = self.env(user=self.supervisor, context={})
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        objectives = request["okr.objective"].create(
            [
                {"name": f"Goal {number}", "session_id": self.session.id}
                for number in range(count)
            ]
        )
        key_results = request["okr.key.result"].create(
            [
                {
                    "name": "New customers",
                    "objective_id": objective.id,
                    "initial_value": 5.0,
                    "target_value": 20.0,
                    "owner_ids": [Command.set(self.employee_user.ids)],
                }
                for objective in objectives
            ]
        )
        self.env.flush_all()
        self.assertEqual(set(key_results.mapped("current_value")), {5.0})
        return self.cr.sql_log_count - before

    def test_objectives_with_key_results(self):
        self._queries(1)
        self.assertLessEqual(self._queries(40), self._queries(4) + 4)
