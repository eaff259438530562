from odoo import models
from odoo.tools import SQL, format_date


class OkrKeyResult(models.Model):
    """The latest word on a key result."""

    _inherit = "okr.key.result"

    def _latest_notes(self):
        """Return {id: the note of its latest update that has one, by whom and when}.

        Of key results that were found for the reader: who sees one sees its updates.
        """
        updates = self.env["okr.update"]
        names = ("date", "key_result_id", "note", "user_id", "voided")
        rows = self.env.execute_query_dict(
            SQL(
                "SELECT DISTINCT ON (u.key_result_id) u.key_result_id, u.note, u.date,"
                " u.user_id FROM okr_update u WHERE u.key_result_id = ANY(%(ids)s)"
                " AND u.voided IS NOT TRUE AND trim(COALESCE(u.note, '')) != ''"
                " ORDER BY u.key_result_id, u.date DESC, u.id DESC",
                ids=self.ids,
                to_flush=[updates._fields[name] for name in names],
            )
        )
        users = self.env["res.users"].browse({row["user_id"] for row in rows})
        # The name of who wrote it stands in the history, too.
        who = {user.id: user.name for user in users.sudo()}
        return {
            row["key_result_id"]: {
                "text": row["note"],
                "who": who[row["user_id"]],
                "date": format_date(self.env, row["date"]),
            }
            for row in rows
        }
