from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from .okr_lifecycle_mixin import COUNTED, OPEN_STATES

LATE = ("behind", "at_risk")


class OkrKeyResult(models.Model):
    """What moved since a day, and what is stuck: for digests and dashboards."""

    _inherit = "okr.key.result"

    @api.model
    def _stuck_domain(self, since):
        """Return the domain of what is late, and was not updated since a day."""
        quiet = Domain("last_update_date", "=", False) | Domain(
            "last_update_date", "<", since
        )
        open_ = Domain("state", "in", OPEN_STATES)
        return Domain("status", "in", LATE) & open_ & quiet

    @api.model
    def _moved(self, inside, since):
        """Return what has another value now than before the updates since a day.

        :param inside: the domain to look in
        :return: [(key result, its value before, the progress gained since)], the
            most moved first
        """
        query = self._search(Domain(inside) & COUNTED)
        updates = self.env["okr.update"]
        names = ("date", "key_result_id", "previous_value", "progress", "voided")
        rows = self.env.execute_query(
            SQL(
                "SELECT moved.id, moved.before, moved.step FROM (SELECT kr.id,"
                " COALESCE(first.previous_value, 0) AS before,"
                " kr.progress - COALESCE(before.progress, 0) AS step"
                " FROM (SELECT DISTINCT ON (u.key_result_id) u.*"
                " FROM okr_update u WHERE u.date >= %(since)s"
                " AND u.voided IS NOT TRUE AND u.key_result_id IN %(inside)s"
                " ORDER BY u.key_result_id, u.date, u.id) AS first"
                " JOIN okr_key_result kr ON kr.id = first.key_result_id"
                " LEFT JOIN LATERAL (SELECT u.progress FROM okr_update u"
                " WHERE u.key_result_id = kr.id AND u.voided IS NOT TRUE"
                " AND (u.date, u.id) < (first.date, first.id)"
                " ORDER BY u.date DESC, u.id DESC LIMIT 1) AS before ON TRUE"
                " WHERE COALESCE(first.previous_value, 0)"
                " != COALESCE(kr.current_value, 0)) AS moved"
                " ORDER BY abs(moved.step) DESC, moved.id",
                since=since,
                inside=query.subselect(),
                to_flush=(
                    *(updates._fields[name] for name in names),
                    self._fields["current_value"],
                    self._fields["progress"],
                ),
            )
        )
        found = self.browse([id_ for id_, _before, _step in rows])
        return [
            (key_result, before, step)
            for key_result, (_id, before, step) in zip(found, rows, strict=True)
        ]

    def _change_text(self, before, after):
        """Return in one line from which value to which it moved."""
        stages = self.type == "milestone"
        write = "{:g}".format if stages else self._chart_value_text
        return self.env._(
            "%(before)s \N{RIGHTWARDS ARROW} %(after)s, %(title)s",
            before=write(before),
            after=write(after),
            title=self.name,
        )
