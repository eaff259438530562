"""Figures computed from scratch: read row by row, counted without the product."""

from collections import defaultdict

OBJECTIVES = (
    "SELECT id, parent_id, session_id, weight, contributes,"
    " active AND state != 'cancelled' AS counted, key_result_progress,"
    " child_progress, progress FROM okr_objective"
)
KEY_RESULTS = (
    "SELECT id, objective_id, weight, coalesce(initial_value, 0) AS initial_value,"
    " target_value, coalesce(current_value, 0) AS current_value,"
    " progress, active AND state != 'cancelled' AS counted FROM okr_key_result"
)
UPDATES = (
    "SELECT key_result_id, value FROM okr_update WHERE voided IS NOT TRUE"
    " ORDER BY date, id"
)
SESSIONS = "SELECT id, parent_id, progress FROM okr_session WHERE active"


def differences(cursor):
    """Return what in the database is not what it should be, in words."""
    return list(_Check(cursor).run())


class _Check:
    """For key results that increase; nothing is closed."""

    def __init__(self, cursor):
        self.objectives = {row["id"]: row for row in _rows(cursor, OBJECTIVES)}
        self.key_results = {row["id"]: row for row in _rows(cursor, KEY_RESULTS)}
        self.sessions = {row["id"]: row for row in _rows(cursor, SESSIONS)}
        self.values = {
            row["key_result_id"]: row["value"] for row in _rows(cursor, UPDATES)
        }
        self.below = defaultdict(list)
        for objective in self.objectives.values():
            self.below[objective["parent_id"]].append(objective)
        self.counts = defaultdict(list)
        for key_result in self.key_results.values():
            self.counts[key_result["objective_id"]].append(key_result)

    def run(self):
        for key_result in self.key_results.values():
            value = self.values.get(key_result["id"], key_result["initial_value"])
            if key_result["current_value"] != value:
                yield f"key result {key_result} should have the value {value}"
            yield from _compare(
                "key result", key_result, "progress", self._progress(key_result)
            )
        for objective in self.objectives.values():
            for name, number in self._figures(objective).items():
                yield from _compare("objective", objective, name, number)
        for session in self.sessions.values():
            yield from _compare(
                "session", session, "progress", self._session_progress(session)
            )

    def _progress(self, key_result):
        initial = key_result["initial_value"]
        value = self.values.get(key_result["id"], initial)
        share = (value - initial) / (key_result["target_value"] - initial)
        return max(0.0, min(100.0, 100.0 * share))

    def _figures(self, objective):
        own = [
            (row["weight"], self._progress(row))
            for row in self.counts[objective["id"]]
            if row["counted"]
        ]
        children = [
            (child["weight"], self._figures(child)["progress"])
            for child in self.below[objective["id"]]
            if child["counted"] and child["contributes"]
        ]
        return {
            "key_result_progress": _mean(own),
            "child_progress": _mean(children),
            "progress": _mean(own + children),
        }

    def _session_progress(self, session):
        inside = {session["id"]}
        while True:
            more = {
                row["id"]
                for row in self.sessions.values()
                if row["parent_id"] in inside
            } - inside
            if not more:
                break
            inside |= more
        pool = []
        for objective in self.objectives.values():
            parent = self.objectives.get(objective["parent_id"])
            counted_above = (
                objective["contributes"]
                and parent
                and parent["counted"]
                and parent["session_id"] in inside
            )
            if objective["session_id"] in inside and objective["counted"]:
                if not counted_above:
                    progress = self._figures(objective)["progress"]
                    pool.append((objective["weight"], progress))
        return _mean(pool)


def path_faults(cursor, table):
    """Return rows whose path is not that of their parents, or that go in circles."""
    rows = _rows(cursor, f"SELECT id, parent_id, parent_path FROM {table}")
    parents = {row["id"]: row["parent_id"] for row in rows}
    faults = []
    for row in rows:
        line, at = [], row["id"]
        while at and at not in line:
            line.append(at)
            at = parents[at]
        right = "/".join(str(id_) for id_ in reversed(line)) + "/"
        if at:
            faults.append(f"{table} {row['id']} goes in circles: {line}")
        elif row["parent_path"] != right:
            faults.append(f"{table} {row['id']}: {row['parent_path']}, not {right}")
    return faults


def _rows(cursor, query):
    cursor.execute(query)
    names = [column.name for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _mean(pool):
    weight = sum(weight for weight, _progress in pool)
    return sum(w * p for w, p in pool) / weight if weight else 0.0


def _compare(what, row, name, right):
    if abs((row[name] or 0.0) - right) > 1e-6:
        yield f"{what} {row['id']}: {name} is {row[name]}, should be {right}"
