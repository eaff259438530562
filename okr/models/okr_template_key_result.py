from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command

from ..arithmetic import STAY_TYPES
from .okr_guard_values import MAX_TITLE
from .okr_key_result import TYPES

# More than a key result can bear.
MAX_LINES = 50


class OkrTemplateKeyResult(models.Model):
    """A key result of a template, with its stages and the work for it as lines."""

    _name = "okr.template.key.result"
    _description = "Key Result of a Template"
    _inherit = ["okr.guard.mixin"]
    _order = "sequence, id"
    _check_company_auto = True

    template_id = fields.Many2one(
        comodel_name="okr.template", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="template_id.company_id", store=True, precompute=True, index=True
    )
    name = fields.Char(
        string="Title", required=True, translate=True, help="How would we know?"
    )
    sequence = fields.Integer(default=10)
    type = fields.Selection(
        selection=TYPES, string="Key Result Type", required=True, default="increase"
    )
    nature = fields.Selection(
        selection=[("key_result", "Key Result"), ("kpi", "KPI")],
        required=True,
        default="key_result",
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
    weight = fields.Float(default=1.0, aggregator=None)
    stages = fields.Text(translate=True, help="The stages, each on a line of its own.")
    initiatives = fields.Text(
        translate=True, help="The work for it, each task on a line of its own."
    )

    @api.constrains(
        "name",
        "type",
        "nature",
        "initial_value",
        "target_value",
        "critical_value",
        "weight",
    )
    def _check_goalposts(self):
        """Refuse what a key result would refuse, before anybody is given it."""
        for line in self:
            key_result = self.env["okr.key.result"].new(line._prepare_numbers())
            key_result._check_goalposts()
            if line.weight < 0:
                raise ValidationError(self.env._("Weight: enter 0 or more."))

    @api.constrains("stages", "initiatives")
    def _check_lines(self):
        for line in self:
            for name in ("stages", "initiatives"):
                titles = line._titles(name)
                if len(titles) > MAX_LINES or any(len(t) > MAX_TITLE for t in titles):
                    raise ValidationError(
                        self.env._(
                            "%(title)s: write %(field)s as at most %(lines)s lines of "
                            "at most %(length)s characters.",
                            title=line.name,
                            field=line._fields[name]._description_string(self.env),
                            lines=MAX_LINES,
                            length=MAX_TITLE,
                        )
                    )

    def _open_sessions(self):
        return self.env["okr.session"]

    def _titles(self, name):
        """Return the lines of a text that are not empty."""
        lines = (line.strip() for line in (self[name] or "").splitlines())
        return [line for line in lines if line]

    def _prepare_numbers(self):
        stays = self.type in STAY_TYPES
        return {
            "name": self.name,
            "type": self.type,
            "nature": self.nature,
            "initial_value": self.initial_value,
            "target_value": self.target_value,
            # Those that stay above or below something always have one, 0 too.
            "critical_value": self.critical_value if stays else 0.0,
            "has_critical": stays,
        }

    def _prepare_key_result(self):
        """Return what a key result takes from here, but for objective and owner."""
        values = {
            **self._prepare_numbers(),
            "unit_id": self.unit_id.id,
            "weight": self.weight,
            "sequence": self.sequence,
        }
        if self.type == "milestone":
            values["milestone_ids"] = [
                Command.create({"name": title, "sequence": sequence})
                for sequence, title in enumerate(self._titles("stages"), start=1)
            ]
        return values
