from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import date_utils

from .okr_status_mixin import PROGRESS_BANDS

PACE_FIELDS = {
    "active",
    "cadence",
    "cadence_day",
    "cadence_weekday",
    "date_end",
    "date_start",
    "parent_id",
}


class OkrSession(models.Model):
    """A period with a rhythm: the year, or a quarter inside it."""

    _name = "okr.session"
    _description = "OKR Session"
    _inherit = [
        "okr.guard.mixin",
        "okr.visibility.mixin",
        "okr.history.mixin",
        "okr.tree.mixin",
        "okr.chatter.mixin",
    ]
    _order = "date_start desc, id desc"
    _parent_store = True
    _check_company_auto = True
    _import_key = ("name", "date_start")

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        comodel_name="res.company",
        compute="_compute_company_id",
        store=True,
        precompute=True,
        required=True,
        index=True,
    )
    parent_id = fields.Many2one(
        comodel_name="okr.session",
        string="Parent Session",
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    # The line up to the root, through records that may be hidden from a reader.
    parent_path = fields.Char(index=True, groups=fields.NO_ACCESS)
    child_ids = fields.One2many(
        comodel_name="okr.session", inverse_name="parent_id", string="Sub-sessions"
    )
    child_count = fields.Integer(
        compute="_compute_child_count", string="Number of Sub-sessions"
    )
    objective_ids = fields.One2many(
        comodel_name="okr.objective", inverse_name="session_id", string="OKRs"
    )
    objective_count = fields.Integer(
        compute="_compute_objective_count", string="Number of OKRs"
    )
    date_start = fields.Date(string="Start Date", required=True)
    date_end = fields.Date(string="End Date", required=True)
    days_left = fields.Integer(compute="_compute_days_left")
    cadence = fields.Selection(
        selection=[
            ("none", "None"),
            ("daily", "Daily"),
            ("weekly", "Weekly"),
            ("biweekly", "Every Two Weeks"),
            ("monthly", "Monthly"),
        ],
        required=True,
        default="weekly",
        help="How often the owners check in.",
    )
    cadence_weekday = fields.Selection(
        selection=[
            ("0", "Monday"),
            ("1", "Tuesday"),
            ("2", "Wednesday"),
            ("3", "Thursday"),
            ("4", "Friday"),
            ("5", "Saturday"),
            ("6", "Sunday"),
        ],
        string="Due on",
        required=True,
        default="0",
    )
    cadence_day = fields.Integer(
        string="Day of the Month",
        required=True,
        default=1,
        help="1 to 31; shorter months take their last day.",
    )
    visibility = fields.Selection(help="Who sees the session. Its OKRs have their own.")
    department_ids = fields.Many2many(relation="okr_session_hr_department_rel")
    employee_ids = fields.Many2many(relation="okr_session_hr_employee_rel")
    category_ids = fields.Many2many(relation="okr_session_hr_employee_category_rel")
    state = fields.Selection(
        selection=[
            ("draft", "Draft"),
            ("in_progress", "In Progress"),
            ("closed", "Closed"),
        ],
        required=True,
        default="draft",
        readonly=True,
        index=True,
        copy=False,
        tracking=True,
    )
    closed_with_id = fields.Many2one(
        comodel_name="okr.session",
        readonly=True,
        copy=False,
        index="btree_not_null",
        export_string_translation=False,
        help="The session whose closing closed this one, to re-open both together.",
    )
    progress = fields.Float(readonly=True, copy=False, aggregator="avg")
    expected_progress = fields.Float(readonly=True, copy=False, aggregator="avg")
    progress_band = fields.Selection(
        selection=PROGRESS_BANDS, readonly=True, default="0", copy=False
    )
    goalpost_reason = fields.Char(
        store=False,
        string="Reason for the Change",
        help="Needed to move the end of a running session: deadlines follow it.",
    )

    _order_idx = models.Index("(date_start DESC, id DESC)")
    _dates_in_order = models.Constraint(
        "CHECK(date_end >= date_start)",
        "The session's End Date lies before its Start Date. Choose a later End Date.",
    )
    _dates_of_this_age = models.Constraint(
        "CHECK(date_start >= '1900-01-01' AND date_end < '3000-01-01')",
        "Start Date and End Date: choose years from 1900 to 2999.",
    )
    _cadence_day_exists = models.Constraint(
        "CHECK(cadence_day BETWEEN 1 AND 31)",
        "Day of the Month: choose a day from 1 to 31.",
    )
    _figures_in_range = models.Constraint(
        "CHECK(progress BETWEEN 0 AND 100 AND expected_progress BETWEEN 0 AND 100)",
        "Progress lies between 0 and 100 %.",
    )
    _not_its_own_parent = models.Constraint(
        "CHECK(parent_id IS DISTINCT FROM id)",
        "A session cannot be its own Parent Session. Choose another one.",
    )

    @api.model
    def default_get(self, fields):
        """Propose the calendar quarter after the latest session."""
        values = super().default_get(fields)
        if "date_start" in fields and not values.get("date_start"):
            start, end = self._next_quarter()
            values.update(date_start=start, date_end=end)
            values.setdefault("name", self._quarter_name(start))
        return {name: value for name, value in values.items() if name in fields}

    @api.model
    def _next_quarter(self):
        latest = self.search(
            [("company_id", "=", self.env.company.id)], order="date_end desc", limit=1
        )
        if latest:
            return date_utils.get_quarter(latest.date_end + relativedelta(days=1))
        return date_utils.get_quarter(self.env.company._okr_today())

    @api.model
    def _quarter_name(self, start):
        return self.env._(
            "Q%(quarter)s %(year)s", quarter=(start.month + 2) // 3, year=start.year
        )

    @api.depends()  # once, at creation: nothing moves to another company
    def _compute_company_id(self):
        for session in self:
            session.company_id = session.parent_id.company_id or self.env.company

    @api.depends_context("uid")
    @api.depends("child_ids")
    def _compute_child_count(self):
        self._count_linked("child_count")

    @api.depends_context("uid")
    @api.depends("objective_ids")
    def _compute_objective_count(self):
        self._count_linked("objective_count")

    @api.model
    def _linked(self):
        return {
            "child_count": (self._name, "parent_id"),
            "objective_count": ("okr.objective", "session_id"),
        }

    @api.depends("date_end", "company_id.okr_tz")
    def _compute_days_left(self):
        for session in self:
            today = session.company_id._okr_today()
            session.days_left = max(((session.date_end or today) - today).days, 0)

    @api.constrains("active", "date_start", "date_end", "parent_id")
    def _check_within_parent(self):
        # Parents and sub-sessions bind also where the writer does not see them.
        for session in self.sudo() | self.sudo().child_ids:
            parent = session.parent_id
            if parent and not (
                parent.date_start <= session.date_start
                and session.date_end <= parent.date_end
            ):
                raise ValidationError(
                    self.env._(
                        "%(session)s: Start Date and End Date must lie within its "
                        "Parent Session, %(start)s to %(end)s.",
                        session=session.sudo(False).display_name,
                        start=parent.date_start,
                        end=parent.date_end,
                    )
                )

    @api.model
    def _system_fields(self):
        return super()._system_fields() | {
            "state",
            "progress",
            "expected_progress",
            "progress_band",
            "closed_on",
            "closed_with_id",
            "parent_path",
            "started_on",
        }

    def _open_sessions(self):
        return self

    @api.model_create_multi
    def create(self, vals_list):
        sessions = super().create(
            [
                {name: vals[name] for name in vals if name != "goalpost_reason"}
                for vals in vals_list
            ]
        )
        self.env["okr.rollup"]._roll_up(sessions=sessions.ids)
        return sessions

    def write(self, vals):
        reason = self._clean_reason(vals.get("goalpost_reason"))
        vals = {name: vals[name] for name in vals if name != "goalpost_reason"}
        moved = self._deadlines_to_move(vals, reason)
        parents = self.parent_id.ids if {"parent_id", "active"} & vals.keys() else []
        result = super().write(vals)
        self.env["okr.goalpost.change"]._log_deadlines(moved, reason)
        if vals.keys() & PACE_FIELDS:
            # All below takes its pace from here, also what the writer cannot see.
            self.sudo()._refresh_figures(sessions=parents)
        return result

    def _deadlines_to_move(self, vals, reason):
        """Return {key result: its deadline} of those that a new end takes along.

        In a running session this moves goalposts, and is refused without a reason.
        """
        if "date_end" not in vals:
            return {}
        end = fields.Date.to_date(vals["date_end"])
        sessions = self.filtered(
            lambda session: session.state == "in_progress" and session.date_end != end
        )
        # The writer need not see the key results that follow.
        following = sessions.sudo().objective_ids.key_result_ids.filtered(
            lambda key_result: not key_result.deadline_custom
        )
        if following and not reason:
            raise UserError(
                self.env._(
                    "The End Date of a running session moves the deadline of %(count)s "
                    "key results. Write the Reason for the Change with it.",
                    count=len(following),
                )
            )
        return {key_result: key_result.deadline for key_result in following}
