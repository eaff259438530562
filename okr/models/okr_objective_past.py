from collections import defaultdict
from itertools import chain

from odoo import api, models
from odoo.tools import SQL

from .okr_curve_mixin import TOLD

NEAR = 1e-6


class OkrObjective(models.Model):
    """The past of an objective, as far as a reader may be told.

    It is told by the updates of all that is counted, with today's weights. One
    hidden input could be calculated back from the steps of the curve: then there
    is no past. Where several are hidden, it is told week by week.
    """

    _inherit = "okr.objective"

    def _pasts(self):
        """Return {id: what its curve is made of}.

        ``steps``: {day: what the updates of the day added}. ``paces``: {(start,
        deadline): the share that is due by then}. ``way``: "daily", "weekly" or
        "none", as far as the reader may be told; "frozen" where it cannot be told.
        ``updated``: whether anything that counts has an update.
        """
        children, key_results = self._past_pools()
        seen = self._past_seen(children, key_results)
        pasts, shares = {}, {}
        for objective in self:
            pools = children[objective.id], key_results[objective.id]
            shares[objective.id] = objective._past_shares(*pools)
            pasts[objective.id] = objective._past(*pools, shares[objective.id], seen)
        told = [id_ for id_, past in pasts.items() if past["way"] in TOLD]
        for root, day, step in self._past_steps({id_: shares[id_] for id_ in told}):
            pasts[root]["steps"][day] = step
        return pasts

    def _past(self, children, key_results, shares, seen):
        whole, paces = 0.0, defaultdict(float)
        for row in key_results:
            whole += shares[row["id"]] * (row["progress"] or 0.0)
            paces[row["date_start"], row["deadline"]] += shares[row["id"]]
        way = self._past_way(children, key_results, seen)
        if abs(whole - (self.progress or 0.0)) > NEAR:
            # In a closed session the figures stay, whatever happens below.
            way = "frozen"
        updated = bool(self.last_update_date)
        return {"steps": {}, "paces": paces, "way": way, "updated": updated}

    def _past_pools(self):
        """Return the rows that count, {id: objectives below} and {id: key results}.

        The figure counts what the reader does not see; ``_past_way`` decides what
        of it may be told.
        """
        self.env["okr.key.result"].flush_model()
        self.env["okr.objective"].flush_model()
        children, key_results = defaultdict(list), defaultdict(list)
        # Parents come before their children.
        rows = self.env.execute_query_dict(
            SQL(
                "WITH RECURSIVE counted AS (SELECT id AS root, id, parent_id, weight,"
                " 0 AS depth FROM okr_objective WHERE id = ANY(%s) UNION ALL"
                " SELECT root, child.id, child.parent_id, child.weight, depth + 1"
                " FROM okr_objective child JOIN counted ON child.parent_id = counted.id"
                " WHERE child.active AND child.contributes"
                " AND child.state != 'cancelled' AND child.weight > 0)"
                " SELECT * FROM counted ORDER BY depth, id",
                self.ids,
            )
        )
        roots = defaultdict(list)
        for row in rows:
            roots[row["id"]].append(row["root"])
            if row["depth"]:
                children[row["root"]].append(row)
        for row in self.env.execute_query_dict(
            SQL(
                "SELECT kr.id, kr.objective_id AS parent_id, kr.weight, kr.progress,"
                " kr.deadline, session.date_start FROM okr_key_result kr"
                " JOIN okr_session session ON session.id = kr.session_id"
                " WHERE kr.objective_id = ANY(%s) AND kr.active"
                " AND kr.state != 'cancelled' AND kr.weight > 0",
                list(roots),
            )
        ):
            for root in roots[row["parent_id"]]:
                key_results[root].append(row)
        return children, key_results

    def _past_shares(self, children, key_results):
        """Return {key result: its share in the progress of this objective}.

        A weighted mean of weighted means: the shares multiply on the way down.
        """
        totals = defaultdict(float)
        for row in [*key_results, *children]:
            totals[row["parent_id"]] += row["weight"]
        shares = {self.id: 1.0}

        def share(row):
            return shares[row["parent_id"]] * row["weight"] / totals[row["parent_id"]]

        for row in children:
            shares[row["id"]] = share(row)
        return {row["id"]: share(row) for row in key_results}

    def _past_seen(self, *pools):
        """Return the ids of the objectives and of the key results that are visible."""
        models = (self._name, "okr.key.result")
        return [
            set(
                self.env[model]
                .with_context(active_test=False)
                # As a search it is one query, however many there are.
                .search([("id", "in", list({row["id"] for row in self._flat(pool)}))])
                ._ids
            )
            for model, pool in zip(models, pools, strict=True)
        ]

    @api.model
    def _flat(self, pool):
        return chain.from_iterable(pool.values())

    def _past_way(self, children, key_results, seen):
        """Return how much of the past the reader may be told."""
        seen_children, seen_key_results = seen
        hidden = defaultdict(int)
        unseen = [row for row in key_results if row["id"] not in seen_key_results]
        for row in unseen:
            hidden[row["parent_id"]] += 1
        whole = not unseen
        for row in reversed(children):
            visible = row["id"] in seen_children
            whole = whole and visible
            # A visible child whose own past is not told is as good as hidden.
            if not visible or hidden[row["id"]] == 1:
                hidden[row["parent_id"]] += 1
        if whole:
            return "daily"
        # Whoever owns all key results but one knows that one from the sum.
        return "none" if 1 in (hidden[self.id], len(unseen)) else "weekly"

    def _past_steps(self, shares):
        """Return (id, day, what the updates of that day added to its progress)."""
        rows = [
            (root, id_, part)
            for root, parts in shares.items()
            for id_, part in parts.items()
        ]
        self.env["okr.update"].flush_model()
        return self.env.execute_query(
            SQL(
                "SELECT root, date, sum(step) FROM (SELECT share.root, u.date,"
                " share.part * (u.progress - COALESCE(lag(u.progress) OVER ("
                "PARTITION BY share.root, u.key_result_id ORDER BY u.date, u.id), 0))"
                " AS step FROM unnest(%s::int[], %s::int[], %s::float8[])"
                " AS share (root, id, part)"
                " JOIN okr_update u ON u.key_result_id = share.id"
                " WHERE u.voided IS NOT TRUE) AS steps GROUP BY root, date",
                [row[0] for row in rows],
                [row[1] for row in rows],
                [row[2] for row in rows],
            )
        )
