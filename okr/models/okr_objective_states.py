from odoo import models


class OkrObjective(models.Model):
    """The life of an objective: it follows its session, and takes its own along."""

    _inherit = "okr.objective"

    def _follow_session(self):
        """Give objectives the state of their open session."""
        live = self.filtered(
            lambda objective: objective.state
            not in ("cancelled", objective.session_id.state)
        )
        for state, objectives in live.grouped(lambda o: o.session_id.state).items():
            objectives.write({"state": state})

    def _cancel(self, along=False):
        live = self.filtered(lambda objective: objective.state != "cancelled")
        super()._cancel(along)
        below = live.with_context(active_test=False)
        below.key_result_ids._cancel(along=True)
        below.initiative_ids._cancel_along()

    def _reopen(self):
        super()._reopen()
        self._follow_session()
        below = self.with_context(active_test=False)
        below.key_result_ids.filtered("cancelled_along")._reopen()
        below.initiative_ids._reopen_along()

    def _close_with_session(self):
        # Key results first: the figures of the objectives come from them.
        self.with_context(active_test=False).key_result_ids._close_with_session()
        super()._close_with_session()

    def _reopen_with_session(self):
        super()._reopen_with_session()
        self.with_context(active_test=False).key_result_ids._reopen_with_session()

    def _branch(self):
        """Return these objectives and all below them, archived ones too."""
        return self.with_context(active_test=False).search(
            [("id", "child_of", self.ids)]
        )

    def _with_history(self):
        # History that is hidden or archived is history too.
        return self.sudo()._branch().key_result_ids

    def _delete_with_history(self):
        # Deepest first: the path is nobody's to read, but a manager sees all else.
        deepest = self._branch().sorted(lambda o: o.sudo().parent_path, reverse=True)
        super(OkrObjective, deepest)._delete_with_history()

    def _is_owned(self):
        # The owner's account stands on the employee, which is HR's to read.
        return self.sudo().owner_id.user_id.id == self.env.uid
