from contextlib import contextmanager

from odoo import api, fields, models
from odoo.exceptions import UserError

NUMBERS = (
    "type",
    "initial_value",
    "target_value",
    "critical_value",
    "has_critical",
)
GOALPOSTS = (*NUMBERS, "weight", "deadline")
# Only code can put this object into a context: a client sends JSON.
_NEW = object()


class OkrGoalpostChange(models.Model):
    """One goalpost that was moved after the start: who, when, why, from, to."""

    _name = "okr.goalpost.change"
    _description = "Goalpost Change"
    _inherit = ["okr.guard.mixin"]
    _order = "id desc"
    _rec_name = "reason"

    key_result_id = fields.Many2one(
        comodel_name="okr.key.result", required=True, index=True, ondelete="cascade"
    )
    session_id = fields.Many2one(
        related="key_result_id.session_id", store=True, precompute=True, index=True
    )
    company_id = fields.Many2one(
        related="key_result_id.company_id",
        store=True,
        precompute=True,
        required=True,
        index=True,
    )
    active = fields.Boolean(default=True)
    field_name = fields.Selection(
        selection="_selection_field_name", string="Goalpost", required=True
    )
    old_value = fields.Char(string="From")
    new_value = fields.Char(string="To")
    reason = fields.Char(required=True)
    user_id = fields.Many2one(
        comodel_name="res.users", string="Changed by", required=True, index=True
    )

    @api.model
    def _selection_field_name(self):
        """Return the goalposts with their labels in the reader's language."""
        goalposts = self.env["okr.key.result"]._fields
        return [
            (name, goalposts[name]._description_string(self.env))
            for name in (*GOALPOSTS, "milestone_ids")
        ]

    @api.model
    def _new(self):
        """Return what marks, in the context, stages of a key result just made."""
        return _NEW

    @contextmanager
    def _kept(self, key_results, vals):
        """Keep what changes inside, of key results in running sessions.

        The reason is in the context, as ``okr_goalposts``. Refused without one.
        """
        names = [name for name in GOALPOSTS if name in vals]
        moved = "objective_id" in vals and "deadline" not in names
        if moved:
            names.append("deadline")
        # Sessions may be hidden from who edits a key result.
        running = key_results.sudo().filtered(
            lambda key_result: key_result._is_running()
        )
        running = running if names else running.browse()
        before = [{name: key_result[name] for name in names} for key_result in running]
        yield
        rows = [
            self._prepare_change(key_result, name, old[name])
            for key_result, old in zip(running, before, strict=True)
            for name in names
            if key_result[name] != old[name]
        ]
        reason = (
            self.env._("The key result moved to another objective.") if moved else None
        )
        self._log(rows, reason)

    def _prepare_change(self, key_result, name, old):
        """Return the values of one change, in words."""
        return {
            "key_result_id": key_result.id,
            "field_name": name,
            "old_value": key_result._goalpost_text(name, old),
            "new_value": key_result._goalpost_text(name, key_result[name]),
        }

    def _log(self, rows, reason=None):
        """Keep the changes with their reason; refuse them without one."""
        given = self.env.context.get("okr_goalposts")
        if not rows or given is _NEW:
            return
        reason = given.strip() if isinstance(given, str) and given.strip() else reason
        if not reason:
            raise UserError(
                self.env._(
                    "%(field)s: the session has started, so a change needs the Reason "
                    "for the Change. Write it with the change.",
                    field=dict(self._selection_field_name())[rows[0]["field_name"]],
                )
            )
        # Nobody but the product writes this log.
        self.sudo().create(
            [{**row, "reason": reason[:500], "user_id": self.env.uid} for row in rows]
        )

    def _log_deadlines(self, before, reason):
        """Keep the deadlines that moved along; ``before``: {key result: day}."""
        rows = [
            self._prepare_change(key_result, "deadline", old)
            for key_result, old in before.items()
            if key_result.deadline != old
        ]
        self.with_context(okr_goalposts=False)._log(rows, reason)
