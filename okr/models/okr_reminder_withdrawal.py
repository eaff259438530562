import logging

from odoo import api, models
from odoo.tools import SQL

_logger = logging.getLogger(__name__)


class OkrReminder(models.Model):
    """Reminders that were answered, or that no longer apply."""

    _inherit = "okr.reminder"

    @api.model
    def _answer(self, updates):
        """Mark the reminders of who checked in as done, with the update as feedback.

        Those of the other owners are withdrawn: one update satisfies all.
        """
        found = self._open_activities(updates.key_result_id)
        if not found:
            return
        activities = self.env["mail.activity"].browse(found)
        for update in updates:
            mine = activities.filtered(
                lambda activity, update=update: (
                    activity.user_id == update.user_id
                    and activity.res_id == update.key_result_id.id
                )
            )
            if mine:
                mine.write({"active": False, "feedback": update._feedback()})
        activities.filtered(lambda activity: activity.active).unlink()

    @api.model
    def _open_activities(self, key_results):
        """Return the ids of the open activities that the ledger knows."""
        rows = self.env.execute_query(
            SQL(
                "SELECT activity.id FROM okr_reminder kept"
                " JOIN mail_activity activity ON activity.id = kept.activity_id"
                " WHERE activity.active AND kept.key_result_id = ANY(%s)",
                key_results.ids,
            )
        )
        return [id_ for (id_,) in rows]

    @api.model
    def _clean_up(self, key_results):
        """Withdraw the reminders of these key results that no longer apply."""
        self.env.flush_all()
        if key_results and self._open_activities(key_results):
            self._withdraw_outdated(key_results)

    @api.model
    def _sweep(self):
        """Withdraw whatever no longer applies, wherever it changed."""
        try:
            with self.env.cr.savepoint():
                self._withdraw_outdated()
        except Exception:
            # The reminders to send do not wait for it.
            _logger.exception("Reminders could not be withdrawn")
            self.env.invalidate_all(flush=False)

    @api.model
    def _withdraw_outdated(self, key_results=None):
        """Withdraw what is not due any more, or not from this person."""
        self.env.flush_all()
        of_these = SQL(
            "kr.id = ANY(%s)", key_results.ids if key_results is not None else []
        )
        of_these = of_these if key_results is not None else SQL("TRUE")
        outdated = [self._over_sql()]
        if key_results is None:
            outdated.append(self._unable_sql())
        outdated += [
            self._not_owed_sql(day, zones, key_results)
            for day, zones in self._days().items()
        ]
        rows = self.env.execute_query(
            SQL(
                "SELECT activity.id FROM okr_reminder kept"
                " JOIN mail_activity activity ON activity.id = kept.activity_id"
                " JOIN okr_key_result kr ON kr.id = kept.key_result_id"
                " JOIN okr_objective objective ON objective.id = kr.objective_id"
                " JOIN okr_session session ON session.id = kr.session_id"
                " JOIN res_company company ON company.id = kr.company_id"
                " JOIN res_users person ON person.id = kept.user_id"
                " JOIN res_partner partner ON partner.id = person.partner_id"
                " WHERE activity.active AND %s AND (%s)",
                of_these,
                SQL(" OR ").join(outdated),
            )
        )
        ids = [id_ for (id_,) in rows]
        self.search([("activity_id", "in", ids)]).write({"state": "withdrawn"})
        self.env["mail.activity"].browse(ids).unlink()

    def _over_sql(self):
        """Return the condition that ``kr`` takes no updates, or the person is gone."""
        return SQL(
            "NOT (kr.active AND kr.state IN ('draft', 'in_progress')"
            " AND session.active AND session.state = 'in_progress' AND person.active"
            " AND EXISTS (SELECT FROM res_company_users_rel"
            " WHERE cid = kr.company_id AND user_id = person.id))"
        )

    def _unable_sql(self):
        """Return the condition that the person has no role or seat any more."""
        rows = self.env.execute_query(
            SQL(
                "SELECT DISTINCT kept.user_id FROM okr_reminder kept"
                " JOIN mail_activity activity ON activity.id = kept.activity_id"
                " WHERE activity.active"
            )
        )
        reminded = self.env["res.users"].browse(id_ for (id_,) in rows)
        able = reminded.exists()._okr_can_check_in()
        return SQL("person.id = ANY(%s)", (reminded - able).ids)

    def _not_owed_sql(self, day, zones, key_results):
        """Return the condition that it is not due on a day, or not from the person.

        Whoever was asked as an owner or in place of one is neither any more, or the
        last day for an update is past.
        """
        return SQL(
            "(COALESCE(partner.tz, company.okr_tz, 'UTC') = ANY(%(zones)s)"
            " AND CASE kept.kind"
            "  WHEN 'update' THEN NOT (kr.id = ANY(%(due)s) AND %(owner)s)"
            "  WHEN 'ask' THEN %(over)s OR NOT (%(owner)s OR %(above)s)"
            "  ELSE %(over)s OR NOT %(above)s END)",
            zones=zones,
            due=self._due_ids(day, key_results),
            owner=SQL(
                "EXISTS (SELECT FROM okr_key_result_owner_rel rel"
                " JOIN hr_employee owner ON owner.id = rel.employee_id"
                " WHERE rel.key_result_id = kr.id AND owner.active"
                " AND owner.user_id = person.id)"
            ),
            above=SQL(
                "EXISTS (SELECT FROM hr_employee above"
                " WHERE above.id = objective.owner_id AND above.active"
                " AND above.user_id = person.id)"
            ),
            over=SQL(
                "(kr.deadline + CASE WHEN kr.hard_deadline THEN 0"
                " ELSE COALESCE(company.okr_grace_days, 0) END < %s)",
                day,
            ),
        )
