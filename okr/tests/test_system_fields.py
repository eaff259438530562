from datetime import date

from odoo import Command
from odoo.exceptions import UserError
from odoo.models import MAGIC_COLUMNS
from odoo.tests import tagged

from .common import OkrCase


@tagged("post_install", "-at_install")
class TestSystemFields(OkrCase):
    """What the system keeps is never stored as a client gives it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.key_result = cls._create_key_result()
        cls.staged = cls._create_key_result(stages=[1, 1])
        cls.invented = cls._invented_values()

    @classmethod
    def _invented_values(cls):
        """Return by model values that no product would come to by itself."""
        company = cls.company_b.id
        status = {
            "status": "achieved",
            "status_automatic": "achieved",
            "status_manual": "achieved",
        }
        return {
            "okr.session": {
                "state": "closed",
                "progress": 77.0,
                "expected_progress": 77.0,
                "progress_band": "100",
                "company_id": company,
            },
            "okr.objective": {
                "state": "closed",
                "progress": 77.0,
                "key_result_progress": 77.0,
                "child_progress": 77.0,
                "expected_progress": 77.0,
                "progress_band": "100",
                "last_update_date": date(2026, 1, 7),
                "company_id": company,
                **status,
            },
            "okr.key.result": {
                "state": "closed",
                "progress": 77.0,
                "attainment": 77.0,
                "expected_progress": 77.0,
                "progress_band": "100",
                "current_value": 77.0,
                "confidence": "100",
                "last_update_date": date(2026, 1, 7),
                "company_id": company,
                **status,
            },
            "okr.update": {
                "user_id": cls.manager.id,
                "previous_value": 77.0,
                "progress": 77.0,
                "update_information": "CANARY",
                "late": True,
                "source": "automatic",
                "voided": True,
                "void_reason": "CANARY",
                "voided_by_id": cls.manager.id,
                "confidence_percent": 77,
                "company_id": company,
            },
            "okr.milestone": {
                "done": True,
                "done_date": date(2026, 1, 7),
                "postponed": True,
                "company_id": company,
            },
            "okr.initiative": {"company_id": company},
        }

    def _values(self, model):
        return {
            "okr.session": {
                "name": "New",
                "date_start": self.quarter_start,
                "date_end": self.quarter_end,
            },
            "okr.objective": {"name": "New", "session_id": self.session.id},
            "okr.key.result": {
                "name": "New",
                "objective_id": self.objective.id,
                "type": "increase",
                "initial_value": 0.0,
                "target_value": 100.0,
                "owner_ids": [Command.set(self.employee_user.ids)],
            },
            "okr.update": {"key_result_id": self.key_result.id, "value": 10.0},
            "okr.milestone": {
                "name": "New",
                "key_result_id": self.staged.id,
                "goalpost_reason": "One more.",
            },
            "okr.initiative": {
                "name": "New",
                "objective_id": self.objective.id,
                "employee_id": self.employee_user.id,
            },
        }[model]

    def _writer(self, model):
        return self.user if model == "okr.update" else self.manager

    def _check_each(self, check):
        for model, values in self.invented.items():
            for name, value in values.items():
                with self.subTest(f"{model}.{name}"), self._thrown_away():
                    check(self._model(model, self._writer(model)), name, value)

    def _assert_not_stored(self, record, name, value):
        self.env.flush_all()
        self.env.invalidate_all()
        stored = record.sudo()[name]
        stored = stored.id if record._fields[name].type == "many2one" else stored
        self.assertNotEqual(stored, value)

    def _attempt(self, function):
        """Return what the function gives, or None where it was refused."""
        try:
            with self.cr.savepoint():
                result = function()
                self.env.flush_all()
                return result
        except UserError:
            return None

    def test_given_in_create_they_are_not_stored(self):
        def check(records, name, value):
            values = {**self._values(records._name), name: value}
            record = self._attempt(lambda: records.create(values))
            if record:
                self._assert_not_stored(record, name, value)

        self._check_each(check)

    def test_given_in_write_they_are_not_stored(self):
        def check(records, name, value):
            record = records.create(self._values(records._name))
            self._attempt(lambda: record.write({name: value}))
            self._assert_not_stored(record, name, value)

        self._check_each(check)

    def test_given_as_a_default_of_the_context_they_are_not_stored(self):
        def check(records, name, value):
            given = records.with_context(**{f"default_{name}": value})
            record = self._attempt(lambda: given.create(self._values(records._name)))
            self.assertTrue(record, "A stray default breaks nothing.")
            self._assert_not_stored(record, name, value)

        self._check_each(check)

    def test_given_as_a_default_of_the_user_they_are_not_stored(self):
        def check(records, name, value):
            default = str(value) if isinstance(value, date) else value
            self.env["ir.default"].set(
                records._name, name, default, user_id=records.env.uid
            )
            record = self._attempt(lambda: records.create(self._values(records._name)))
            self.assertTrue(record, "A stray default breaks nothing.")
            self._assert_not_stored(record, name, value)

        self._check_each(check)

    def test_saved_by_the_web_client_they_are_not_stored(self):
        def check(records, name, value):
            record = records.create(self._values(records._name))
            self._attempt(lambda: record.web_save({name: value}, {"id": {}}))
            self._assert_not_stored(record, name, value)

        self._check_each(check)

    def test_given_through_the_parent_they_are_not_stored(self):
        for name, value in self.invented["okr.key.result"].items():
            with self.subTest(name), self._thrown_away():
                command = Command.update(self.key_result.id, {name: value})
                self._attempt(
                    lambda c=command: self.objective.write({"key_result_ids": [c]})
                )
                self._assert_not_stored(self.key_result, name, value)

    def test_what_no_form_can_change_no_client_changes(self):
        for model in self.invented:
            record = self._model(model).create(self._values(model))
            for name, field in record._fields.items():
                if not field.store or not field.readonly or name in MAGIC_COLUMNS:
                    continue
                if name.startswith(("message_", "activity_")):
                    continue
                value = self._other_value(record, field)
                with self.subTest(f"{model}.{name}"), self._thrown_away():
                    self._attempt(lambda r=record, n=name, v=value: r.write({n: v}))
                    self._assert_not_stored(record, name, value)

    def _other_value(self, record, field):
        """Return a value that the field of the record does not have."""
        if field.type == "selection":
            keys = field.get_values(self.env)
            return next(key for key in keys if key != record[field.name])
        if field.type == "many2one":
            others = (
                self.env[field.comodel_name]
                .sudo()
                .search([("id", "!=", record.sudo()[field.name].id)], limit=1)
            )
            return others.id
        return {
            "boolean": not record[field.name],
            "float": 77.0,
            "integer": 77,
            "char": "CANARY",
            "text": "CANARY",
            "date": date(2026, 1, 7),
        }[field.type]

    def test_imported_they_are_not_stored(self):
        for name, text, value in (
            ("source", "Automatic", "automatic"),
            ("late", "1", True),
            ("previous_value", "77", 77.0),
            ("progress", "77", 77.0),
        ):
            with self.subTest(name), self._thrown_away():
                result = self._model("okr.update").load(
                    ["key_result_id/.id", "date", "value", name],
                    [[str(self.key_result.id), "2026-01-05", "10", text]],
                )
                if result["ids"]:
                    record = self.env["okr.update"].browse(result["ids"])
                    self._assert_not_stored(record, name, value)

    def test_only_a_manager_hands_a_record_on(self):
        mine = self._create_objective(user=self.supervisor)
        with self.assertRefused():
            mine.creator_id = self.colleague
        with self.assertRefused():
            self._create_objective(user=self.supervisor, creator_id=self.colleague.id)
        mine.with_user(self.manager).creator_id = self.colleague
        self.assertEqual(mine.sudo().creator_id, self.colleague)

    def test_the_path_of_the_tree_is_not_written(self):
        for record in (self.session, self.objective):
            if "parent_path" in record._fields:
                before = record.sudo().parent_path
                self._attempt(lambda r=record: r.write({"parent_path": "1/2/3/"}))
                self.env.invalidate_all()
                self.assertEqual(record.sudo().parent_path, before)
