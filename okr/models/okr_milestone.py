from odoo import api, fields, models
from odoo.exceptions import UserError


class OkrMilestone(models.Model):
    """A stage of a key result of type milestone, ticked through an update."""

    _name = "okr.milestone"
    _description = "Milestone"
    _inherit = ["okr.guard.mixin"]
    _order = "sequence, id"

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    key_result_id = fields.Many2one(
        comodel_name="okr.key.result", required=True, index=True, ondelete="cascade"
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
    weight = fields.Float(default=1.0, aggregator=None)
    date_deadline = fields.Date(string="Deadline")
    postponed = fields.Boolean(
        readonly=True, copy=False, help="Its deadline was moved to a later day."
    )
    done = fields.Boolean(readonly=True, copy=False)
    done_date = fields.Date(string="Done on", readonly=True, copy=False)
    goalpost_reason = fields.Char(
        store=False,
        string="Reason for the Change",
        help="Needed to change stages once the session has started.",
    )

    _order_idx = models.Index("(sequence, id)")
    _weight_not_negative = models.Constraint(
        "CHECK(weight >= 0 AND weight <= 1e15)", "Weight: enter 0 or more."
    )

    @api.model
    def _system_fields(self):
        return super()._system_fields() | {
            "postponed",
            "done",
            "done_date",
            "session_id",
        }

    @api.model_create_multi
    def create(self, vals_list):
        reasons = [vals.get("goalpost_reason") for vals in vals_list]
        vals_list = [self._without_reason(vals) for vals in vals_list]
        stages = super().create(vals_list)
        for stage, reason in zip(stages, reasons, strict=True):
            stage._keep_change(reason, old=False, new=stage._goalpost_text())
        self._roll_up(stages.key_result_id)
        return stages

    def write(self, vals):
        reason = vals.get("goalpost_reason")
        vals = self._without_reason(vals)
        before = [
            (stage, stage._goalpost_text(), stage.date_deadline) for stage in self
        ]
        key_results = self.key_result_id
        result = super().write(vals)
        # Not before: what the writer may not see is refused in other words.
        if self.key_result_id != key_results:
            raise UserError(
                self.env._(
                    "Key Result: a stage stays with its own. Make a new one instead."
                )
            )
        if {"active", "weight"} & vals.keys():
            for stage, old, _deadline in before:
                stage._keep_change(reason, old=old, new=stage._goalpost_text())
            self._roll_up(self.key_result_id)
        if vals.get("date_deadline"):
            later = self.browse(
                stage.id
                for stage, _, day in before
                if day and stage.date_deadline > day
            )
            later.sudo().write({"postponed": True})  # a system field
        return result

    def unlink(self):
        key_results = self.key_result_id
        for stage in self:
            stage._keep_change(None, old=stage._goalpost_text(), new=False)
        result = super().unlink()
        self._roll_up(key_results)
        return result

    @api.model
    def _without_reason(self, vals):
        return {name: vals[name] for name in vals if name != "goalpost_reason"}

    def _goalpost_text(self):
        """Return what a change of this stage is shown as."""
        return f"{self.name} × {self.weight:g}" if self.active else ""

    def _keep_change(self, reason, old, new):
        """Keep a stage added, moved or taken away after the start."""
        if (old or new) and old != new and self.key_result_id._is_running():
            changes = self.env["okr.goalpost.change"]
            if reason:
                changes = changes.with_context(okr_goalposts=reason)
            changes._log(
                [
                    {
                        "key_result_id": self.key_result_id.id,
                        "field_name": "milestone_ids",
                        "old_value": old,
                        "new_value": new,
                    }
                ]
            )

    @api.model
    def _roll_up(self, key_results):
        """Count anew what the stages of these key results give."""
        # States and figures are the system's.
        whole = key_results.sudo()
        whole._apply_updates()
        self.env["okr.rollup"]._roll_up(objectives=whole.objective_id.ids)

    def _apply_updates(self, key_result):
        """Tick the stages as the latest update that stands says."""
        standing = key_result.update_ids.filtered(lambda update: not update.voided)
        standing = standing.sorted(
            lambda update: (update.date, update.id), reverse=True
        )
        for stage in self:
            done_date = False
            for update in standing:
                if stage not in update.milestone_ids:
                    break
                done_date = update.date
            if (stage.done, stage.done_date) != (bool(done_date), done_date):
                super(OkrMilestone, stage).write(
                    {"done": bool(done_date), "done_date": done_date}
                )
