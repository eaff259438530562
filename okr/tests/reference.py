"""A second model of OKRs, in plain Python: slow, recursive, from scratch each time.

Written from the rules and not from the product, which has to agree with it on
every figure. It keeps what people did and derives everything else when asked.
"""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta

STAY = ("stay_above", "stay_below")
ALMOST = 1e-9


@dataclass(eq=False)
class Session:
    start: date
    end: date
    parent: "Session" = None
    cadence: str = "none"
    weekday: int = 0
    day: int = 1
    state: str = "draft"
    closed_with: "Session" = None
    id: int = 0

    def is_due(self, day):
        if not self.start <= day <= self.end:
            return False
        if self.cadence == "monthly":
            last = monthrange(day.year, day.month)[1]
            return day.day == min(self.day, last)
        if self.cadence in ("weekly", "biweekly"):
            weeks = (day - self._first()).days // 7
            right_week = self.cadence == "weekly" or weeks % 2 == 0
            return day.weekday() == self.weekday and right_week
        return self.cadence == "daily"

    def _first(self):
        first = self.start
        while first.weekday() != self.weekday:
            first += timedelta(days=1)
        return first

    def is_silent(self, last_update, today):
        """Whether two due days in a row have gone by since the last update."""
        unanswered = 0
        day = last_update + timedelta(days=1)
        while day < today:
            unanswered += self.is_due(day)
            day += timedelta(days=1)
        return unanswered >= 2


@dataclass(eq=False)
class Objective:
    session: Session
    parent: "Objective" = None
    weight: float = 1.0
    contributes: bool = True
    ambition: str = "committed"
    chosen_end: date = None
    active: bool = True
    cancelled: bool = False
    manual: str = None
    frozen: dict = None
    id: int = 0

    @property
    def date_end(self):
        return self.chosen_end or self.session.end

    @date_end.setter
    def date_end(self, day):
        # The end of the session is no choice: it goes on following.
        self.chosen_end = day if day != self.session.end else None


@dataclass(eq=False)
class Update:
    date: date
    value: float
    done: frozenset = frozenset()
    voided: bool = False
    id: int = 0


@dataclass(eq=False)
class KeyResult:
    objective: Objective
    type: str = "increase"
    initial: float = 0.0
    target: float = 0.0
    critical: float = None
    stages: dict = field(default_factory=dict)
    weight: float = 1.0
    chosen_deadline: date = None
    auto_close: bool = True
    active: bool = True
    cancelled: bool = False
    manual: str = None
    updates: list = field(default_factory=list)
    id: int = 0

    @property
    def deadline(self):
        return self.chosen_deadline or self.objective.session.end

    @deadline.setter
    def deadline(self, day):
        followed = self.objective.session.end
        self.chosen_deadline = day if day != followed else None

    def latest(self):
        standing = [update for update in self.updates if not update.voided]
        return max(standing, key=lambda update: (update.date, update.id), default=None)

    def current(self):
        latest = self.latest()
        if latest:
            return latest.value
        return self.initial if self.type not in ("achieved", "milestone") else 0.0

    def attainment(self):
        latest = self.latest()
        return self.attainment_of(latest.value, latest.done) if latest else 0.0

    def attainment_of(self, value, done=frozenset()):
        if self.type == "achieved":
            return 100.0 * value
        if self.type == "milestone":
            total = sum(self.stages.values())
            reached = sum(self.stages[stage] for stage in done)
            return 100.0 * reached / total if total else 0.0
        zero = self.critical if self.type in STAY else self.initial
        return 100.0 * (value - zero) / (self.target - zero)

    def progress(self):
        return limited(self.attainment())

    def is_met(self):
        latest = self.latest()
        if not latest:
            return False
        if self.type in ("increase", "stay_above"):
            return latest.value >= self.target
        if self.type in ("decrease", "stay_below"):
            return latest.value <= self.target
        return self.attainment() >= 100.0


def limited(percent):
    return min(max(percent, 0.0), 100.0)


def mean(pairs):
    """Return the weighted mean of (value, weight) pairs; 0 where nothing weighs."""
    pairs = list(pairs)
    weight = sum(weight for _value, weight in pairs)
    return sum(value * weight for value, weight in pairs) / weight if weight else 0.0


def columns(key_result):
    """Return the numbers of a key result by the names of the product's columns."""
    if key_result.type in ("achieved", "milestone"):
        return {}
    values = {
        "initial_value": key_result.initial,
        "target_value": key_result.target,
    }
    if key_result.critical is not None:
        values["critical_value"] = key_result.critical
        values["has_critical"] = True
    return values
