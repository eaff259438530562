from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL


class OkrObjective(models.Model):
    """Says in words what the progress of an objective was computed from."""

    _inherit = "okr.objective"

    @api.depends(
        "child_ids.contributes",
        "child_ids.progress",
        "key_result_ids.progress",
        "key_result_ids.state",
        "key_result_ids.weight",
    )
    def _compute_why_progress(self):
        pools = self._why_pools()
        for objective in self:
            key_results, children = (
                pool.get(objective._origin.id, ([], [])) for pool in pools
            )
            objective.why_progress = objective._why_mean(key_results, children)

    def _why_mean(self, key_results, children):
        """Return the sentence from two pools of (all inputs, the visible ones)."""
        inputs = [*key_results[0], *children[0]]
        if not self._is_mean(self.progress, inputs):
            # In a closed session the figures stay, whatever happens below.
            return self._figure(self.progress)
        hidden = [len(whole) - len(seen) for whole, seen in (key_results, children)]
        return self._mean_in_words(
            self.progress, [*key_results[1], *children[1]], hidden
        )

    def _why_pools(self):
        """Return {id: ([all inputs], [the visible ones])} for each pool.

        What counts is told by ``okr.rollup``: live records with a weight.
        """
        if not self._origin:
            return {}, {}
        counted = Domain("state", "!=", "cancelled") & Domain("weight", ">", 0)
        inputs = {
            "okr.key.result": ("objective_id", counted),
            "okr.objective": (
                "parent_id",
                counted & Domain("contributes", "=", True),
            ),
        }
        queries = [self._why_query(model, *given) for model, given in inputs.items()]
        pools = {model: {} for model in inputs}
        for model, id_, progress, weight, seen in self.env.execute_query(
            SQL(" UNION ALL ").join(queries)
        ):
            pool = pools[model].setdefault(id_, ([], []))
            pool[0].append((progress, weight))
            if seen:
                pool[1].append(pool[0][-1])
        return pools.values()

    def _why_query(self, model, inverse, counted):
        """Return a query for all inputs of a pool, and whether the reader sees them."""
        # Whoever asks as superuser asks for the reader.
        visible = self.env[model].sudo(False).with_context(active_test=True)
        # All of them, for the number of what the reader does not see.
        whole = visible.sudo()
        counted &= Domain(inverse, "in", self._origin.ids)
        query = whole._search(counted, order=whole._order)
        id_, *columns = (
            whole._field_to_sql(whole._table, name, query)
            for name in ("id", inverse, "progress", "weight")
        )
        seen = SQL("%s IN %s", id_, visible._search(counted).subselect())
        return SQL("(%s)", query.select(SQL("%s", model), *columns, seen))

    def _status_facts(self):
        return {
            **super()._status_facts(),
            "share": self._expected_share(),
            "end": self.date_end,
        }
