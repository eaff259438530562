from odoo import Command, fields, models


class OkrObjective(models.Model):
    """What an objective was made from, and what can be made from it."""

    _inherit = "okr.objective"

    template_id = fields.Many2one(
        comodel_name="okr.template",
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
        copy=False,
        help="What it was made from.",
    )

    def action_save_as_template(self):
        """Make a template of it, for whoever maintains templates, and open it."""
        self.ensure_one()
        self.check_access("read")
        template = self.env["okr.template"].create(
            {
                "name": self.name,
                "problem": self.problem,
                "ambition": self.ambition,
                "company_id": self.company_id.id,
                "key_result_ids": [
                    Command.create(key_result._prepare_template())
                    for key_result in self.key_result_ids
                    if key_result.state != "cancelled"
                ],
            }
        )
        return template.get_formview_action()


class OkrKeyResult(models.Model):
    """What a template takes from a key result."""

    _inherit = "okr.key.result"

    def _prepare_template(self):
        copied = (
            "name",
            "sequence",
            "type",
            "nature",
            "initial_value",
            "target_value",
            "critical_value",
            "weight",
        )
        return {
            **{name: self[name] for name in copied},
            "unit_id": self.unit_id.id,
            "stages": "\n".join(self.milestone_ids.mapped("name")),
            "initiatives": "\n".join(
                initiative.name
                for initiative in self.initiative_ids
                if initiative.state != "cancelled"
            ),
        }
