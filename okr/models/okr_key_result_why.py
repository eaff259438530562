from odoo import models
from odoo.tools import format_date

from .. import arithmetic


class OkrKeyResult(models.Model):
    """Says in words what the progress and the status of a key result come from."""

    _inherit = "okr.key.result"

    def _compute_why_progress(self):
        for key_result in self:
            key_result.why_progress = key_result._why_attainment()

    def _why_attainment(self):
        words = {"result": self._figure(self.progress)}
        if not self.last_update_date:
            return self.env._("no update yet → %(result)s", **words)
        if self.type == "achieved":
            return self.env._(
                "%(value)s → %(result)s", value=self._value_text(), **words
            )
        if self.type == "milestone":
            done = self.milestone_ids.filtered("done")
            return self.env._(
                "%(done)s of %(count)s stages, weight %(weight)s of %(total)s → "
                "%(result)s",
                done=len(done),
                count=len(self.milestone_ids),
                weight=self._figure(sum(done.mapped("weight"))),
                total=self._figure(sum(self.milestone_ids.mapped("weight"))),
                **words,
            )
        return self._why_numbers(words)

    def _why_numbers(self, words):
        """Return the fraction that gave the attainment, and where it was limited."""
        stays = self.type in arithmetic.STAY_TYPES
        if stays and not self.has_critical:
            return words["result"]
        start = self.critical_value if stays else self.initial_value
        up = self.type in arithmetic.INCREASING
        if start == self.target_value:
            return words["result"]
        words["current"] = self._format_value(self.current_value)
        words["start"] = self._format_value(start)
        words["target"] = self._format_value(self.target_value)
        words["fraction"] = (
            self.env._("(%(current)s − %(start)s) / (%(target)s − %(start)s)", **words)
            if up
            else self.env._(
                "(%(start)s − %(current)s) / (%(start)s − %(target)s)", **words
            )
        )
        if self.attainment == self.progress:
            return self.env._("%(fraction)s → %(result)s", **words)
        return self.env._(
            "%(fraction)s = %(attainment)s, counted as %(result)s",
            attainment=self._figure(self.attainment),
            **words,
        )

    def _status_facts(self):
        return {
            **super()._status_facts(),
            "end": self.deadline,
            "threshold": self._why_threshold(),
        }

    def _why_threshold(self):
        """Return the reason where the value decides and not the pace."""
        if self.type == "achieved":
            return self.env._(
                "open until its deadline, %(date)s",
                date=format_date(self.env, self.deadline),
            )
        if self.type not in arithmetic.STAY_TYPES:
            return ""
        words = {
            "value": self._value_text(),
            "target": self._format_value(self.target_value),
            "critical": self._format_value(self.critical_value),
        }
        if self.status_automatic == "on_track":
            return self.env._("%(value)s meets the target of %(target)s", **words)
        if self.status_automatic == "behind":
            return self.env._(
                "%(value)s lies between the target of %(target)s and the critical "
                "%(critical)s",
                **words,
            )
        return self.env._(
            "%(value)s is at the critical %(critical)s or beyond", **words
        )
