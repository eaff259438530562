from odoo import api, fields, models
from odoo.fields import Command


class OkrLicenseAssign(models.TransientModel):
    """Seats many employees at once, with the same choices."""

    _name = "okr.license.assign"
    _description = "Assign OKR Seats"

    employee_ids = fields.Many2many(
        comodel_name="hr.employee",
        string="Employees",
        required=True,
        default=lambda self: self._default_employee_ids(),
    )
    already_count = fields.Integer(
        default=lambda self: self._default_already_count(),
        export_string_translation=False,
    )
    license_type_id = fields.Many2one(
        comodel_name="okr.license.type",
        required=True,
        default=lambda self: self._default_license_type_id(),
    )
    assign_roles = fields.Boolean(string="Assign Roles Automatically", default=True)
    preset_emails = fields.Boolean(string="Preset Typical Email Settings", default=True)
    free_seats = fields.Integer(compute="_compute_free_seats")

    @api.model
    def _chosen(self):
        """Return the employees that were chosen in their list."""
        if self.env.context.get("active_model") != "hr.employee":
            return self.env["hr.employee"]
        return self.env["hr.employee"].browse(self.env.context.get("active_ids", ()))

    @api.model
    def _default_employee_ids(self):
        seated = self._chosen().filtered(lambda employee: employee.okr_seat != "none")
        return [Command.set((self._chosen() - seated).ids)]

    @api.model
    def _default_already_count(self):
        # Who came along with "select all" need not be taken out by hand.
        return len(self._chosen()) - len(self._default_employee_ids()[0][2])

    @api.model
    def _default_license_type_id(self):
        return self.env["okr.license.assignment"]._default_license_type_id()

    @api.depends("license_type_id")
    def _compute_free_seats(self):
        pool = self.env["okr.license.pool"]._get()
        taken = pool._taken()
        for wizard in self:
            kind = wizard.license_type_id.kind or "full"
            free = pool[f"{kind}_seats"] - taken[kind]
            wizard.free_seats = max(free, 0) if pool._state() == "licensed" else 0

    def action_assign(self):
        """Seat all of them, or none: the assignment says who cannot be, and why."""
        self.ensure_one()
        choices = {
            "license_type_id": self.license_type_id.id,
            "assign_roles": self.assign_roles,
            "preset_emails": self.preset_emails,
        }
        self.env["okr.license.assignment"].create(
            [{**choices, "employee_id": employee.id} for employee in self.employee_ids]
        )
        return {"type": "ir.actions.act_window_close"}
