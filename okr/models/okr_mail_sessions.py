from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date

from .okr_lifecycle_mixin import COUNTED
from .okr_mail_page import MOST


class OkrMail(models.AbstractModel):
    """What e-mails tell of whole sessions: to owners, and to whom a session names."""

    _inherit = "okr.mail"

    @api.model
    def _page_session_started(self, sessions):
        return self._own_page(
            self.env._("The session has started"),
            sessions,
            text=self.env._("What you own in it:"),
        )

    @api.model
    def _page_session_closed(self, sessions):
        return self._own_page(
            self.env._("The session has closed"),
            sessions,
            text=self.env._("Your results:"),
        )

    @api.model
    def _own_page(self, heading, sessions, text):
        """Return what the reader owns in sessions, which may be hidden themselves."""
        sections = []
        for session in sessions:
            inside = COUNTED & Domain("session_id", "=", session.id)
            mine = inside & Domain("is_mine", "=", True)
            objectives = self.env["okr.objective"].search(mine)
            key_results = self.env["okr.key.result"].search(mine)
            rows = [self._objective_row(objective) for objective in objectives[:MOST]]
            left = MOST - len(rows)
            rows += [self._key_result_row(one) for one in key_results[:left]]
            sections.append(
                self._section(
                    rows,
                    title=self._session_title(session),
                    text=text,
                    count=len(objectives) + len(key_results),
                )
            )
        return self._page(heading, self._about_sessions(sessions), sections)

    @api.model
    def _session_title(self, session):
        """Return its name and days, or the days alone where it is hidden."""
        # Its days are known to who owns something in it.
        whole = session.sudo()
        days = self.env._(
            "%(start)s to %(end)s",
            start=format_date(self.env, whole.date_start),
            end=format_date(self.env, whole.date_end),
        )
        if not session.has_access("read"):
            return days
        return self.env._("%(session)s, %(days)s", session=session.name, days=days)

    @api.model
    def _about_sessions(self, sessions):
        if len(sessions) > 1:
            return self.env._("%(count)s sessions", count=len(sessions))
        if sessions.has_access("read"):
            return sessions.name
        return self._session_title(sessions)

    # -- the report ---------------------------------------------------------------

    @api.model
    def _page_session_report(self, sessions):
        sessions = self._seen(sessions)
        sections = [part for session in sessions for part in self._report(session)]
        heading = self.env._("How it stands")
        path = "/odoo/okr-sessions"
        if len(sessions) == 1:
            path = f"{path}/{sessions.id}"
        return self._page(
            heading, self._about_sessions(sessions) if sessions else "", sections, path
        )

    @api.model
    def _report(self, session):
        """Return the sections of one session: its objectives, and what is late."""
        inside = COUNTED & Domain("session_id", "=", session.id)
        objectives = self.env["okr.objective"].search(inside)
        late = inside & Domain("status", "in", ("behind", "at_risk", "missed"))
        key_results = self.env["okr.key.result"].search(late, order="gap desc, id")
        text = self.env._(
            "Progress %(progress)s %%, expected %(expected)s %%, %(days)s days left.",
            progress=round(session.progress),
            expected=round(session.expected_progress),
            days=session.days_left,
        )
        return [
            self._section(
                [self._objective_row(one) for one in objectives[:MOST]],
                title=self._session_title(session),
                text=text,
                count=len(objectives),
            ),
            self._section(
                [self._key_result_row(one) for one in key_results[:MOST]],
                title=self.env._("Key results that are late"),
                count=len(key_results),
            ),
        ]
