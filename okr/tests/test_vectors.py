import csv
from pathlib import Path

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .. import arithmetic
from . import reference
from .common import OkrCase

FOLDER = Path(__file__).parent / "vectors"
NUMBERS = ("initial", "target", "critical", "current", "attainment", "progress")
# The files give four decimals.
DELTA = 0.00006


def read_progress():
    with (FOLDER / "progress.csv").open(newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            for name in NUMBERS:
                row[name] = float(row[name]) if row[name] else None
            row["title"] = f"line {number}: {row['type']} {row['note']}"
            yield row


def read_rollup():
    with (FOLDER / "rollup.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            items = [item.split("*") for item in row["items"].split(";") if item]
            row["items"] = [(float(value), float(weight)) for value, weight in items]
            row["progress"] = float(row["progress"])
            yield row


def is_degenerate(row):
    return row["note"].startswith("degenerate")


@tagged("post_install", "-at_install")
class TestVectors(OkrCase):
    """Every row of the worked cases, by the arithmetic and through the records."""

    def test_there_are_as_many_cases_as_were_worked_out(self):
        rows = list(read_progress())
        self.assertEqual(len(rows), 40)
        self.assertEqual(len([row for row in rows if is_degenerate(row)]), 11)
        self.assertEqual(len(list(read_rollup())), 6)

    def test_the_arithmetic_gives_every_worked_figure(self):
        for row in read_progress():
            with self.subTest(row["title"]):
                attained = arithmetic.attainment(
                    row["type"],
                    row["current"],
                    initial=row["initial"] or 0.0,
                    target=row["target"] or 0.0,
                    critical=row["critical"],
                )
                self.assertAlmostEqual(attained, row["attainment"], delta=DELTA)
                self.assertAlmostEqual(
                    arithmetic.progress(attained), row["progress"], delta=DELTA
                )

    def test_the_independent_model_gives_every_worked_figure(self):
        for row in read_progress():
            if is_degenerate(row):
                continue
            with self.subTest(row["title"]):
                key_result = reference.KeyResult(
                    objective=None,
                    type=row["type"],
                    initial=row["initial"],
                    target=row["target"],
                    critical=row["critical"],
                )
                attained = key_result.attainment_of(row["current"])
                self.assertAlmostEqual(attained, row["attainment"], delta=DELTA)

    def test_a_key_result_shows_every_worked_figure(self):
        for row in read_progress():
            if is_degenerate(row):
                continue
            with self.subTest(row["title"]):
                key_result = self._create_key_result(**self._numbers(row))
                if row["type"] == "achieved":
                    self._check_in(key_result, achieved=bool(row["current"]))
                else:
                    self._check_in(key_result, row["current"])
                self.assertAlmostEqual(
                    key_result.attainment, row["attainment"], delta=DELTA
                )
                self.assertAlmostEqual(
                    key_result.progress, row["progress"], delta=DELTA
                )

    def test_degenerate_numbers_are_refused_by_the_form_and_by_import(self):
        for row in read_progress():
            if is_degenerate(row):
                with (
                    self.subTest(row["title"]),
                    self.assertRefused(error=ValidationError),
                ):
                    self._create_key_result(**self._numbers(row))

    def test_degenerate_numbers_are_refused_by_the_database(self):
        for row in read_progress():
            if not is_degenerate(row):
                continue
            with self.subTest(row["title"]):
                key_result = self._create_key_result(type=row["type"])
                self.assertRefusedBySql(
                    key_result,
                    initial_value=row["initial"] or 0.0,
                    target_value=row["target"],
                    critical_value=row["critical"],
                    has_critical=row["critical"] is not None,
                )

    def test_key_results_roll_up_to_every_worked_figure(self):
        for row in read_rollup():
            with self.subTest(row["note"]):
                objective = self._create_objective()
                for value, weight in row["items"]:
                    self._add_key_result(objective, value, weight)
                self.assertAlmostEqual(objective.progress, row["progress"], delta=DELTA)

    def test_a_child_objective_counts_in_the_same_pool(self):
        for row in read_rollup():
            with self.subTest(row["note"]):
                objective = self._create_objective()
                *own, last = row["items"] or [(0.0, 1.0)]
                for value, weight in own:
                    self._add_key_result(objective, value, weight)
                child = self._create_objective(parent_id=objective.id, weight=last[1])
                self._add_key_result(child, last[0], 1.0)
                self.assertAlmostEqual(objective.progress, row["progress"], delta=DELTA)

    def _add_key_result(self, objective, value, weight):
        key_result = self._create_key_result(objective_id=objective.id, weight=weight)
        # What is beyond its target is limited before it is averaged.
        self._check_in(key_result, 200.0 if value == 100.0 else value)

    def _numbers(self, row):
        names = {
            "initial_value": row["initial"],
            "target_value": row["target"],
            "critical_value": row["critical"],
        }
        if row["critical"] is None:
            # The builder proposes one.
            names["critical_value"] = 0.0
            names["has_critical"] = False
        return {"type": row["type"]} | {
            name: value for name, value in names.items() if value is not None
        }
