from datetime import datetime, time, timedelta

from odoo import api, fields, models

from ..demo_calendar import periods, told

SESSIONS = (
    "session_q1",
    "session_q2",
    "session_q3",
    "session_year",
    "session_quarter",
    "session_release",
)
# Odoo would write down today as the day of each change.
QUIET = {"mail_create_nosubscribe": True, "tracking_disable": True}


class OkrDemo(models.AbstractModel):
    """Tells what happened in the demo company, due day after due day until yesterday.

    ``check_ins.csv`` has a row for each key result and a column for each due day of
    its session: value/confidence, and where it was not on the due day the days after
    (+) or before (-) it. ``events.csv`` has what happened besides.
    """

    _inherit = "okr.demo"

    @api.model
    def _tell(self):
        """Tell the whole story: in all sessions the first due day, then the second."""
        self._set_back_planning()
        sessions = self.env["okr.session"].with_context(**QUIET)
        for xmlid in SESSIONS:
            sessions += self._find(xmlid)
        sessions.with_user(self._admin()).action_start()
        for session in sessions:
            session.started_on = session.date_start
        self._tell_days({session: self._days(session) for session in sessions})
        self._set_back_check_ins(sessions)
        for session in sessions.filtered(lambda one: one.date_end < self._today()):
            session.with_user(self._admin()).action_close()
            session.closed_on = session.date_end + timedelta(days=3)
        self._talk()
        self._remind()

    def _days(self, session):
        # Before today alone: today may not have begun where the owner lives.
        return [day for day in session._due_days() if day < self._today()]

    def _tell_days(self, days):
        """Tell due day after due day; ``days`` are those of each session."""
        notes = {
            (row["key_result"], row["due"]): row["note"]
            for row in self._records("notes")
        }
        events = self._records("events")
        unanswered = {
            event["record"] for event in events if event["action"] == "unanswered"
        }
        series = [
            (key_result, row, days[key_result.session_id])
            for row in self._records("check_ins")
            for key_result in self._find(row["key_result"])
        ]
        for number in range(max(map(len, days.values()))):
            due = str(number)
            now = [
                (event, days[session][number])
                for event in events
                for session in self._find(event["session"])
                if event["due"] == due and number < len(days[session])
            ]
            self._happen([one for one in now if one[0]["action"] == "mistyped"])
            self._check_in(
                [
                    self._prepare_update(
                        key_result,
                        *row[due].split("/"),
                        day=known[number],
                        note=notes.get((row["key_result"], due)),
                        number=number,
                    )
                    for key_result, row, known in series
                    if number < len(known)
                    and row[due]
                    and not (
                        row["key_result"] in unanswered and number == len(known) - 1
                    )
                ]
            )
            self._happen([one for one in now if one[0]["action"] != "mistyped"])

    # -- check-ins ----------------------------------------------------------------

    def _check_in(self, vals_list):
        past = [vals for vals in vals_list if vals["date"] < self._today()]
        return self.env["okr.update"].create(past)

    def _prepare_update(
        self, key_result, value, confidence, shift="0", *, day, number, note=None
    ):
        if key_result.type == "milestone":
            stages = key_result.milestone_ids.sorted("sequence")[: int(value)]
            entered = {"milestone_ids": [fields.Command.set(stages.ids)]}
        elif key_result.type == "achieved":
            entered = {"achieved": value == "1"}
        else:
            minutes, _colon, seconds = value.partition(":")
            entered = {"value": float(minutes) + float(seconds or 0) / 60}
        return {
            "key_result_id": key_result.id,
            "confidence": confidence,
            "date": day + timedelta(days=int(shift)),
            "note": note,
            "user_id": self._author(key_result, number).id,
            **entered,
        }

    def _author(self, key_result, number):
        """Return the account of the owner whose turn it is, or the administrator's."""
        owners = key_result.owner_ids.user_id.sorted("id")
        return owners[number % len(owners)] if owners else self._admin()

    def _admin(self):
        return self.env.ref("base.user_admin")

    # -- conversations and reminders ----------------------------------------------

    def _talk(self):
        """Have people say what they said by now, without writing mails about it."""
        known = periods(self._today())
        comment = self.env.ref("mail.mt_comment")
        vals_list = []
        for number, row in enumerate(self._records("messages")):
            record, author = self._find(row["record"]), self._find(row["author"])
            day = fields.Date.to_date(told(row["day"], known))
            if day < self._today():
                record.message_subscribe(author.partner_id.ids)
                vals_list.append(
                    {
                        "author_id": author.partner_id.id,
                        "body": row["body"],
                        "date": datetime.combine(day, time(11))
                        + timedelta(minutes=number),
                        "email_from": author.email_formatted,
                        "message_type": "comment",
                        "model": record._name,
                        "res_id": record.id,
                        "subtype_id": comment.id,
                    }
                )
        self.env["mail.message"].create(vals_list)

    def _remind(self):
        """Fill the bells, as the job would within the hour, and ask for an update."""
        reminders = self.env["okr.reminder"]
        owed = {row["key_result_id"] for row in reminders._owed()}
        reminders._remind(self.env["okr.key.result"].browse(sorted(owed)))
        asked = self._find("key_result_tickets") | self._find(
            "key_result_security_review"
        )
        asked.with_user(self._find("user_ronnie")).action_ask_for_update()
