from datetime import date, datetime

import psycopg2

from odoo import Command
from odoo.tools import SQL, mute_logger

from . import test_constraints_sql
from .access_case import HiddenCase

OPERATIONS = ("read", "write", "create", "unlink")
MODULE = "okr"


class TestWalls(HiddenCase):
    """Each record rule, access line and constraint is missed when it is gone.

    One wall after the other is taken away, and what everybody may then do with one
    record of every kind must differ from what they may do now.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.samples = {name: [record] for name, record in cls.hidden.items()}
        cls._make_those_of(cls.supervisor, cls.employee_supervisor, cls.session)
        session_b = cls._model("okr.session", cls.manager_b).create(
            {
                "name": "Of the other company",
                "date_start": cls.quarter_start,
                "date_end": cls.quarter_end,
            }
        )
        session_b.action_start()
        cls.samples["okr.session"] += [cls.session, session_b]
        cls._make_those_of(cls.manager_b, cls.employee_manager_b, session_b)
        strategic = cls._create_objective(user=cls.supervisor)
        strategic.with_user(cls.manager).kind = "strategic"
        cls.samples["okr.objective"].append(strategic)
        cls._make_below(cls.manager, cls.employee_manager, strategic)
        cls.samples["okr.key.result"].append(cls.key_result)
        cls.samples["okr.update"].append(cls._check_in(cls.key_result, 3))
        cls._make_below(cls.user, cls.employee_user, cls.secret)
        cls.samples["okr.unit"].append(cls.env.ref("okr.unit_number"))
        cls._make_reminders()
        cls._make_tasks()
        cls._make_dialogs()
        cls.people = (
            cls.user_none
            | cls.user
            | cls.colleague
            | cls.supervisor
            | cls.manager
            | cls.user_b
            | cls.manager_b
        )

    @classmethod
    def _make_those_of(cls, user, employee, session):
        mine = cls._create_objective(user=user, session_id=session.id)
        cls.samples["okr.objective"].append(mine)
        cls._make_below(user, employee, mine)

    @classmethod
    def _make_below(cls, user, employee, objective):
        maker = cls.manager if user == cls.user else user
        key_result = cls._create_key_result(
            stages=[1, 1],
            user=maker,
            objective_id=objective.id,
            owner_ids=[Command.set(employee.ids)],
        )
        key_result.write({"weight": 2.0, "goalpost_reason": "Because"})
        task = cls._create_initiative(
            user=maker, objective_id=objective.id, employee_id=employee.id
        )
        cls.samples["okr.key.result"].append(key_result)
        cls.samples["okr.milestone"].append(key_result.milestone_ids[0])
        cls.samples["okr.goalpost.change"].append(key_result.goalpost_change_ids[0])
        cls.samples["okr.update"].append(cls._check_in(key_result, user=user))
        cls.samples["okr.initiative"].append(task)

    @classmethod
    def _make_reminders(cls):
        """What the system keeps of reminders and e-mails, and tells of them."""
        cls.session.write({"cadence": "weekly", "cadence_weekday": "0"})
        due = {"key_result_id": cls.key_result.id, "user_id": cls.user.id}
        other_company = cls.samples["okr.key.result"][2]
        for name, values in (
            ("okr.reminder", {**due, "kind": "ask", "period": cls.today}),
            ("okr.check.in.link", {**due, "day": cls.today}),
            ("okr.mail.once", {"kind": "x", "key_result_id": cls.key_result.id}),
        ):
            cls.samples[name] = [cls.env[name].create(values)]
        cls.samples["okr.reminder"] += cls.env["okr.reminder"].create(
            {
                "key_result_id": other_company.id,
                "user_id": cls.manager_b.id,
                "kind": "ask",
                "period": cls.today,
            }
        )
        now = datetime.now()
        cls.samples["okr.mail.outbox"] = [
            cls.env["okr.mail.outbox"].create(
                {
                    "kind": "x",
                    "user_id": cls.user.id,
                    "res_id": 1,
                    "date": now,
                    "date_next": now,
                }
            )
        ]
        cls.env.flush_all()
        cls.samples["okr.check.in.report"] = list(
            cls.env["okr.check.in.report"].search([], limit=40)
        )

    @classmethod
    def _make_tasks(cls):
        """Work that is seen and edited for one reason each."""
        manager, assignee = cls.employee_manager.id, cls.employee_user.id
        mine = cls.samples["okr.objective"][1]
        cls.samples["okr.initiative"] += [
            cls._create_initiative(employee_id=manager),
            cls._create_initiative(employee_id=manager, objective_id=mine.id),
            cls._create_initiative(employee_id=assignee, objective_id=cls.secret.id),
        ]

    @classmethod
    def _make_dialogs(cls):
        for name, values in (
            ("okr.reason.wizard", {"action": "cancel", "reason": "Why"}),
            ("okr.status.wizard", {"status": "behind"}),
            ("okr.delete.wizard", {}),
            ("okr.check.in", {}),
            ("okr.template.wizard", {"session_id": cls.session.id}),
            ("base_import.import", {"res_model": "okr.session"}),
        ):
            cls.samples[name] = [cls._model(name).create(values)]
        line = {
            "check_in_id": cls.samples["okr.check.in"][0].id,
            "key_result_id": cls.key_result.id,
        }
        cls.samples["okr.check.in.line"] = [
            cls._model("okr.check.in.line").create(line)
        ]
        cls.samples["okr.rollup.queue"] = [
            cls.env["okr.rollup.queue"].create({"key_result": 1})
        ]

    def _facts(self, model):
        """Return who may do what with the samples of a model, right now."""
        self.env.flush_all()
        self.env.invalidate_all()
        self.env.registry.clear_cache()
        admin = self.env.ref("base.user_admin")
        return {
            (user.login, operation, record.id)
            for user in self.people | admin
            for operation in OPERATIONS
            for record in self.samples[model]
            if record.with_user(user).has_access(operation)
        }

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
        # Those of the worked cases, which are read elsewhere.
        self.tried = [
            (self.key_result, {"target_value": -1.0}),
            (self.key_result, {"critical_value": 5.0, "has_critical": False}),
            (
                self.key_result,
                {"type": "stay_above", "critical_value": 200.0, "has_critical": True},
            ),
            (self.session, {"date_end": date(3026, 1, 1)}),
        ]
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
