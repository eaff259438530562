from odoo import api, fields, models
from odoo.tools import SQL

# What an activity is made for, and its type.
ACTIVITY_TYPES = {
    "update": "okr.mail_activity_update_key_result",
    "ask": "okr.mail_activity_ask_update",
    "escalation": "okr.mail_activity_ask_update",
}
# What is written into the ledger, with the type of the column.
COLUMNS = {
    "key_result_id": SQL("int[]"),
    "user_id": SQL("int[]"),
    "kind": SQL("varchar[]"),
    "period": SQL("date[]"),
    "date": SQL("date[]"),
    "state": SQL("varchar[]"),
    "activity_id": SQL("int[]"),
}


class OkrReminder(models.Model):
    """One reminder of one person: what was asked, for which day, and when.

    The ledger by which nobody is reminded twice, whatever becomes of the activity:
    people delete, move and hand on activities. Only the system writes it.
    """

    _name = "okr.reminder"
    _description = "Reminder"
    _order = "period desc, id desc"
    _rec_name = "key_result_id"

    key_result_id = fields.Many2one(
        comodel_name="okr.key.result", required=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        comodel_name="res.users",
        string="Person",
        required=True,
        index=True,
        ondelete="cascade",
    )
    kind = fields.Selection(
        selection=[
            ("update", "Check-in Due"),
            ("ask", "Ask for an Update"),
            ("escalation", "Two Rhythms without an Update"),
        ],
        required=True,
    )
    period = fields.Date(
        string="Due Day", required=True, help="The due day that it stands for."
    )
    date = fields.Date(
        string="Reminded For",
        help="The due day, or the first working day after it. Empty: not at all, for "
        "the person was away until the next due day.",
    )
    state = fields.Selection(
        selection=[
            ("waiting", "Waiting"),
            ("sent", "Sent"),
            ("dropped", "Dropped"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        default="sent",
        help="Waiting: until the person is back. Dropped: away for the whole rhythm. "
        "Withdrawn: it did not apply any more, and is sent again where it does.",
    )
    activity_id = fields.Many2one(
        comodel_name="mail.activity", index="btree_not_null", ondelete="set null"
    )

    # Nobody is asked twice, whichever job or worker does it.
    _once = models.UniqueIndex(
        "(key_result_id, user_id, kind, period)",
        "This reminder was sent by somebody else a moment ago.",
    )

    @api.model
    def _send(self, rows):
        """Remind: one activity for each row, and the ledger of it.

        :param rows: values of reminders, ``date`` being the day of the activity;
            with the ``id`` of one that waited
        """
        if not rows:
            return
        replaced = self._replaced(rows)
        activities = self._make_activities(rows)
        self._keep(
            [
                {**row, "activity_id": activity.id, "state": "sent"}
                for row, activity in zip(rows, activities, strict=True)
            ]
        )
        replaced.unlink()

    @api.model
    def _keep(self, rows):
        """Write rows into the ledger: new ones, and those that waited there."""
        for row in rows:
            if row.get("id"):
                names = ("date", "state", "activity_id")
                known = self.browse(row["id"])
                known.write({name: row[name] for name in names if name in row})
        if new := [row for row in rows if not row.get("id")]:
            columns = [
                SQL("%s::%s", [row.get(name) for row in new], COLUMNS[name])
                for name in COLUMNS
            ]
            # In one statement, whatever their number.
            self.env.cr.execute(
                SQL(
                    "INSERT INTO okr_reminder (key_result_id, user_id, kind, period,"
                    " date, state, activity_id, create_uid, create_date, write_uid,"
                    " write_date) SELECT new.*, %(me)s, %(now)s, %(me)s, %(now)s"
                    " FROM unnest(%(columns)s) AS new",
                    columns=SQL(", ").join(columns),
                    me=self.env.uid,
                    now=self.env.cr.now(),
                )
            )

    @api.model
    def _make_activities(self, rows):
        model = self.env["ir.model"]._get("okr.key.result")
        known = self.env["ir.model.data"]._xmlid_to_res_id
        types = {
            kind: known(xmlid, raise_if_not_found=True)
            for kind, xmlid in ACTIVITY_TYPES.items()
        }
        users = self.env["res.users"].browse({row["user_id"] for row in rows})
        zones = {user.id: user.tz for user in users}
        # The conversation shows nothing else of an activity; in the reader's words.
        langs = {user.id: user.lang for user in users}
        names = {lang: self._names_of(types, lang) for lang in set(langs.values())}
        # No mail for each, and nobody follows what they were reminded of.
        activities = self.env["mail.activity"].with_context(
            mail_activity_quick_update=True, okr_reminder=True
        )
        return activities.create(
            [
                {
                    "activity_type_id": types[row["kind"]],
                    "automated": True,
                    "date_deadline": row["date"],
                    "note": row.get("note"),
                    "res_id": row["key_result_id"],
                    "res_model_id": model.id,
                    "summary": row.get("summary")
                    or names[langs[row["user_id"]]][row["kind"]],
                    "user_id": row["user_id"],
                    # What would be computed, and written in a second statement.
                    "res_name": model.name,
                    "user_tz": zones[row["user_id"]],
                }
                for row in rows
            ]
        )

    @api.model
    def _names_of(self, types, lang):
        """Return {kind: the name of its type of activity in a language}."""
        known = self.env["mail.activity.type"].with_context(lang=lang)
        name_of = {type_.id: type_.name for type_ in known.browse(types.values())}
        return {kind: name_of[id_] for kind, id_ in types.items()}

    @api.model
    def _replaced(self, rows):
        """Return the open activities of earlier days that these reminders replace."""
        found = self.env.execute_query(
            SQL(
                "SELECT activity.id FROM unnest(%s::int[], %s::int[], %s::varchar[])"
                " AS new (key_result_id, user_id, kind)"
                " JOIN okr_reminder AS old USING (key_result_id, user_id, kind)"
                " JOIN mail_activity AS activity ON activity.id = old.activity_id"
                " AND activity.user_id = new.user_id AND activity.active",
                [row["key_result_id"] for row in rows],
                [row["user_id"] for row in rows],
                [row["kind"] for row in rows],
            )
        )
        return self.env["mail.activity"].browse(id_ for (id_,) in found)

    @api.model
    def _not_asked_today(self, pairs):
        """Return what to send to these (key result, user), and how many have it.

        Today is the day of each user.
        """
        now = fields.Datetime.now()
        days = {
            (key_result.id, user.id): key_result.company_id._okr_day(now, tz=user.tz)
            for key_result, user in pairs
        }
        known = self.search_fetch(
            [
                ("key_result_id", "in", [pair[0] for pair in days]),
                ("user_id", "in", [pair[1] for pair in days]),
                ("kind", "=", "ask"),
                ("period", "in", list(set(days.values()))),
            ]
        )
        for asked in known:
            if (
                days.get(pair := (asked.key_result_id.id, asked.user_id.id))
                == asked.period
            ):
                del days[pair]
        rows = [
            {
                "key_result_id": key_result,
                "user_id": user,
                "kind": "ask",
                "period": day,
                "date": day,
            }
            for (key_result, user), day in days.items()
        ]
        return rows, len({(kr.id, user.id) for kr, user in pairs}) - len(rows)
