from odoo import api, models
from odoo.exceptions import UserError


class OkrLicenseAssignment(models.Model):
    """Who can be seated, and why somebody cannot."""

    _inherit = "okr.license.assignment"

    @api.model
    def _people(self, vals_list):
        """Return the (employee, user) of each assignment, or raise what is wrong."""
        employees = self._given("hr.employee", vals_list, "employee_id")
        users = self._given("res.users", vals_list, "user_id")
        people = self._completed([*zip(employees, users, strict=True)])
        self._check_companies(people)
        reasons, seated = [], set()
        for employee, user in people:
            if reason := self._reason(employee, user, seated):
                reasons.append(reason)
            seated.add(user.id)
        if reasons:
            raise UserError("\n".join(reasons))
        return people

    @api.model
    def _given(self, model, vals_list, name):
        """Return what each of the values names, or nothing, to be read all at once."""
        ids = {vals[name] for vals in vals_list if vals.get(name)}
        # Accounts are looked at whoever may assign.
        records = self.env[model].sudo().browse(ids).exists()
        there = set(records._ids)
        return [
            records.browse(id_ if id_ in there else ()).with_prefetch(records._ids)
            for id_ in (vals.get(name) for vals in vals_list)
        ]

    @api.model
    def _completed(self, people):
        """Return the people with the account of each employee, and vice versa."""
        alone = [user.id for employee, user in people if user and not employee]
        # As above; an account may be that of employees in several companies.
        found = (
            self.env["hr.employee"]
            .sudo()
            .search([("user_id", "in", alone)], order="company_id, id")
        )
        allowed = found.filtered(lambda e: e.company_id in self.env.companies)
        first = {
            employee.user_id: employee for employee in [*found[::-1], *allowed[::-1]]
        }
        # Accounts are read all at once, too.
        accounts = self.env["res.users"].sudo()
        ids = [(user or employee.user_id).id for employee, user in people]
        known = {id_ for id_ in ids if id_}
        return [
            (
                employee or first.get(user, employee),
                accounts.browse(id_ or ()).with_prefetch(known),
            )
            for (employee, user), id_ in zip(people, ids, strict=True)
        ]

    @api.model
    def _check_companies(self, people):
        if self.env.su:
            return
        for employee, user in people:
            # Who is no employee belongs to all companies of their account.
            theirs = employee.company_id or user.company_ids
            if theirs and not theirs & self.env.companies:
                raise UserError(
                    self.env._(
                        "%(company)s: choose the company at the top of the page, and "
                        "then its employees.",
                        company=theirs[0].name,
                    )
                )

    @api.model
    def _reason(self, employee, user, seated):
        """Return why somebody cannot be seated, and what to do, or nothing."""
        name = (employee or user).name
        if not employee and not user:
            return self.env._("License User: choose an employee.")
        if employee and not employee.active:
            return self.env._(
                "%(name)s is archived. Unarchive the employee first.", name=name
            )
        if not user:
            return self.env._(
                "%(name)s has no user account. Press Create User on the employee, or "
                "choose an account under Settings there.",
                name=name,
            )
        if employee and employee.user_id != user:
            return self.env._(
                "%(name)s has another user account. Leave the account out.", name=name
            )
        if not user.active:
            return self.env._(
                "The user account of %(name)s is archived. Unarchive it first.",
                name=name,
            )
        if user.share:
            return self.env._(
                "The user account of %(name)s is not an internal one. A portal user "
                "has no seat.",
                name=name,
            )
        if user.okr_seat or user.id in seated:
            return self.env._("%(name)s has a seat already.", name=name)
        return ""

    @api.model
    def _left(self):
        """Return the assignments of those who left without anybody telling us."""
        # For the job: an import can archive people past all that we listen to.
        seated = self.sudo().search([("active", "=", True)])
        gone = seated.filtered(lambda a: not a.user_id.active or a.user_id.share)
        return gone | (seated - gone)._without_employee()

    def _without_employee(self, leaving=()):
        """Return those whose person is an employee no more, in any company."""
        known = self._employees()
        # Who never was an employee cannot leave.
        once = self.filtered("employee_id") | self.filtered(
            lambda assignment: assignment.user_id in known.user_id
        )
        there = known.filtered(lambda e: e.active and e.id not in leaving).user_id
        return once.filtered(lambda assignment: assignment.user_id not in there)

    def _follow_employee(self, leaving=()):
        """Show the seats with an employee that the person still is."""
        there = self._employees().filtered(lambda e: e.active and e.id not in leaving)
        for assignment in self.filtered(lambda a: a.employee_id not in there):
            mine = there.filtered(lambda e, user=assignment.user_id: e.user_id == user)
            assignment.employee_id = mine[:1]

    def _employees(self):
        """Return the employees of these people, archived ones too."""
        # Employees are looked at, whoever changes them.
        employees = self.env["hr.employee"].sudo().with_context(active_test=False)
        return employees.search([("user_id", "in", self.user_id.ids)], order="id")

    @api.model
    def action_seat_holders(self):
        """Seat everybody who has an OKR role and no seat; roles stay as they are."""
        self.check_access("create")
        holders = self.env["res.users"].search(
            self.env["res.users"]._okr_holders_domain()
        )
        return holders.action_okr_seat()
