import logging
from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import SQL

from ..drain import BLAMELESS
from .okr_mail import KINDS

_logger = logging.getLogger(__name__)

# What could not be written is tried again after this long, and then given up.
LATER = timedelta(hours=1)
TOO_LATE = timedelta(days=7)


class OkrMailOutbox(models.Model):
    """What somebody is still to be told by e-mail: one row per record."""

    _name = "okr.mail.outbox"
    _description = "OKR Outbox"
    _log_access = False

    kind = fields.Char(required=True)
    user_id = fields.Many2one(
        comodel_name="res.users", required=True, ondelete="cascade", index=True
    )
    res_id = fields.Integer(string="Record", required=True)
    date = fields.Datetime(required=True, help="When it happened.")
    date_next = fields.Datetime(
        string="Next Try", required=True, index=True, help="Not written before."
    )

    @api.model
    def _put(self, kind, pairs):
        """Keep (user id, record id) pairs, and wake the job that writes."""
        if not pairs:
            return
        users, records = zip(*pairs, strict=True)
        now = fields.Datetime.now()
        self.env.cr.execute(
            SQL(
                "INSERT INTO okr_mail_outbox (kind, user_id, res_id, date, date_next)"
                " SELECT %s, user_id, res_id, %s, %s"
                " FROM unnest(%s::int[], %s::int[]) AS new (user_id, res_id)",
                kind,
                now,
                now,
                list(users),
                list(records),
            )
        )
        # Whoever acts need not own the job.
        self.env.ref("okr.ir_cron_write_mails").sudo()._trigger()

    @api.model
    def _cron_write(self, batch_size=100):
        """Write the e-mails to one batch of people, and leave them to Odoo's queue."""
        taken = self._take(batch_size)
        letters = [(rows, self._compose(rows)) for rows in taken]
        written = self._write_all(
            [(rows, values) for rows, values in letters if values]
        )
        self.browse(
            row["id"]
            for rows, values in letters
            if values is None or (values and rows in written)
            for row in rows
        ).unlink()
        if written:
            self.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()
        due = [("date_next", "<=", fields.Datetime.now())]
        self.env["ir.cron"]._commit_progress(
            processed=len(taken), remaining=self.search_count(due) if taken else 0
        )

    @api.model
    def _take(self, batch_size):
        """Return the rows of some people, locked: one list per person and kind."""
        self.env.flush_all()
        ids = self.env.execute_query(
            SQL(
                "SELECT array_agg(id) FROM okr_mail_outbox WHERE date_next <= %s"
                " GROUP BY user_id, kind ORDER BY min(id) LIMIT %s",
                fields.Datetime.now(),
                batch_size,
            )
        )
        rows = self.env.execute_query_dict(
            SQL(
                "SELECT id, kind, user_id, res_id, date FROM okr_mail_outbox"
                " WHERE id = ANY(%s) ORDER BY id FOR UPDATE SKIP LOCKED",
                [id_ for (some,) in ids for id_ in some],
            )
        )
        taken = {}
        for row in rows:
            taken.setdefault((row["user_id"], row["kind"]), []).append(row)
        return list(taken.values())

    def _compose(self, rows):
        """Return what to write about these rows, None for nothing, False if it failed.

        What fails is named in the log, and stops no other.
        """
        kind, ids = rows[0]["kind"], sorted({row["res_id"] for row in rows})
        # Archived accounts are looked at, and told nothing.
        user = self.env["res.users"].browse(rows[0]["user_id"])
        try:
            with self.env.cr.savepoint():
                return self.env["okr.mail"]._compose(kind, user, ids)
        except BLAMELESS:
            raise
        except Exception:
            model = KINDS.get(kind)
            _logger.exception(
                "No e-mail %s to user %s on %s %s", kind, user, model, ids
            )
            self._put_off(rows)
            return False

    def _write_all(self, letters):
        """Write e-mails in one go; where one is refused, the others all the same."""
        if not letters:
            return []
        # Whoever makes a message may read it: it must be none of the people.
        mails = self.env["mail.mail"].with_user(SUPERUSER_ID)
        try:
            with self.env.cr.savepoint():
                mails.create([values for _rows, values in letters])
        except BLAMELESS:
            raise
        except Exception:
            if len(letters) == 1:
                [(rows, _values)] = letters
                _logger.exception("No e-mail about %s", rows)
                self._put_off(rows)
                return []
            half = len(letters) // 2
            return self._write_all(letters[:half]) + self._write_all(letters[half:])
        return [rows for rows, _values in letters]

    def _put_off(self, rows):
        """Try again later, for a week."""
        now = fields.Datetime.now()
        late = [row["id"] for row in rows if row["date"] < now - TOO_LATE]
        if late:
            _logger.warning("Given up after a week: %s", rows)
            self.browse(late).unlink()
        ids = [row["id"] for row in rows if row["id"] not in late]
        self.browse(ids).write({"date_next": now + LATER})
