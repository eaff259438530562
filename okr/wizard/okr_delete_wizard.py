from odoo import api, fields, models

RECORDS = {
    "okr.session": "session_ids",
    "okr.objective": "objective_ids",
    "okr.key.result": "key_result_ids",
}
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
    _inherit = ["okr.link.mixin"]

    session_ids = fields.Many2many(comodel_name="okr.session")
    objective_ids = fields.Many2many(comodel_name="okr.objective")
    key_result_ids = fields.Many2many(comodel_name="okr.key.result")
    deleted_key_result_ids = fields.Many2many(
        comodel_name="okr.key.result",
        compute="_compute_what_goes",
        string="Key Results That Go",
    )
    update_count = fields.Integer(
        compute="_compute_what_goes", string="Number of Updates That Go"
    )

    @api.depends("session_ids", "objective_ids", "key_result_ids")
    def _compute_what_goes(self):
        for wizard in self:
            key_results = self.env["okr.key.result"].union(
                *(wizard[name]._origin._with_history() for name in RECORDS.values())
            )
            wizard.deleted_key_result_ids = key_results
            wizard.update_count = self.env["okr.update"].search_count(
                [("key_result_id", "in", key_results.ids)]
            )

    @api.model
    def _open(self, records):
        """Return the dialog that lists what goes with ``records``."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Delete With History"),
            "res_model": self._name,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {f"default_{RECORDS[records._name]}": records.ids},
        }

    def action_confirm(self):
        """Delete, as a manager, and go back to the list."""
        self.ensure_one()
        for name in RECORDS.values():
            records = self[name]
            if records:
                records._check_manager()
                records.check_access("unlink")
                records._delete_with_history()
        # Where they came from may be the form of what is gone.
        lists = [LISTS[model] for model, name in RECORDS.items() if self[name]]
        # Reading an action is not everybody's right; these are ours.
        action = self.env["ir.actions.act_window"]._for_xml_id(
            lists[0] if lists else LISTS["okr.objective"]
        )
        return {**action, "target": "main"}
