from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

# What may change a figure, here or above.
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
    """An objective in its tree: what counts where, and who decides that."""

    _inherit = "okr.objective"

    is_session_top = fields.Boolean(
        compute="_compute_is_session_top",
        store=True,
        precompute=True,
        export_string_translation=False,
        help="Not counted in a parent of its session, and so maybe by a session.",
    )

    _session_top_idx = models.Index(
        "(session_id) WHERE is_session_top IS NOT FALSE AND active"
    )

    @api.depends(
        "contributes",
        "session_id",
        "parent_id.active",
        "parent_id.session_id",
        "parent_id.state",
    )
    def _compute_is_session_top(self):
        for objective in self:
            parent = objective.parent_id
            objective.is_session_top = not (
                objective.contributes
                and parent.active
                and parent.state != "cancelled"
                and parent.session_id == objective.session_id
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
        if "parent_id" in vals:
            self._check_may_realign()
        if not ROLL_UP_INPUTS & vals.keys():
            return super().write(vals)
        # Parents and sessions count anew, seen by the writer or not.
        whole = self.sudo()
        objectives, sessions = (whole | whole.parent_id).ids, whole.session_id.ids
        before = self._deadlines_before_move(vals)
        result = super().write(vals)
        if "parent_id" in vals:
            self._align_only()
        if "session_id" in vals:
            whole._follow_session()
            self.env["okr.goalpost.change"]._log_deadlines(
                before, self.env._("The objective moved to another session.")
            )
        self.env["okr.rollup"]._roll_up(
            objectives=[*objectives, *whole.parent_id.ids], sessions=sessions
        )
        return result

    def unlink(self):
        self.check_access("unlink")
        # Whoever may delete an objective may delete what is under it; through
        # the ORM, so that chatter and attachments go too.
        whole = self.sudo().with_context(active_test=False)
        parents, sessions = (whole.parent_id - whole).ids, whole.session_id.ids
        whole.initiative_ids.unlink()
        whole.key_result_ids.unlink()
        result = super().unlink()
        self.env["okr.rollup"]._roll_up(objectives=parents, sessions=sessions)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_history(self):
        self._refuse_with_history()
        # Children hold it back where the writer does not see them, too.
        whole = self.sudo().with_context(active_test=False)
        children = whole.child_ids - whole
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
        if vals.get("contributes") and not vals.get("parent_id"):
            # The parent may be hidden, and then it is not the writer's either.
            aligned = self.sudo().filtered(lambda objective: not objective.contributes)
            if not aligned.parent_id.sudo(False).has_access("write"):
                raise AccessError(
                    self.env._(
                        "Contributes: only who may edit the parent counts this "
                        "objective in it."
                    )
                )

    def _check_may_realign(self):
        """Refuse in one sentence whoever drags a card; Odoo takes several."""
        if not self.env.su and self._filtered_access("write") != self:
            raise AccessError(
                self.env._("Parent: only who may edit an objective re-aligns it.")
            )

    def _align_only(self):
        """Count objectives in no parent that the writer may not edit."""
        if self.env.su:
            return
        # As above, for parents that are hidden; it may only be switched off.
        counted = self.sudo().filtered(lambda o: o.parent_id and o.contributes)
        editable = counted.parent_id.sudo(False)._filtered_access("write")
        foreign = counted.filtered(lambda o: o.parent_id.id not in editable._ids)
        if foreign:
            foreign.write({"contributes": False})

    def _deadlines_before_move(self, vals):
        if "session_id" not in vals:
            return {}
        # Deadlines follow where the writer does not see them, too.
        following = self.sudo().key_result_ids.filtered(
            lambda key_result: key_result._is_running()
            and not key_result.deadline_custom
        )
        return {key_result: key_result.deadline for key_result in following}
