from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .okr_lifecycle_mixin import COUNTED

# Lines of a card; the rest is a click away.
SHOWN = 5


class OkrObjective(models.Model):
    """What cards and lists tell of an objective: its key results, and what changed."""

    _inherit = "okr.objective"

    # The first key results that the reader sees, and how many more there are.
    key_result_lines = fields.Json(
        compute="_compute_key_result_lines",
        compute_sudo=False,
        exportable=False,
        export_string_translation=False,
    )
    latest_change = fields.Char(
        compute="_compute_latest_change",
        compute_sudo=False,
        help="The latest update of one of its key results that moved a value.",
    )

    @api.depends_context("uid", "allowed_company_ids", "lang")
    @api.depends("key_result_ids")
    def _compute_key_result_lines(self):
        more = dict(self._first_key_results())
        found = self.env["okr.key.result"].browse(more)
        labels = found._selection_labels("status")
        lines = {}
        for one in found:
            rows = lines.setdefault(one.objective_id.id, {"shown": [], "more": ""})
            if count := more[one.id]:
                rows["more"] = self.env._("%s more", count)
            rows["shown"].append(
                {
                    "id": one.id,
                    "name": one.name,
                    "progress": round(one.progress),
                    "status": one.status,
                    "status_label": labels.get(one.status, ""),
                }
            )
        for objective in self:
            objective.key_result_lines = lines.get(objective._origin.id, False)

    def _first_key_results(self):
        """Return [(key result id, how many more its objective has)], in order."""
        key_results = self.env["okr.key.result"]
        query = key_results._search(COUNTED & Domain("objective_id", "in", self.ids))
        return self.env.execute_query(
            SQL(
                "SELECT id, GREATEST(whole - %(shown)s, 0) FROM ("
                "SELECT id, sequence,"
                " row_number() OVER (PARTITION BY objective_id ORDER BY sequence, id)"
                " AS place,"
                " count(*) OVER (PARTITION BY objective_id) AS whole"
                " FROM okr_key_result WHERE id IN %(visible)s) AS ranked"
                " WHERE place <= %(shown)s ORDER BY sequence, id",
                shown=SHOWN,
                visible=query.subselect(),
                to_flush=key_results._fields["sequence"],
            )
        )

    @api.depends_context("uid", "allowed_company_ids", "lang")
    @api.depends("key_result_ids")
    def _compute_latest_change(self):
        updates = self._latest_changes()
        changes = {
            one.objective_id.id: one.key_result_id._change_text(
                one.previous_value, one.value
            )
            for one in updates
        }
        for objective in self:
            objective.latest_change = changes.get(objective._origin.id, False)

    def _latest_changes(self):
        """Return of each objective the latest update that the reader sees."""
        updates = self.env["okr.update"]
        query = updates._search(
            Domain("objective_id", "in", self.ids) & Domain("voided", "=", False)
        )
        names = ("date", "objective_id", "previous_value", "value")
        rows = self.env.execute_query(
            SQL(
                "SELECT DISTINCT ON (objective_id) id FROM okr_update"
                " WHERE id IN %(visible)s"
                " AND COALESCE(value, 0) != COALESCE(previous_value, 0)"
                " ORDER BY objective_id, date DESC, id DESC",
                visible=query.subselect(),
                to_flush=[updates._fields[name] for name in names],
            )
        )
        return updates.browse(id_ for (id_,) in rows)

    @api.model
    def _get_view_cache_key(self, view_id=None, view_type="form", **options):
        key = super()._get_view_cache_key(view_id, view_type, **options)
        return (*key, self.has_access("write"))

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        # Who writes no objective puts none in order: a dragged card would be refused.
        if view_type == "kanban" and not self.has_access("write"):
            arch.set("records_draggable", "false")
        return arch, view
