from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

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
ROLL_UP_INPUTS = {
    "active",
    "ambition",
    "contributes",
    "date_end",
    "parent_id",
    "session_id",
    "state",
    "status_manual",
    "weight",
}


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
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "sequence, id"
    _parent_store = True
    _check_company_auto = True
    _mail_post_access = "read"

    name = fields.Char(string="Title", required=True)
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
    )
    company_id = fields.Many2one(related="session_id.company_id", store=True, index=True)
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
    parent_path = fields.Char(index=True)
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
        comodel_name="hr.employee", string="Owner", index=True, tracking=True
    )
    department_id = fields.Many2one(
        comodel_name="hr.department", string="Team", index=True
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
    _not_its_own_parent = models.Constraint(
        "CHECK(parent_id IS DISTINCT FROM id)",
        "An objective cannot be its own Parent. Choose another one.",
    )

    @api.depends("session_id.date_end", "date_end_custom")
    def _compute_date_end(self):
        for objective in self:
            objective.date_end = objective.date_end_custom or objective.session_id.date_end

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
        self._count_linked("key_result_count", "okr.key.result", "objective_id")

    @api.depends_context("uid")
    @api.depends("child_ids")
    def _compute_child_count(self):
        self._count_linked("child_count", "okr.objective", "parent_id")

    @api.depends_context("uid")
    @api.depends("initiative_ids")
    def _compute_initiative_count(self):
        self._count_linked("initiative_count", "okr.initiative", "objective_id")

    @api.model
    def _system_fields(self):
        return (
            super()._system_fields()
            | self._status_fields()
            | self._lifecycle_fields()
            | set(ROLLED_UP)
            | {"date_end_custom", "is_outside_session"}
        )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_reserved(vals)
        objectives = super().create(vals_list)
        objectives._align_only()
        objectives.sudo()._follow_session()  # the state is a system field
        self.env["okr.rollup"]._roll_up(objectives=objectives.ids)
        return objectives

    def write(self, vals):
        self._check_reserved(vals)
        if not ROLL_UP_INPUTS & vals.keys():
            return super().write(vals)
        # Parents and sessions left behind count anew, seen by the writer or not.
        objectives = (self | self.sudo().parent_id).ids
        sessions = self.sudo().session_id.ids
        before = self._deadlines_before_move(vals)
        result = super().write(vals)
        if "parent_id" in vals:
            self._align_only()
        if "session_id" in vals:
            self.sudo()._follow_session()
            self.env["okr.goalpost.change"]._log_deadlines(
                before, self.env._("The objective moved to another session.")
            )
        self.env["okr.rollup"]._roll_up(
            objectives=[*objectives, *self.sudo().parent_id.ids], sessions=sessions
        )
        return result

    def unlink(self):
        parents, sessions = (self.sudo().parent_id - self).ids, self.sudo().session_id.ids
        # Through the ORM, so that chatter and attachments go too; whoever may
        # delete the objective may delete what is under it.
        below = self.sudo().with_context(active_test=False)
        below.initiative_ids.unlink()
        below.key_result_ids.unlink()
        result = super().unlink()
        self.env["okr.rollup"]._roll_up(objectives=parents, sessions=sessions)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_history(self):
        self._refuse_with_history()
        children = self.sudo().with_context(active_test=False).child_ids - self.sudo()
        if children:
            raise UserError(
                self.env._(
                    "%(count)s child objectives hang under it. Move or delete them "
                    "first.",
                    count=len(children),
                )
            )

    def _check_reserved(self, vals):
        """Keep to managers, and to the parent's editors, what is theirs to decide."""
        if self.env.su or self.env.user.has_group("okr.group_okr_manager"):
            return
        if vals.get("kind") == "strategic":
            raise AccessError(
                self.env._("Only an OKR manager makes an objective strategic.")
            )
        if vals.get("creator_id", self.env.uid) != self.env.uid:
            raise AccessError(self.env._("Only an OKR manager hands an objective on."))
        if vals.get("contributes") and not vals.get("parent_id"):
            aligned = self.sudo().filtered(lambda objective: not objective.contributes)
            if not aligned.parent_id.sudo(False).has_access("write"):
                raise AccessError(
                    self.env._(
                        "Contributes: only who may edit the parent counts this "
                        "objective in it."
                    )
                )

    def _align_only(self):
        """Count objectives in no parent that the writer may not edit."""
        if self.env.su:
            return
        counted = self.sudo().filtered(lambda o: o.parent_id and o.contributes)
        editable = counted.parent_id.sudo(False)._filtered_access("write")
        (counted.filtered(lambda o: o.parent_id.id not in editable._ids)).write(
            {"contributes": False}
        )

    def _deadlines_before_move(self, vals):
        if "session_id" not in vals:
            return {}
        following = self.sudo().key_result_ids.filtered(
            lambda key_result: key_result._is_running() and not key_result.deadline_custom
        )
        return {key_result: key_result.deadline for key_result in following}

    def action_view_children(self):
        """Open the child objectives; a new one gets this parent and its session."""
        action = self._action_linked(
            "okr.okr_objective_action", "parent_id", self.env._("Child Objectives")
        )
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
