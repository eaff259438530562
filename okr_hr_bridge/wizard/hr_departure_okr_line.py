from odoo import api, fields, models
from odoo.fields import Command


class HrDepartureOkrLine(models.TransientModel):
    """One thing that a leaver owns, and who is to own it from now on."""

    _name = "hr.departure.okr.line"
    _description = "OKR to Hand Over"
    _order = "id"

    wizard_id = fields.Many2one(
        comodel_name="hr.departure.wizard",
        required=True,
        index=True,
        ondelete="cascade",
    )
    employee_id = fields.Many2one(
        comodel_name="hr.employee", string="Leaver", readonly=True
    )
    res_model = fields.Selection(
        selection=[
            ("okr.objective", "Objective"),
            ("okr.key.result", "Key Result"),
            ("okr.initiative", "Initiative"),
        ],
        string="What",
        readonly=True,
    )
    res_id = fields.Integer(readonly=True, export_string_translation=False)
    title = fields.Char(compute="_compute_title")
    successor_id = fields.Many2one(
        comodel_name="hr.employee",
        string="Hand Over To",
        domain="[('id', '!=', employee_id)]",
    )

    @api.depends("res_model", "res_id")
    @api.depends_context("uid")
    def _compute_title(self):
        for line in self:
            # As the label of a link: the title, or that it is not visible.
            record = line._record().sudo()
            line.title = record.display_name if record else ""

    def _record(self):
        model = self.res_model or "okr.objective"
        return self.env[model].browse(self.res_id or ()).exists()

    def _hand_over(self):
        """Make the successor the owner, in the place of the leaver."""
        # HR need not see what is handed over; the wizard checked whose it was.
        record = self._record().sudo()
        if self.res_model == "okr.objective":
            record.owner_id = self.successor_id
        elif self.res_model == "okr.initiative":
            record.employee_id = self.successor_id
        else:
            record.owner_ids = [
                Command.link(self.successor_id.id),
                Command.unlink(self.employee_id.id),
            ]
