from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL


class OkrSession(models.Model):
    """Whom a session tells of its start, its close, and how it stands meanwhile."""

    _inherit = "okr.session"

    report_rhythm = fields.Selection(
        selection=[
            ("none", "Never"),
            ("weekly", "Every Week"),
            ("monthly", "Every Month"),
            ("close", "When It Closes"),
        ],
        string="Report by E-mail",
        required=True,
        default="none",
        help="Who gets a report each week or month also gets one when it closes.",
    )
    report_user_ids = fields.Many2many(
        comodel_name="res.users",
        relation="okr_session_report_user_rel",
        column1="session_id",
        column2="user_id",
        string="Report To",
        domain="[('share', '=', False)]",
        help="Each gets what they may see, if the report is on in their preferences.",
    )
    report_date = fields.Date(
        readonly=True,
        copy=False,
        export_string_translation=False,
        help="The first day of the week or month in which the last report was sent.",
    )

    @api.model
    def _system_fields(self):
        return super()._system_fields() | {"report_date"}

    def action_start(self):
        result = super().action_start()
        self._send_to_its_owners("session_started")
        return result

    def _close_alone(self):
        result = super()._close_alone()
        self._send_to_its_owners("session_closed")
        if self.report_rhythm != "none":
            self._send_report()
        return result

    def _send_to_its_owners(self, kind):
        """Send to all who own an objective or a key result in these sessions."""
        sessions = {}
        for session in self:
            for user in session._owners():
                sessions.setdefault(user, self.browse())
                sessions[user] |= session
        self.env["okr.mail"]._send(kind, sessions)

    def _owners(self):
        """Return the accounts of who owns what counts in this session."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                "SELECT DISTINCT employee.user_id FROM hr_employee employee"
                " WHERE employee.active AND employee.user_id IS NOT NULL"
                " AND employee.id IN (SELECT owner_id FROM okr_objective"
                " WHERE session_id = %(session)s AND active AND state != 'cancelled'"
                " UNION SELECT rel.employee_id FROM okr_key_result_owner_rel rel"
                " JOIN okr_key_result key_result ON key_result.id = rel.key_result_id"
                " WHERE key_result.session_id = %(session)s AND key_result.active"
                " AND key_result.state != 'cancelled')",
                session=self.id,
            )
        )
        return self.env["res.users"].browse(user for (user,) in rows)

    # -- the report -----------------------------------------------------------------

    def _report_period(self):
        """Return the first day of the company's week or month."""
        today = self.company_id._okr_today()
        if self.report_rhythm == "monthly":
            return today.replace(day=1)
        return today - timedelta(days=today.weekday())

    def _last_report_period(self):
        """Return for when the last report was, before the first for the start."""
        return self.report_date or self.date_start

    def _send_report(self):
        """Send the report of each session to whom it names."""
        by_user = {}
        for session in self:
            for user in session.report_user_ids:
                by_user.setdefault(user, self.browse())
                by_user[user] |= session
            # A system field, which the session keeps for itself.
            session.sudo().report_date = session._report_period()
        self.env["okr.mail"]._send("session_report", by_user)
