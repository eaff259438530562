from odoo import Command, api, fields, models
from odoo.exceptions import UserError

# What a server makes in one go, within the time that it gives a request.
MAX_OBJECTIVES = 500


class OkrTemplateWizard(models.TransientModel):
    """Gives OKRs from templates to teams and people, many at once.

    Whoever uses it makes the records: it may do what they could do by hand.
    """

    _name = "okr.template.wizard"
    _description = "OKRs from Templates"
    _inherit = ["okr.link.mixin", "hr.mixin"]
    _check_company_auto = True

    session_id = fields.Many2one(
        comodel_name="okr.session",
        required=True,
        ondelete="cascade",
        default=lambda self: self.env["okr.session"]._proposed(),
    )
    company_id = fields.Many2one(related="session_id.company_id")
    template_ids = fields.Many2many(
        comodel_name="okr.template", string="Templates", check_company=True
    )
    department_ids = fields.Many2many(
        comodel_name="hr.department", string="Teams", check_company=True
    )
    share = fields.Selection(
        selection=[
            ("team", "One for each team, owned by its manager"),
            ("member", "One for each person in them and in the teams below"),
        ],
        string="Each Gets",
        required=True,
        default="team",
    )
    employee_ids = fields.Many2many(
        comodel_name="hr.employee", string="People", check_company=True
    )
    parent_id = fields.Many2one(
        comodel_name="okr.objective",
        ondelete="cascade",
        check_company=True,
        help="The objective that they hang under.",
    )
    visibility = fields.Selection(
        selection=[
            ("company", "All Company"),
            ("department", "By Department"),
            ("private", "Private"),
        ],
        string="Owner Type",
        required=True,
        default="company",
        help="Who sees the objectives: everybody, the team of each, or the owner "
        "and you.",
    )
    summary = fields.Text(compute="_compute_summary", compute_sudo=False)

    @api.depends(
        "session_id", "template_ids", "department_ids", "share", "employee_ids"
    )
    def _compute_summary(self):
        for wizard in self:
            wizard.summary = "\n".join(wizard._notes())

    def action_confirm(self):
        """Make the objectives, key results and initiatives, and show them."""
        self.ensure_one()
        self.check_access("write")
        self._check_archived()
        wanted, known = self._plan()
        self._check_plan(wanted, known)
        objectives = self._give(wanted)
        if self.env.context.get("okr_stay"):
            return {
                "type": "ir.actions.client",
                "tag": "display_notification",
                "params": {
                    "type": "success",
                    "message": self._count(wanted),
                    "next": {"type": "ir.actions.act_window_close"},
                },
            }
        # Reading an action is not everybody's right; this one is ours.
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "okr.okr_objective_action"
        )
        return {**action, "domain": [("id", "in", objectives.ids)], "context": {}}

    def _check_plan(self, wanted, known):
        """Refuse what cannot be given, and say how to mend it."""
        session = self.session_id
        if session.state == "closed":
            raise UserError(
                self.env._(
                    "%(session)s is closed. Choose another session, or re-open it.",
                    session=session.display_name,
                )
            )
        if not wanted and known:
            raise UserError(
                self.env._(
                    "All of them have these OKRs in %(session)s already.",
                    session=session.display_name,
                )
            )
        if not wanted:
            raise UserError(
                self.env._("Choose at least one template, and teams or people.")
            )
        if len(wanted) > MAX_OBJECTIVES:
            raise UserError(
                self.env._(
                    "%(count)s objectives are too many at once. Choose fewer people: "
                    "at most %(limit)s objectives.",
                    count=len(wanted),
                    limit=MAX_OBJECTIVES,
                )
            )
        without_owner = [team for _template, owner, team in wanted if not owner]
        if without_owner:
            raise UserError(
                self.env._(
                    "Without a manager, and you are no employee who could stand in: "
                    "%(teams)s. Choose their managers first.",
                    teams=self._name_some(without_owner),
                )
            )
        without_team = [owner for _template, owner, team in wanted if not team]
        if without_team and self.visibility == "department":
            raise UserError(
                self.env._(
                    "In no team: %(people)s. Choose another Owner Type than By "
                    "Department, or leave them out.",
                    people=self._name_some(without_team),
                )
            )

    def _give(self, wanted):
        """Make what the plan says, each kind of record at once."""
        objectives = self.env["okr.objective"].create(
            [
                {**template._prepare_objective(), **self._prepare_share(owner, team)}
                for template, owner, team in wanted
            ]
        )
        lines = [
            (line, objective)
            for (template, *_share), objective in zip(wanted, objectives, strict=True)
            for line in template.key_result_ids
        ]
        key_results = self.env["okr.key.result"].create(
            [
                {
                    **line._prepare_key_result(),
                    "objective_id": objective.id,
                    "owner_ids": [Command.set(objective.owner_id.ids)],
                }
                for line, objective in lines
            ]
        )
        self.env["okr.initiative"].create(
            [
                {
                    "name": title,
                    "objective_id": objective.id,
                    "key_result_id": key_result.id,
                    "employee_id": objective.owner_id.id,
                }
                for (line, objective), key_result in zip(
                    lines, key_results, strict=True
                )
                for title in line._titles("initiatives")
            ]
        )
        return objectives

    def _prepare_share(self, owner, team):
        """Return what the objective of one team or person takes from the choices."""
        values = {
            "session_id": self.session_id.id,
            "parent_id": self.parent_id.id,
            "owner_id": owner.id,
            "department_id": team.id,
            "visibility": self.visibility,
        }
        if self.visibility == "department":
            values["department_ids"] = [Command.set(team.ids)]
        return values
