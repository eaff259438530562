from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

STATES = [
    ("draft", "Draft"),
    ("in_progress", "In Progress"),
    ("closed", "Closed"),
    ("cancelled", "Cancelled"),
]
# What is still worked on.
OPEN_STATES = ("draft", "in_progress")
# What reports tell of: neither given up nor put away.
COUNTED = Domain("state", "!=", "cancelled") & Domain("active", "=", True)


class OkrLifecycleMixin(models.AbstractModel):
    """The states of an objective or a key result, and the way back to each."""

    _name = "okr.lifecycle.mixin"
    _description = "OKR Life Cycle"

    state = fields.Selection(
        selection=STATES,
        required=True,
        default="draft",
        readonly=True,
        index=True,
        copy=False,
        tracking=True,
    )
    state_before = fields.Selection(
        selection=STATES,
        readonly=True,
        copy=False,
        export_string_translation=False,
        help="The state to give back when it is re-opened.",
    )
    cancelled_along = fields.Boolean(
        readonly=True,
        copy=False,
        export_string_translation=False,
        help="Cancelled with its objective, and comes back with it.",
    )

    @api.model
    def _lifecycle_fields(self):
        return {"state", "state_before", "cancelled_along"}

    def action_cancel(self, reason=None):
        """Cancel, as an editor: it stays to be read and counts no more.

        Without a reason, return the dialog that asks for it.
        """
        self.check_access("write")
        self._check_session_open()
        if any(record.state == "cancelled" for record in self):
            raise UserError(self.env._("It is cancelled already."))
        reason = self._clean_reason(reason)
        if not reason:
            return self.env["okr.reason.wizard"]._open("cancel", self)
        # The states are system fields; the right to write was checked above.
        self.sudo()._cancel()
        self._log_reason(self.env._("Cancelled: %(reason)s", reason=reason))
        return True

    def action_reopen(self, reason=None):
        """Give back the state it had, as an editor.

        Without a reason, return the dialog that asks for it.
        """
        self.check_access("write")
        self._check_session_open()
        if any(record.state not in ("cancelled", "closed") for record in self):
            raise UserError(
                self.env._("Only what is cancelled or closed can be re-opened.")
            )
        reason = self._clean_reason(reason)
        if not reason:
            return self.env["okr.reason.wizard"]._open("reopen", self)
        # As in action_cancel.
        self.sudo()._reopen()
        self._log_reason(self.env._("Re-opened: %(reason)s", reason=reason))
        return True

    def _cancel(self, along=False):
        live = self.filtered(lambda record: record.state != "cancelled")
        live._keep_state("cancelled", cancelled_along=along)

    def _reopen(self):
        for state, records in self.grouped(
            lambda record: record._state_to_give_back()
        ).items():
            records.write(
                {"state": state, "state_before": False, "cancelled_along": False}
            )

    def _state_to_give_back(self):
        return self.state_before or "in_progress"

    def _close_with_session(self):
        self.filtered(lambda record: record.state != "cancelled")._keep_state("closed")

    def _reopen_with_session(self):
        self.filtered(
            lambda record: record.state == "closed" and record.state_before
        )._reopen()

    def _keep_state(self, state, **others):
        """Write a state and remember the one before it."""
        for before, records in self.grouped("state").items():
            records.write({"state": state, "state_before": before, **others})
