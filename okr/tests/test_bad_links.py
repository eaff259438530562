from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import OkrCase


@tagged("post_install", "-at_install")
class TestBadLinks(OkrCase):
    """What a program links, copies or sends in one go is right, or stores nothing."""

    def test_what_is_no_number_of_a_record_is_refused_by_name(self):
        for wrong in ("7", 7.0, True, [7], {"id": 7}):
            with self.subTest(str(wrong)):
                with self.assertRefused("name", error=ValidationError):
                    self._model("okr.update").create(
                        {"key_result_id": wrong, "value": 1}
                    )
                with self.assertRefused("key result", error=ValidationError):
                    self._model("okr.initiative").create(
                        {
                            "name": "For a key result",
                            "employee_id": self.employee_user.id,
                            "key_result_id": wrong,
                        }
                    )
                with self.assertRefused("parent", error=ValidationError):
                    self.objective.write({"parent_id": wrong})
                with self.assertRefused("assignee", error=ValidationError):
                    self._create_initiative(employee_id=wrong)

    def test_records_that_do_not_exist_are_refused(self):
        with self.assertRefused():
            self._model("okr.update").create({"key_result_id": 2**30, "value": 1})
        with self.assertRefused():
            self.objective.parent_id = 2**30

    def test_a_parent_does_not_make_a_copy_of_its_history(self):
        key_result = self._create_key_result()
        self._check_in(key_result, 40)
        copy = key_result.copy()
        self.assertFalse(copy.update_ids)
        self.assertState(copy, "draft")
        self.assertStatus(copy, "not_started")
        self.assertProgress(copy, 0.0)
        self.assertEqual(copy.owner_ids, key_result.owner_ids)

    def test_an_objective_copied_from_a_closed_session_is_a_fresh_one(self):
        self._check_in(self._create_key_result(), 40)
        self.objective.action_set_status("behind", "Hm.")
        copy = self.objective.copy()
        self.assertState(copy, "in_progress")
        self.assertFalse(copy.status_manual)
        self.assertEqual(copy.progress, 0.0)

    def test_a_key_result_is_made_whole_or_not_at_all(self):
        before = self._model("okr.key.result").search_count([])
        with self.assertRefused():
            self._model("okr.objective").create(
                {
                    "name": "Half",
                    "session_id": self.session.id,
                    "key_result_ids": [
                        Command.create(
                            {
                                "name": "Good",
                                "type": "achieved",
                                "owner_ids": [Command.set(self.employee_user.ids)],
                            }
                        ),
                        Command.create({"name": "Nobody's", "type": "achieved"}),
                    ],
                }
            )
        self.assertEqual(self._model("okr.key.result").search_count([]), before)

    def test_the_order_of_the_numbers_in_an_import_does_not_matter(self):
        rows = [
            ["Imported", self.objective.id, "stay_above", "10", "6", "The user"],
            ["Imported too", self.objective.id, "stay_above", "10", "", "The user"],
        ]
        columns = [
            "name",
            "objective_id/.id",
            "type",
            "target_value",
            "critical_value",
            "owner_ids",
        ]
        result = self._model("okr.key.result").load(columns, rows[:1])
        self.assertFalse(result["messages"])
        with mute_logger("odoo.sql_db"):
            result = self._model("okr.key.result").load(columns, rows[1:])
        self.assertIn("critical", result["messages"][0]["message"].lower())
        self.assertFalse(result["ids"])
