from odoo import api, fields, models
from odoo.tools.misc import formatLang

from .. import arithmetic

# A list that nobody reads to its end explains nothing.
SHOWN = 10


class OkrWhyMixin(models.AbstractModel):
    """Says in words what a progress was computed from, to each reader their part.

    One hidden input could be calculated back from the others and the result, so
    the inputs are told only where none or several are hidden: in all, and in each
    pool that has a mean of its own on the same screen.
    """

    _name = "okr.why.mixin"
    _description = "OKR Explanations"

    why_progress = fields.Char(
        string="Why This Progress", compute="_compute_why_progress"
    )

    @api.depends_context("uid", "allowed_company_ids", "lang")
    @api.depends("progress")
    def _compute_why_progress(self):
        for record in self:
            record.why_progress = False

    @api.model
    def _figure(self, value):
        """Return a figure as people write it, with two decimals at most."""
        rounded = round(value or 0.0, 2) + 0.0  # no minus zero
        text = formatLang(self.env, rounded, digits=2)
        plain = formatLang(self.env, rounded, digits=0)
        if rounded == int(rounded):
            return plain
        return text[:-1] if text.endswith("0") else text

    @api.model
    def _selection_labels(self, name):
        """Return {value: its label} of a selection, in the reader's language."""
        return dict(self._fields[name]._description_selection(self.env))

    @api.model
    def _mean_in_words(self, result, seen, hidden, more=0):
        """Return "27 × 1, 18 × 1, 73 × 1 → 39.33".

        :param float result: the mean
        :param list seen: (progress, weight) of the inputs that the reader sees
        :param hidden: how many inputs of each pool the reader does not see
        :param int more: how many visible inputs there are besides ``seen``
        """
        figure = self._figure(result)
        hidden = [count for count in hidden if count]
        if 1 in hidden:
            return figure
        if not (seen or hidden):
            return self.env._("nothing to count yet → %(result)s", result=figure)
        words = {
            "inputs": ", ".join(
                self.env._(
                    "%(progress)s × %(weight)s",
                    progress=self._figure(progress),
                    weight=self._figure(weight),
                )
                for progress, weight in seen[:SHOWN]
            ),
            "more": max(len(seen) - SHOWN, 0) + more,
            "hidden": sum(hidden),
            "result": figure,
        }
        if not seen:
            return self.env._("%(hidden)s not visible to you → %(result)s", **words)
        if words["more"] and hidden:
            return self.env._(
                "%(inputs)s, %(more)s more and %(hidden)s not visible to you → "
                "%(result)s",
                **words,
            )
        if hidden:
            return self.env._(
                "%(inputs)s and %(hidden)s not visible to you → %(result)s", **words
            )
        if words["more"]:
            return self.env._("%(inputs)s and %(more)s more → %(result)s", **words)
        return self.env._("%(inputs)s → %(result)s", **words)

    @api.model
    def _is_mean(self, result, inputs):
        """Return whether this is the mean of these (progress, weight)."""
        total = sum(progress * weight for progress, weight in inputs)
        mean = arithmetic.weighted_mean(total, sum(weight for _, weight in inputs))
        return abs(mean - (result or 0.0)) < 1e-6
