from datetime import datetime, time

from odoo import models

from ..demo_calendar import periods, told
from .okr_demo_story import QUIET


class OkrDemo(models.AbstractModel):
    """Lets happen in the demo company what is no check-in, as ``events.csv`` tells."""

    _inherit = "okr.demo"

    def _happen(self, events):
        """Let events happen on their days, each by its person and with its reason."""
        for event, day in events:
            record = self._find(event["record"])
            actor = record.with_user(self._find(event["by"])).with_context(**QUIET)
            before = self._messages(record)
            getattr(self, f"_happen_{event['action']}")(actor, event, day)
            (self._messages(record) - before).date = datetime.combine(day, time(10, 30))

    def _messages(self, record):
        """Return the conversation about a record; stages have none."""
        none = self.env["mail.message"]
        return record.message_ids if "message_ids" in record else none

    def _happen_mistyped(self, key_result, event, day):
        """Check in with what is wrong, and void it."""
        self._enter(key_result, event, day).action_void(event["reason"])

    def _happen_afterwards(self, key_result, event, day):
        """Check in after the deadline, as managers may."""
        self._enter(key_result, event, day, note=event["reason"])

    def _enter(self, key_result, event, day, note=None):
        vals = self._prepare_update(
            key_result, event["value"], "70", day=day, number=0, note=note
        )
        update = self._check_in([{**vals, "user_id": key_result.env.uid}])
        return update.with_user(key_result.env.user)

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
