import psycopg2

from odoo.tools import SQL, mute_logger

from . import test_constraints_sql
from .access_case import HiddenCase
from .record_case import RecordCase

MODULE = "okr"


class TestWalls(RecordCase):
    """Each record rule and access line is missed when it is gone.

    One wall after the other is taken away, and what everybody may then do with one
    record of every kind must differ from what they may do now.
    """

    def _walls(self, model):
        """Return the records of ours that build walls, from the table of names."""
        names = self.env["ir.model.data"].search(
            [("module", "=", MODULE), ("model", "=", model)]
        )
        return self.env[model].browse(names.mapped("res_id"))

    def _assert_missed(self, walls):
        before = {}
        for wall in walls:
            model = wall.model_id.model
            if model not in before:
                before[model] = self._facts(model)
            with self.subTest(wall=wall.name):
                wall.active = False
                self.assertNotEqual(self._facts(model), before[model])
            wall.active = True

    def test_every_model_has_samples(self):
        guarded = self._walls("ir.model.access").model_id | (
            self._walls("ir.rule").model_id
        )
        self.assertEqual(set(guarded.mapped("model")), set(self.samples))

    def test_every_record_rule_is_missed(self):
        self._assert_missed(self._walls("ir.rule"))

    def test_every_access_line_is_missed(self):
        self._assert_missed(self._walls("ir.model.access"))


class TestConstraintWalls(HiddenCase):
    """Each constraint of the database refuses something that nothing else does."""

    def assertRefusedBySql(self, record, **columns):
        self.tried.append((record, columns))

    _assert_each_refused = test_constraints_sql.TestConstraintsSql._assert_each_refused

    def _try_all(self):
        """Return what the tests of the constraints would try."""
        self.tried = []
        case = test_constraints_sql.TestConstraintsSql
        for name, test in vars(case).items():
            if name.startswith("test_") and callable(test):
                test(self)
        self.env.flush_all()
        return self.tried

    def _refused_by(self, record, columns):
        """Return the constraint that refuses the values in the row, if any does."""
        values = SQL(", ").join(
            SQL("%s = %s", SQL.identifier(name), value)
            for name, value in columns.items()
        )
        update = SQL(
            "UPDATE %s SET %s WHERE id = %s",
            SQL.identifier(record._table),
            values,
            record.id,
        )
        try:
            with mute_logger("odoo.sql_db"), self.cr.savepoint() as savepoint:
                self.cr.execute(update)
                savepoint.rollback()
        except psycopg2.IntegrityError as refusal:
            return refusal.diag.constraint_name
        return None

    def _constraints(self):
        """Return (table, constraint) of each check that this module declares."""
        return self.env.execute_query(
            SQL(
                "SELECT conrelid::regclass::text, conname FROM pg_constraint"
                " WHERE contype = 'c' AND conname LIKE '%%okr%%'"
                " AND (conrelid::regclass::text LIKE 'okr%%'"
                " OR conrelid = 'res_company'::regclass)"
                " AND conname NOT LIKE '%%not_null%%'"
                " AND conname IN (SELECT con.name FROM ir_model_constraint con"
                " JOIN ir_module_module module ON module.id = con.module"
                " WHERE module.name = %s) ORDER BY 1, 2",
                MODULE,
            )
        )

    def test_every_constraint_is_missed(self):
        tried = self._try_all()
        refusals = [(*case, self._refused_by(*case)) for case in tried]
        constraints = self._constraints()
        self.assertTrue(constraints)
        for table, name in constraints:
            cases = [case[:2] for case in refusals if case[2] == name]
            with self.subTest(constraint=name), self.cr.savepoint() as savepoint:
                self.cr.execute(
                    SQL(
                        "ALTER TABLE %s DROP CONSTRAINT %s",
                        SQL.identifier(table),
                        SQL.identifier(name),
                    )
                )
                passed = [case for case in cases if not self._refused_by(*case)]
                self.assertTrue(passed)
                savepoint.rollback()
