from odoo import api, fields, models

from .okr_status_mixin import PROGRESS_BANDS
from .okr_update import CONFIDENCE_LEVELS

TYPES = [
    ("increase", "Should Increase to"),
    ("decrease", "Should Decrease to"),
    ("stay_above", "Should Stay Above"),
    ("stay_below", "Should Stay Below"),
    ("achieved", "Achieved or Not"),
    ("milestone", "Milestone"),
]


class OkrKeyResult(models.Model):
    """How we would know: a number that moves from a start to a target, or a KPI."""

    _name = "okr.key.result"
    _description = "Key Result"
    _inherit = [
        "okr.guard.mixin",
        "okr.status.mixin",
        "okr.lifecycle.mixin",
        "okr.history.mixin",
        "okr.sight.mixin",
        "okr.creator.mixin",
        "hr.mixin",
        "okr.chatter.mixin",
    ]
    _order = "sequence, id"
    _check_company_auto = True
    _import_key = ("name", "objective_id")

    name = fields.Char(string="Title", required=True, help="How would we know?")
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    description = fields.Html(sanitize_style=True)
    objective_id = fields.Many2one(
        comodel_name="okr.objective",
        string="Related OKR",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    session_id = fields.Many2one(
        related="objective_id.session_id", store=True, precompute=True, index=True
    )
    session_state = fields.Selection(related="session_id.state", string="Session State")
    company_id = fields.Many2one(
        related="session_id.company_id",
        store=True,
        precompute=True,
        required=True,
        index=True,
    )
    owner_ids = fields.Many2many(
        comodel_name="hr.employee",
        relation="okr_key_result_owner_rel",
        column1="key_result_id",
        column2="employee_id",
        string="Owners",
        check_company=True,
        help="Those who update it.",
    )
    visibility = fields.Selection(
        selection=[("owners", "Owners"), ("objective", "All Who See the Objective")],
        string="Visible To",
        compute="_compute_visibility",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
    )
    nature = fields.Selection(
        selection=[("key_result", "Key Result"), ("kpi", "KPI")],
        required=True,
        default="key_result",
    )
    type = fields.Selection(
        selection=TYPES, string="Key Result Type", required=True, default="increase"
    )
    unit_id = fields.Many2one(
        comodel_name="okr.unit",
        string="Unit Type",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    initial_value = fields.Float(string="Initial Number", aggregator=None)
    target_value = fields.Float(string="Target Number", aggregator=None)
    critical_value = fields.Float(string="Critical Number", aggregator=None)
    has_critical = fields.Boolean(
        string="Has a Critical Number",
        compute="_compute_has_critical",
        store=True,
        readonly=False,
        precompute=True,
        help="On by itself for any number but 0; tick it for a critical number of 0.",
    )
    current_value = fields.Float(
        string="Current Number", readonly=True, copy=False, aggregator=None
    )
    weight = fields.Float(default=1.0, aggregator=None)
    deadline = fields.Date(
        compute="_compute_deadline",
        inverse="_inverse_deadline",
        store=True,
        readonly=False,
        precompute=True,
        index=True,
        help="The end of the session, which it follows until another day is set.",
    )
    deadline_custom = fields.Date(copy=False, export_string_translation=False)
    hard_deadline = fields.Boolean(
        help="After the deadline nobody updates it, managers included."
    )
    is_outside_session = fields.Boolean(
        compute="_compute_is_outside_session", store=True, string="Outside Its Session"
    )
    auto_close = fields.Boolean(
        string="Close When Reached",
        compute="_compute_auto_close",
        store=True,
        readonly=False,
        precompute=True,
    )
    milestone_ids = fields.One2many(
        comodel_name="okr.milestone",
        inverse_name="key_result_id",
        string="Milestones",
        copy=True,
    )
    update_ids = fields.One2many(
        comodel_name="okr.update", inverse_name="key_result_id", string="Updates"
    )
    initiative_ids = fields.One2many(
        comodel_name="okr.initiative",
        inverse_name="key_result_id",
        string="Initiatives",
    )
    goalpost_change_ids = fields.One2many(
        comodel_name="okr.goalpost.change",
        inverse_name="key_result_id",
        string="Goalpost Changes",
    )
    goalpost_reason = fields.Char(
        store=False,
        string="Reason for the Change",
        help="Needed to change type, numbers, weight, deadline or stages once the "
        "session has started.",
    )
    last_update_date = fields.Date(string="Last Update", readonly=True, copy=False)
    last_entry_date = fields.Date(
        string="Last Check-in",
        readonly=True,
        copy=False,
        help="When somebody last entered an update, of whatever day.",
    )
    confidence = fields.Selection(
        selection=CONFIDENCE_LEVELS,
        string="Confidence Level",
        readonly=True,
        copy=False,
    )
    attainment = fields.Float(
        compute="_compute_progress", store=True, aggregator="avg", help="In percent."
    )
    progress = fields.Float(
        compute="_compute_progress",
        store=True,
        aggregator="avg",
        help="The attainment, limited to 0 to 100.",
    )
    progress_band = fields.Selection(
        selection=PROGRESS_BANDS, compute="_compute_progress", store=True
    )
    expected_progress = fields.Float(
        compute="_compute_pace", store=True, aggregator="avg"
    )
    status = fields.Selection(compute="_compute_pace", store=True)
    status_automatic = fields.Selection(compute="_compute_pace", store=True)
    figures_date = fields.Date(
        compute="_compute_pace",
        store=True,
        export_string_translation=False,
        help="The day for which expected progress and status were computed.",
    )
    can_update = fields.Boolean(compute="_compute_can_update", compute_sudo=False)
    update_information = fields.Char(compute="_compute_update_information")

    _order_idx = models.Index("(sequence, id)")
    _closed_idx = models.Index("(id) WHERE visibility != 'objective'")
    _figures_idx = models.Index("(figures_date, id) WHERE active")
    _weight_not_negative = models.Constraint(
        "CHECK(weight >= 0 AND weight <= 1e15)", "Weight: enter 0 or more."
    )
    _numbers_finite = models.Constraint(
        "CHECK(abs(initial_value) <= 1e15 AND abs(target_value) <= 1e15 "
        "AND abs(critical_value) <= 1e15 AND abs(current_value) <= 1e15)",
        "Initial, Target and Critical Number: enter finite numbers.",
    )
    _progress_in_range = models.Constraint(
        "CHECK(progress BETWEEN 0 AND 100 AND expected_progress BETWEEN 0 AND 100 "
        "AND abs(attainment) < 'Infinity')",
        "Progress lies between 0 and 100 %.",
    )
    _target_on_its_side = models.Constraint(
        "CHECK((type != 'increase' OR target_value > initial_value) "
        "AND (type != 'decrease' OR target_value < initial_value))",
        "Target Number: to increase it must be above the Initial Number, to decrease "
        "below it.",
    )
    _critical_on_its_side = models.Constraint(
        "CHECK((type != 'stay_above' OR (has_critical "
        "AND critical_value < target_value)) AND (type != 'stay_below' OR "
        "(has_critical AND critical_value > target_value)))",
        "Critical Number: to stay above it must be below the Target Number, to stay "
        "below above it.",
    )
    _critical_is_ticked = models.Constraint(
        "CHECK(has_critical OR COALESCE(critical_value, 0) = 0)",
        "Critical Number: tick Has a Critical Number, or leave the number empty.",
    )
    _kpi_is_numeric = models.Constraint(
        "CHECK(nature != 'kpi' OR type NOT IN ('achieved', 'milestone'))",
        "A KPI counts in numbers: choose a numeric Key Result Type.",
    )

    @api.depends()  # once, at creation
    def _compute_visibility(self):
        for key_result in self:
            company = key_result.objective_id.company_id or self.env.company
            key_result.visibility = company.okr_key_result_visibility

    @api.model
    def _system_fields(self):
        return (
            super()._system_fields()
            | self._status_fields()
            | self._lifecycle_fields()
            | {
                "attainment",
                "confidence",
                "current_value",
                "deadline_custom",
                "expected_progress",
                "figures_date",
                "goalpost_change_ids",
                "is_outside_session",
                "last_entry_date",
                "last_update_date",
                "progress",
                "progress_band",
                "session_id",
                "update_ids",
            }
        )
