from odoo import api, models
from odoo.tools import SQL

from .. import arithmetic
from ..array_literal import array_literal
from ..cadence import silent_from
from ..import_run import ImportRun

# Written to an objective by the roll-up, with the type of the column.
OBJECTIVE_COLUMNS = {
    "key_result_progress": "float8",
    "child_progress": "float8",
    "progress": "float8",
    "expected_progress": "float8",
    "progress_band": "varchar",
    "last_update_date": "date",
    "only_stay": "bool",
    "status_automatic": "varchar",
    "status": "varchar",
    "figures_date": "date",
}


class OkrRollup(models.AbstractModel):
    """The one place where figures go up the trees, set by set.

    Progress is not a recursive stored compute: that makes everybody who checks
    in write the root's row, one after the other. Here the sums of all ancestors
    are read in one statement and written in another, whatever their number,
    and only by whoever finds the rows free (see ``okr.rollup.queue``).
    """

    _name = "okr.rollup"
    _description = "OKR Roll-up"

    @api.model
    def _roll_up(self, key_results=(), objectives=(), sessions=()):
        """Compute anew all figures that depend on these ids.

        At once where the rows are free; else after the commit, in two seconds.

        :param key_results: ids of those whose updates changed
        :param objectives: ids of those whose key results, children or own
            settings changed, former parents included
        :param sessions: ids of those that gained or lost objectives
        """
        run = self.env.context.get("okr_import")
        if isinstance(run, ImportRun) and run.roll_up_later(
            key_results, objectives, sessions
        ):
            return
        # The figures count what the writer may not see.
        self = self.sudo()
        self.env.flush_all()
        queue = self.env["okr.rollup.queue"]
        if queue._lock(key_results, objectives, sessions):
            self._compute(key_results, objectives, sessions)
        elif key_results and queue._lock_values(key_results):
            # The value at least is there at once for who entered it.
            dirty = self._apply_updates(key_results)
            queue._enqueue((), [*objectives, *dirty], sessions)
        else:
            queue._enqueue(key_results, objectives, sessions)

    @api.model
    def _settle(self, objectives, sessions):
        """Compute objectives now, and what is above them now or right after.

        For rows that this transaction holds anyway: nobody else writes them.
        """
        self = self.sudo()  # as above
        self.env.flush_all()
        self._compute_objectives(objectives, above=False)
        parents = self.env["okr.objective"].browse(objectives).parent_id.ids
        outside = set(parents).difference(objectives)
        self._roll_up(objectives=outside, sessions=sessions)

    @api.model
    def _compute(self, key_results, objectives, sessions):
        """Compute key results, then objectives, then sessions; the rows are locked."""
        objectives = [*objectives, *self._apply_updates(key_results)]
        sessions = {*sessions, *self._compute_objectives(objectives)}
        self._compute_sessions(sessions)

    @api.model
    def _apply_updates(self, ids):
        """Refresh key results from their updates; return their objectives' ids."""
        if not ids:
            return []
        key_results = self.env["okr.key.result"].browse(ids)
        key_results._apply_updates()
        self.env.flush_all()
        return key_results.objective_id.ids

    # -- objectives -----------------------------------------------------------

    def _compute_objectives(self, ids, above=True):
        """Write the figures of objectives and all above; return their sessions' ids."""
        if not ids:
            return set()
        nodes = {row["id"]: row for row in self._read_nodes(ids, above)}
        pools = {
            node: {"key_result": arithmetic.Sums(), "child": arithmetic.Sums()}
            for node in nodes
        }
        for row in self._read_sums(nodes):
            pools[row.pop("objective_id")][row.pop("pool")].add(**row)
        dirty, changed, rhythms = set(ids), {}, self._rhythms(nodes.values())
        for node in sorted(nodes.values(), key=lambda n: n["depth"], reverse=True):
            if node["id"] in dirty and not node["frozen"]:
                # Written even where nothing differs: a roll-up that read the sums
                # before us must fail to lock this row, and count anew.
                figures = self._figures(pools[node["id"]])
                figures |= self._status(node, figures, rhythms[node["session_id"]])
                if any(figures[name] != node[name] for name in figures):
                    dirty.add(node["parent_id"])
                changed[node["id"]] = figures
                node.update(figures)
            pool = pools.get(node["parent_id"])
            if pool and node["counted"] and node["contributes"] and node["weight"]:
                pool["child"].add_one(
                    node["weight"],
                    node["progress"] or 0.0,
                    node["expected_progress"] or 0.0,
                    node["last_update_date"],
                    node["only_stay"],
                )
        self._write_rows("okr.objective", OBJECTIVE_COLUMNS, changed)
        return {node["session_id"] for node in nodes.values()}

    def _read_nodes(self, ids, above):
        wanted = SQL("SELECT unnest(%s::int[])", array_literal(ids))
        if above:
            queue = self.env["okr.rollup.queue"]
            wanted = queue._with_ancestors("okr_objective", ids)
        columns = SQL(", ").join(
            SQL.identifier("objective", name) for name in OBJECTIVE_COLUMNS
        )
        return self.env.execute_query_dict(
            SQL(
                "SELECT objective.id, objective.parent_id, objective.session_id,"
                " objective.weight, objective.contributes,"
                " objective.state, objective.ambition, objective.date_end,"
                " objective.status_manual, %s, session.state = 'closed' AS frozen,"
                " objective.active AND objective.state != 'cancelled' AS counted,"
                " length(objective.parent_path) - length(replace("
                "objective.parent_path, '/', '')) AS depth"
                " FROM okr_objective objective"
                " JOIN okr_session session ON session.id = objective.session_id"
                " WHERE objective.id = ANY(ARRAY(%s))",
                columns,
                wanted,
            )
        )

    def _read_sums(self, ids):
        """Return the sums over key results, and over children not among ``ids``."""
        return self.env.execute_query_dict(
            SQL(
                "SELECT 'key_result' AS pool, objective_id, sum(weight) AS weight,"
                " COALESCE(sum(weight * progress), 0) AS progress,"
                " COALESCE(sum(weight * expected_progress), 0) AS expected,"
                " max(last_update_date) AS last_update_date,"
                " bool_and(type IN ('stay_above', 'stay_below')) AS only_stay"
                " FROM okr_key_result WHERE objective_id = ANY(%(ids)s::int[])"
                " AND active AND state != 'cancelled' AND weight > 0"
                " GROUP BY objective_id"
                " UNION ALL"
                # A child made while its rows were busy has no figures yet.
                " SELECT 'child', parent_id, sum(weight),"
                " COALESCE(sum(weight * progress), 0),"
                " COALESCE(sum(weight * expected_progress), 0),"
                " max(last_update_date),"
                " bool_and(COALESCE(only_stay, FALSE))"
                " FROM okr_objective WHERE parent_id = ANY(%(ids)s::int[])"
                " AND id != ALL(%(ids)s::int[]) AND active AND contributes"
                " AND state != 'cancelled' AND weight > 0 GROUP BY parent_id",
                ids=array_literal(ids),
            )
        )

    def _figures(self, pools):
        """Return the figures of one objective from the sums below it."""
        own, below = pools["key_result"], pools["child"]
        both = own + below
        reached = both.mean(both.progress)
        return {
            "key_result_progress": own.mean(own.progress),
            "child_progress": below.mean(below.progress),
            "progress": reached,
            "expected_progress": both.mean(both.expected),
            "last_update_date": both.last_update_date,
            "only_stay": both.only_stay,
            "progress_band": arithmetic.band(reached),
        }

    def _rhythms(self, nodes):
        """Return {session id: (the day, its due days, the company's limits)}."""
        sessions = self.env["okr.session"].browse(
            {node["session_id"] for node in nodes}
        )
        return {
            session.id: (
                session.company_id._okr_today(),
                session._due_days(),
                session.company_id.okr_gap_behind,
                session.company_id.okr_gap_risk,
            )
            for session in sessions
        }

    def _status(self, node, figures, rhythm):
        """Return the status of one objective, by its own figures."""
        today, due_days, behind, risk = rhythm
        aspirational = node["ambition"] == "aspirational"
        share = arithmetic.ASPIRATIONAL_SHARE if aspirational else 1.0
        last = figures["last_update_date"]
        silence = last and silent_from(due_days, last)
        automatic = arithmetic.status(
            over=node["state"] == "closed" or today > node["date_end"],
            reached=figures["progress"] >= 100.0 * share - arithmetic.TOLERANCE,
            updated=bool(last),
            gap=figures["expected_progress"] * share - figures["progress"],
            silent=bool(silence) and today >= silence,
            behind=behind,
            risk=risk,
            may_achieve_early=not figures["only_stay"],
        )
        shown = self.env["okr.objective"]._shown_status(
            node["state"], node["status_manual"], automatic
        )
        return {
            "status_automatic": None if node["state"] == "cancelled" else automatic,
            "status": shown or None,
            "figures_date": today,
        }
