"""The worked cases of progress and roll-up come out as they were given."""

import csv

import pytest
from okr_testing.plain import VECTORS


def rows(name):
    with open(VECTORS / name, encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def number(text):
    return float(text) if text else None


@pytest.mark.parametrize(
    "row", rows("progress.csv"), ids=lambda row: "-".join(row.values())
)
def test_attainment_and_progress_of_a_worked_case(arithmetic, row):
    attained = arithmetic.attainment(
        row["type"],
        number(row["current"]),
        initial=number(row["initial"]) or 0.0,
        target=number(row["target"]) or 0.0,
        critical=number(row["critical"]),
    )
    assert attained == pytest.approx(float(row["attainment"]), abs=1e-3)
    assert arithmetic.progress(attained) == pytest.approx(
        float(row["progress"]), abs=1e-3
    )


@pytest.mark.parametrize("row", rows("rollup.csv"), ids=lambda row: row["items"])
def test_roll_up_of_a_worked_case(arithmetic, row):
    pairs = [
        tuple(map(float, item.split("*"))) for item in row["items"].split(";") if item
    ]
    mean = arithmetic.weighted_mean(
        sum(value * weight for value, weight in pairs),
        sum(weight for _value, weight in pairs),
    )
    assert mean == pytest.approx(float(row["progress"]), abs=1e-3)
