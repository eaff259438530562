from datetime import date

import psycopg2

from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .common import OkrCase


@tagged("post_install", "-at_install")
class TestConstraintsSql(OkrCase):
    """The database keeps the invariants even where nobody asks the product."""

    def _assert_each_refused(self, record, *cases):
        for columns in cases:
            with self.subTest(f"{record._name} {columns}"):
                self.assertRefusedBySql(record, **columns)

    def test_a_session_ends_after_it_starts_and_is_not_its_own_parent(self):
        self._assert_each_refused(
            self.session,
            {"date_end": date(2025, 12, 31)},
            {"date_end": date(3026, 1, 1)},
            {"date_start": None},
            {"date_end": None},
            {"name": None},
            {"parent_id": self.session.id},
            {"cadence_day": 0},
            {"cadence_day": 32},
            {"company_id": None},
            {"progress": 101},
            {"progress": float("nan")},
            {"expected_progress": -1},
        )

    def test_an_objective_has_a_session_and_a_weight(self):
        self._assert_each_refused(
            self.objective,
            {"session_id": None},
            {"name": None},
            {"parent_id": self.objective.id},
            {"weight": -1},
            {"weight": float("nan")},
            {"weight": float("inf")},
            {"company_id": None},
            {"key_result_progress": 101},
            {"child_progress": -1},
            {"progress": float("nan")},
            {"expected_progress": float("inf")},
        )

    def test_a_key_result_counts_in_finite_numbers(self):
        key_result = self._create_key_result()
        self._assert_each_refused(
            key_result,
            {"objective_id": None},
            {"name": None},
            {"type": None},
            {"weight": -1},
            {"weight": float("nan")},
            {"weight": float("inf")},
            {"target_value": float("nan")},
            {"target_value": float("inf")},
            {"initial_value": float("-inf")},
            {"initial_value": float("nan")},
            {"current_value": float("nan")},
            {"current_value": float("inf")},
            {"progress": 101},
            {"progress": -1},
            {"progress": float("nan")},
            {"expected_progress": 101},
            {"attainment": float("nan")},
            {"attainment": float("-inf")},
            {"company_id": None},
        )

    def test_the_critical_value_of_a_stay_type_is_a_number_on_its_side(self):
        for type_ in ("stay_above", "stay_below"):
            self._assert_each_refused(
                self._create_key_result(type=type_),
                {"critical_value": float("nan")},
                {"critical_value": float("inf")},
                {"critical_value": float("-inf")},
                {"has_critical": False},
                {"target_value": float("nan")},
                {"target_value": float("inf")},
                {"target_value": float("-inf")},
            )

    def test_a_critical_value_is_ticked_and_stands_before_the_target(self):
        key_result = self._create_key_result()
        self._assert_each_refused(
            key_result,
            {"critical_value": 5.0, "has_critical": False},
            {"type": "stay_above", "critical_value": 200.0, "has_critical": True},
            {"target_value": -1.0},
        )

    def test_a_key_figure_is_a_number(self):
        key_result = self._create_key_result(type="achieved")
        self.assertRefusedBySql(key_result, nature="kpi")

    def test_an_update_is_finite_and_belongs_to_a_key_result(self):
        update = self._check_in(self._create_key_result(), 10)
        self._assert_each_refused(
            update,
            {"key_result_id": None},
            {"date": None},
            {"user_id": None},
            {"value": float("nan")},
            {"value": float("inf")},
            {"previous_value": float("nan")},
            {"progress": 101},
            {"confidence_percent": 101},
            {"confidence_percent": -1},
            {"company_id": None},
        )

    def test_stages_and_work_have_their_place(self):
        stage = self._create_key_result(stages=[1]).milestone_ids
        self._assert_each_refused(
            stage,
            {"key_result_id": None},
            {"weight": -1},
            {"weight": float("nan")},
            {"weight": float("inf")},
            {"name": None},
        )
        self._assert_each_refused(
            self._create_initiative(),
            {"objective_id": None},
            {"employee_id": None},
            {"name": None},
        )

    def test_a_unit_has_a_sane_number_of_decimals(self):
        unit = self._model("okr.unit").create({"name": "Votes"})
        self._assert_each_refused(unit, {"decimals": -1}, {"decimals": 40})

    def test_the_limits_of_the_company_are_in_order(self):
        self._assert_each_refused(
            self.company,
            {"okr_gap_behind": 30, "okr_gap_risk": 25},
            {"okr_gap_behind": -1},
            {"okr_gap_risk": float("nan")},
            {"okr_grace_days": -1},
        )

    def test_nobody_is_told_of_one_thing_twice(self):
        due = {"key_result_id": self._create_key_result().id}
        person = {"user_id": self.user.id}
        for model, day, values in (
            ("okr.reminder", "period", {**due, **person, "kind": "ask"}),
            ("okr.check.in.link", "day", {**due, **person}),
            ("okr.mail.once", "day", {**due, "kind": "deadline"}),
        ):
            self.env[model].create({**values, day: self.today})
            later = self.env[model].create({**values, day: self._days(1)})
            self._assert_each_refused(later, {day: self.today})

    def test_history_holds_what_it_is_about(self):
        key_result = self._create_key_result()
        self._check_in(key_result, 10)
        self.env.flush_all()
        for record in (key_result, self.objective, self.session):
            with (
                self.subTest(record._name),
                self.assertRaises(psycopg2.IntegrityError),
                mute_logger("odoo.sql_db"),
                self.cr.savepoint(),
            ):
                self.cr.execute(
                    SQL(
                        "DELETE FROM %s WHERE id = %s",
                        SQL.identifier(record._table),
                        record.id,
                    )
                )
