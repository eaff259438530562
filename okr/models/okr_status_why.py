from odoo import api, fields, models
from odoo.tools import format_date


class OkrStatusMixin(models.AbstractModel):
    """Says in words why a status is what it is."""

    _name = "okr.status.mixin"
    _inherit = ["okr.status.mixin", "okr.why.mixin"]

    why_status = fields.Text(string="Why This Status", compute="_compute_why_status")

    @api.depends_context("uid", "lang")
    @api.depends(
        "expected_progress",
        "progress",
        "state",
        "status",
        "status_automatic",
        "status_manual",
        "status_note",
    )
    def _compute_why_status(self):
        for record in self:
            record.why_status = (
                record.status_automatic
                and record.state != "cancelled"
                and "\n".join(filter(None, record._why_status()))
            )

    def _why_status(self):
        """Return the sentences: of the hand that set it, and of the figures."""
        words = self._status_words()
        automatic = self.env._(
            "%(status)s: %(reason)s",
            status=words[self.status_automatic],
            reason=self._why_automatic(),
        )
        if not self.status_manual:
            return [automatic]
        given = {
            "status": words[self.status_manual],
            # Who sets a status is not always somebody that its reader may look up.
            "user": self.sudo().status_manual_user_id.name,
            "note": self.status_note,
        }
        if self.status_note:
            by_hand = self.env._(
                "%(status)s: set by hand by %(user)s: %(note)s", **given
            )
        else:
            by_hand = self.env._("%(status)s: set by hand by %(user)s", **given)
        return [by_hand, self.env._("by the figures %(reason)s", reason=automatic)]

    @api.model
    def _status_words(self):
        return {
            "not_started": self.env._("not started"),
            "on_track": self.env._("on track"),
            "behind": self.env._("behind"),
            "at_risk": self.env._("at risk"),
            "achieved": self.env._("achieved"),
            "missed": self.env._("missed"),
        }

    def _why_automatic(self):
        """Return the reason for the automatic status, from what it was given."""
        facts = self._status_facts()
        reached = self._figure(self.progress)
        if self.status_automatic == "achieved":
            if facts["share"] < 1:
                return self.env._(
                    "reached %(reached)s, and an aspirational objective needs 70",
                    reached=reached,
                )
            return self.env._("the target is reached")
        if self.status_automatic == "missed":
            if self.state == "closed":
                return self.env._("closed at %(reached)s", reached=reached)
            return self.env._(
                "the end was %(date)s, reached %(reached)s",
                date=format_date(self.env, facts["end"]),
                reached=reached,
            )
        if self.status_automatic == "not_started":
            return self.env._("no update yet")
        return facts["threshold"] or self._why_pace(facts, reached)

    def _why_pace(self, facts, reached):
        share, company = facts["share"], self.company_id or self.env.company
        gap = self.expected_progress * share - self.progress
        if self.status_automatic == "behind" and gap <= company.okr_gap_behind:
            return self.env._(
                "no update on two due days in a row, the last is of %(date)s",
                date=format_date(self.env, self.last_update_date),
            )
        if share < 1:
            return self.env._(
                "expected %(expected)s × %(share)s = %(wanted)s, reached %(reached)s",
                expected=self._figure(self.expected_progress),
                share=self._figure(share),
                wanted=self._figure(self.expected_progress * share),
                reached=reached,
            )
        return self.env._(
            "expected %(expected)s, reached %(reached)s",
            expected=self._figure(self.expected_progress),
            reached=reached,
        )

    def _status_facts(self):
        """Return what else the automatic status depends on."""
        return {"share": 1.0, "threshold": "", "end": False}
