from odoo import api, fields, models
from odoo.tools import SQL, format_date

from .. import arithmetic

# More points than a screen has room for tell nothing; the history has them all.
MOST_POINTS = 200
MOST_SMALL_POINTS = 30
PACED_TYPES = ("increase", "decrease", "milestone")


class OkrKeyResult(models.Model):
    """The updates of a key result as a curve, against the pace and the target."""

    _inherit = "okr.key.result"

    chart = fields.Json(
        compute="_compute_chart",
        compute_sudo=False,
        exportable=False,
        help="The updates over time, with who, when, confidence and why.",
    )
    chart_small = fields.Json(
        string="Curve",
        compute="_compute_chart_small",
        compute_sudo=False,
        exportable=False,
        help="The latest updates over time, for lists and cards.",
    )

    @api.depends_context("uid", "lang", "allowed_company_ids")
    @api.depends(lambda self: self._chart_inputs())
    def _compute_chart(self):
        rows = self._chart_rows(MOST_POINTS)
        details = self._chart_details(rows)
        for key_result in self:
            updates = rows.get(key_result._origin.id)
            if updates is None:
                key_result.chart = False
                continue
            chart = key_result._chart(updates)
            paced = bool(chart["pace"])
            for point, row in zip(chart["points"], updates, strict=True):
                point.update(details[row["id"]], text=key_result._chart_text(row))
                if paced:
                    point["expected"] = key_result._expected_on(row["date"])
            chart.update(
                unit=key_result._chart_unit(),
                more=len(updates) == MOST_POINTS,
                target_text=key_result._chart_value_text(chart["target"]),
                critical_text=key_result._chart_value_text(chart["critical"]),
            )
            key_result.chart = chart

    @api.depends_context("uid", "lang", "allowed_company_ids")
    @api.depends(lambda self: self._chart_inputs())
    def _compute_chart_small(self):
        rows = self._chart_rows(MOST_SMALL_POINTS)
        for key_result in self:
            updates = rows.get(key_result._origin.id)
            key_result.chart_small = updates is not None and key_result._chart(updates)

    @api.model
    def _chart_inputs(self):
        return (
            "critical_value",
            "current_value",
            "deadline",
            "has_critical",
            "initial_value",
            "milestone_ids.done",
            "session_id.date_start",
            "target_value",
            "type",
            "unit_id",
            "update_ids.voided",
        )

    def _chart_rows(self, limit):
        """Return {id: its latest updates that stand, oldest first} of the visible.

        One statement for any number of key results, whatever the number of their
        updates: who sees a key result sees its updates.
        """
        seen = self._origin.sudo(False)._filtered_access("read")
        updates = self.env["okr.update"]
        columns = ("date", "value", "achieved", "progress", "confidence", "note")
        updates.flush_model([*columns, "key_result_id", "user_id", "voided"])
        found = self.env.execute_query_dict(
            SQL(
                "SELECT latest.* FROM unnest(%s::int[]) AS wanted (id)"
                " CROSS JOIN LATERAL (SELECT u.id, u.key_result_id, u.user_id, %s"
                " FROM okr_update u"
                " WHERE u.key_result_id = wanted.id AND u.voided IS NOT TRUE"
                " ORDER BY u.date DESC, u.id DESC LIMIT %s) AS latest",
                seen.ids,
                SQL(", ").join(SQL.identifier("u", name) for name in columns),
                limit,
            )
        )
        rows = {id_: [] for id_ in seen.ids}
        for row in sorted(found, key=lambda row: (row["date"], row["id"])):
            rows[row["key_result_id"]].append(row)
        return rows

    def _chart_details(self, rows):
        """Return {update: who, how sure and why}."""
        updates = [row for group in rows.values() for row in group]
        users = self.env["res.users"].browse({row["user_id"] for row in updates})
        # The name of who wrote it stands in the history, too.
        names = {user.id: user.name for user in users.sudo()}
        levels = dict(
            self.env["okr.update"]
            ._fields["confidence"]
            ._description_selection(self.env)
        )
        return {
            row["id"]: {
                "who": names[row["user_id"]],
                "confidence": levels.get(row["confidence"], ""),
                "note": row["note"] or "",
            }
            for row in updates
        }

    def _chart(self, updates):
        """Return the lines to draw, and the same in words."""
        # The dates of a session that the reader may not see are no title.
        session = self.sudo().session_id
        start, end = session.date_start, self.deadline or session.date_end
        today = self._chart_today()
        days = [start, end, *(row["date"] for row in updates)]
        paced = self.type in PACED_TYPES
        points = [
            {"date": row["date"], "value": self._chart_value(row)} for row in updates
        ]
        chart = {
            "type": self.type,
            "start": min(days),
            "end": max(days),
            "today": today,
            "points": points,
            "pace": [
                {"date": day, "value": self._expected_on(day)}
                for day in sorted({start, end})
                if paced
            ],
            "target": self._chart_way()[1],
            "critical": self.critical_value
            if self.type in arithmetic.STAY_TYPES and self.has_critical
            else None,
        }
        chart["words"] = self._chart_words(chart)
        return chart

    def _chart_today(self):
        return self.sudo().company_id._okr_today()  # its time zone

    def _chart_way(self):
        """Return where the curve starts and where it should go."""
        if self.type == "milestone":
            return 0.0, 100.0
        if self.type == "achieved":
            return 0.0, 1.0
        return self.initial_value, self.target_value

    def _chart_value(self, row):
        """Return how high the point of an update is, by the type of now."""
        if self.type == "milestone":
            return row["progress"]
        if self.type == "achieved":
            return float(row["achieved"] or 0.0)
        return row["value"] or 0.0

    def _expected_on(self, day):
        """Return the value that the pace expects on a day."""
        start = self.sudo().session_id.date_start  # a date, as above
        percent = arithmetic.expected(start, self.deadline or day, day)
        return arithmetic.value_at(percent, *self._chart_way())

    def _chart_unit(self):
        """Return the unit of the axis, as the client reads units; False: words."""
        if self.type == "achieved":
            return False
        if self.type == "milestone":
            return {"format": "percent", "position": "after", "decimals": 0}
        unit = self.sudo().unit_id  # everybody reads units
        if not unit:
            return {"format": "number", "position": "after", "decimals": 2}
        names = ["symbol", "position", "decimals", "format", "currency_id"]
        return unit.read(names)[0]

    def _chart_text(self, row):
        """Return the value of an update as people read it."""
        if self.type == "milestone":
            return self.env._(
                "%(count)s stages, %(progress)s",
                count=f"{row['value']:g}",
                progress=self._chart_value_text(row["progress"]),
            )
        return self._chart_value_text(self._chart_value(row))

    def _chart_value_text(self, value):
        if value is None:
            return ""
        if self.type == "achieved":
            return self.env._("Achieved") if value else self.env._("Not achieved")
        if self.type == "milestone":
            return self.env._("%(figure)s %%", figure=self._figure(value))
        return self._format_value(value)

    def _chart_words(self, chart):
        """Return what the curve shows, for who cannot see it."""
        points = chart["points"]
        if not points:
            return self.env._("No update yet.")
        said = {
            "count": len(points),
            "first": self._chart_value_text(points[0]["value"]),
            "first_date": format_date(self.env, points[0]["date"]),
            "last": self._chart_value_text(points[-1]["value"]),
            "last_date": format_date(self.env, points[-1]["date"]),
            "target": self._chart_value_text(chart["target"]),
            "critical": self._chart_value_text(chart["critical"]),
        }
        told = [
            self.env._("One update: %(last)s on %(last_date)s.", **said)
            if len(points) == 1
            else self.env._(
                "%(count)s updates, from %(first)s on %(first_date)s to %(last)s on "
                "%(last_date)s.",
                **said,
            )
        ]
        if chart["critical"] is not None:
            told.append(self.env._("Target %(target)s, critical %(critical)s.", **said))
        elif chart["pace"]:
            expected = self._chart_value_text(self._expected_on(chart["today"]))
            told.append(
                self.env._(
                    "Target %(target)s, expected today %(expected)s.",
                    expected=expected,
                    **said,
                )
            )
        return " ".join(told)
