from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

CHOICES = {
    "department": "department_ids",
    "employee": "employee_ids",
    "tag": "category_ids",
}


class OkrVisibilityMixin(models.AbstractModel):
    """Who may see a session or an objective, as its maker chose."""

    _name = "okr.visibility.mixin"
    _description = "OKR Visibility"
    _inherit = ["okr.sight.mixin", "okr.creator.mixin", "hr.mixin"]

    visibility = fields.Selection(
        selection=[
            ("company", "All Company"),
            ("department", "By Department"),
            ("employee", "By Employee"),
            ("tag", "By Employee Tag"),
            ("private", "Private"),
        ],
        string="Visible To",
        required=True,
        default="company",
    )
    department_ids = fields.Many2many(
        comodel_name="hr.department", string="Departments"
    )
    employee_ids = fields.Many2many(comodel_name="hr.employee", string="Employees")
    category_ids = fields.Many2many(
        comodel_name="hr.employee.category", string="Employee Tags"
    )

    @api.model
    def _sight_fields(self):
        names = ("creator_id", "visibility", *CHOICES.values(), "owner_id")
        chosen = tuple(name for name in names if name in self._fields)
        return (*super()._sight_fields(), *chosen)

    @api.constrains("visibility", "department_ids", "employee_ids", "category_ids")
    def _check_visibility(self):
        for record in self:
            name = CHOICES.get(record.visibility)
            # What is chosen may be hidden from the writer, as tags are, or archived.
            if name and not record.sudo().with_context(active_test=False)[name]:
                raise ValidationError(
                    self.env._(
                        "%(label)s: choose at least one of %(field)s, or another "
                        "choice.",
                        label=dict(
                            record._fields["visibility"]._description_selection(
                                self.env
                            )
                        )[record.visibility],
                        field=record._fields[name]._description_string(self.env),
                    )
                )

    # -- the one definition of who sees it -------------------------------------

    @api.model
    def _visible_sql(self, alias, query, ids=None):
        """Return the SQL condition that ``env.uid`` may see the row of ``alias``."""
        column = {
            name: self._field_to_sql(alias, name, query)
            for name in ("id", "visibility", "creator_id")
        }
        parts = [
            SQL("%s = 'company'", column["visibility"]),
            SQL("%s = %s", column["creator_id"], self.env.uid),
            SQL(
                "(%s, %s) IN (%s)",
                column["id"],
                column["visibility"],
                self._chosen_sql(),
            ),
        ]
        if "owner_id" in self._fields:
            owner = self._field_to_sql(alias, "owner_id", query)
            # Without an owner it must be false, not unknown, for the negation.
            mine = self._my_employees_sql()
            parts.append(SQL("(%s IS NOT NULL AND %s IN (%s))", owner, owner, mine))
        return SQL("(%s)", SQL(" OR ").join(parts))

    @api.model
    def _my_employees_sql(self):
        """Return a query for all employees of the user, in every company."""
        return SQL(
            "SELECT id FROM hr_employee WHERE user_id = %s",
            self.env.uid,
            to_flush=self.env["hr.employee"]._fields["user_id"],
        )

    @api.model
    def _chosen_sql(self):
        """Return (id, visibility) of what is chosen for the user's active employees.

        Starts from these employees, so its cost does not grow with the table.
        """
        return SQL(" UNION ALL ").join(
            SQL(
                "SELECT rel.%s, %s FROM hr_employee employee %s"
                " WHERE employee.user_id = %s AND employee.active",
                SQL.identifier(self._fields[name].column1),
                visibility,
                self._chosen_join(visibility, self._fields[name]),
                self.env.uid,
                to_flush=self._flushed_for_visibility(self._fields[name]),
            )
            for visibility, name in CHOICES.items()
        )

    def _chosen_join(self, visibility, field):
        """Return the joins from an employee to the records that chose it."""
        chosen = SQL.identifier("rel", field.column2)
        relation = SQL.identifier(field.relation)
        if visibility == "employee":
            return SQL("JOIN %s rel ON %s = employee.id", relation, chosen)
        if visibility == "tag":
            return SQL(
                "JOIN employee_category_rel tag ON tag.employee_id = employee.id"
                " JOIN %s rel ON %s = tag.category_id",
                relation,
                chosen,
            )
        # The department stands on the version of the employee that holds today.
        return SQL(
            "JOIN hr_version version ON version.id = employee.current_version_id"
            " JOIN hr_department home ON home.id = version.department_id"
            " JOIN %s rel ON %s = ANY(string_to_array("
            "trim(BOTH '/' FROM home.parent_path), '/')::int[])",
            relation,
            chosen,
        )

    def _flushed_for_visibility(self, field):
        """Return the fields that the query of what is chosen reads."""
        employee = self.env["hr.employee"]._fields
        names = ("user_id", "active", "category_ids", "current_version_id")
        return (
            field,
            *(employee[name] for name in names),
            self.env["hr.version"]._fields["department_id"],
            self.env["hr.department"]._fields["parent_path"],
        )
