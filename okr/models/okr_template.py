from odoo import api, fields, models

FUNCTIONS = [
    ("company", "Company"),
    ("sales", "Sales"),
    ("marketing", "Marketing"),
    ("product", "Product and Engineering"),
    ("customer_success", "Customer Success"),
    ("operations", "Operations"),
    ("hr", "HR"),
    ("other", "Other"),
]


class OkrTemplate(models.Model):
    """An objective to start from, with its key results and the work for each."""

    _name = "okr.template"
    _description = "OKR Template"
    _inherit = ["okr.guard.mixin"]
    _order = "function, sequence, id"
    _check_company_auto = True

    name = fields.Char(
        string="Objective",
        required=True,
        translate=True,
        help="Where do we want to go?",
    )
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    function = fields.Selection(selection=FUNCTIONS, required=True, default="other")
    problem = fields.Text(
        string="Problem Statement",
        translate=True,
        help="What is wrong today, and so what?",
    )
    ambition = fields.Selection(
        selection=[("committed", "Committed"), ("aspirational", "Aspirational")],
        required=True,
        default="committed",
        help="Committed: we will reach it. Aspirational: 70 % of it is a success.",
    )
    key_result_ids = fields.One2many(
        comodel_name="okr.template.key.result",
        inverse_name="template_id",
        string="Key Results",
        copy=True,
    )
    key_result_count = fields.Integer(
        string="Number of Key Results", compute="_compute_key_result_count"
    )
    company_id = fields.Many2one(
        comodel_name="res.company", index=True, help="Empty: for all companies."
    )

    _order_idx = models.Index("(function, sequence, id)")

    @api.depends("key_result_ids")
    def _compute_key_result_count(self):
        counts = dict(
            self.env["okr.template.key.result"]._read_group(
                domain=[("template_id", "in", self.ids)],
                groupby=["template_id"],
                aggregates=["__count"],
            )
        )
        for template in self:
            template.key_result_count = counts.get(template._origin, 0)

    @api.depends("name", "function")
    @api.depends_context("show_function", "lang")
    def _compute_display_name(self):
        super()._compute_display_name()
        if not self.env.context.get("show_function"):
            return
        functions = dict(self._fields["function"]._description_selection(self.env))
        for template in self:
            if template.display_name != template.name:
                continue  # it is hidden, and its function with it
            template.display_name = self.env._(
                "%(function)s: %(objective)s",
                function=functions[template.function],
                objective=template.display_name,
            )

    @api.model
    def _system_fields(self):
        return super()._system_fields() - {"company_id"}

    def _open_sessions(self):
        return self.env["okr.session"]

    def _prepare_objective(self):
        """Return what an objective takes from here; its key results come after it."""
        return {
            "name": self.name,
            "problem": self.problem,
            "ambition": self.ambition,
            "template_id": self.id,
        }
