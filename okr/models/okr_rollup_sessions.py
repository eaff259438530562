from odoo import models
from odoo.tools import SQL

from .. import arithmetic
from ..array_literal import array_literal

ARRAYS = {
    "int": SQL("int[]"),
    "float8": SQL("float8[]"),
    "varchar": SQL("varchar[]"),
    "bool": SQL("bool[]"),
    "date": SQL("date[]"),
}
SESSION_COLUMNS = {
    "progress": "float8",
    "expected_progress": "float8",
    "progress_band": "varchar",
}


class OkrRollup(models.AbstractModel):
    """The top of the roll-up: sessions, and how figures are written."""

    _inherit = "okr.rollup"

    def _compute_sessions(self, ids):
        """Write the progress of sessions and all above them.

        Counted are the objectives of a session and its sub-sessions that
        contribute to no counted parent among them.
        """
        if not ids:
            return
        rows = self.env.execute_query_dict(
            SQL(
                "SELECT top.id, sum(objective.weight) AS weight,"
                " sum(objective.weight * objective.progress) AS progress,"
                " sum(objective.weight * objective.expected_progress) AS expected"
                " FROM okr_session top"
                " LEFT JOIN okr_session sub ON sub.active"
                " AND sub.parent_path LIKE top.parent_path || '%%'"
                " LEFT JOIN okr_objective objective ON objective.session_id = sub.id"
                " AND objective.active AND objective.state != 'cancelled'"
                # Most are counted in a parent nearby, and need not be read.
                " AND objective.is_session_top IS NOT FALSE"
                " AND NOT (objective.contributes AND EXISTS ("
                "SELECT FROM okr_objective parent"
                " JOIN okr_session home ON home.id = parent.session_id"
                " WHERE parent.id = objective.parent_id AND parent.active"
                " AND parent.state != 'cancelled' AND home.active"
                " AND home.parent_path LIKE top.parent_path || '%%'))"
                " WHERE top.id IN (%s) GROUP BY top.id",
                self.env["okr.rollup.queue"]._with_ancestors("okr_session", list(ids)),
            )
        )
        changed = {}
        for row in rows:
            reached, expected = (
                arithmetic.progress(
                    arithmetic.weighted_mean(row[name] or 0.0, row["weight"] or 0.0)
                )
                for name in ("progress", "expected")
            )
            changed[row["id"]] = {
                "progress": reached,
                "expected_progress": expected,
                "progress_band": arithmetic.band(reached),
            }
        self._write_rows("okr.session", SESSION_COLUMNS, changed)

    def _write_rows(self, model, columns, rows):
        """Write figures by id in one statement, without touching ``write_date``."""
        if not rows:
            return
        table = SQL.identifier(self.env[model]._table)
        self.env.cr.execute(
            SQL(
                "UPDATE %s SET %s FROM unnest(%s) AS new (id, %s) WHERE %s.id = new.id",
                table,
                SQL(", ").join(
                    SQL("%s = %s", SQL.identifier(name), SQL.identifier("new", name))
                    for name in columns
                ),
                SQL(", ").join(
                    SQL("CAST(%s AS %s)", array_literal(values), ARRAYS[kind])
                    for kind, values in [
                        ("int", rows),
                        *(
                            (kind, [row[name] for row in rows.values()])
                            for name, kind in columns.items()
                        ),
                    ]
                ),
                SQL(", ").join(SQL.identifier(name) for name in columns),
                table,
            )
        )
        self.env[model].browse(rows).invalidate_recordset(columns, flush=False)
