from odoo import api, models
from odoo.fields import Domain


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
        counted = Domain("state", "!=", "cancelled") & Domain("weight", ">", 0)
        return [
            self._why_pool("okr.key.result", "objective_id", counted),
            self._why_pool(
                "okr.objective", "parent_id", counted & Domain("contributes", "=", True)
            ),
        ]

    def _why_pool(self, model, inverse, counted):
        # All that is counted, for the number of what the reader does not see.
        inputs = (
            self.env[model]
            .sudo()
            .with_context(active_test=True)
            .search_fetch(
                Domain(inverse, "in", self._origin.ids) & counted,
                [inverse, "progress", "weight"],
            )
        )
        visible = inputs.sudo(False)._filtered_access("read")
        pool = {}
        for record in inputs:
            whole, seen = pool.setdefault(record[inverse].id, ([], []))
            whole.append((record.progress, record.weight))
            if record.id in visible._ids:
                seen.append(whole[-1])
        return pool

    def _status_facts(self):
        return {
            **super()._status_facts(),
            "share": self._expected_share(),
            "end": self.date_end,
        }
