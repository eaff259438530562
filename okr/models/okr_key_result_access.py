from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class OkrKeyResult(models.Model):
    """Who sees a key result, who owns it, and who may update it now."""

    _inherit = "okr.key.result"

    @api.model
    def _sight_fields(self):
        return (
            *super()._sight_fields(),
            "creator_id",
            "owner_ids",
            "visibility",
            "objective_id.is_visible",
        )

    @api.model
    def _visible_sql(self, alias, query, ids=None):
        """Return the SQL condition that ``env.uid`` may see the row of ``alias``."""
        above = None
        if ids is not None:
            # Of a page of labels not all objectives of the company are looked at.
            above = SQL(
                "okr_objective.id IN"
                " (SELECT objective_id FROM okr_key_result WHERE id = ANY(%s))",
                ids,
            )
        return self._visible_by_sql(
            above=above,
            id_=self._field_to_sql(alias, "id", query),
            objective=self._field_to_sql(alias, "objective_id", query),
            made=SQL(
                "%s = %s", self._field_to_sql(alias, "creator_id", query), self.env.uid
            ),
            open_=SQL(
                "%s = 'objective'", self._field_to_sql(alias, "visibility", query)
            ),
        )

    @api.model
    def _visible_below_sql(self, id_, objective):
        """Return the same condition for a row that names a key result.

        :param id_: the column of the key result
        :param objective: the column of its objective
        """
        # A join with the key result would read both tables to their end.
        return self._visible_by_sql(
            id_=id_,
            objective=objective,
            made=SQL(
                "%s IN (SELECT id FROM okr_key_result WHERE creator_id = %s)",
                id_,
                self.env.uid,
                to_flush=self._fields["creator_id"],
            ),
            open_=SQL(
                "%s NOT IN (SELECT id FROM okr_key_result"
                " WHERE visibility != 'objective')",
                id_,
                to_flush=self._fields["visibility"],
            ),
        )

    @api.model
    def _visible_by_sql(self, id_, objective, made, open_, above=None):
        objectives = self.env["okr.objective"]
        inner = objectives._as_query(ordered=False)
        return SQL(
            "(%(made)s"
            " OR %(id)s IN (SELECT key_result_id FROM okr_key_result_owner_rel"
            " WHERE employee_id IN (%(mine)s))"
            # Not by OR: this way both are found by their index.
            " OR %(objective)s IN (SELECT id FROM okr_objective"
            " WHERE creator_id = %(uid)s UNION ALL SELECT id FROM okr_objective"
            " WHERE owner_id IN (%(mine)s))"
            " OR (%(open)s AND %(objective)s IN"
            " (SELECT okr_objective.id FROM okr_objective"
            " WHERE %(above)s AND %(seen)s)))",
            id=id_,
            objective=objective,
            made=made,
            open=open_,
            above=above or SQL("TRUE"),
            uid=self.env.uid,
            mine=objectives._my_employees_sql(),
            seen=objectives._visible_sql("okr_objective", inner),
            to_flush=(self._fields["owner_ids"], objectives._fields["creator_id"]),
        )

    def _goalpost_text(self, name, value):
        """Return the value of a goalpost as people read it."""
        field = self._fields[name]
        if name in ("initial_value", "target_value", "critical_value"):
            return self._format_value(value)
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, "")
        if field.type == "float":
            return f"{value:g}"
        return str(value) if value else ""

    def _format_value(self, value):
        """Return a value of this key result in the format of its unit."""
        return self.sudo().unit_id._format_value(value)  # everybody reads units

    def _is_owned(self):
        # The owners' accounts stand on the employee, which is HR's to read.
        return self.env.uid in self.sudo().owner_ids.user_id._ids

    def action_reopen(self, reason=None):
        """Give back the state it had; its objective comes first."""
        # The objective's state alone, no title.
        if "cancelled" in self.sudo().objective_id.mapped("state"):
            raise UserError(
                self.env._("Its objective is cancelled. Re-open the objective first.")
            )
        return super().action_reopen(reason)

    def _is_running(self):
        """Return whether its session has started and not closed."""
        return self.sudo().session_id.state == "in_progress"  # its state, no title

    def _user_today(self):
        """Return the day in the time zone stored on the user, else the company's.

        The context, which any client sets, has no say.
        """
        return self._user_day(fields.Datetime.now())

    def _user_day(self, moment, user=None):
        """Return the day of a UTC moment where the user is, or another user."""
        company = self.company_id or self.env.company
        return company._okr_day(moment, tz=(user or self.env.user).tz)

    def _update_refusal(self):
        """Return why the user cannot update this key result now, or nothing."""
        key_result = self.sudo()  # session and owners may be hidden from an owner
        session = key_result.session_id
        manager = self.env.su or self.env.user.has_group("okr.group_okr_manager")
        # Past updates: only managers get that far, see its ``load``.
        past = self.env["okr.update"]._import_run()
        if session.state == "draft" and not past:
            return self.env._(
                "Its session has not started yet. Ask who runs the session."
            )
        if session.state == "closed":
            return self.env._(
                "Its session is closed. A manager can re-open the session."
            )
        if key_result.state == "cancelled" or not key_result.active:
            return self.env._("It is cancelled or archived. Re-open it first.")
        if not manager and not self._is_owned():
            return self.env._("Only its owners and OKR managers update it.")
        # Nobody is a day ahead of UTC: most deadlines need no time zone.
        if past or key_result.deadline > fields.Date.today():
            return ""
        late = (self._user_today() - key_result.deadline).days
        if late <= 0:
            return ""
        if key_result.hard_deadline:
            return self.env._("Its hard deadline has passed: nobody can update it.")
        if not manager and late > key_result.company_id.okr_grace_days:
            return self.env._(
                "Its deadline has passed. An OKR manager can still update it."
            )
        return ""

    def _refuse_update(self, reason):
        """Raise, naming the key result and the reason."""
        raise UserError(
            self.env._("%(title)s: %(reason)s", title=self.display_name, reason=reason)
        )

    @api.depends_context("lang")
    @api.depends("current_value", "type", "target_value", "critical_value", "unit_id")
    def _compute_update_information(self):
        for key_result in self:
            key_result.update_information = key_result._information(
                key_result.current_value
            )

    def _information(self, value):
        """Return the sentence that says where a value stands."""
        return self.env._(
            "Current value is %(value)s, %(sentence)s",
            value=self._value_text(value),
            sentence=self._type_sentence(),
        )

    def _value_text(self, value=None):
        """Return a value, without one the current value, in words."""
        value = self.current_value if value is None else value
        if self.type == "achieved":
            return self.env._("achieved") if value else self.env._("not achieved")
        if self.type == "milestone":
            return f"{value:g}"
        return self._format_value(value)

    def _type_sentence(self):
        """Return what is asked of the value: "Should Increase to 100"."""
        target = self._format_value(self.target_value)
        critical = self._format_value(self.critical_value)
        if self.type == "increase":
            return self.env._("Should Increase to %(target)s", target=target)
        if self.type == "decrease":
            return self.env._("Should Decrease to %(target)s", target=target)
        if self.type == "stay_above":
            return self.env._(
                "Should Stay Above %(target)s and absolutely must be above "
                "%(critical)s",
                target=target,
                critical=critical,
            )
        if self.type == "stay_below":
            return self.env._(
                "Should Stay Below %(target)s and absolutely must be below "
                "%(critical)s",
                target=target,
                critical=critical,
            )
        if self.type == "milestone":
            return self.env._(
                "Milestone: %(count)s stages", count=len(self.milestone_ids)
            )
        return self.env._("Achieved or Not")

    @api.depends_context("uid")
    @api.depends(
        "active", "deadline", "hard_deadline", "owner_ids", "session_id.state", "state"
    )
    def _compute_can_update(self):
        for key_result in self:
            key_result.can_update = (
                bool(key_result._origin) and not key_result._origin._update_refusal()
            )

    def action_update(self):
        """Open the *Update KR* dialog, with what stands now proposed."""
        self.ensure_one()
        self.check_access("read")
        refusal = self._update_refusal()
        if refusal:
            self._refuse_update(refusal)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Update KR"),
            "res_model": "okr.update",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_key_result_id": self.id,
                "default_value": self.current_value,
                "default_achieved": bool(self.current_value),
                "default_milestone_ids": self.milestone_ids.filtered("done").ids,
            },
        }

    def action_view_updates(self):
        """Open the history of this key result."""
        self.ensure_one()
        self.check_access("read")
        # Reading an action is not everybody's right; this one is ours.
        action = self.env["ir.actions.act_window"]._for_xml_id("okr.okr_update_action")
        action["domain"] = [("key_result_id", "=", self.id)]
        return action
