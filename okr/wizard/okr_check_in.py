from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..models.okr_lifecycle_mixin import OPEN_STATES

# More than anybody types in one go; the rest comes with the next opening.
MAX_LINES = 100


class OkrCheckIn(models.TransientModel):
    """Many check-ins at once: one list, one save."""

    _name = "okr.check.in"
    _description = "Check In"
    _inherit = ["okr.mask.mixin", "okr.link.mixin"]

    line_ids = fields.One2many(
        comodel_name="okr.check.in.line",
        inverse_name="check_in_id",
        string="Key Results",
    )
    # What the list has columns for.
    has_achieved = fields.Boolean(
        compute="_compute_kinds", compute_sudo=False, export_string_translation=False
    )
    has_stages = fields.Boolean(
        compute="_compute_kinds", compute_sudo=False, export_string_translation=False
    )

    @api.depends("line_ids.type")
    def _compute_kinds(self):
        for check_in in self:
            types = check_in.line_ids.mapped("type")
            check_in.has_achieved = "achieved" in types
            check_in.has_stages = "milestone" in types

    @api.model
    def default_get(self, fields):
        """Propose the chosen key results, else those due from the user, else all."""
        values = super().default_get(fields)
        if "line_ids" in fields and not values.get("line_ids"):
            lines = self.env["okr.check.in.line"]
            values["line_ids"] = [
                Command.create(lines._prepare_line(key_result))
                for key_result in self._key_results()
            ]
        return values

    @api.model
    def _key_results(self):
        chosen = self.env.context.get("active_ids")
        if chosen and self.env.context.get("active_model") == "okr.key.result":
            return self._updatable(Domain("id", "in", chosen))
        mine = Domain("is_mine", "=", True)
        due = self._updatable(mine & Domain("is_due", "=", True))
        running = Domain("session_id.state", "=", "in_progress")
        unfinished = Domain("state", "in", OPEN_STATES)
        return due or self._updatable(mine & running & unfinished)

    @api.model
    def _updatable(self, domain):
        found = self.env["okr.key.result"].search(
            domain, order="deadline, objective_id, id", limit=MAX_LINES
        )
        return found.filtered("can_update")

    def action_save(self):
        """Check in with every line that was filled in: all of them, or none."""
        self.ensure_one()
        self.check_access("write")
        lines = self.line_ids.filtered("is_filled")
        if not lines:
            raise UserError(
                self.env._("Nothing to save yet: enter a value in at least one line.")
            )
        try:
            with self.env.cr.savepoint():
                self._check_in(lines)
        except UserError:
            lines._name_the_refused()
            raise
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("Saved: %(count)s check-ins.", count=len(lines)),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    @api.model
    def _check_in(self, lines):
        return self.env["okr.update"].create([line._prepare_update() for line in lines])
