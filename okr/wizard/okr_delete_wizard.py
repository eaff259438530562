from odoo import api, fields, models
from odoo.fields import Domain

from .okr_chosen_mixin import CHOSEN

# Where to go afterwards.
LISTS = {
    "okr.session": "okr.okr_session_action",
    "okr.objective": "okr.okr_objective_action",
    "okr.key.result": "okr.okr_key_result_action",
}


class OkrDeleteWizard(models.TransientModel):
    """Lists what goes with its history, and deletes it when told to."""

    _name = "okr.delete.wizard"
    _description = "Delete With History"
    _inherit = ["okr.chosen.mixin"]

    deleted_session_ids = fields.Many2many(
        comodel_name="okr.session",
        compute="_compute_what_goes",
        context={"active_test": False},
        string="Sessions That Go",
    )
    deleted_objective_ids = fields.Many2many(
        comodel_name="okr.objective",
        compute="_compute_what_goes",
        context={"active_test": False},
        string="OKRs That Go",
    )
    deleted_key_result_ids = fields.Many2many(
        comodel_name="okr.key.result",
        compute="_compute_what_goes",
        context={"active_test": False},
        string="Key Results That Go",
    )
    initiative_count = fields.Integer(
        compute="_compute_what_goes", string="Number of Initiatives That Go"
    )
    update_count = fields.Integer(
        compute="_compute_what_goes", string="Number of Updates That Go"
    )

    @api.depends("session_ids", "objective_ids", "key_result_ids")
    def _compute_what_goes(self):
        for wizard in self:
            sessions = wizard.session_ids._origin._below()
            objectives = wizard.objective_ids._origin._branch()
            objectives |= sessions._all_objectives()
            key_results = wizard.key_result_ids._origin | objectives._with_history()
            wizard.deleted_session_ids = sessions
            wizard.deleted_objective_ids = objectives
            wizard.deleted_key_result_ids = key_results
            work = Domain("objective_id", "in", objectives.ids)
            work |= Domain("key_result_id", "in", key_results.ids)
            every = self.with_context(active_test=False).env
            wizard.initiative_count = every["okr.initiative"].search_count(work)
            wizard.update_count = every["okr.update"].search_count(
                [("key_result_id", "in", key_results.ids)]
            )

    @api.model
    def _open(self, records):
        """Return the dialog that lists what goes with ``records``."""
        title, field = self.env._("Delete With History"), CHOSEN[records._name]
        return self._open_with(title, field, records)

    def action_confirm(self):
        """Delete, as a manager, and go back to the list."""
        self.ensure_one()
        for name in CHOSEN.values():
            records = self[name]
            if records:
                records._check_manager()
                records.check_access("unlink")
                records._delete_with_history()
        # Where they came from may be the form of what is gone.
        lists = [LISTS[model] for model, name in CHOSEN.items() if self[name]]
        # Reading an action is not everybody's right; these are ours.
        action = self.env["ir.actions.act_window"]._for_xml_id(
            lists[0] if lists else LISTS["okr.objective"]
        )
        return {**action, "target": "main"}
