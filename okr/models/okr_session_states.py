from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..cadence import due_days
from ..snapshot import check_nothing_unseen

# In days: a year that is still being typed is offered its quarters, too.
ALMOST_A_YEAR = 300


class OkrSession(models.Model):
    """The life of a session: quarters, start, close, re-open."""

    _inherit = "okr.session"

    can_create_quarters = fields.Boolean(
        compute="_compute_can_create_quarters", export_string_translation=False
    )

    @api.depends("child_ids", "date_end", "date_start", "parent_id", "state")
    def _compute_can_create_quarters(self):
        """Offer it where a year is meant; the method checks for itself."""
        for session in self:
            days = (session.date_end and session.date_start) and (
                session.date_end - session.date_start
            ).days
            session.can_create_quarters = (
                bool(session._origin)
                and (days or 0) >= ALMOST_A_YEAR
                and session.state != "closed"
                and not session.parent_id
                and not session.child_count
            )

    @api.model
    def _proposed(self):
        """Return the session for new work: the latest that runs, else the next."""
        mine = Domain("company_id", "=", self.env.company.id)
        running = mine & Domain("state", "=", "in_progress")
        # Of a year and a quarter that start on the same day, the quarter.
        found = self.search(running, order="date_start desc, date_end, id")
        quarters = found.filtered(
            lambda one: (one.date_end - one.date_start).days < ALMOST_A_YEAR
        )
        # A release inside a quarter begins later than it, and takes few goals.
        found = found.filtered(lambda one: one.parent_id not in quarters)
        if found:
            return found[0]
        today = self.env.company._okr_today()
        coming = Domain("state", "=", "draft") & Domain("date_end", ">=", today)
        return self.search(mine & coming, order="date_start, date_end, id", limit=1)

    def action_create_quarters(self):
        """Make the four quarters of a year, leaving alone those that exist."""
        self.ensure_one()
        self.check_access("write")
        if self.date_end != self.date_start + relativedelta(years=1, days=-1):
            raise UserError(
                self.env._(
                    "%(session)s is not a year: set its End Date to one year after "
                    "its Start Date.",
                    session=self.display_name,
                )
            )
        # Hidden or archived ones count: making them twice would double the year.
        children = self.sudo().with_context(active_test=False).child_ids
        starts = [self.date_start + relativedelta(months=3 * n) for n in range(4)]
        known = set(children.mapped("date_start"))
        self.create([self._prepare_quarter(s) for s in starts if s not in known])
        return self.action_view_children()

    def _prepare_quarter(self, start):
        copied = (
            "cadence",
            "cadence_weekday",
            "cadence_day",
            "visibility",
        )
        return {
            **{name: self[name] for name in copied},
            "name": self._quarter_name(start),
            "parent_id": self.id,
            "date_start": start,
            "date_end": start + relativedelta(months=3, days=-1),
            "department_ids": self.department_ids.ids,
            "employee_ids": self.employee_ids.ids,
            "category_ids": self.category_ids.ids,
        }

    def action_start(self):
        """Take draft sessions to in progress, with their objectives."""
        self.check_access("write")
        self._require_state("draft", self.env._("Only a draft session can be started."))
        # The state is a system field; the right to write was checked above.
        sessions = self.sudo()
        sessions._hold_still()
        for company, started in sessions.grouped("company_id").items():
            started.write({"state": "in_progress", "started_on": company._okr_today()})
        objectives = sessions._all_objectives()
        objectives._follow_session()
        # Past updates may have been imported before the start.
        key_results = objectives.with_context(active_test=False).key_result_ids
        key_results.filtered("last_update_date")._follow_updates()
        sessions._refresh_figures()
        return True

    def action_close(self):
        """Close running sessions: their running sub-sessions first, then their OKRs."""
        self.check_access("write")
        self._require_state(
            "in_progress", self.env._("Only a session in progress can be closed.")
        )
        # Hidden sub-sessions close along.
        self.sudo()._below()._hold_still()
        for session in self:
            # Closed already with its parent, where both were chosen.
            if session.state == "in_progress":
                # Hidden OKRs close too; the right to write was checked above.
                session.sudo()._close()
        return True

    def _close(self):
        # Those under a draft one close too: drafts alone stay as they are.
        below = (self._below() - self).sorted("parent_path", reverse=True)
        for child in below.filtered(lambda child: child.state == "in_progress"):
            child._close_alone()
            child.closed_with_id = self
        self._close_alone()

    def _close_alone(self):
        objectives = self._all_objectives()
        key_results = objectives.with_context(active_test=False).key_result_ids
        # Check-ins that are still queued belong to the session, too.
        self.env["okr.rollup.queue"]._queued(key_results)._apply_updates()
        objectives._close_with_session()
        key_results._refresh_pace()
        # Not later: once it is closed its figures stand.
        self.env["okr.rollup"]._settle(objectives.ids, self.ids)
        self.write({"state": "closed", "closed_on": self.company_id._okr_today()})

    def action_reopen(self, reason=None):
        """Re-open closed sessions, as a manager; all below gets the state it had.

        Without a reason, return the dialog that asks for it.
        """
        self.check_access("write")
        self._require_state(
            "closed", self.env._("Only a closed session can be re-opened.")
        )
        reason = self._clean_reason(reason)
        if not reason:
            return self.env["okr.reason.wizard"]._open("reopen", self)
        self.sudo()._below()._hold_still()  # as in closing
        for session in self:
            # As in closing: hidden OKRs come back too.
            session.sudo()._reopen()
            session._log_reason(self.env._("Re-opened: %(reason)s", reason=reason))
        return True

    def _reopen(self):
        self.write(
            {"state": "in_progress", "closed_with_id": False, "closed_on": False}
        )
        self._all_objectives()._reopen_with_session()
        children = self.with_context(active_test=False)
        for child in children.search([("closed_with_id", "in", self.ids)]):
            child._reopen()
        self._refresh_figures()

    def _hold(self):
        """Let the state of these sessions not change before this transaction ends.

        Everybody may hold them at once. The foreign keys of what is made in a
        session do the same.
        """
        if self.ids:
            self._lock_rows(SQL("FOR KEY SHARE"))

    def _hold_still(self):
        """Wait for what is being done in these sessions, and let nothing new begin.

        Who wants to meanwhile waits, is tried again by Odoo, and sees the new state.
        """
        self.env.flush_all()
        # A drain holds key results and waits for sessions; we go the other way.
        self.env["okr.rollup.queue"]._lock_draining()
        self._lock_rows(SQL("FOR UPDATE"))
        mine = SQL("session_id = ANY(%s)", self.ids)
        tables = ("okr_objective", "okr_key_result", "okr_update")
        check_nothing_unseen(self.env, *((table, mine) for table in tables))

    def _lock_rows(self, how):
        query = SQL(
            "SELECT FROM okr_session WHERE id = ANY(%s) ORDER BY id %s", self.ids, how
        )
        # Not worth a line in the log, for Odoo tries again.
        self.env.cr.execute(query, log_exceptions=False)

    def _require_state(self, state, sentence):
        for session in self:
            if session.state != state:
                raise UserError(
                    self.env._(
                        "%(session)s: %(sentence)s",
                        session=session.display_name,
                        sentence=sentence,
                    )
                )

    def _all_objectives(self):
        """Return the objectives of the sessions, archived ones too."""
        return self.with_context(active_test=False).objective_ids

    def unlink(self):
        self.check_access("unlink")  # before anything below goes as superuser
        parents = (self.parent_id - self).ids
        # Hidden and archived OKRs go too, with their chatter and attachments.
        self.sudo().with_context(active_test=False).objective_ids.unlink()
        result = super().unlink()
        self.env["okr.rollup"]._roll_up(sessions=parents)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_history(self):
        # History that is hidden or archived is history too.
        whole = self.sudo().with_context(active_test=False)
        whole.objective_ids.key_result_ids._refuse_with_history()
        children = whole.child_ids - whole
        if children:
            raise UserError(
                self.env._(
                    "%(count)s sub-sessions lie within it. Move or delete them first.",
                    count=len(children),
                )
            )

    def _with_history(self):
        return self._below()._all_objectives()._with_history()

    def _delete_with_history(self):
        # Deepest first; a manager sees all of them, but no path.
        below = self._below().sorted(lambda s: s.sudo().parent_path, reverse=True)
        super(OkrSession, below)._delete_with_history()

    def _below(self):
        """Return these sessions and all their sub-sessions, archived ones too."""
        return self.with_context(active_test=False).search(
            [("id", "child_of", self.ids)]
        )

    def _refresh_figures(self, sessions=()):
        """Compute anew what these sessions' dates, rhythm and state decide."""
        objectives = self._all_objectives()
        objectives.with_context(active_test=False).key_result_ids._refresh_pace()
        self.env["okr.rollup"]._roll_up(
            objectives=objectives.ids, sessions=[*self.ids, *sessions]
        )

    def _due_days(self):
        """Return the due days of this session, in order."""
        self.ensure_one()
        return list(
            due_days(
                self.cadence,
                self.date_start,
                self.date_end,
                weekday=int(self.cadence_weekday),
                day=self.cadence_day,
            )
        )

    def action_view_children(self):
        """Open the sub-sessions; a new one gets this session as its parent."""
        return self._action_linked(
            "okr.okr_session_action", "parent_id", self.env._("Sub-sessions")
        )

    def action_view_objectives(self):
        """Open the OKRs of this session; a new one is made in it."""
        return self._action_linked(
            "okr.okr_objective_action", "session_id", self.env._("OKRs")
        )
