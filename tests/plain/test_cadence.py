"""Due days: the first and the last one of a session, and those in odd months."""

from datetime import date

import pytest

MONDAY = date(2026, 1, 5)


def due(cadence_module, cadence, start, end, **options):
    return list(cadence_module.due_days(cadence, start, end, **options))


@pytest.mark.parametrize("cadence_name", ["weekly", "biweekly"])
def test_a_session_that_starts_on_the_weekday_is_due_at_once(cadence, cadence_name):
    days = due(cadence, cadence_name, MONDAY, date(2026, 1, 6))
    assert days == [MONDAY]


def test_the_weekday_counts_from_monday_unless_another_is_given(cadence):
    days = due(cadence, "weekly", date(2026, 1, 6), date(2026, 1, 12))
    assert days == [date(2026, 1, 12)]
    days = due(cadence, "weekly", MONDAY, date(2026, 1, 12), weekday=6)
    assert days == [date(2026, 1, 11)]


def test_every_second_week_counts_from_the_first_such_day_of_the_session(cadence):
    days = due(cadence, "biweekly", date(2026, 1, 6), date(2026, 2, 9))
    assert days == [date(2026, 1, 12), date(2026, 1, 26), date(2026, 2, 9)]


def test_every_day_is_due_from_the_first_to_the_last(cadence):
    days = due(cadence, "daily", date(2026, 1, 30), date(2026, 2, 1))
    assert days == [date(2026, 1, 30), date(2026, 1, 31), date(2026, 2, 1)]


def test_a_month_is_due_on_its_first_unless_another_day_is_given(cadence):
    days = due(cadence, "monthly", date(2026, 1, 1), date(2026, 2, 1))
    assert days == [date(2026, 1, 1), date(2026, 2, 1)]
    days = due(cadence, "monthly", date(2026, 1, 1), date(2026, 2, 28), day=0)
    assert days == [date(2026, 1, 1), date(2026, 2, 1)]


def test_months_go_on_after_december(cadence):
    days = due(cadence, "monthly", date(2025, 11, 15), date(2026, 2, 15), day=15)
    assert days == [
        date(2025, 11, 15),
        date(2025, 12, 15),
        date(2026, 1, 15),
        date(2026, 2, 15),
    ]


def test_a_month_whose_day_lies_outside_the_session_is_not_due(cadence):
    days = due(cadence, "monthly", date(2026, 1, 16), date(2026, 2, 14), day=15)
    assert days == []


def test_a_shorter_month_is_due_on_its_last_day(cadence):
    days = due(cadence, "monthly", date(2024, 2, 1), date(2024, 4, 30), day=31)
    assert days == [date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30)]


def test_without_a_rhythm_nothing_is_due(cadence):
    assert due(cadence, "none", MONDAY, date(2026, 12, 31)) == []


def test_silence_begins_after_the_second_due_day_without_an_update(cadence):
    days = [date(2026, 1, 5), date(2026, 1, 12), date(2026, 1, 19)]
    assert cadence.silent_from(days, date(2026, 1, 4)) == date(2026, 1, 13)
    assert cadence.silent_from(days, date(2026, 1, 5)) == date(2026, 1, 20)
    assert cadence.silent_from(days, date(2026, 1, 11)) == date(2026, 1, 20)
    assert cadence.silent_from(days, date(2026, 1, 12)) is None
    assert cadence.silent_from([], date(2026, 1, 12)) is None
