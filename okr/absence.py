"""Who is away on a day: plain functions over working hours and leaves, no Odoo."""

from datetime import datetime, timedelta, timezone
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# Leaves end a second or a minute before the hour.
NEARLY = timedelta(minutes=1)
# What counts as the day of somebody without working hours.
WITHOUT_CALENDAR = 8.0


class Week(NamedTuple):
    """The working hours of a calendar.

    ``hours`` lists ``(weekday, week, from, to)``: the weekday from 0, Monday; the
    week 0 or 1 of a calendar of two weeks, else ``None``. ``None`` for ``hours``
    means that any day may be worked on, ``per_day`` hours around noon.
    """

    hours: list | None
    per_day: float = WITHOUT_CALENDAR


def spans(week, day, tz):
    """Return the ``(from, to)`` in UTC in which somebody works on a day.

    >>> from datetime import date
    >>> office = Week([(0, None, 8, 12), (0, None, 13, 17)])
    >>> monday = date(2026, 6, 1)
    >>> [str(start) for start, end in spans(office, monday, "Europe/Brussels")]
    ['2026-06-01 06:00:00', '2026-06-01 11:00:00']
    >>> spans(office, date(2026, 6, 2), "UTC")
    []
    >>> [str(moment) for moment in spans(Week(None), monday, "UTC")[0]]
    ['2026-06-01 08:00:00', '2026-06-01 16:00:00']
    """
    if week.hours is None:
        half = week.per_day / 2
        hours = [(12 - half, 12 + half)]
    else:
        # As Odoo counts them: odd and even since the first week of all.
        parity = (day.toordinal() - 1) // 7 % 2
        hours = [
            (start, end)
            for weekday, which, start, end in week.hours
            if weekday == day.weekday() and which in (None, parity)
        ]
    return [(_moment(day, start, tz), _moment(day, end, tz)) for start, end in hours]


def _moment(day, hour, tz):
    local = datetime(day.year, day.month, day.day) + timedelta(hours=hour)
    return local.replace(tzinfo=_zone(tz)).astimezone(timezone.utc).replace(tzinfo=None)


def _zone(tz):
    try:
        return ZoneInfo(tz)
    except (ValueError, ZoneInfoNotFoundError):
        return timezone.utc


def is_away(worked, leaves):
    """Return whether leaves cover all that is worked on a day, if anything is.

    >>> day = datetime(2026, 6, 1)
    >>> worked = [(day.replace(hour=8), day.replace(hour=12))]
    >>> is_away(worked, [(day.replace(hour=8), day.replace(hour=11))])
    False
    >>> halves = [(day, day.replace(hour=10)), (day.replace(hour=10), day.max)]
    >>> is_away(worked, halves), is_away([], []), is_away(worked, [])
    (True, True, False)
    """
    return all(_covered(start, end, sorted(leaves)) for start, end in worked)


def _covered(start, end, leaves):
    for leave_start, leave_end in leaves:
        if leave_start <= start + NEARLY:
            start = max(start, leave_end)
    return start >= end - NEARLY


def first_day_there(week, leaves, tz, start, end):
    """Return the first day from ``start`` to before ``end`` that is worked on.

    ``None`` if there is none.

    >>> from datetime import date
    >>> office = Week([(4, None, 8, 17)])
    >>> first_day_there(office, [], "UTC", date(2026, 6, 1), date(2026, 6, 8))
    datetime.date(2026, 6, 5)
    >>> first_day_there(office, [], "UTC", date(2026, 6, 1), date(2026, 6, 5))
    """
    day = start
    while day < end:
        if not is_away(spans(week, day, tz), leaves):
            return day
        day += timedelta(days=1)
    return None
