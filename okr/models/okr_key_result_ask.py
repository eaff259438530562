from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .okr_lifecycle_mixin import OPEN_STATES


class OkrKeyResult(models.Model):
    """Asking the owners for an update."""

    _inherit = "okr.key.result"

    can_ask = fields.Boolean(
        compute="_compute_can_ask",
        compute_sudo=False,
        export_string_translation=False,
        help="The reader may ask its owners for an update, and they may give one.",
    )

    @api.depends_context("uid")
    @api.depends("active", "deadline", "objective_id", "session_id", "state")
    def _compute_can_ask(self):
        askable = self._origin._askable()
        for key_result in self:
            key_result.can_ask = key_result._origin in askable

    def _askable(self):
        """Return those that wait for an update, and whose owners the user may ask."""
        # A session that is hidden from the user runs all the same.
        return self._of_asker().filtered(lambda kr: kr.sudo()._takes_updates())

    def _of_asker(self):
        """Return those of which the user is the objective's owner, or a manager."""
        if self.env.su or self.env.user.has_group("okr.group_okr_manager"):
            return self
        # Whose the objective is, and no title of it.
        return self.filtered(lambda key_result: key_result.sudo().objective_id.is_mine)

    def _takes_updates(self):
        """Return whether its owners could update it now."""
        if not self.active or self.state not in OPEN_STATES:
            return False
        grace = 0 if self.hard_deadline else self.company_id.okr_grace_days
        late = (self.company_id._okr_today() - self.deadline).days
        return self._is_running() and late <= grace

    def action_ask_for_update(self):
        """Send each owner one activity, once a day; return what became of it.

        For managers and the owners of the objectives. Raises a sentence where the
        user may not ask, or no owner could give an update now.
        """
        self.check_access("read")
        if self._of_asker() != self:
            raise AccessError(
                self.env._(
                    "Only an OKR manager or the owner of its objective asks for an "
                    "update."
                )
            )
        askable = self._askable()
        if not askable:
            raise UserError(
                self.env._(
                    "Nobody can update this now: its session is not in progress, it "
                    "is closed or cancelled, or its deadline has passed."
                )
            )
        # Accounts are HR's, the ledger is the system's; who asks was checked above.
        reachable, missing = askable.sudo()._owners_to_remind()
        reminders = self.env["okr.reminder"].sudo()  # as above
        rows, again = reminders._not_asked_today(reachable)
        if rows:
            reminders._send(rows)
        return self._tell_asked(len(rows), again, missing, len(self - askable))

    def _owners_to_remind(self):
        """Return the owners that can be reminded, and those that cannot.

        :return: ``([(key result, user)], employees)``
        """
        whole = self.with_context(active_test=False)
        users = whole.owner_ids.user_id._okr_can_check_in()
        reachable, missing = [], whole.env["hr.employee"]
        for key_result in whole:
            for owner in key_result.owner_ids:
                if key_result._can_remind(owner, users):
                    reachable.append((key_result, owner.user_id))
                else:
                    missing |= owner
        return reachable, missing

    def _can_remind(self, owner, users):
        """Return whether an owner can be reminded.

        :param users: those of the owners' accounts that may check in
        """
        user = owner.user_id
        return owner.active and user in users and self.company_id in user.company_ids

    def _heard_of(self):
        """Return the day since which nothing was heard: its update's, or its start."""
        return self.last_update_date or max(
            self.company_id._okr_day(self.create_date),
            self.session_id.started_on or self.session_id.date_start,
        )

    def _tell_asked(self, asked, again, missing, closed):
        """Return a notification that says whom the question reached."""
        said = []
        if asked:
            said.append(self.env._("Reminders sent: %(count)s.", count=asked))
        if again:
            said.append(self.env._("Sent today already: %(count)s.", count=again))
        if closed:
            said.append(
                self.env._(
                    "Key results that take no update now: %(count)s.", count=closed
                )
            )
        if missing:
            said.append(self._tell_missing(missing))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "title": self.env._("Ask for an Update"),
                "message": " ".join(said),
                "type": "warning" if missing or not asked else "success",
                "sticky": bool(missing),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    @api.model
    def _tell_missing(self, owners):
        """Return a sentence that names the owners who cannot be reminded."""
        return self.env._(
            "Owners who cannot be reminded: %(count)s (%(names)s).",
            count=len(owners),
            names=", ".join(owners.mapped("name")),
        )
