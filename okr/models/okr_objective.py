from odoo import api, fields, models

from .okr_status_mixin import PROGRESS_BANDS

ROLLED_UP = (
    "key_result_progress",
    "child_progress",
    "progress",
    "expected_progress",
    "progress_band",
    "last_update_date",
    "only_stay",
    "status_automatic",
    "status",
    "figures_date",
)


class OkrObjective(models.Model):
    """Where we want to go: an objective in a tree that may cross sessions."""

    _name = "okr.objective"
    _description = "Objective"
    _inherit = [
        "okr.guard.mixin",
        "okr.visibility.mixin",
        "okr.status.mixin",
        "okr.lifecycle.mixin",
        "okr.history.mixin",
        "okr.tree.mixin",
        "okr.chatter.mixin",
    ]
    _order = "sequence, id"
    _parent_store = True
    _check_company_auto = True
    _import_key = ("name", "session_id")

    name = fields.Char(string="Title", required=True, help="Where do we want to go?")
    active = fields.Boolean(default=True)
    sequence = fields.Integer(
        default=10, help="Order of importance; never moves a progress."
    )
    problem = fields.Text(
        string="Problem Statement", help="What is wrong today, and so what?"
    )
    description = fields.Html(sanitize_style=True)
    session_id = fields.Many2one(
        comodel_name="okr.session",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        default=lambda self: self._default_session_id(),
    )
    company_id = fields.Many2one(
        related="session_id.company_id",
        store=True,
        precompute=True,
        required=True,
        index=True,
    )
    session_state = fields.Selection(
        related="session_id.state", string="Session State", related_sudo=True
    )
    parent_id = fields.Many2one(
        comodel_name="okr.objective",
        string="Parent",
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    # The line up to the root, through records that may be hidden from a reader.
    parent_path = fields.Char(index=True, groups=fields.NO_ACCESS)
    child_ids = fields.One2many(
        comodel_name="okr.objective",
        inverse_name="parent_id",
        string="Child Objectives",
    )
    kind = fields.Selection(
        selection=[("strategic", "Strategic Goal"), ("objective", "Objective")],
        required=True,
        default="objective",
    )
    ambition = fields.Selection(
        selection=[("committed", "Committed"), ("aspirational", "Aspirational")],
        required=True,
        default="committed",
        help="Committed: we will reach it. Aspirational: 70 % of it is a success.",
    )
    owner_id = fields.Many2one(
        comodel_name="hr.employee",
        string="Owner",
        index=True,
        tracking=True,
        check_company=True,
    )
    department_id = fields.Many2one(
        comodel_name="hr.department", string="Team", index=True, check_company=True
    )
    visibility = fields.Selection(string="Owner Type")
    department_ids = fields.Many2many(relation="okr_objective_hr_department_rel")
    employee_ids = fields.Many2many(relation="okr_objective_hr_employee_rel")
    category_ids = fields.Many2many(relation="okr_objective_hr_employee_category_rel")
    weight = fields.Float(default=1.0, aggregator=None)
    contributes = fields.Boolean(
        default=True,
        help="Counted in its parent. Off: aligned to the parent, but not counted.",
    )
    date_end = fields.Date(
        string="End Date",
        compute="_compute_date_end",
        inverse="_inverse_date_end",
        store=True,
        readonly=False,
        precompute=True,
    )
    date_end_custom = fields.Date(copy=False, export_string_translation=False)
    is_outside_session = fields.Boolean(
        compute="_compute_is_outside_session", store=True, string="Outside Its Session"
    )
    related_kind = fields.Selection(
        selection=[
            ("none", "None"),
            ("key_result", "Key Results"),
            ("objective", "Objectives"),
            ("both", "Both"),
        ],
        string="Related Items",
        required=True,
        default="none",
        help="Links for reporting; they never move a progress.",
    )
    related_key_result_ids = fields.Many2many(
        comodel_name="okr.key.result", string="Related Key Results"
    )
    related_objective_ids = fields.Many2many(
        comodel_name="okr.objective",
        relation="okr_objective_related_rel",
        column1="objective_id",
        column2="related_id",
        string="Related Objectives",
    )
    key_result_ids = fields.One2many(
        comodel_name="okr.key.result", inverse_name="objective_id", string="Key Results"
    )
    initiative_ids = fields.One2many(
        comodel_name="okr.initiative",
        inverse_name="objective_id",
        string="Initiatives",
    )
    key_result_count = fields.Integer(
        compute="_compute_key_result_count", string="Number of Key Results"
    )
    child_count = fields.Integer(
        compute="_compute_child_count", string="Number of Child Objectives"
    )
    initiative_count = fields.Integer(
        compute="_compute_initiative_count", string="Number of Initiatives"
    )
    # The figures below are written by okr.rollup alone, set by set in SQL.
    key_result_progress = fields.Float(readonly=True, copy=False, aggregator="avg")
    child_progress = fields.Float(
        string="Child Objective Progress", readonly=True, copy=False, aggregator="avg"
    )
    progress = fields.Float(
        string="Key Result & Child Objective Progress",
        readonly=True,
        copy=False,
        aggregator="avg",
    )
    expected_progress = fields.Float(readonly=True, copy=False, aggregator="avg")
    progress_band = fields.Selection(
        selection=PROGRESS_BANDS, readonly=True, default="0", copy=False
    )
    last_update_date = fields.Date(string="Last Update", readonly=True, copy=False)
    only_stay = fields.Boolean(
        readonly=True,
        copy=False,
        export_string_translation=False,
        help="All it counts is to stay above or below: it proves itself at the end.",
    )
    figures_date = fields.Date(
        readonly=True,
        copy=False,
        export_string_translation=False,
        help="The day for which expected progress and status were computed.",
    )

    _order_idx = models.Index("(sequence, id)")
    _figures_idx = models.Index("(figures_date, id) WHERE active")
    _weight_not_negative = models.Constraint(
        "CHECK(weight >= 0 AND weight <= 1e15)",
        "Weight: enter 0 or more.",
    )
    _figures_in_range = models.Constraint(
        "CHECK(key_result_progress BETWEEN 0 AND 100 AND child_progress BETWEEN 0 "
        "AND 100 AND progress BETWEEN 0 AND 100 AND expected_progress BETWEEN 0 AND "
        "100)",
        "Progress lies between 0 and 100 %.",
    )
    _not_its_own_parent = models.Constraint(
        "CHECK(parent_id IS DISTINCT FROM id)",
        "An objective cannot be its own Parent. Choose another one.",
    )

    @api.model
    def _default_session_id(self):
        return self.env["okr.session"]._proposed()

    @api.depends("session_id.date_end", "date_end_custom")
    def _compute_date_end(self):
        for objective in self:
            objective.date_end = (
                objective.date_end_custom or objective.session_id.date_end
            )

    def _inverse_date_end(self):
        for objective in self:
            end = objective.sudo().session_id.date_end  # the date alone, no title
            # A system field, set here from a given date.
            objective.sudo().date_end_custom = (
                objective.date_end != end and objective.date_end
            )
            if not objective.date_end:
                objective.date_end = end

    @api.depends("date_end", "session_id.date_start", "session_id.date_end")
    def _compute_is_outside_session(self):
        for objective in self:
            session = objective.session_id
            objective.is_outside_session = bool(
                session
                and objective.date_end
                and not session.date_start <= objective.date_end <= session.date_end
            )

    @api.depends_context("uid")
    @api.depends("key_result_ids")
    def _compute_key_result_count(self):
        self._count_linked("key_result_count")

    @api.depends_context("uid")
    @api.depends("child_ids")
    def _compute_child_count(self):
        self._count_linked("child_count")

    @api.depends_context("uid")
    @api.depends("initiative_ids")
    def _compute_initiative_count(self):
        self._count_linked("initiative_count")

    @api.model
    def _linked(self):
        return {
            "child_count": (self._name, "parent_id"),
            "initiative_count": ("okr.initiative", "objective_id"),
            "key_result_count": ("okr.key.result", "objective_id"),
        }

    @api.model
    def _system_fields(self):
        return (
            super()._system_fields()
            | self._status_fields()
            | self._lifecycle_fields()
            | set(ROLLED_UP)
            | {"date_end_custom", "is_outside_session", "is_session_top"}
        )

    def action_view_children(self):
        """Open the child objectives; a new one gets this parent and its session."""
        action = self._action_linked(
            "okr.okr_objective_action", "parent_id", self.env._("Child Objectives")
        )
        if self.session_id.has_access("read"):
            action["context"]["default_session_id"] = self.session_id.id
        return action

    def action_view_key_results(self):
        """Open the key results; a new one is made for this objective."""
        return self._action_linked(
            "okr.okr_key_result_action", "objective_id", self.env._("Key Results")
        )

    def action_view_initiatives(self):
        """Open the initiatives; a new one is made for this objective."""
        return self._action_linked(
            "okr.okr_initiative_action", "objective_id", self.env._("Initiatives")
        )
