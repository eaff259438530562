from datetime import datetime, time, timedelta

from odoo import api, fields, models

from ..demo_calendar import periods, told

SESSIONS = ("session_q1", "session_q2", "session_q3", "session_year")
RUNNING = ("session_quarter", "session_release")
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
        """Tell the whole story, from the first quarter on."""
        self._set_back_planning()
        notes = {
            (row["key_result"], row["due"]): row["note"]
            for row in self._records("notes")
        }
        series, events = self._records("check_ins"), self._records("events")
        for xmlid in (*SESSIONS, *RUNNING):
            session = self._find(xmlid).with_context(**QUIET)
            session.with_user(self._admin()).action_start()
            session.started_on = session.date_start
            mine = [event for event in events if event["session"] == xmlid]
            rows = [row for row in series if self._is_in(row, session)]
            self._tell_session(session, rows, notes, mine)
            self._set_back_check_ins(session)
            if session.date_end < self._today():
                session.with_user(self._admin()).action_close()
                session.closed_on = session.date_end + timedelta(days=3)
        self._talk()
        self._remind()

    def _tell_session(self, session, rows, notes, events):
        days = [day for day in session._due_days() if day < self._today()]
        unanswered = {
            event["record"] for event in events if event["action"] == "unanswered"
        }
        for number, day in enumerate(days):
            due = str(number)
            now = [event for event in events if event["due"] == due]
            self._happen([event for event in now if event["action"] == "mistyped"], day)
            told_now = [
                row
                for row in rows
                if row.get(due)
                and not (row["key_result"] in unanswered and day == days[-1])
            ]
            self._check_in(
                [
                    self._prepare_update(
                        row["key_result"],
                        *row[due].split("/"),
                        day=day,
                        note=notes.get((row["key_result"], due)),
                        number=number,
                    )
                    for row in told_now
                ]
            )
            self._happen([event for event in now if event["action"] != "mistyped"], day)

    def _is_in(self, row, session):
        return self._find(row["key_result"]).session_id == session

    # -- check-ins ----------------------------------------------------------------

    def _check_in(self, vals_list):
        # Before today alone: today may not have begun where the owner lives.
        past = [vals for vals in vals_list if vals["date"] < self._today()]
        return self.env["okr.update"].create(past)

    def _prepare_update(
        self, xmlid, value, confidence, shift="0", *, day, number, note=None
    ):
        key_result = self._find(xmlid)
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

    # -- what happened besides ----------------------------------------------------

    def _happen(self, events, day):
        """Let events happen on a day, each by its person and with its reason."""
        for event in events:
            record = self._find(event["record"])
            actor = record.with_user(self._find(event["by"])).with_context(**QUIET)
            before = self._messages(record)
            getattr(self, f"_happen_{event['action']}")(actor, event, day)
            (self._messages(record) - before).date = datetime.combine(day, time(10, 30))

    def _messages(self, record):
        return (
            record.message_ids if "message_ids" in record else self.env["mail.message"]
        )

    def _happen_mistyped(self, key_result, event, day):
        """Check in with what is wrong, and void it."""
        vals = self._prepare_update(
            event["record"], event["value"], "70", day=day, number=0
        )
        update = self._check_in([{**vals, "user_id": key_result.env.uid}])
        update.with_user(key_result.env.user).action_void(event["reason"])

    def _happen_goalpost(self, key_result, event, day):
        name, _equals, value = event["value"].partition("=")
        told_value = told(value, periods(self._today()))
        moved = told_value if told_value != value else float(value)
        kept = self._find(event["record"])
        before = kept.goalpost_change_ids
        key_result.write({name: moved, "goalpost_reason": event["reason"]})
        self._set_back_goalposts(kept.goalpost_change_ids - before, day)

    def _happen_postpone(self, milestone, event, _day):
        milestone.date_deadline = told(event["value"], periods(self._today()))

    def _happen_cancel(self, record, event, _day):
        record.action_cancel(event["reason"])

    def _happen_status(self, record, event, _day):
        record.action_set_status(event["value"], event["reason"])

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
