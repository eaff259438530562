from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class OkrReminder(models.Model):
    """Who is to be reminded of what: one row for each owner and key result.

    Days are those of the owner: the zones of all users are put into groups in which
    it is the same day, three at the most.
    """

    _inherit = "okr.reminder"

    @api.model
    def _days(self):
        """Return {day: the zones of users and companies in which it is that day}."""
        zones = self.env.execute_query(
            SQL(
                "SELECT partner.tz FROM res_users person"
                " JOIN res_partner partner ON partner.id = person.partner_id"
                " WHERE person.active AND partner.tz IS NOT NULL"
                " UNION SELECT okr_tz FROM res_company WHERE okr_tz IS NOT NULL"
                " UNION SELECT 'UTC'"
            )
        )
        now, days = fields.Datetime.now(), {}
        for (zone,) in zones:
            day = self.env["res.company"]._okr_day(now, tz=zone)
            days.setdefault(day, []).append(zone)
        return days

    @api.model
    def _owed(self, key_results=None):
        """Return the reminders owed now, as rows with their rhythm.

        Owed is what is due, to each of its owners that may check in, unless they
        were reminded in this rhythm or wait for the day on which they are back.
        """
        self.env.flush_all()
        rows = {}
        for day, zones in self._days().items():
            for row in self._owed_on(day, zones, key_results):
                rows.setdefault((row["key_result_id"], row["user_id"]), row)
        users = self.env["res.users"].browse({row["user_id"] for row in rows.values()})
        able = set(users._okr_can_check_in()._ids)
        return [row for row in rows.values() if row["user_id"] in able]

    def _owed_on(self, day, zones, key_results):
        rhythms = {
            session: rhythm
            for session, (_day, rhythm) in self.env["okr.session"]
            ._running()
            ._rhythms(day)
            .items()
            if not session.started_on or session.started_on <= rhythm.due
        }
        due = rhythms and self._due_ids(day, key_results)
        if not due:
            return []
        rows = self.env.execute_query_dict(
            SQL(
                "SELECT %(columns)s FROM okr_key_result kr"
                " JOIN unnest(%(sessions)s::int[], %(dues)s::date[])"
                " AS rhythm (session_id, due) ON rhythm.session_id = kr.session_id"
                " %(owners)s"
                " LEFT JOIN okr_reminder kept ON kept.key_result_id = kr.id"
                " AND kept.user_id = person.id AND kept.kind = 'update'"
                " AND kept.period >= rhythm.due"
                " WHERE kr.id = ANY(%(due)s) AND %(here)s"
                # Nobody is late with what was not there on its due day.
                " AND kr.create_date::date <= rhythm.due"
                " AND (kept.id IS NULL OR kept.state = 'withdrawn'"
                "  OR (kept.state = 'waiting' AND kept.date <= %(day)s))"
                " ORDER BY kr.id, person.id",
                columns=SQL(
                    "kr.id AS key_result_id, kr.session_id, kr.deadline,"
                    " owner.id AS employee_id, person.id AS user_id, kept.id"
                ),
                sessions=[session.id for session in rhythms],
                dues=[rhythm.due for rhythm in rhythms.values()],
                owners=self._owners_sql(),
                due=due,
                here=self._here_sql(zones),
                day=day,
            )
        )
        by_id = {session.id: (session, rhythm) for session, rhythm in rhythms.items()}
        for row in rows:
            session, rhythm = by_id[row["session_id"]]
            over = row["deadline"] + timedelta(days=1)
            row.update(
                kind="update",
                period=rhythm.due,
                daily=session.cadence == "daily",
                today=day,
                until=min(over, rhythm.following or over),
            )
        return rows

    def _owners_sql(self):
        """Return the joins from ``kr`` to its owners that have an account."""
        return SQL(
            "JOIN res_company company ON company.id = kr.company_id"
            " JOIN okr_key_result_owner_rel rel ON rel.key_result_id = kr.id"
            " JOIN hr_employee owner ON owner.id = rel.employee_id AND owner.active"
            " JOIN res_users person ON person.id = owner.user_id AND person.active"
            " JOIN res_partner partner ON partner.id = person.partner_id"
        )

    def _here_sql(self, zones):
        """Return the condition that a person works in the company, in these zones."""
        return SQL(
            # Not "= ANY": of that the planner expects next to nobody, and then looks
            # at every person for every key result.
            "array_position(%s::varchar[],"
            " COALESCE(partner.tz, company.okr_tz, 'UTC')) IS NOT NULL"
            " AND EXISTS (SELECT FROM res_company_users_rel"
            " WHERE cid = kr.company_id AND user_id = person.id)",
            zones,
        )

    def _due_ids(self, day, key_results=None):
        """Return the ids of what is due on a day, by its one definition.

        A list, for in a larger query the planner would underestimate the search.
        """
        whole = self.env["okr.key.result"].with_context(active_test=False)
        domain = whole._due_domain(day)
        if key_results is not None:
            domain &= Domain("id", "in", key_results.ids)
        return list(whole._search(domain))
