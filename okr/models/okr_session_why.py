from odoo import models
from odoo.tools import SQL

from .okr_why_mixin import SHOWN


class OkrSession(models.Model):
    """Says in words what the progress of a session was computed from."""

    _name = "okr.session"
    _inherit = ["okr.session", "okr.why.mixin"]

    def _compute_why_progress(self):
        for session in self:
            # One session on one form: the statement has no use for sets.
            session.why_progress = session._origin and session._why_mean()

    def _why_mean(self):
        sums = self._why_sums()
        whole = [(row["mean"], row["weight"]) for row in sums]
        if not self._is_mean(self.progress, whole):
            return self._figure(self.progress)
        seen = [tuple(row) for row in self._why_objectives()]
        count = sum(row["seen"] for row in sums)
        return self._mean_in_words(
            self.progress,
            seen,
            [row["hidden"] for row in sums],
            more=count - len(seen),
        )

    def _why_sums(self):
        """Return one row per session at or below this one, a pool of its own."""
        return self.env.execute_query_dict(
            SQL(
                "SELECT objective.session_id,"
                " sum(objective.weight) AS weight,"
                " sum(objective.weight * objective.progress) / sum(objective.weight)"
                " AS mean,"
                " count(*) FILTER (WHERE %(seen)s) AS seen,"
                " count(*) FILTER (WHERE NOT (%(seen)s)) AS hidden"
                " %(counted)s GROUP BY objective.session_id",
                seen=self._seen_sql(),
                counted=self._counted_sql(),
            )
        )

    def _why_objectives(self):
        return self.env.execute_query(
            SQL(
                "SELECT objective.progress, objective.weight %s AND %s"
                " ORDER BY objective.sequence, objective.id LIMIT %s",
                self._counted_sql(),
                self._seen_sql(),
                SHOWN,
            )
        )

    def _seen_sql(self):
        """Return the condition that the reader sees the row of ``objective``."""
        objectives = self.env["okr.objective"].sudo(False)
        # With the record rules, which narrow to the companies too.
        query = objectives.with_context(active_test=False)._search([])
        return SQL("objective.id IN %s", query.subselect())

    def _counted_sql(self):
        """Return FROM and WHERE of what counts here; see ``okr.rollup``."""
        model = self.env["okr.objective"]
        names = (
            "active",
            "contributes",
            "parent_id",
            "progress",
            "session_id",
            "state",
            "weight",
        )
        return SQL(
            "FROM okr_objective objective"
            " JOIN okr_session sub ON sub.id = objective.session_id"
            " JOIN okr_session top ON top.id = %s"
            " WHERE sub.active AND sub.parent_path LIKE top.parent_path || '%%'"
            " AND objective.active AND objective.state != 'cancelled'"
            " AND objective.weight > 0"
            " AND NOT (objective.contributes AND EXISTS ("
            "SELECT FROM okr_objective parent"
            " JOIN okr_session home ON home.id = parent.session_id"
            " WHERE parent.id = objective.parent_id AND parent.active"
            " AND parent.state != 'cancelled' AND home.active"
            " AND home.parent_path LIKE top.parent_path || '%%'))",
            self._origin.id,
            to_flush=[model._fields[name] for name in names],
        )
