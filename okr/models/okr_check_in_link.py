import base64
from datetime import date

from odoo import api, fields, models
from odoo.tools.misc import hash_sign, verify_hash_signed

SCOPE = "okr.check.in.link"


class OkrCheckInLink(models.Model):
    """A check-in link that was used: each makes one update, and opens nothing else.

    The link itself is kept nowhere. It says, signed, which key result, whose update,
    for which due day, and until when.
    """

    _name = "okr.check.in.link"
    _description = "OKR Check-in Link"

    key_result_id = fields.Many2one(
        comodel_name="okr.key.result", required=True, ondelete="cascade", index=True
    )
    user_id = fields.Many2one(
        comodel_name="res.users", required=True, ondelete="cascade", index=True
    )
    day = fields.Date(required=True, help="The due day that it answered.")

    _used_once = models.UniqueIndex("(key_result_id, user_id, day)")

    @api.model
    def _token(self, key_result):
        """Return the token with which the user checks in here once, for now."""
        day, end = self._rhythm(key_result)
        values = [key_result.id, self.env.uid, day.toordinal(), end.toordinal()]
        # The secret of the database is nobody's to read.
        return hash_sign(self.sudo().env, SCOPE, values)

    @api.model
    def _rhythm(self, key_result):
        """Return the due day to answer, and the next one, on which links expire."""
        whole = key_result.sudo()  # the owner need not see the session
        session, today = whole.session_id, key_result._user_today()
        days = session._due_days()
        past = [day for day in days if day <= today]
        coming = [day for day in days if day > today]
        grace = max(whole.company_id.okr_grace_days, 0) + 1
        last = max(whole.deadline or session.date_end, today)
        end = coming[0] if coming else fields.Date.add(last, days=grace)
        return (past[-1] if past else session.date_start), end

    @api.model
    def _values_of(self, token):
        """Return (key result id, user id, day, end), None for what we never signed."""
        try:
            # Decoding forgives what it should not, as bits that fill up the end.
            raw = base64.urlsafe_b64decode(f"{token}===".encode("ascii"))
            if base64.urlsafe_b64encode(raw).decode().rstrip("=") != token:
                return None
            # As above.
            values = verify_hash_signed(self.sudo().env, SCOPE, token)
        except ValueError:
            return None
        if not values:
            return None
        key_result, user, day, end = values
        return key_result, user, date.fromordinal(day), date.fromordinal(end)
