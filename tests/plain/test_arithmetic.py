"""The limits of the arithmetic: what happens on the line and on both sides of it."""

from datetime import date
from math import inf, nan

import pytest


def status(arithmetic, **case):
    usual = {"over": False, "reached": False, "updated": True, "gap": 0.0}
    return arithmetic.status(**{**usual, "silent": False, **case})


@pytest.mark.parametrize("wrong", [nan, inf, -inf])
def test_a_number_that_is_none_is_worth_nothing(arithmetic, wrong):
    usual = {"current": 9.0, "initial": 6.0, "target": 8.0, "critical": 7.0}
    for name in usual:
        case = {**usual, name: wrong}
        assert arithmetic.attainment("stay_above", **case) == 0.0, name


def test_what_is_met_without_a_critical_value_is_reached_in_full(arithmetic):
    assert arithmetic.attainment("stay_below", 9.0, target=10.0) == 100.0
    assert arithmetic.attainment("stay_below", 11.0, target=10.0) == 0.0


def test_a_critical_value_is_compared_with_the_target_and_not_with_zero(arithmetic):
    assert arithmetic.attainment("stay_above", 0.5, target=1, critical=0.0) == 50.0
    assert arithmetic.attainment("stay_below", 0.5, target=0, critical=1.0) == 50.0


def test_the_start_of_a_rise_is_zero_unless_it_is_given(arithmetic):
    assert arithmetic.attainment("increase", 5.0, target=10.0) == 50.0
    assert arithmetic.attainment("increase", 0.0) == 100.0


def test_a_target_just_on_the_wrong_side_is_worth_nothing(arithmetic):
    assert arithmetic.attainment("increase", 3, initial=2.5, target=2) == 0.0
    assert arithmetic.attainment("decrease", 1, initial=2, target=2.5) == 0.0


def test_limits_of_progress(arithmetic):
    limits = [arithmetic.progress(value) for value in (-0.5, 0.0, 0.5, 99.5, 100.5)]
    assert limits == [0.0, 0.0, 0.5, 99.5, 100.0]


def test_what_no_computer_can_hold_is_all_or_nothing(arithmetic):
    far = {"initial": 0.0, "target": 1e-300}
    assert arithmetic.attainment("increase", 1e15, **far) == 100.0
    assert arithmetic.attainment("increase", -1e15, **far) == 0.0


def test_what_decreases_starts_at_a_plain_zero(arithmetic):
    assert str(arithmetic.attainment("decrease", 26, initial=26, target=10)) == "0.0"


@pytest.mark.parametrize(
    ("percent", "band"),
    [
        (0.0, "0"),
        (0.5, "30"),
        (30.0, "30"),
        (30.5, "70"),
        (70.0, "70"),
        (70.5, "99"),
        (99.99, "99"),
        (100.0, "100"),
    ],
)
def test_a_band_ends_with_its_number(arithmetic, percent, band):
    assert arithmetic.band(percent) == band


def test_expected_progress_stays_at_its_ends(arithmetic):
    start, end = date(2026, 1, 1), date(2026, 1, 5)
    days = (date(2025, 12, 31), start, date(2026, 1, 2), end, date(2026, 1, 6))
    expected = [arithmetic.expected(start, end, day) for day in days]
    assert expected == [0.0, 0.0, 25.0, 100.0, 100.0]


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        (-1.0, "on_track"),
        (5.0, "on_track"),
        (5.1, "behind"),
        (5.9, "behind"),
        (25.0, "behind"),
        (25.1, "at_risk"),
        (25.9, "at_risk"),
    ],
)
def test_the_gap_decides_the_status(arithmetic, gap, expected):
    assert status(arithmetic, gap=gap) == expected


def test_a_gap_on_the_line_is_not_pushed_over_it_by_binary_fractions(arithmetic):
    gap = 63.0 - arithmetic.attainment("increase", 58, target=100)
    assert gap > 5
    assert status(arithmetic, gap=gap) == "on_track"
    assert status(arithmetic, gap=gap + 20) == "behind"


def test_the_company_may_set_other_limits(arithmetic):
    assert status(arithmetic, gap=10, behind=10, risk=20) == "on_track"
    assert status(arithmetic, gap=20, behind=10, risk=20) == "behind"


def test_silence_is_behind_but_hides_no_risk(arithmetic):
    assert status(arithmetic, silent=True) == "behind"
    assert status(arithmetic, gap=26, silent=True) == "at_risk"


def test_the_first_line_of_the_table_that_applies_wins(arithmetic):
    reached = {"reached": True, "updated": False}
    assert status(arithmetic, **reached) == "achieved"
    assert status(arithmetic, over=True, **reached) == "achieved"
    assert status(arithmetic, over=True, updated=False) == "missed"
    assert status(arithmetic, updated=False, threshold="behind") == "not_started"
    assert status(arithmetic, gap=90, threshold="behind") == "behind"


def test_what_proves_itself_at_the_end_is_not_achieved_before(arithmetic):
    early = {"reached": True, "may_achieve_early": False}
    assert status(arithmetic, threshold="on_track", **early) == "on_track"
    assert status(arithmetic, over=True, **early) == "achieved"


@pytest.mark.parametrize(
    ("kind", "current", "critical", "expected"),
    [
        ("stay_above", 10.0, 6.0, "on_track"),
        ("stay_above", 9.9, 6.0, "behind"),
        ("stay_above", 6.1, 6.0, "behind"),
        ("stay_above", 6.0, 6.0, "at_risk"),
        ("stay_above", 9.9, None, "at_risk"),
        ("stay_below", 10.0, 14.0, "on_track"),
        ("stay_below", 10.1, 14.0, "behind"),
        ("stay_below", 14.0, 14.0, "at_risk"),
        ("stay_below", 15.0, 14.0, "at_risk"),
    ],
)
def test_the_status_of_a_stay_type_comes_from_its_limits(
    arithmetic, kind, current, critical, expected
):
    assert arithmetic.stay_status(kind, current, 10.0, critical) == expected


def test_an_aspirational_objective_needs_seven_tenths(arithmetic):
    assert arithmetic.ASPIRATIONAL_SHARE == 0.7


def test_the_tolerance_is_below_what_anybody_types(arithmetic):
    assert 0 < arithmetic.TOLERANCE < 1e-6
