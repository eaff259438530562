import logging

from odoo import api, fields, models

from ..cadence import rhythm_on

_logger = logging.getLogger(__name__)
RHYTHM = (
    "cadence",
    "cadence_day",
    "cadence_weekday",
    "company_id",
    "date_end",
    "date_start",
    "started_on",
)


class OkrSession(models.Model):
    """The rhythm of a running session: which due day is behind us."""

    _inherit = "okr.session"

    started_on = fields.Date(
        readonly=True,
        copy=False,
        export_string_translation=False,
        help="Nobody is asked for due days before it.",
    )

    closed_on = fields.Date(
        readonly=True,
        copy=False,
        export_string_translation=False,
        help="Nobody was asked for due days after it.",
    )

    @api.model
    def _running(self):
        """Return the sessions that run and have a rhythm, seen by the user or not."""
        # Owners update in sessions that they need not see.
        # With all that is asked of them, in one query for any number.
        return self.sudo().search_fetch(
            [
                ("active", "=", True),
                ("state", "=", "in_progress"),
                ("cadence", "!=", "none"),
            ],
            RHYTHM,
        )

    def _rhythms(self, today=None):
        """Return {session: (day, rhythm)} of those with a due day behind them.

        :param today: the day; without, that of the user, else of the company
        """
        rhythms, now = {}, fields.Datetime.now()
        for session in self:
            day = today or session.company_id._okr_day(now, tz=self.env.user.tz)
            try:
                rhythm = rhythm_on(session._due_days(), day)
            except Exception:
                # One that cannot be computed takes no other with it.
                _logger.exception("No due days for the session %s", session.id)
                continue
            if rhythm:
                rhythms[session] = (day, rhythm)
        return rhythms
