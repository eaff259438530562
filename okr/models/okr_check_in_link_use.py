from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import mute_logger


class UsedUp(UserError):
    """Somebody used the link a moment ago."""


class OkrCheckInLink(models.Model):
    """What a link leads to, for whom, and when it leads nowhere: one sentence each."""

    _inherit = "okr.check.in.link"

    @api.model
    def _open(self, token, visitor):
        """Return the link in its addressee's name, and why it leads nowhere, or "".

        :param token: what stands in the address
        :param visitor: the user who is logged in, or no user
        """
        found = self._values_of(token)
        if not found:
            return self, self.env._(
                "This link is not valid. Open it from the e-mail again, or copy it "
                "whole."
            )
        key_result, uid, day, end = found
        # The account is looked at whoever opens the link; it may be gone.
        user = self.env["res.users"].sudo().browse(uid).exists()
        links = self.env["okr.mail"]._as_reader(user).env[self._name] if user else self
        link = links.new({"key_result_id": key_result, "user_id": uid, "day": day})
        if not user._okr_can_check_in():
            return link, link.env._(
                "The account that this link was sent to checks in no more."
            )
        if visitor and visitor != user:
            return link, link.env._(
                "This link was sent to somebody else than %(user)s, who is logged in "
                "here. Log out first, or open it in a private window.",
                user=visitor.name,
            )
        return link, link._refusal(end)

    def _refusal(self, end):
        """Return why the addressee cannot check in here now, or nothing."""
        key_result = self._key_result()
        owned = key_result.exists() and key_result._is_owned()
        if not owned or not key_result.has_access("read"):
            return self.env._(
                "You do not own this key result any more: its owners check in on it."
            )
        if self._used():
            return self.env._(
                "This link was used: your update is entered. The next link comes when "
                "the next check-in is due."
            )
        if key_result._user_today() >= end:
            return self.env._(
                "This link has expired, for the next check-in is due. Take the link of "
                "the newest e-mail, or check in in Odoo."
            )
        return key_result._update_refusal()

    def _key_result(self):
        """Return the key result as the addressee sees it."""
        return self.env["okr.key.result"].browse(self.key_result_id.id)

    def _used(self):
        # The ledger is the system's.
        return self.sudo().search_count(
            [
                ("key_result_id", "=", self.key_result_id.id),
                ("user_id", "=", self.env.uid),
                ("day", "=", self.day),
            ],
            limit=1,
        )

    def _check_in(self, values):
        """Make the one update, in the addressee's name.

        :param dict values: what the form gave, as text
        :raises UserError: a sentence; the link can still be used then, unless it is
            ``UsedUp``
        """
        key_result = self._key_result()
        update = {"key_result_id": key_result.id, **self._update_values(values)}
        with self.env.cr.savepoint():
            self._use()
            return self.env["okr.update"].create(update)

    def _use(self):
        """Use the link up; of two who do so at once the second is refused."""
        try:
            # Who did not write this entry yet is told by the database.
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                # The ledger is the system's.
                self.sudo().create(
                    {
                        "key_result_id": self.key_result_id.id,
                        "user_id": self.env.uid,
                        "day": self.day,
                    }
                )
        except UniqueViolation as error:
            raise UsedUp(
                self.env._("This link was used a moment ago: your update is entered.")
            ) from error

    def _update_values(self, values):
        """Return the values of the update, from the text of a form."""
        key_result = self._key_result()
        update = {
            "note": (values.get("note") or "").strip() or False,
            "confidence": values.get("confidence") or False,
        }
        if key_result.type == "achieved":
            update["achieved"] = bool(values.get("achieved"))
        elif key_result.type == "milestone":
            stages = {str(stage.id): stage.id for stage in key_result.milestone_ids}
            ticked = [stages[id_] for id_ in values["stages"] if id_ in stages]
            update["milestone_ids"] = [fields.Command.set(ticked)]
        else:
            unit = key_result.unit_id.sudo()  # all read units
            update["value"] = unit._parse_value(values.get("value") or "")
        return update

    # -- the page -----------------------------------------------------------------

    def _page(self, given):
        """Return what the page shows, in plain text: it opens nothing else.

        :param dict given: what was typed before, after a refusal
        """
        key_result = self._key_result()
        duration = key_result.unit_id.sudo().format == "duration"  # all read units
        value = key_result.current_value
        proposed = key_result._format_value(value) if duration else f"{value:.15g}"
        stages = given.get("stages", [])
        done = [str(stage.id) for stage in key_result.milestone_ids if stage.done]
        levels = self.env["okr.update"]._fields["confidence"]
        return {
            "about": key_result.name,
            "company_id": key_result.company_id.id,
            "type": key_result.type,
            "information": key_result.update_information,
            "duration": duration,
            "value": given.get("value", proposed),
            "achieved": given.get("achieved") if given else bool(value),
            "stages": [
                (str(stage.id), stage.name, str(stage.id) in (stages or done))
                for stage in key_result.milestone_ids
            ],
            "levels": levels._description_selection(self.env),
            "confidence": given.get("confidence", ""),
            "note": given.get("note", ""),
        }
