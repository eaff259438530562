"""The figures, states and statuses of the reference: recursive, from scratch."""

from .reference import ALMOST, STAY, Objective, limited, mean


class World:
    """Everything there is, on one day."""

    def __init__(self, today, behind=5.0, risk=25.0):
        self.today = today
        self.behind = behind
        self.risk = risk
        self.sessions, self.objectives, self.key_results = [], [], []

    # -- what counts --------------------------------------------------------------

    @staticmethod
    def is_live(record):
        return record.active and not record.cancelled

    def key_results_of(self, objective):
        return [
            key_result
            for key_result in self.key_results
            if key_result.objective is objective
        ]

    def counted_key_results(self, objective):
        return [kr for kr in self.key_results_of(objective) if self.is_live(kr)]

    def counted_children(self, objective):
        return [
            child
            for child in self.objectives
            if child.parent is objective and child.contributes and self.is_live(child)
        ]

    def sub_sessions(self, session):
        found = [session]
        for child in self.sessions:
            if child.parent is session:
                found += self.sub_sessions(child)
        return found

    def roots(self, session):
        """Return what the session counts: what no counted parent counts already."""
        sessions = self.sub_sessions(session)
        inside = [
            objective
            for objective in self.objectives
            if self.is_live(objective) and objective.session in sessions
        ]
        return [
            objective
            for objective in inside
            if not (objective.contributes and objective.parent in inside)
        ]

    # -- figures ------------------------------------------------------------------

    def expected_of_key_result(self, key_result):
        start, deadline = key_result.objective.session.start, key_result.deadline
        if self.today >= deadline:
            return 100.0
        gone, whole = (self.today - start).days, (deadline - start).days
        return limited(100.0 * gone / whole)

    def figures(self, objective):
        if objective.frozen is not None:
            return objective.frozen
        own = self.counted_key_results(objective)
        below = [
            (self.figures(child), child.weight)
            for child in self.counted_children(objective)
        ]
        own_progress = [(kr.progress(), kr.weight) for kr in own]
        own_expected = [(self.expected_of_key_result(kr), kr.weight) for kr in own]
        child_progress = [(child["progress"], weight) for child, weight in below]
        child_expected = [
            (child["expected_progress"], weight) for child, weight in below
        ]
        return {
            "key_result_progress": mean(own_progress),
            "child_progress": mean(child_progress),
            "progress": mean(own_progress + child_progress),
            "expected_progress": mean(own_expected + child_expected),
        }

    def session_figures(self, session):
        roots = [(self.figures(root), root.weight) for root in self.roots(session)]
        return {
            name: mean((figures[name], weight) for figures, weight in roots)
            for name in ("progress", "expected_progress")
        }

    # -- states -------------------------------------------------------------------

    def state_of_objective(self, objective):
        return "cancelled" if objective.cancelled else objective.session.state

    def state_of_key_result(self, key_result):
        if key_result.cancelled or key_result.objective.cancelled:
            return "cancelled"
        if key_result.objective.session.state == "closed":
            return "closed"
        if not key_result.latest():
            return "draft"
        reached = key_result.is_met() and key_result.auto_close
        return "closed" if reached else "in_progress"

    def close(self, session):
        for inner in reversed(self.sub_sessions(session)):
            if inner is session or inner.state == "in_progress":
                frozen = [
                    (objective, self.figures(objective))
                    for objective in self.objectives
                    if objective.session is inner
                ]
                for objective, figures in frozen:
                    objective.frozen = figures
                inner.state = "closed"
                inner.closed_with = session

    def reopen(self, session):
        for inner in self.sub_sessions(session):
            if inner.state == "closed" and (
                inner is session or inner.closed_with is session
            ):
                inner.state = "in_progress"
                for objective in self.objectives:
                    if objective.session is inner:
                        objective.frozen = None

    # -- status -------------------------------------------------------------------

    def _by_pace(self, gap, silent):
        if gap > self.risk:
            return "at_risk"
        return "behind" if gap > self.behind or silent else "on_track"

    def _by_threshold(self, key_result):
        value = key_result.latest().value
        above = key_result.type == "stay_above"
        if key_result.is_met():
            return "on_track"
        lost = value <= key_result.critical if above else value >= key_result.critical
        return "at_risk" if lost else "behind"

    def automatic_status_of_key_result(self, key_result):
        state = self.state_of_key_result(key_result)
        if state == "cancelled":
            return False
        over = state == "closed" or self.today > key_result.deadline
        if key_result.is_met() and (over or key_result.type not in STAY):
            return "achieved"
        if over:
            return "missed"
        latest = key_result.latest()
        if not latest:
            return "not_started"
        if key_result.type in STAY:
            return self._by_threshold(key_result)
        if key_result.type == "achieved":
            return "on_track"
        gap = self.expected_of_key_result(key_result) - key_result.progress()
        silent = key_result.objective.session.is_silent(latest.date, self.today)
        return self._by_pace(gap, silent)

    def everything_counted(self, objective):
        """Return the key results that move the objective; weight 0 keeps one out."""
        found = [kr for kr in self.counted_key_results(objective) if kr.weight]
        for child in self.counted_children(objective):
            if child.weight:
                found += self.everything_counted(child)
        return found

    def automatic_status_of_objective(self, objective):
        if objective.cancelled:
            return False
        figures = self.figures(objective)
        counted = self.everything_counted(objective)
        over = objective.session.state == "closed" or self.today > objective.date_end
        only_stay = all(key_result.type in STAY for key_result in counted)
        aspirational = objective.ambition == "aspirational"
        goal = 70.0 if aspirational else 100.0
        if figures["progress"] >= goal - ALMOST and (over or not only_stay):
            return "achieved"
        if over:
            return "missed"
        days = [kr.latest().date for kr in counted if kr.latest()]
        if not days:
            return "not_started"
        share = 0.7 if aspirational else 1.0
        gap = figures["expected_progress"] * share - figures["progress"]
        return self._by_pace(gap, objective.session.is_silent(max(days), self.today))

    def status(self, record):
        if isinstance(record, Objective):
            automatic = self.automatic_status_of_objective(record)
            cancelled = record.cancelled
        else:
            automatic = self.automatic_status_of_key_result(record)
            cancelled = self.state_of_key_result(record) == "cancelled"
        return False if cancelled else record.manual or automatic
