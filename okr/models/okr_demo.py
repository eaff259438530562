from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import SQL


class OkrDemo(models.AbstractModel):
    """Tells the story of the demo company up to the day of its installation."""

    _name = "okr.demo"
    _description = "OKR Demo Company"

    @api.model
    def _check_in(self, key_result_id, rows):
        """Check in on one key result, on the days that have passed.

        :param int key_result_id: the key result
        :param list rows: (day of its session, value, confidence, note); the
            value of a milestone is the list of its stages done
        """
        key_result = self.env["okr.key.result"].browse(key_result_id)
        start = key_result.session_id.date_start
        # Before today alone: today may not have begun where the owner lives.
        today = fields.Date.today()
        for day, value, confidence, note in rows:
            date = start + relativedelta(days=day)
            if date < today:
                update = (
                    self.env["okr.update"]
                    .with_user(self._who(key_result))
                    .create(
                        {
                            "key_result_id": key_result.id,
                            "date": date,
                            "confidence": confidence,
                            "note": note,
                            **self._value(key_result, value),
                        }
                    )
                )
                # As if entered on that day: what the system keeps, told for the demo.
                update.sudo().entry_date = date
        key_result._apply_updates()

    @api.model
    def _set_back(self, session_ids):
        """Let sessions and what is in them be as old as the story says.

        Nobody is late with what was made a moment ago, so nobody would be reminded.
        """
        for session in self.env["okr.session"].browse(session_ids).sudo():  # as above
            session.started_on = session.date_start
        self.env.cr.execute(
            SQL(
                "UPDATE okr_key_result SET create_date = okr_session.date_start"
                " FROM okr_session WHERE okr_session.id = okr_key_result.session_id"
                " AND okr_session.id = ANY(%s)",
                session_ids,
            )
        )

    def _who(self, key_result):
        """Return the account of an owner who may check in, else the administrator's.

        In the last hours of a quarter the next one has begun where the owner lives.
        """
        owner = key_result.owner_ids.user_id[:1]
        if owner and not key_result.with_user(owner)._update_refusal():
            return owner
        return self.env.ref("base.user_admin")

    def _value(self, key_result, value):
        if key_result.type == "milestone":
            return {"milestone_ids": [fields.Command.set(value)]}
        if key_result.type == "achieved":
            return {"achieved": value}
        return {"value": value}
