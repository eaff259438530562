from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class OkrKeyResult(models.Model):
    """Whose a key result is, and whether it is due."""

    _name = "okr.key.result"
    _inherit = ["okr.key.result", "okr.gap.mixin"]

    is_mine = fields.Boolean(
        string="Mine",
        compute="_compute_is_mine",
        search="_search_is_mine",
        help="I am one of its owners.",
    )
    is_due = fields.Boolean(
        string="Due",
        compute="_compute_is_due",
        search="_search_is_due",
        help="Nobody has checked in for the current rhythm of its session.",
    )

    @api.depends_context("uid")
    @api.depends("owner_ids")
    def _compute_is_mine(self):
        mine = self._flagged(self._mine_domain())
        for key_result in self:
            key_result.is_mine = key_result._origin.id in mine._ids

    def _search_is_mine(self, operator, value):
        return self._search_flag(self._mine_domain(), operator, value)

    @api.depends("active", "deadline", "last_update_date", "session_id", "state")
    def _compute_is_due(self):
        due = self._flagged(self._due_domain())
        for key_result in self:
            key_result.is_due = key_result._origin.id in due._ids

    def _search_is_due(self, operator, value):
        return self._search_flag(self._due_domain(), operator, value)

    @api.model
    def _mine_domain(self):
        """Return the domain of what the user owns, as employee of any company."""
        return Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "%s IN (SELECT rel.key_result_id FROM okr_key_result_owner_rel rel"
                " JOIN hr_employee me ON me.id = rel.employee_id"
                " WHERE me.active AND me.user_id = %s)",
                model._field_to_sql(alias, "id", query),
                model.env.uid,
                to_flush=(
                    model._fields["owner_ids"],
                    model.env["hr.employee"]._fields["user_id"],
                    model.env["hr.employee"]._fields["active"],
                ),
            )
        )

    @api.model
    def _due_domain(self):
        """Return the domain of what is due: the one definition of it.

        Its session runs and has a due day behind it, it is open, its deadline is
        not past, and no update is of a day after the due day before the latest
        one; an update of a due day answers that day.
        """
        rhythms = {}
        # Owners update in sessions that they need not see.
        sessions = self.env["okr.session"].sudo()
        for session in sessions.search(
            [("state", "=", "in_progress"), ("cadence", "!=", "none")]
        ):
            today = session.company_id._okr_today()
            past = [day for day in session._due_days() if day <= today]
            if past:
                previous = past[-2] if len(past) > 1 else None
                rhythms.setdefault((today, previous), []).append(session.id)
        due = Domain.OR(
            Domain("session_id", "in", ids)
            & Domain("deadline", ">=", today)
            & self._unanswered_domain(previous)
            for (today, previous), ids in rhythms.items()
        )
        return (
            Domain("active", "=", True)
            & Domain("state", "in", ("draft", "in_progress"))
            & due
        )

    @api.model
    def _unanswered_domain(self, day):
        """Return the domain of what has no update of a later day, or none at all."""
        never = Domain("last_update_date", "=", False)
        return never | Domain("last_update_date", "<=", day) if day else never
