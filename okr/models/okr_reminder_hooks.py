from odoo import api, models

from .okr_session import PACE_FIELDS

# What may take a reminder away: see okr.reminder._withdraw_outdated.
KEY_RESULT_FIELDS = {"active", "deadline", "objective_id", "owner_ids", "state"}


class OkrKeyResult(models.Model):
    """Reminders go with what they were for."""

    _inherit = "okr.key.result"

    def write(self, vals):
        result = super().write(vals)
        if KEY_RESULT_FIELDS & vals.keys():
            # Reminders are the system's, and others' activities.
            self.env["okr.reminder"].sudo()._clean_up(self.sudo())  # as above
        return result


class OkrObjective(models.Model):
    """Reminders follow an objective into another session, and to another owner."""

    _inherit = "okr.objective"

    def write(self, vals):
        result = super().write(vals)
        if {"owner_id", "session_id", "state"} & vals.keys():
            whole = self.sudo()  # also of key results that are hidden
            self.env["okr.reminder"].sudo()._clean_up(whole.key_result_ids)  # as above
        return result


class OkrSession(models.Model):
    """Reminders follow the rhythm of their session."""

    _inherit = "okr.session"

    def write(self, vals):
        result = super().write(vals)
        if PACE_FIELDS & vals.keys():
            whole = self.sudo()  # as above
            key_results = whole.objective_ids.key_result_ids
            self.env["okr.reminder"].sudo()._clean_up(key_results)  # as above
        return result


class OkrUpdate(models.Model):
    """A check-in answers the reminders of its key result."""

    _inherit = "okr.update"

    @api.model_create_multi
    def create(self, vals_list):
        updates = super().create(vals_list)
        # The other owners' reminders are not for the author to write. What is past
        # answers none of today's.
        present = updates.sudo().filtered(lambda update: update.source != "import")
        self.env["okr.reminder"].sudo()._answer(present)  # as above
        return updates

    def _feedback(self):
        """Return what was checked in, in the words of the activity's feedback."""
        key_result = self.key_result_id
        if self.type == "achieved":
            value = (
                self.env._("achieved") if self.achieved else self.env._("not achieved")
            )
        elif self.type == "milestone":
            value = self.env._("%(count)s stages done", count=len(self.milestone_ids))
        else:
            value = key_result._format_value(self.value)
        return f"{value}\n{self.note}" if self.note else value


class OkrRollupQueue(models.Model):
    """A check-in that had to wait for its key result answers what came meanwhile."""

    _inherit = "okr.rollup.queue"

    def _count(self, found):
        result = super()._count(found)
        key_results = self.env["okr.key.result"].browse(found[0]).exists()
        self.env["okr.reminder"]._clean_up(key_results)
        return result
