from odoo import api, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import SQL

MAX_REASON = 500


class OkrHistoryMixin(models.AbstractModel):
    """What has updates stays: it is archived or cancelled, not deleted."""

    _name = "okr.history.mixin"
    _description = "OKR History"

    def action_delete_with_history(self):
        """Return the dialog in which a manager reads what goes, and deletes it."""
        self._check_manager()
        self.check_access("unlink")
        return self.env["okr.delete.wizard"]._open(self)

    def _check_manager(self):
        if not self.env.su and not self.env.user.has_group("okr.group_okr_manager"):
            raise AccessError(self.env._("Only an OKR manager may do this."))

    @api.model
    def _clean_reason(self, reason):
        """Return a reason as given by a client: of spaces alone, it is none."""
        reason = str(reason or "").strip()
        if len(reason) > MAX_REASON:
            raise ValidationError(
                self.env._(
                    "Reason: %(length)s characters are too many. Shorten it to "
                    "%(limit)s.",
                    length=len(reason),
                    limit=MAX_REASON,
                )
            )
        return reason

    def _log_reason(self, sentence):
        for record in self:
            record.message_post(body=sentence)

    def _with_history(self):
        """Return the key results at or below these records, archived ones too."""
        return self.env["okr.key.result"]

    def _refuse_with_history(self):
        """Refuse to delete what has updates, voided ones too."""
        # Hidden and voided updates are history too.
        whole = self.sudo()
        if whole.env["okr.update"].search_count(
            [("key_result_id", "in", whole._with_history().ids)], limit=1
        ):
            raise UserError(
                self.env._(
                    "It has updates, and history is not deleted. Cancel or archive it; "
                    "a manager can delete it with its history."
                )
            )

    def _delete_with_history(self):
        """Delete these records, all below them and their updates."""
        key_results = self.sudo()._with_history()  # a manager sees all of it
        self.env.flush_all()
        # Nobody deletes updates one by one: they have no access line for it.
        self.env.cr.execute(
            SQL("DELETE FROM okr_update WHERE key_result_id = ANY(%s)", key_results.ids)
        )
        self.env.invalidate_all()
        self.unlink()
