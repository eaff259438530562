from odoo import fields, models
from odoo.tools import SQL

from ..models.okr_session_rhythm import RHYTHM


class OkrCheckInReport(models.Model):
    """One due day of one key result for one of its owners, and what became of it.

    Due days come from the rhythm of the sessions, answers from the days on which
    updates were entered: as ``okr.key.result`` tells what is due.
    """

    _name = "okr.check.in.report"
    _description = "Check-in Report"
    _inherit = ["okr.mask.mixin"]
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "key_result_id"
    _depends = {
        "hr.employee": ["current_version_id", "user_id"],
        "hr.version": ["department_id"],
        "okr.key.result": [
            "active",
            "deadline",
            "last_entry_date",
            "objective_id",
            "owner_ids",
            "session_id",
            "state",
            "state_before",
        ],
        "okr.session": ["cadence", "closed_on", "started_on", "state"],
        "okr.update": ["entry_date", "key_result_id", "user_id", "voided"],
    }

    date = fields.Date(string="Due Day", readonly=True)
    key_result_id = fields.Many2one(comodel_name="okr.key.result", readonly=True)
    objective_id = fields.Many2one(
        comodel_name="okr.objective", string="Related OKR", readonly=True
    )
    session_id = fields.Many2one(comodel_name="okr.session", readonly=True)
    company_id = fields.Many2one(comodel_name="res.company", readonly=True)
    employee_id = fields.Many2one(
        comodel_name="hr.employee", string="Owner", readonly=True
    )
    department_id = fields.Many2one(
        comodel_name="hr.department", string="Team", readonly=True
    )
    answer = fields.Selection(
        selection=[
            ("on_time", "On Time"),
            ("late", "Late"),
            ("missed", "Missed"),
            ("open", "Still Open"),
        ],
        readonly=True,
    )
    answer_date = fields.Date(string="Checked In On", readonly=True)
    days_late = fields.Float(readonly=True, digits=(16, 1), aggregator="avg")
    answered_percent = fields.Float(
        string="Checked In (%)",
        readonly=True,
        aggregator="avg",
        help="By any of the owners, before the next due day.",
    )
    on_time_percent = fields.Float(
        string="On Time (%)",
        readonly=True,
        aggregator="avg",
        help="By any of the owners, up to the due day.",
    )
    own_percent = fields.Float(
        string="In Person (%)",
        readonly=True,
        aggregator="avg",
        help="By this very owner, before the next due day.",
    )

    @property
    def _table_query(self):
        return SQL(
            "SELECT id, date, key_result_id, objective_id, session_id, company_id,"
            " employee_id, department_id, answer_date,"
            " CASE WHEN answer_date <= date THEN 'on_time'"
            "  WHEN answer_date IS NOT NULL THEN 'late'"
            "  WHEN over THEN 'missed' ELSE 'open' END AS answer,"
            # Where nobody checked in, nobody knows how late it will be.
            " CASE WHEN answer_date IS NOT NULL"
            "  THEN GREATEST(answer_date - date, 0)::float8 END AS days_late,"
            " CASE WHEN answer_date IS NOT NULL THEN 100.0 WHEN over THEN 0.0 END"
            "  AS answered_percent,"
            " CASE WHEN answer_date <= date THEN 100.0"
            "  WHEN over OR answer_date IS NOT NULL THEN 0.0 END AS on_time_percent,"
            " CASE WHEN own THEN 100.0 WHEN over OR answer_date IS NOT NULL THEN 0.0"
            "  END AS own_percent FROM (%s) AS owed",
            self._owed_sql(),
        )

    def _owed_sql(self):
        days = self._days()
        return SQL(
            # A number for each row that is the same in every query.
            "SELECT (kr.id::bigint << 29) + (owner.id::bigint << 10) + day.number"
            " AS id,"
            " day.due AS date, kr.id AS key_result_id, kr.objective_id, kr.session_id,"
            " kr.company_id, owner.id AS employee_id, version.department_id,"
            " entered.answer_date, entered.own,"
            " COALESCE(day.following <= day.today, FALSE)"
            "  OR kr.deadline < day.today AS over"
            " FROM unnest(%(sessions)s::int[], %(numbers)s::int[],"
            " %(previous)s::date[], %(dues)s::date[], %(following)s::date[],"
            " %(todays)s::date[])"
            " AS day (session_id, number, previous, due, following, today)"
            " JOIN okr_key_result kr ON kr.session_id = day.session_id"
            " AND kr.active AND kr.state != 'cancelled'"
            " AND day.due BETWEEN kr.create_date::date AND kr.deadline"
            # What reached its target is asked for no more.
            " AND NOT (kr.state = 'closed' AND COALESCE(kr.state_before, 'closed') ="
            "  'closed' AND day.due > kr.last_entry_date)"
            " JOIN okr_key_result_owner_rel rel ON rel.key_result_id = kr.id"
            " JOIN hr_employee owner ON owner.id = rel.employee_id"
            " LEFT JOIN hr_version version ON version.id = owner.current_version_id"
            " CROSS JOIN LATERAL (SELECT min(up.entry_date) AS answer_date,"
            "  bool_or(up.user_id = owner.user_id) AS own FROM okr_update up"
            "  WHERE up.key_result_id = kr.id AND up.voided IS NOT TRUE"
            "  AND up.entry_date > COALESCE(day.previous, '-infinity')"
            "  AND up.entry_date < COALESCE(day.following, 'infinity')) AS entered",
            sessions=[day[0] for day in days],
            numbers=[day[1] for day in days],
            previous=[day[2] for day in days],
            dues=[day[3] for day in days],
            following=[day[4] for day in days],
            todays=[day[5] for day in days],
        )

    def _days(self):
        """Return the due days that have come, of all sessions that run or ran.

        :return: (session, number, day before, due day, day after, today) for each
        """
        # Which of the rows somebody sees is for the rules to say.
        sessions = self.env["okr.session"].sudo().with_context(active_test=False)
        found = []
        for session in sessions.search_fetch(
            [("state", "!=", "draft"), ("cadence", "!=", "none")],
            (*RHYTHM, "closed_on"),
        ):
            today = session.company_id._okr_today()
            last = min(today, session.closed_on or today)
            days = session._due_days()
            for number, due in enumerate(days):
                if (session.started_on or due) <= due <= last:
                    before = days[number - 1] if number else None
                    after = days[number + 1] if number + 1 < len(days) else None
                    found.append((session.id, number, before, due, after, today))
        return found
