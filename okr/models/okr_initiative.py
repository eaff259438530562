from odoo import api, fields, models
from odoo.exceptions import ValidationError


class OkrInitiative(models.Model):
    """The work: one task of one assignee, which never moves a progress by itself."""

    _name = "okr.initiative"
    _description = "Initiative"
    _inherit = ["okr.guard.mixin", "okr.creator.mixin", "okr.chatter.mixin"]
    _order = "priority desc, date_deadline, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    description = fields.Html(sanitize_style=True)
    objective_id = fields.Many2one(
        comodel_name="okr.objective",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    key_result_id = fields.Many2one(
        comodel_name="okr.key.result",
        index="btree_not_null",
        ondelete="cascade",
        check_company=True,
        domain="[('objective_id', '=', objective_id)]",
    )
    session_id = fields.Many2one(
        related="objective_id.session_id", store=True, precompute=True, index=True
    )
    company_id = fields.Many2one(
        related="objective_id.company_id",
        store=True,
        precompute=True,
        required=True,
        index=True,
    )
    employee_id = fields.Many2one(
        comodel_name="hr.employee",
        string="Assignee",
        required=True,
        index=True,
        check_company=True,
    )
    priority = fields.Selection(
        selection=[("0", "Normal"), ("1", "Average"), ("2", "High")],
        default="0",
        required=True,
    )
    date_deadline = fields.Date(string="Deadline", index=True)
    link = fields.Char(help="Where the work is really tracked.")
    state = fields.Selection(
        selection=[
            ("todo", "To Do"),
            ("in_progress", "In Progress"),
            ("done", "Done"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="todo",
        index=True,
        copy=False,
    )
    state_before = fields.Char(
        readonly=True,
        copy=False,
        export_string_translation=False,
        help="The state to give back when its objective is re-opened.",
    )

    _order_idx = models.Index("(priority DESC, date_deadline, id)")

    @api.constrains("objective_id", "key_result_id")
    def _check_key_result(self):
        for initiative in self.sudo():  # the key result may be hidden from the writer
            key_result = initiative.key_result_id
            if key_result and key_result.objective_id != initiative.objective_id:
                raise ValidationError(
                    self.env._("Key Result: choose one of the initiative's objective.")
                )

    @api.constrains("link")
    def _check_link(self):
        for initiative in self:
            if initiative.link and not initiative.link.startswith(
                ("http://", "https://")
            ):
                raise ValidationError(
                    self.env._("Link: enter an address that begins with https://.")
                )

    @api.model
    def _system_fields(self):
        return super()._system_fields() | {"session_id", "state_before"}

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._with_objective(vals) for vals in vals_list])

    @api.model
    def _with_objective(self, vals):
        """Return the values with the objective that their key result belongs to."""
        given = vals.get("objective_id") or self.env.context.get("default_objective_id")
        # What is no number is refused after this, by the guard.
        if given or type(vals.get("key_result_id")) is not int:
            return vals
        key_result = self.env["okr.key.result"].browse(vals["key_result_id"]).exists()
        # As superuser, for it may be hidden: then the guard refuses it after this.
        objective = key_result.sudo().objective_id
        return {**vals, "objective_id": objective.id} if objective else vals

    def action_done(self):
        """Tick done, as its creator, its assignee, or who may edit it."""
        self.check_access("write")
        self.write({"state": "done"})
        return True

    def action_reset(self):
        """Take back to be done."""
        self.check_access("write")
        self.write({"state": "todo"})
        return True

    def _tick(self, user):
        """Tick done with an update made by ``user``; refused where it is not theirs."""
        self.with_user(user).check_access("write")
        self.write({"state": "done"})

    def _cancel_along(self):
        """Cancel with the objective what is still to be done."""
        for initiative in self:
            if initiative.state in ("todo", "in_progress"):
                initiative.write(
                    {"state": "cancelled", "state_before": initiative.state}
                )

    def _reopen_along(self):
        for initiative in self.filtered("state_before"):
            initiative.write({"state": initiative.state_before, "state_before": False})
