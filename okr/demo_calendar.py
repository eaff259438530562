"""The year of the demo company, around the day of its installation: no Odoo.

Whatever that day is, it lies in the second month of a fourth quarter: the story of
the demo company never gets old, and is never told from a quarter that just began.
"""

import re
from datetime import timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

# A cell such as "@q4+30", "@q4.end-5", "@q4.name" or "@next".
CELL = re.compile(r"@(?P<period>\w+)(?:\.(?P<of>start|end|name))?(?P<days>[+-]\d+)?")


class Period(NamedTuple):
    """A session to be: its name, its first and its last day."""

    name: str
    start: object
    end: object


def periods(today):
    """Return {key: period} of the year, its quarters and the quarter after it.

    A year that begins in January bears the number of the calendar's, another one that
    of the calendar year in which it ends.

    >>> from datetime import date
    >>> found = periods(date(2026, 11, 22))
    >>> [period.name for period in found.values()]
    ['2026', 'Q1 2026', 'Q2 2026', 'Q3 2026', 'Q4 2026', 'Q1 2027']
    >>> found["q4"].start, found["q4"].end
    (datetime.date(2026, 10, 1), datetime.date(2026, 12, 31))
    >>> found = periods(date(2028, 2, 29))
    >>> [period.name for period in found.values()][:2]
    ['FY 2028', 'Q1 FY 2028']
    >>> found["year"].start, found["year"].end
    (datetime.date(2027, 4, 1), datetime.date(2028, 3, 31))
    """
    start = today + relativedelta(day=1, months=-10)
    next_start = start + relativedelta(years=1)
    found = {"year": Period(_year_name(start), start, next_start - timedelta(days=1))}
    for number in range(1, 5):
        begin = start + relativedelta(months=3 * (number - 1))
        found[f"q{number}"] = _quarter(begin, f"Q{number} {_year_name(start)}")
    found["next"] = _quarter(next_start, f"Q1 {_year_name(next_start)}")
    return found


def told(cell, known):
    """Return what a cell says, days and names taken from the ``known`` periods.

    >>> from datetime import date
    >>> known = periods(date(2026, 11, 22))
    >>> told("@q4+30", known), told("@q4.end-1", known), told("@q4.name", known)
    ('2026-10-31', '2026-12-30', 'Q4 2026')
    >>> told("Sold by phone", known), told("@work", known)
    ('Sold by phone', '@work')
    """
    match = CELL.fullmatch(cell)
    if not match or match["period"] not in known:
        return cell
    period = known[match["period"]]
    if match["of"] == "name":
        return period.name
    day = period.end if match["of"] == "end" else period.start
    return str(day + timedelta(days=int(match["days"] or 0)))


def _quarter(start, name):
    return Period(name, start, start + relativedelta(months=3, days=-1))


def _year_name(start):
    if start.month == 1:
        return str(start.year)
    return f"FY {start.year + 1}"
