from datetime import timedelta
from functools import partial

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from .. import arithmetic

CONFIDENCE_LEVELS = [
    ("0", "Impossible"),
    ("30", "Unrealistic"),
    ("50", "Very Difficult"),
    ("70", "Challenging"),
    ("100", "Certain"),
]


class OkrUpdate(models.Model):
    """One check-in on one key result; creating it *is* the check-in.

    History: nobody edits or deletes it. What was wrong is voided, and stays.
    """

    _name = "okr.update"
    _description = "Key Result Update"
    _inherit = ["okr.guard.mixin", "okr.sight.mixin"]
    _order = "date desc, id desc"
    _rec_name = "key_result_id"

    key_result_id = fields.Many2one(
        comodel_name="okr.key.result",
        string="Name",
        required=True,
        index=True,
        ondelete="restrict",
    )
    objective_id = fields.Many2one(
        related="key_result_id.objective_id", store=True, precompute=True, index=True
    )
    session_id = fields.Many2one(
        related="key_result_id.session_id", store=True, precompute=True, index=True
    )
    company_id = fields.Many2one(
        related="key_result_id.company_id",
        store=True,
        precompute=True,
        required=True,
        index=True,
    )
    type = fields.Selection(related="key_result_id.type", compute_sudo=False)
    unit_id = fields.Many2one(related="key_result_id.unit_id", compute_sudo=False)
    value = fields.Float(string="New Value", aggregator=None)
    achieved = fields.Boolean()
    milestone_ids = fields.Many2many(
        comodel_name="okr.milestone",
        relation="okr_update_milestone_rel",
        column1="update_id",
        column2="milestone_id",
        string="Milestones",
        ondelete="restrict",
        help="The stages done as of this update.",
    )
    initiative_ids = fields.Many2many(
        comodel_name="okr.initiative",
        relation="okr_update_initiative_rel",
        column1="update_id",
        column2="initiative_id",
        string="Initiatives",
        help="Initiatives ticked done with it.",
    )
    date = fields.Date(
        string="Date of Update",
        required=True,
        index=True,
        default=lambda self: self._default_date(),
    )
    entry_date = fields.Date(
        string="Entered On",
        readonly=True,
        copy=False,
        help="The day on which it was entered, where its author is.",
    )
    note = fields.Text()
    confidence = fields.Selection(
        selection=CONFIDENCE_LEVELS, string="Confidence Level"
    )
    confidence_percent = fields.Integer(
        string="Confidence (%)", readonly=True, copy=False, aggregator="avg"
    )
    # Fixed at entry: computed once, from the state before it.
    previous_value = fields.Float(
        compute="_compute_before",
        store=True,
        precompute=True,
        compute_sudo=False,
        copy=False,
        aggregator=None,
    )
    update_information = fields.Char(
        compute="_compute_before",
        store=True,
        precompute=True,
        compute_sudo=False,
        copy=False,
    )
    progress = fields.Float(
        compute="_compute_progress",
        store=True,
        precompute=True,
        compute_sudo=False,
        copy=False,
        aggregator="avg",
        help="As it was after this update.",
    )
    user_id = fields.Many2one(
        comodel_name="res.users",
        string="Updated by",
        default=lambda self: self._default_user_id(),
        required=True,
        readonly=True,
        index=True,
        copy=False,
    )
    late = fields.Boolean(readonly=True, copy=False, help="Entered after the deadline.")
    source = fields.Selection(
        selection=[
            ("manual", "Manual"),
            ("automatic", "Automatic"),
            ("import", "Import"),
        ],
        default="manual",
        required=True,
        readonly=True,
        copy=False,
    )
    voided = fields.Boolean(readonly=True, copy=False)
    void_reason = fields.Char(readonly=True, copy=False)
    voided_by_id = fields.Many2one(comodel_name="res.users", readonly=True, copy=False)
    can_void = fields.Boolean(
        compute="_compute_can_void", compute_sudo=False, export_string_translation=False
    )

    _order_idx = models.Index("(date DESC, id DESC)")
    _latest_idx = models.Index(
        "(key_result_id, date DESC, id DESC) WHERE voided IS NOT TRUE"
    )
    _value_finite = models.Constraint(
        "CHECK(abs(value) <= 1e15 AND abs(previous_value) <= 1e15)",
        "New Value: enter a finite number.",
    )
    _percents_in_range = models.Constraint(
        "CHECK(progress BETWEEN 0 AND 100 AND confidence_percent BETWEEN 0 AND 100)",
        "Progress and Confidence lie between 0 and 100 %.",
    )

    @api.model
    def _default_user_id(self):
        return self.env.uid

    @api.model
    def _default_date(self):
        return self.env["okr.key.result"]._user_today()

    @api.depends("key_result_id")
    def _compute_before(self):
        for update in self:
            key_result = update.key_result_id
            update.previous_value = key_result.current_value
            update.update_information = key_result.update_information

    @api.depends("key_result_id", "value", "achieved", "milestone_ids")
    def _compute_progress(self):
        for update in self:
            key_result = update.key_result_id
            value = update.achieved if update.type == "achieved" else update.value
            update.progress = arithmetic.progress(
                key_result._attainment(value, update.milestone_ids._origin)
            )

    @api.depends_context("uid")
    @api.depends("create_date", "session_id.state", "user_id", "voided")
    def _compute_can_void(self):
        """Tell a list where to offer the button; the method checks for itself."""
        for update in self:
            update.can_void = (
                bool(update.id)
                and not update.voided
                and not update._is_settled()
                and update._may_void()
            )

    @api.constrains("date")
    def _check_date(self):
        for update in self:
            if update.date > update.key_result_id._user_today():
                raise ValidationError(
                    self.env._(
                        "Date of Update: %(date)s lies in the future. Enter today or "
                        "an earlier day.",
                        date=update.date,
                    )
                )

    @api.constrains("milestone_ids", "initiative_ids")
    def _check_belongs(self):
        for (
            update
        ) in self.sudo():  # a stage or task of another key result may be hidden
            if update.milestone_ids.key_result_id - update.key_result_id:
                raise ValidationError(
                    self.env._("Milestones: tick stages of this key result alone.")
                )
            if update.initiative_ids.objective_id - update.objective_id or (
                update.initiative_ids.key_result_id - update.key_result_id
            ):
                raise ValidationError(
                    self.env._("Initiatives: tick those of this key result alone.")
                )

    @api.model
    def _system_fields(self):
        return super()._system_fields() | {
            "confidence_percent",
            "entry_date",
            "late",
            "objective_id",
            "previous_value",
            "progress",
            "session_id",
            "source",
            "type",
            "unit_id",
            "update_information",
            "user_id",
            "void_reason",
            "voided",
            "voided_by_id",
        }

    def _open_sessions(self):
        # Entering is refused by the key result itself, with the reason.
        return self.env["okr.session"]

    def action_void(self, reason=None):
        """Void, as a manager or as who made it, on the same day.

        It stays in the history, struck out; values, states and figures are
        computed anew without it.
        """
        self.check_access("read")
        self.sudo().session_id._hold()  # which may be hidden
        for update in self:
            if update.voided:
                raise UserError(self.env._("This update is voided already."))
            if update._is_settled():
                raise UserError(
                    self.env._("The session is closed: its history stands.")
                )
            if not update._may_void():
                raise AccessError(
                    self.env._(
                        "Only an OKR manager, or on the same day who made it, voids an "
                        "update."
                    )
                )
        # Nobody has a right to write updates; who asks was checked above.
        whole = self.sudo()
        whole.write(
            {"voided": True, "void_reason": reason, "voided_by_id": self.env.uid}
        )
        self.env["okr.rollup"]._roll_up(key_results=whole.key_result_id.ids)
        return True

    def _is_settled(self):
        return self.sudo().session_id.state == "closed"  # its state, no title

    def _may_void(self):
        manager = self.env.user.has_group("okr.group_okr_manager")
        return manager or self.env.su or self._is_mine_of_today()

    def _is_mine_of_today(self):
        # No day is two days long: most of a history needs no time zone.
        recent = self.create_date > fields.Datetime.now() - timedelta(days=2)
        if not (recent and self.user_id == self.env.user):
            return False
        # The user by the link, whose zone is read along with all others of a history;
        # as superuser, as their names are.
        day = partial(self.key_result_id._user_day, user=self.sudo().user_id)
        return day(self.create_date) == day(fields.Datetime.now())

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("Updates are history. Void what is wrong."))
