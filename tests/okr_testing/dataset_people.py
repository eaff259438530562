"""The people of a made company, in a tree of departments and with tags."""

from odoo import Command
from odoo.tools import SQL

from okr_testing.rows import following, link, multiply


class People:
    """`person_0` manages, one of 20 leads; not all who use Odoo are employees."""

    def __init__(self, made):
        self.made, self.size, self.env = made, made.size, made.env
        self._departments()
        self._people()

    def _departments(self):
        size, model = self.size, self.env["hr.department"]
        one = model.create({"name": "All", "company_id": self.made.company.id})
        self.departments = multiply(
            one,
            size.departments,
            name=SQL("jsonb_build_object('en_US', 'Department ' || n)"),
            parent_id=SQL(
                "CASE WHEN n = 0 THEN NULL ELSE %s + (n - 1) / 5 END",
                following(one),
            ),
        )
        model._parent_store_compute()
        tags = [{"name": f"Tag {number} of many"} for number in range(size.tags)]
        self.tags = self.env["hr.employee.category"].create(tags).ids

    def _people(self):
        size = self.size
        user = self.env["res.users"].create(
            {
                "name": "Person",
                "login": "person",
                "email": "person@example.com",
                "tz": "UTC",
                "group_ids": [Command.set(self.env.ref("okr.group_okr_user").ids)],
            }
        )
        one = self.env["hr.employee"].create(
            {"name": user.name, "user_id": user.id, "company_id": self.made.company.id}
        )
        name = SQL("'Person ' || n")
        mail = SQL("'person_' || n || '@example.com'")
        partners = multiply(
            user.partner_id,
            size.users,
            name=name,
            complete_name=name,
            email=mail,
            email_normalized=mail,
            commercial_partner_id=SQL("%s + n", following(user.partner_id)),
        )
        self.users = multiply(
            user,
            size.users,
            login=SQL("'person_' || n"),
            partner_id=SQL("%s + n", partners),
        )
        self._groups(user)
        resources = multiply(
            one.resource_id,
            size.employees,
            name=name,
            user_id=SQL("%s + n", self.users),
        )
        version = following(one.current_version_id)
        self.employees = multiply(
            one,
            size.employees,
            name=name,
            work_email=mail,
            user_id=SQL("%s + n", self.users),
            resource_id=SQL("%s + n", resources),
            work_contact_id=SQL("%s + n", partners),
            current_version_id=SQL("NULL"),
        )
        versions = multiply(
            one.current_version_id,
            size.employees,
            employee_id=SQL("%s + n", self.employees),
            department_id=SQL(
                "%s + %s", self.departments, self.made.draw(1, size.departments)
            ),
        )
        assert versions == version
        self.env.cr.execute(
            SQL(
                "UPDATE hr_employee SET current_version_id = %s + id - %s"
                " WHERE id >= %s",
                versions,
                self.employees,
                self.employees,
            )
        )
        for salt in (2, 3):
            self._link(
                self.env["hr.employee"]._fields["category_ids"],
                SQL("%s + n", self.employees),
                SQL("(%s::int[])[1 + %s]", self.tags, self.made.draw(salt, size.tags)),
                size.employees,
            )

    def _groups(self, user):
        """Give everybody the role of a user; one of 20 leads, the first manages."""
        groups = self.env["res.users"]._fields["group_ids"]
        person, size = SQL("%s + n", self.users), self.size
        for group in user.group_ids:
            self._link(groups, person, SQL("%s", group.id), size.users)
        for name, number in (("supervisor", size.users // 20), ("manager", 1)):
            group = self.env.ref(f"okr.group_okr_{name}")
            self._link(groups, person, SQL("%s", group.id), number)
        companies = self.env["res.users"]._fields["company_ids"]
        self._link(companies, person, SQL("%s", self.made.company.id), size.users)
        self.env.registry.clear_cache()

    def _link(self, field, one, other, number):
        series = SQL("generate_series(0, %s) n", number - 1)
        self.env.cr.execute(
            link(field, SQL("SELECT %s, %s FROM %s", one, other, series))
        )
