from collections import Counter, defaultdict

from odoo import models
from odoo.tools import SQL

from .okr_curve_mixin import TOLD


class OkrSession(models.Model):
    """The progress of a session over time, as far as a reader may be told.

    It is a weighted mean of objectives, each with a past of its own: see there for
    what is told where a part of it is hidden.
    """

    _name = "okr.session"
    _inherit = ["okr.session", "okr.curve.mixin"]

    def _chart(self):
        """Return the lines to draw, and the same in words."""
        return self._curve(self._past(), self.date_start, self.date_end, 100.0)

    def _past(self):
        """Return what its curve is made of, as ``okr.objective._pasts`` does."""
        tops = self._past_tops()
        objectives = self.env["okr.objective"].browse([top["id"] for top in tops])
        children, key_results = objectives._past_pools()
        seen = objectives._past_seen(children, key_results)
        seen_tops, _nothing = objectives._past_seen({0: tops}, {})
        total = sum(top["weight"] for top in tops)
        hidden, unseen, whole, reached = Counter(), set(), True, 0.0
        shares, paces = defaultdict(float), defaultdict(float)
        for top, objective in zip(tops, objectives, strict=True):
            pools = children[objective.id], key_results[objective.id]
            parts = objective._past_shares(*pools)
            for row in pools[1]:
                part = parts[row["id"]] * top["weight"] / total
                shares[row["id"]] += part
                paces[row["date_start"], row["deadline"]] += part
                reached += part * (row["progress"] or 0.0)
            way = objective._past_way(*pools, seen)
            visible = objective.id in seen_tops
            whole = whole and visible and way == "daily"
            hidden[top["session_id"]] += not visible or way == "none"
            unseen |= {row["id"] for row in pools[1]} - seen[1]
        past = {
            "steps": {},
            "paces": paces,
            "way": self._past_way(whole, hidden, unseen, reached),
            "updated": any(top["last_update_date"] for top in tops),
        }
        if past["way"] in TOLD:
            rows = objectives._past_steps({self.id: shares})
            past["steps"] = {day: step for _session, day, step in rows}
        return past

    def _past_way(self, whole, hidden, unseen, reached):
        """Return how much of the past the reader may be told.

        :param hidden: how many objectives of each session are not told
        :param unseen: the key results that the reader does not see
        :param reached: the progress, from what counts today
        """
        if not self._is_mean(self.progress, [(reached, 1.0)]):
            # In a closed session the figures stay, whatever happens below.
            return "frozen"
        if whole:
            return "daily"
        # A session below has a curve of its own, which could be subtracted.
        alone = 1 in hidden.values() or 1 in (hidden.total(), len(unseen))
        return "none" if alone else "weekly"

    def _past_tops(self):
        """Return the objectives of which the progress is the mean."""
        return self.env.execute_query_dict(
            SQL(
                "SELECT objective.id, objective.weight, objective.session_id,"
                " objective.last_update_date %s ORDER BY objective.id",
                self._counted_sql(),
            )
        )
