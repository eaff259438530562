from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .okr_lifecycle_mixin import OPEN_STATES


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

    @api.depends_context("uid")
    @api.depends("active", "deadline", "last_entry_date", "session_id", "state")
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
    def _due_domain(self, today=None):
        """Return the domain of what is due: the one definition of it.

        Its session runs and has a due day behind it, it is open, its deadline is
        not past, and no update was entered after the due day before the latest
        one; an update entered on a due day answers that day.

        :param today: the day; without, that of the user, else of the company
        """
        rhythms = {}
        sessions = self.env["okr.session"]._running()
        for session, (day, rhythm) in sessions._rhythms(today).items():
            rhythms.setdefault((day, rhythm.previous), []).append(session.id)
        due = Domain.OR(
            Domain("session_id", "in", ids)
            & Domain("deadline", ">=", day)
            & self._unanswered_domain(previous)
            for (day, previous), ids in rhythms.items()
        )
        return Domain("active", "=", True) & Domain("state", "in", OPEN_STATES) & due

    @api.model
    def _unanswered_domain(self, day):
        """Return the domain of what got no update after a day, or none at all."""
        never = Domain("last_entry_date", "=", False)
        return never | Domain("last_entry_date", "<=", day) if day else never

    def _expected_share(self):
        # Achieved or not: no pace leads there, and it is late from its deadline on.
        is_open = self.type == "achieved" and self.status != "missed"
        return 0.0 if is_open else 1.0

    @api.model
    def _expected_share_sql(self, alias, query):
        return SQL(
            "CASE WHEN %s = 'achieved' AND %s IS DISTINCT FROM 'missed'"
            " THEN 0 ELSE 1 END",
            self._field_to_sql(alias, "type", query),
            self._field_to_sql(alias, "status", query),
        )

    @api.depends("status", "type")
    def _compute_gap(self):
        super()._compute_gap()
