from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import arithmetic
from ..models.okr_update import CONFIDENCE_LEVELS


class OkrCheckInLine(models.TransientModel):
    """One key result in the list of many check-ins."""

    _name = "okr.check.in.line"
    _description = "Check-in Line"
    _inherit = ["okr.mask.mixin", "okr.link.mixin"]
    _order = "id"

    check_in_id = fields.Many2one(
        comodel_name="okr.check.in", required=True, index=True, ondelete="cascade"
    )
    key_result_id = fields.Many2one(
        comodel_name="okr.key.result", required=True, ondelete="cascade"
    )
    type = fields.Selection(related="key_result_id.type", related_sudo=False)
    unit_id = fields.Many2one(related="key_result_id.unit_id", related_sudo=False)
    current_value = fields.Float(
        related="key_result_id.current_value", related_sudo=False
    )
    target_text = fields.Char(
        string="Now", related="key_result_id.update_information", related_sudo=False
    )
    value = fields.Float(string="New Value")
    achieved = fields.Boolean()
    confidence = fields.Selection(
        selection=CONFIDENCE_LEVELS,
        string="Confidence Level",
    )
    note = fields.Char()
    is_filled = fields.Boolean(
        string="Save",
        compute="_compute_is_filled",
        compute_sudo=False,
        store=True,
        readonly=False,
        help="On by itself for what you fill in. Tick it where nothing has changed.",
    )
    progress = fields.Float(
        string="New Progress", compute="_compute_progress", compute_sudo=False
    )
    expected_progress = fields.Float(
        related="key_result_id.expected_progress", related_sudo=False
    )

    @api.depends("value", "achieved", "confidence", "note")
    def _compute_is_filled(self):
        for line in self:
            line.is_filled = line.is_filled or line._differs()

    @api.depends("key_result_id", "value", "achieved")
    def _compute_progress(self):
        for line in self:
            key_result = line.key_result_id
            value = line.achieved if line.type == "achieved" else line.value
            line.progress = arithmetic.progress(
                key_result._attainment(value, key_result.milestone_ids.filtered("done"))
            )

    @api.model
    def _prepare_line(self, key_result):
        return {
            "key_result_id": key_result.id,
            "value": key_result.current_value,
            "achieved": bool(key_result.current_value),
        }

    def _differs(self):
        """Return whether anything was entered besides what was proposed."""
        now = self.key_result_id.current_value
        moved = {
            "achieved": self.achieved != bool(now),
            "milestone": False,
        }.get(self.type, self.value != now)
        return bool(moved or self.confidence or self.note)

    def _prepare_update(self):
        values = {
            "key_result_id": self.key_result_id.id,
            "confidence": self.confidence,
            "note": self.note,
        }
        if self.type == "achieved":
            values["achieved"] = self.achieved
        elif self.type in arithmetic.NUMERIC_TYPES:
            values["value"] = self.value
        return values

    def _name_the_refused(self):
        """Raise the refusal of the first line that is refused, with its title."""
        for line in self:
            try:
                with line.env.cr.savepoint():
                    line.check_in_id._check_in(line)
            except UserError as error:
                title = line.key_result_id.display_name
                reason = str(error)
                if title in reason:
                    raise
                raise UserError(
                    line.env._("%(title)s: %(reason)s", title=title, reason=reason)
                ) from error

    def action_update(self):
        """Open the dialog of this key result, where stages are ticked."""
        self.ensure_one()
        return self.key_result_id.action_update()
