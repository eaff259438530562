"""The demo company: its year on every day of four years, and its files as written."""

import csv
from datetime import date, timedelta

import pytest
from okr_testing import plain

DEMO = plain.ROOT / "okr/demo"
QUARTERS = ("q1", "q2", "q3", "q4")
# With a leap day, and each day of the week on each day of the month somewhere.
DAYS = [date(2026, 1, 1) + timedelta(days=number) for number in range(4 * 366)]


def rows(name):
    with (DEMO / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def years(demo_calendar):
    return {today: demo_calendar.periods(today) for today in DAYS}


def test_the_third_quarter_is_over_and_the_fourth_in_its_middle_month(years):
    for today, known in years.items():
        assert known["q3"].end < known["q4"].start < today < known["q4"].end
        assert 28 <= (today - known["q4"].start).days <= 61
        assert 28 <= (known["q4"].end - today).days <= 63


def test_four_quarters_fill_the_year_and_the_next_one_follows(years):
    for known in years.values():
        year, quarters = known["year"], [known[key] for key in QUARTERS]
        assert (quarters[0].start, quarters[-1].end) == (year.start, year.end)
        for before, after in zip(quarters, [*quarters[1:], known["next"]], strict=True):
            assert after.start == before.end + timedelta(days=1)
            assert after.start.day == 1


def test_a_year_is_told_from_the_one_after_it_by_its_name(years):
    for known in years.values():
        assert known["next"].name.startswith("Q1 ")
        assert known["next"].name != known["q1"].name
        assert len({period.name for period in known.values()}) == len(known)


def test_what_a_cell_says_lies_in_its_session_whatever_the_day(years, demo_calendar):
    cells = {
        cell
        for name in ("okr.session", "okr.milestone", "okr.initiative", "okr.key.result")
        for row in rows(name)
        for cell in row.values()
        if cell.startswith("@q") and not cell.endswith("name")
    }
    assert cells
    for known in years.values():
        for cell in cells:
            period = known[cell[1:3]]
            day = date.fromisoformat(demo_calendar.told(cell, known))
            assert period.start <= day <= period.end, cell


def test_there_is_a_column_for_each_due_day_that_a_quarter_or_a_year_can_have(
    years, cadence
):
    columns = len(rows("check_ins")[0]) - 1
    most = 0
    for known in years.values():
        for period in known.values():
            rhythm = "monthly" if period is known["year"] else "weekly"
            days = cadence.due_days(rhythm, period.start, period.end, weekday=4, day=31)
            most = max(most, len(list(days)))
    assert columns == most


def test_every_check_in_and_note_belongs_to_a_key_result_and_a_due_day():
    titles = {row["id"] for row in rows("okr.key.result")}
    told = {row["key_result"]: row for row in rows("check_ins")}
    assert told.keys() <= titles
    for note in rows("notes"):
        assert told[note["key_result"]][note["due"]], note


def test_confidence_is_one_of_the_levels_and_nobody_is_later_than_the_next_due_day():
    cells = [
        cell
        for row in rows("check_ins")
        for name, cell in row.items()
        if cell and name != "key_result"
    ]
    for cell in cells:
        _value, confidence, *shift = cell.split("/")
        assert confidence in {"0", "30", "50", "70", "100"}, cell
        assert not shift or -1 <= int(shift[0]) < 7, cell


def test_all_types_and_ways_to_see_and_states_of_work_are_shown():
    assert {row["type"] for row in rows("okr.key.result")} == {
        "increase",
        "decrease",
        "stay_above",
        "stay_below",
        "achieved",
        "milestone",
    }
    assert {row["visibility"] for row in rows("okr.objective")} == {
        "company",
        "department",
        "employee",
        "tag",
        "private",
    }
    assert {row["state"] for row in rows("okr.initiative")} == {
        "todo",
        "in_progress",
        "done",
        "cancelled",
    }
