"""The arithmetic of OKRs: plain functions, no Odoo.

All percentages are on a scale of 0 to 100. Nothing here raises on odd numbers:
what a form refuses may still stand in old data, and a report must survive it.
"""

import math

INCREASING = ("increase", "stay_above")
STAY_TYPES = ("stay_above", "stay_below")
NUMERIC_TYPES = ("increase", "decrease", "stay_above", "stay_below")
TYPES_WITH_CRITICAL = STAY_TYPES

# A percentage, or a weighted mean of hundreds, may come out a hair off its line.
TOLERANCE = 1e-9
ASPIRATIONAL_SHARE = 0.7
BANDS = (("0", 0.0), ("30", 30.0), ("70", 70.0), ("99", 100.0))


def is_met(kind, current, target):
    """Return whether the value of a numeric type has reached its target.

    Values are compared, never rounded percentages.

    >>> is_met("increase", 10, 10), is_met("increase", 9.9996, 10)
    (True, False)
    >>> is_met("stay_below", 6, 6), is_met("decrease", 11, 10)
    (True, False)
    """
    return current >= target if kind in INCREASING else current <= target


def attainment(kind, current, initial=0.0, target=0.0, critical=None):
    """Return the raw percentage reached, which may be below 0 or above 100.

    ``critical`` is ``None`` where there is none. ``current`` is 1 or 0 for
    ``achieved``, and the share of the weight done (0 to 1) for ``milestone``.

    >>> attainment("increase", 8, initial=6, target=10)
    50.0
    >>> attainment("decrease", 5, initial=26, target=10)
    131.25
    >>> attainment("stay_above", 5, target=10, critical=6)
    -25.0
    >>> attainment("stay_below", 8, target=6, critical=10)
    50.0
    >>> attainment("achieved", 1), attainment("milestone", 0.25)
    (100.0, 25.0)

    Degenerate numbers never divide by zero: a start equal to the target, or a
    critical value that is missing or not beyond the target, leaves all or
    nothing; a target on the wrong side of the start is worth nothing.

    >>> attainment("increase", 10, initial=10, target=10)
    100.0
    >>> attainment("increase", 10, initial=10, target=5)
    0.0
    >>> attainment("stay_above", 9.9, target=10)
    0.0
    >>> attainment("stay_above", 10, target=10)
    100.0

    So do numbers whose ratio is beyond what a computer can hold.

    >>> attainment("increase", 1e15, target=1e-300), attainment("decrease", 6, 6, 2)
    (100.0, 0.0)
    """
    if kind == "achieved":
        return 100.0 if current >= 1 else 0.0
    if kind == "milestone":
        return 100.0 * current
    numbers = (current, initial, target, 0.0 if critical is None else critical)
    if not all(math.isfinite(number) for number in numbers):
        return 0.0
    if is_met(kind, current, target):
        reached = 100.0
    else:
        reached = 0.0
    sign = 1 if kind in INCREASING else -1
    if kind in STAY_TYPES:
        if critical is None or sign * (target - critical) <= 0:
            return reached
        start = critical
    else:
        if sign * (target - initial) < 0:
            return 0.0
        if target == initial:
            return reached
        start = initial
    # Adding zero makes a plain one of the minus zero of what decreases.
    attained = 100.0 * ((current - start) / (target - start)) + 0.0
    return attained if math.isfinite(attained) else reached


def value_at(percent, start, target):
    """Return the value that has come so far on its way: attainment, turned round.

    >>> value_at(50.0, 6, 10), value_at(25.0, 26, 10), value_at(0.0, 6, 10)
    (8.0, 22.0, 6.0)
    """
    return start + (target - start) * percent / 100.0


def progress(attained):
    """Return an attainment limited to 0..100.

    >>> progress(-25.0), progress(131.25), progress(50.0)
    (0.0, 100.0, 50.0)
    """
    return min(max(attained, 0.0), 100.0)


def weighted_mean(total, weight):
    """Return the mean from the sum of weight × value and the sum of weights.

    >>> weighted_mean(27 + 18 + 73, 3)  # doctest: +ELLIPSIS
    39.33...
    >>> weighted_mean(0.0, 0.0)
    0.0
    """
    return total / weight if weight else 0.0


def band(percent):
    """Return the key of the band of a progress: 0, -30, -70, -100, 100.

    >>> [band(percent) for percent in (0, 12, 30, 69.5, 99.99, 100)]
    ['0', '30', '30', '70', '99', '100']
    """
    if percent >= 100.0:
        return "100"
    return next(key for key, limit in BANDS if percent <= limit)


