from odoo import api, fields, models
from odoo.fields import Domain

from ..cadence import silent_from


class OkrReminder(models.Model):
    """Whom to ask where the owners do not answer: away, or silent for long."""

    _inherit = "okr.reminder"

    @api.model
    def _substitutes(self, away):
        """Return rows that ask others for those who are away for the whole rhythm.

        A co-owner who is there, else the objective's owner. Nobody in a daily
        rhythm: the next day comes soon.
        """
        away = [row for row in away if not row["daily"]]
        key_results = self.env["okr.key.result"].browse(
            row["key_result_id"] for row in away
        )
        people = (key_results.owner_ids | key_results.objective_id.owner_id).user_id
        able = people._okr_can_check_in()
        there = self._days_there(
            {
                (owner.id, row["period"], row["until"])
                for row, key_result in zip(away, key_results, strict=True)
                for owner in key_result.owner_ids
            }
        )
        rows = {}
        for row, key_result in zip(away, key_results, strict=True):
            for person in key_result.owner_ids.sorted("id"):
                day = there[person.id, row["period"], row["until"]]
                if day and key_result._can_remind(person, able):
                    break
            else:
                person = key_result.objective_id.owner_id
                if not key_result._can_remind(person, able):
                    continue
            absent = self.env["hr.employee"].browse(row["employee_id"])
            if person != absent:
                ask = self._prepare_instead("ask", key_result, person, row["period"])
                reader = self.with_context(lang=person.user_id.lang)
                ask["summary"] = reader.env._(
                    "%(name)s is away: ask for an update", name=absent.name
                )
                rows[key_result.id, person.user_id.id] = ask
        return self._without_known(list(rows.values()))

    def _prepare_instead(self, kind, key_result, person, period):
        user = person.user_id
        now = fields.Datetime.now()
        return {
            "key_result_id": key_result.id,
            "user_id": user.id,
            "kind": kind,
            "period": period,
            "date": key_result.company_id._okr_day(now, tz=user.tz),
        }

    def _without_known(self, rows):
        """Return the rows that the ledger does not have yet."""
        if not rows:
            return []
        known = self.search_fetch(
            [
                ("key_result_id", "in", [row["key_result_id"] for row in rows]),
                ("kind", "in", [row["kind"] for row in rows]),
                ("period", "in", [row["period"] for row in rows]),
            ]
        )
        names = ("key_result_id", "user_id", "kind", "period")
        taken = {
            (kept.key_result_id.id, kept.user_id.id, kept.kind, kept.period)
            for kept in known
        }
        return [row for row in rows if tuple(row[name] for name in names) not in taken]

    # -- escalation ---------------------------------------------------------------

    @api.model
    def _silent(self):
        """Return what is due in the companies that want to tell of silence."""
        sessions = self.env["okr.session"]._running()
        wanted = sessions.filtered(lambda session: session.company_id.okr_escalation)
        if not wanted:
            return self.env["okr.key.result"]
        due = self.env["okr.key.result"]._due_domain()
        return self.env["okr.key.result"].search(
            due & Domain("session_id", "in", wanted.ids), order="id"
        )

    @api.model
    def _escalate(self, key_results):
        """Tell the objective's owner of two rhythms in a row without an update.

        Once for each silence.
        """
        able = key_results.objective_id.owner_id.user_id._okr_can_check_in()
        days = {session: session._due_days() for session in key_results.session_id}
        rows = []
        for key_result in key_results:
            session, owner = key_result.session_id, key_result.objective_id.owner_id
            silence = silent_from(days[session], key_result._heard_of())
            today = key_result.company_id._okr_today()
            if silence and silence <= today and key_result._can_remind(owner, able):
                period = max(day for day in days[session] if day < silence)
                row = self._prepare_instead("escalation", key_result, owner, period)
                reader = self.with_context(lang=owner.user_id.lang)
                row["summary"] = reader.env._("Two rhythms without an update")
                rows.append(row)
        rows = self._without_known(rows)
        self._send(rows)
        self._mail("escalation", rows)
