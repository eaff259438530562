"""Who sees what, in plain Python, as the specification says it.

Nothing here knows Odoo or the code of the models: the facts are given as plain
values, so that the rules are written down a second time, by themselves.
"""

from dataclasses import dataclass, field


@dataclass
class Employee:
    department: int | None = None
    tags: frozenset = frozenset()
    active: bool = True


@dataclass
class Person:
    """A user: the role, the allowed companies, and the employees that it is."""

    uid: int
    role: str | None
    companies: frozenset
    employees: dict = field(default_factory=dict)

    def chosen(self):
        """Return the employees that count where people are chosen."""
        return [employee for employee in self.employees.values() if employee.active]


@dataclass
class Shared:
    """A session or an objective."""

    company: int
    visibility: str
    creator: int
    owner: int | None = None
    departments: frozenset = frozenset()
    employees: frozenset = frozenset()
    tags: frozenset = frozenset()


@dataclass
class KeyResult:
    company: int
    visibility: str
    creator: int
    owners: frozenset
    objective: Shared


@dataclass
class Initiative:
    company: int
    creator: int
    assignee: int
    objective: Shared
    key_result: KeyResult | None


def above(department, parents):
    """Return a department and all that are above it."""
    line = set()
    while department and department not in line:
        line.add(department)
        department = parents.get(department)
    return line


def sees(person, record, parents):
    """Return whether the person sees the record; ``parents`` of departments."""
    if person.role is None or record.company not in person.companies:
        return False
    if person.role == "manager":
        return True
    return _SEES[type(record)](person, record, parents)


def _sees_shared(person, record, parents):
    if record.creator == person.uid or record.owner in person.employees:
        return True
    if record.visibility == "company":
        return True
    if record.visibility == "department":
        return any(
            record.departments & above(employee.department, parents)
            for employee in person.chosen()
        )
    if record.visibility == "employee":
        return any(
            id_ in record.employees
            for id_, employee in person.employees.items()
            if employee.active
        )
    if record.visibility == "tag":
        return any(record.tags & employee.tags for employee in person.chosen())
    return False  # private


def _sees_key_result(person, record, parents):
    objective = record.objective
    if (
        record.owners & person.employees.keys()
        or record.creator == person.uid
        or objective.creator == person.uid
        or objective.owner in person.employees
    ):
        return True
    return record.visibility == "objective" and sees(person, objective, parents)


def _sees_initiative(person, record, parents):
    if record.assignee in person.employees or record.creator == person.uid:
        return True
    return sees(person, record.key_result or record.objective, parents)


_SEES = {
    Shared: _sees_shared,
    KeyResult: _sees_key_result,
    Initiative: _sees_initiative,
}
