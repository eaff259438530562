"""Due days of a session's rhythm: plain functions, no Odoo."""

import calendar
from bisect import bisect_right
from datetime import date, timedelta
from typing import NamedTuple


class Rhythm(NamedTuple):
    """A due day, with the one before it and the one after it, or ``None``."""

    previous: date | None
    due: date
    following: date | None


def due_days(cadence, start, end, weekday=0, day=1):
    """Yield the due days of a session from ``start`` to ``end``, in order.

    ``weekday`` counts from 0, Monday. ``day`` is the day of the month; shorter
    months take their last. Every second week counts from the first such
    weekday of the session.

    >>> list(due_days("weekly", date(2026, 1, 1), date(2026, 1, 14), weekday=0))
    [datetime.date(2026, 1, 5), datetime.date(2026, 1, 12)]
    >>> list(due_days("monthly", date(2026, 1, 1), date(2026, 2, 28), day=31))
    [datetime.date(2026, 1, 31), datetime.date(2026, 2, 28)]
    >>> list(due_days("none", date(2026, 1, 1), date(2026, 2, 28)))
    []
    """
    if cadence == "monthly":
        yield from _monthly(start, end, day)
        return
    step = {"daily": 1, "weekly": 7, "biweekly": 14}.get(cadence)
    if not step:
        return
    current = start
    if step > 1:
        current += timedelta(days=(weekday - start.weekday()) % 7)
    while current <= end:
        yield current
        current += timedelta(days=step)


def _monthly(start, end, day):
    year, month = start.year, start.month
    while (year, month) <= (end.year, end.month):
        last = calendar.monthrange(year, month)[1]
        due = date(year, month, min(max(day, 1), last))
        if start <= due <= end:
            yield due
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def silent_from(days, last_update):
    """Return the first day that counts as silent, or ``None``.

    It is the day after the second due day in a row without an update; an update
    made on a due day answers that day. ``days`` is the ordered list of due days.

    >>> days = [date(2026, 1, 5), date(2026, 1, 12), date(2026, 1, 19)]
    >>> silent_from(days, date(2026, 1, 5))
    datetime.date(2026, 1, 20)
    >>> silent_from(days, date(2026, 1, 12)) is None
    True
    """
    second = bisect_right(days, last_update) + 1
    return days[second] + timedelta(days=1) if second < len(days) else None


def rhythm_on(days, today):
    """Return the rhythm in which ``today`` lies, or ``None`` before the first.

    ``days`` is the ordered list of due days.

    >>> days = [date(2026, 1, 5), date(2026, 1, 12), date(2026, 1, 19)]
    >>> rhythm_on(days, date(2026, 1, 18)).due
    datetime.date(2026, 1, 12)
    >>> rhythm_on(days, date(2026, 1, 19))[1:]
    (datetime.date(2026, 1, 19), None)
    >>> rhythm_on(days, date(2026, 1, 4)) is None
    True
    """
    behind = bisect_right(days, today)
    if not behind:
        return None
    return Rhythm(
        previous=days[behind - 2] if behind > 1 else None,
        due=days[behind - 1],
        following=days[behind] if behind < len(days) else None,
    )