def expected(start, deadline, today):
    """Return the progress expected today by linear pace.

    0 on the first day, 100 on the deadline; a period of one day expects 100.

    >>> from datetime import date
    >>> expected(date(2026, 1, 1), date(2026, 1, 11), date(2026, 1, 6))
    50.0
    >>> expected(date(2026, 1, 1), date(2026, 1, 1), date(2026, 1, 1))
    100.0
    >>> expected(date(2026, 1, 5), date(2026, 1, 11), date(2026, 1, 1))
    0.0
    """
    if today >= deadline:
        return 100.0
    if today <= start:
        return 0.0
    return 100.0 * (today - start).days / (deadline - start).days


def status(
    *,
    over,
    reached,
    updated,
    gap,
    silent,
    behind=5.0,
    risk=25.0,
    may_achieve_early=True,
    threshold=None,
):
    """Return the automatic status: the first line of the table that applies.

    ``over``: closed or past the deadline. ``reached``: the target is met.
    ``updated``: there is an update. ``gap``: expected − progress, in percent.
    ``silent``: two due days in a row without an update. ``behind`` and
    ``risk``: the company's limits. ``may_achieve_early``: off for what only
    proves itself at the end. ``threshold``: the status that the value itself
    gives, where pace says nothing.

    >>> status(over=False, reached=False, updated=True, gap=5, silent=False)
    'on_track'
    >>> status(over=False, reached=False, updated=True, gap=5, silent=True)
    'behind'
    >>> status(over=False, reached=False, updated=True, gap=25.1, silent=True)
    'at_risk'
    >>> gap = 63.0 - attainment("increase", 58, target=100)
    >>> gap > 5, status(over=False, reached=False, updated=True, gap=gap, silent=False)
    (True, 'on_track')
    >>> status(over=True, reached=False, updated=False, gap=100, silent=False)
    'missed'
    """
    if reached and (over or may_achieve_early):
        return "achieved"
    if over:
        return "missed"
    if not updated:
        return "not_started"
    if threshold:
        return threshold
    # 58 of 100 come out a hair below 58 %, which pushes nobody over a line.
    if gap > risk + TOLERANCE:
        return "at_risk"
    if gap > behind + TOLERANCE or silent:
        return "behind"
    return "on_track"


def stay_status(kind, current, target, critical):
    """Return the status that the value of a stay type gives by itself.

    >>> stay_status("stay_above", 10, 10, 6), stay_status("stay_above", 8, 10, 6)
    ('on_track', 'behind')
    >>> stay_status("stay_above", 6, 10, 6), stay_status("stay_below", 11, 6, 10)
    ('at_risk', 'at_risk')
    """
    if is_met(kind, current, target):
        return "on_track"
    if critical is None:
        return "at_risk"
    beyond = current <= critical if kind == "stay_above" else current >= critical
    return "at_risk" if beyond else "behind"


class Sums:
    """Weights, and percents times their weight, of what counts in an objective.

    There is one for each pool of each objective of a roll-up, so it holds numbers and
    no rows.

    >>> sums = Sums()
    >>> for percent in (27, 18, 73):
    ...     sums.add_one(1.0, percent, 50.0, None, False)
    >>> sums.mean(sums.progress), sums.mean(sums.expected)  # doctest: +ELLIPSIS
    (39.33..., 50.0)
    """

    __slots__ = ("expected", "last_update_date", "only_stay", "progress", "weight")

    def __init__(self):
        self.weight = self.progress = self.expected = 0.0
        self.last_update_date = None
        # Also true of nothing: an empty child makes no exception.
        self.only_stay = True

    def __add__(self, other):
        both = Sums()
        for sums in (self, other):
            both.add(
                sums.weight,
                sums.progress,
                sums.expected,
                sums.last_update_date,
                sums.only_stay,
            )
        return both

    def add(self, weight, progress, expected, last_update_date, only_stay):
        """Add sums: ``progress`` and ``expected`` are times their weight already."""
        self.weight += weight
        self.progress += progress
        self.expected += expected
        if last_update_date and (
            not self.last_update_date or last_update_date > self.last_update_date
        ):
            self.last_update_date = last_update_date
        self.only_stay = bool(self.only_stay and only_stay)

    def add_one(self, weight, progress, expected, last_update_date, only_stay):
        """Add one of a weight, with its percents."""
        self.add(
            weight, weight * progress, weight * expected, last_update_date, only_stay
        )

    def mean(self, total):
        """Return the mean that belongs to a sum, 0..100; 0 where nothing counts."""
        # A rounding may put it beyond 100.
        return progress(weighted_mean(total, self.weight))
