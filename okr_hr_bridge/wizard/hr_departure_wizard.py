from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command


class HrDepartureWizard(models.TransientModel):
    """A departure that leaves no OKR without somebody who minds it."""

    _inherit = "hr.departure.wizard"

    okr_line_ids = fields.One2many(
        comodel_name="hr.departure.okr.line",
        inverse_name="wizard_id",
        string="OKRs to Hand Over",
        compute="_compute_okr_line_ids",
        store=True,
        readonly=False,
    )
    okr_many_leavers = fields.Boolean(
        compute="_compute_okr_many_leavers", export_string_translation=False
    )
    okr_successor_id = fields.Many2one(
        comodel_name="hr.employee",
        string="Hand Over All To",
        domain="[('id', 'not in', employee_ids)]",
        help="Fills in all lines below; each can be given to somebody else.",
    )
    okr_warning = fields.Char(
        compute="_compute_okr_warning", export_string_translation=False
    )

    @api.depends("employee_ids")
    def _compute_okr_line_ids(self):
        for wizard in self:
            leavers = wizard.employee_ids._origin
            wizard.okr_line_ids = [
                Command.clear(),
                *(
                    Command.create(
                        {
                            "employee_id": leaver.id,
                            "res_model": record._name,
                            "res_id": record.id,
                            "successor_id": (leaver.parent_id - leavers).id,
                        }
                    )
                    for leaver, record in leavers._okr_owned()
                ),
            ]

    @api.depends("employee_ids")
    def _compute_okr_many_leavers(self):
        for wizard in self:
            wizard.okr_many_leavers = len(wizard.employee_ids) > 1

    @api.depends("okr_line_ids.successor_id")
    def _compute_okr_warning(self):
        for wizard in self:
            # Accounts and their roles are looked at whoever lets somebody leave.
            successors = wizard.okr_line_ids.successor_id.sudo()
            able = successors.user_id._okr_can_check_in()
            idle = successors.filtered(lambda e, able=able: e.user_id not in able)
            names = ", ".join(idle.mapped("name"))
            wizard.okr_warning = names and self.env._(
                "%(names)s can change nothing in OKR yet: an OKR role or a full seat "
                "is missing.",
                names=names,
            )

    @api.onchange("okr_successor_id")
    def _onchange_okr_successor_id(self):
        if self.okr_successor_id:
            self.okr_line_ids.successor_id = self.okr_successor_id

    def action_register_departure(self):
        for wizard in self:
            wizard._hand_over_okrs()
        return super().action_register_departure()

    def _hand_over_okrs(self):
        """Give each thing to its successor, before the leaver is archived."""
        lines = self.okr_line_ids.filtered("successor_id")
        if not lines:
            return
        # Whoever may let somebody leave may hand over what they own, and no more.
        self.employee_ids.check_access("write")
        owned = {
            (employee.id, record._name, record.id)
            for employee, record in self.employee_ids._okr_owned()
        }
        gone = self.employee_ids.ids
        for line in lines:
            successor = line.successor_id
            if not successor.active or successor.id in gone:
                raise UserError(
                    self.env._(
                        "%(name)s is leaving, too. Hand over to somebody who stays.",
                        name=successor.name,
                    )
                )
            if (line.employee_id.id, line.res_model, line.res_id) in owned:
                line._hand_over()
