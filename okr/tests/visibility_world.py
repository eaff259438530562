"""Random people and records, and how the oracle is told of them."""

from random import Random

from odoo import Command
from odoo.fields import Domain
from odoo.tests import new_test_user
from odoo.tools import SQL

from . import oracle

KINDS = ("company", "department", "employee", "tag", "private")
MODELS = (
    "okr.session",
    "okr.objective",
    "okr.key.result",
    "okr.update",
    "okr.initiative",
)


class World:
    """Companies, people and records drawn from a seed."""

    def __init__(self, env, companies, seed, people=16, each=24):
        # Chatter is not what is looked at here.
        self.env = env(su=True, context={"tracking_disable": True})
        self.random = Random(seed)
        self.companies = companies.with_env(self.env)
        self._draw_people(people)
        self._draw_records(each)
        # Some leave, whatever they own or were chosen for.
        self._some(self.employees, 5).write({"active": False})

    # -- drawing ------------------------------------------------------------------

    def _some(self, records, most=2):
        number = self.random.randint(1, most)
        return records.browse(self.random.sample(records.ids, number))

    def _draw_people(self, number):
        departments = self.env["hr.department"]
        for index in range(9):
            parent = self.random.choice([*departments, departments.browse()])
            departments |= departments.create(
                {"name": f"Department {index}", "parent_id": parent.id}
            )
        self.departments = departments
        self.tags = self.env["hr.employee.category"].create(
            [{"name": f"Random tag {index}"} for index in range(4)]
        )
        roles = [None, "user", "user", "user", "supervisor", "manager"]
        self.users = self.env["res.users"]
        self.employees = self.env["hr.employee"]
        for index in range(number):
            role = roles[index % len(roles)]
            allowed = self._some(self.companies, len(self.companies))
            groups = "base.group_user" + (f",okr.group_okr_{role}" if role else "")
            self.users |= new_test_user(
                self.env,
                f"random_{index}",
                groups=groups,
                company_id=allowed[0].id,
                company_ids=[Command.set(allowed.ids)],
            )
            # Nobody, one, or one in each company; somebody has left.
            for company in allowed[: self.random.randint(0, len(allowed))]:
                self.employees |= self._draw_employee(self.users[-1], company)
        self.employees |= self._draw_employee(self.users.browse(), self.companies[0])

    def _draw_employee(self, user, company):
        return self.env["hr.employee"].create(
            {
                "name": f"Employee of {user.login}",
                "user_id": user.id,
                "company_id": company.id,
                "department_id": self.random.choice([*self.departments.ids, False]),
                "category_ids": [Command.set(self._some(self.tags).ids)],
            }
        )

    def _choice(self):
        return {
            "visibility": self.random.choice(KINDS),
            "creator_id": self.random.choice(self.users.ids),
            "department_ids": [Command.set(self._some(self.departments).ids)],
            "employee_ids": [Command.set(self._some(self.employees).ids)],
            "category_ids": [Command.set(self._some(self.tags).ids)],
        }

    def _draw_records(self, each):
        self.records = {
            name: self.env[name].with_context(active_test=False) for name in MODELS
        }
        for index in range(each):
            company = self.random.choice(self.companies)
            people = self.employees.filtered_domain([("company_id", "=", company.id)])
            session = self._create(
                "okr.session",
                company,
                name=f"Session {index}",
                date_start="2026-01-01",
                date_end="2026-03-31",
                **self._choice(),
            )
            objective = self._create(
                "okr.objective",
                company,
                name=f"Objective {index}",
                session_id=session.id,
                owner_id=self.random.choice([*people.ids, False]),
                **self._choice(),
            )
            key_result = self._create(
                "okr.key.result",
                company,
                name=f"Key result {index}",
                objective_id=objective.id,
                target_value=1.0,
                visibility=self.random.choice(["owners", "objective"]),
                creator_id=self.random.choice(self.users.ids),
                owner_ids=[Command.set(self._some(people, 1).ids)],
            )
            self._create(
                "okr.initiative",
                company,
                name=f"Initiative {index}",
                objective_id=objective.id,
                key_result_id=self.random.choice([key_result.id, False]),
                creator_id=self.random.choice(self.users.ids),
                employee_id=self._some(people, 1).id,
            )
        self._draw_updates()

    def _draw_updates(self):
        """Give each key result a history, also where nobody may check in any more."""
        self.env.flush_all()
        updates = self.env.execute_query(
            SQL(
                "INSERT INTO okr_update (key_result_id, objective_id, session_id,"
                " company_id, user_id, date, source) SELECT id, objective_id,"
                " session_id, company_id, creator_id, '2026-01-02', 'manual'"
                " FROM okr_key_result WHERE id = ANY(%s) RETURNING id",
                self.records["okr.key.result"].ids,
            )
        )
        self.records["okr.update"] |= self.env["okr.update"].browse(
            [id_ for (id_,) in updates]
        )

    def _create(self, model, company, **values):
        record = self.env[model].with_company(company).create(values)
        self.records[model] |= record
        return record

    # -- telling the oracle ---------------------------------------------------------

    def parents(self):
        return {
            department.id: department.parent_id.id for department in self.departments
        }

    def person(self, user):
        role = None
        for name in ("user", "supervisor", "manager"):
            if user.has_group(f"okr.group_okr_{name}"):
                role = name
        mine = self.employees.filtered(lambda employee: employee.user_id == user)
        return oracle.Person(
            uid=user.id,
            role=role,
            companies=frozenset(user.company_ids.ids),
            employees={
                employee.id: oracle.Employee(
                    department=employee.department_id.id,
                    tags=frozenset(employee.category_ids.ids),
                    active=employee.active,
                )
                for employee in mine
            },
        )

    def fact(self, record):
        return {
            "okr.session": self._shared,
            "okr.objective": self._shared,
            "okr.key.result": self._key_result,
            "okr.update": lambda update: self._key_result(update.key_result_id),
            "okr.initiative": self._initiative,
        }[record._name](record)

    def _shared(self, record):
        owner = record.owner_id.id if "owner_id" in record._fields else None
        everyone = record.with_context(active_test=False)
        return oracle.Shared(
            company=record.company_id.id,
            visibility=record.visibility,
            creator=record.creator_id.id,
            owner=owner or None,
            departments=frozenset(everyone.department_ids.ids),
            employees=frozenset(everyone.employee_ids.ids),
            tags=frozenset(everyone.category_ids.ids),
        )

    def _key_result(self, record):
        return oracle.KeyResult(
            company=record.company_id.id,
            visibility=record.visibility,
            creator=record.creator_id.id,
            owners=frozenset(record.with_context(active_test=False).owner_ids.ids),
            objective=self._shared(record.objective_id),
        )

    def _initiative(self, record):
        key_result = record.key_result_id
        return oracle.Initiative(
            company=record.company_id.id,
            creator=record.creator_id.id,
            assignee=record.employee_id.id,
            objective=self._shared(record.objective_id),
            key_result=self._key_result(key_result) if key_result else None,
        )

    # -- asking -------------------------------------------------------------------

    def pairs(self):
        return len(self.users) * sum(len(records) for records in self.records.values())

    def differences(self):
        """Return the pairs on which search, rule, compute and oracle do not agree."""
        self.env.flush_all()
        self.env.invalidate_all()
        parents = self.parents()
        facts = {
            record: self.fact(record)
            for records in self.records.values()
            for record in records
        }
        found = []
        for user in self.users:
            person = self.person(user)
            for records in self.records.values():
                expected = {
                    record.id
                    for record in records
                    if oracle.sees(person, facts[record], parents)
                }
                found += [
                    f"{user.login}, {records._name}, {way}: {sorted(ids ^ expected)}"
                    for way, ids in self._answers(user, person, records, expected)
                    if ids != expected
                ]
        return found

    def _answers(self, user, person, records, expected):
        """Yield (way, ids) for each way in which Odoo says who sees these records."""
        mine = records.with_user(user).with_context(
            active_test=False, allowed_company_ids=user.company_ids.ids
        )
        yield "access", set(mine._filtered_access("read").ids)
        if not person.role:
            return
        domain = [("id", "in", records.ids)]
        yield "search", set(mine.search(domain).ids)
        if "is_visible" not in records._fields:
            return
        # The field knows no companies: the rule of the company narrows it.
        here = mine.sudo().filtered(lambda r: r.company_id.id in person.companies)
        visible = Domain("is_visible", "=", True)
        yield "compute", set(here.filtered("is_visible").ids)
        yield "filtered_domain", set(here.filtered_domain(visible).ids)
        whole = here.search(Domain(domain) & Domain("is_visible", "=", False))
        yield "negation", set(here.ids) - set(whole.ids)
