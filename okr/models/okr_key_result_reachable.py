from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .okr_lifecycle_mixin import OPEN_STATES


class OkrKeyResult(models.Model):
    """Whether all its owners can be reminded."""

    _inherit = "okr.key.result"

    has_unreachable_owner = fields.Boolean(
        string="Owner Cannot Be Reminded",
        compute="_compute_has_unreachable_owner",
        search="_search_has_unreachable_owner",
        groups="okr.group_okr_manager",
        help="An owner has no account, no OKR role, or no access to its company.",
    )

    @api.depends("owner_ids")
    def _compute_has_unreachable_owner(self):
        found = self._flagged(self._unreachable_domain(self._origin))
        for key_result in self:
            key_result.has_unreachable_owner = key_result._origin.id in found._ids

    def _search_has_unreachable_owner(self, operator, value):
        return self._search_flag(self._unreachable_domain(), operator, value)

    @api.model
    def _unreachable_domain(self, among=None):
        """Return the domain of what has an owner that ``_can_remind`` says no to.

        :param among: the key results that are asked about; without, all
        """
        able = self._owners_able(among).ids
        return Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "EXISTS (SELECT FROM okr_key_result_owner_rel rel"
                " JOIN hr_employee owner ON owner.id = rel.employee_id"
                " WHERE rel.key_result_id = %s AND NOT (owner.active"
                "  AND COALESCE(owner.user_id = ANY(%s), FALSE)"
                "  AND EXISTS (SELECT FROM res_company_users_rel company"
                "   WHERE company.cid = %s AND company.user_id = owner.user_id)))",
                model._field_to_sql(alias, "id", query),
                able,
                model._field_to_sql(alias, "company_id", query),
                to_flush=model._fields["owner_ids"],
            )
        )

    @api.model
    def _owners_able(self, among=None):
        """Return the accounts of owners, of these key results, that may check in."""
        self.env["hr.employee"].flush_model(["user_id"])
        mine = SQL("rel.key_result_id = ANY(%s)", among.ids) if among else SQL("TRUE")
        rows = self.env.execute_query(
            SQL(
                "SELECT DISTINCT owner.user_id FROM okr_key_result_owner_rel rel"
                " JOIN hr_employee owner ON owner.id = rel.employee_id"
                " WHERE owner.user_id IS NOT NULL AND %s",
                mine,
            )
        )
        return self.env["res.users"].browse(id_ for (id_,) in rows)._okr_can_check_in()


class OkrSession(models.Model):
    """Whom the reminders of a session do not reach."""

    _inherit = "okr.session"

    unreachable_owners = fields.Char(
        compute="_compute_unreachable_owners", groups="okr.group_okr_manager"
    )

    @api.depends("objective_ids.key_result_ids.owner_ids", "state", "cadence")
    def _compute_unreachable_owners(self):
        """Say who cannot be reminded, for the manager to see; nothing if all can."""
        whole = self.env["okr.key.result"].sudo()  # accounts are HR's
        unfinished = whole.search(
            Domain("session_id", "in", self.ids) & Domain("state", "in", OPEN_STATES)
        )
        unreachable = whole.search(
            whole._unreachable_domain(unfinished) & Domain("id", "in", unfinished.ids)
        ).grouped("session_id")
        for session in self:
            key_results = unreachable.get(session.sudo())  # as above
            remind = session.state == "in_progress" and session.cadence != "none"
            _reachable, missing = (
                key_results._owners_to_remind() if key_results and remind else ([], [])
            )
            session.unreachable_owners = (
                whole._tell_missing(missing) if missing else False
            )
