from itertools import accumulate

from odoo import api, fields, models
from odoo.tools import format_date

from .. import arithmetic
from .okr_objective_past import TOLD


class OkrObjective(models.Model):
    """The progress of an objective over time, and the updates that moved it."""

    _inherit = "okr.objective"

    update_ids = fields.One2many(
        comodel_name="okr.update",
        inverse_name="objective_id",
        string="Updates",
    )
    chart = fields.Json(
        compute="_compute_chart",
        compute_sudo=False,
        exportable=False,
        help="The progress over time, against what was expected.",
    )

    @api.model
    def _system_fields(self):
        return super()._system_fields() | {"update_ids"}

    @api.depends_context("uid", "lang", "allowed_company_ids")
    @api.depends(
        "date_end",
        "expected_progress",
        "progress",
        "session_id.date_start",
        "update_ids.voided",
    )
    def _compute_chart(self):
        seen = self._origin.sudo(False)._filtered_access("read")
        pasts = seen._pasts()
        for objective in self:
            past = pasts.get(objective._origin.id)
            objective.chart = past and objective._chart(past)

    def _chart(self, past):
        """Return the lines to draw, and the same in words."""
        start = self.sudo().session_id.date_start  # a date, no title
        today = self.sudo().company_id._okr_today()  # its time zone
        end = max(self.date_end, start)
        points = self._chart_points(past, start, min(today, end))
        goal = arithmetic.ASPIRATIONAL_SHARE if self.ambition == "aspirational" else 1
        chart = {
            "type": "objective",
            "unit": {"format": "percent", "position": "after", "decimals": 0},
            "start": start,
            "end": max([end, *(point["date"] for point in points)]),
            "today": today,
            "points": points,
            "pace": self._chart_pace(past, start, end, today),
            "target": 100.0 * goal,
            "critical": None,
            "more": False,
            "target_text": self._percent_text(100.0 * goal),
            "partial": self._chart_partial(past),
        }
        chart["words"] = self._chart_words(chart)
        return chart

    def _chart_partial(self, past):
        if past["way"] == "none" and self.last_update_date:
            return self.env._(
                "Part of what is counted is not visible to you: only today's progress "
                "is drawn."
            )
        if past["way"] == "frozen" and self.last_update_date:
            return self.env._(
                "What it counts moved on after it closed: only the result is drawn."
            )
        if past["way"] == "weekly":
            return self.env._(
                "Part of what is counted is not visible to you: the progress is drawn "
                "week by week."
            )
        return ""

    def _chart_points(self, past, start, last):
        """Return the progress by day; the last point is the figure of today."""
        if not self.last_update_date:
            return []
        points = {}
        if past["way"] in TOLD:
            days = sorted(past["steps"])
            heights = accumulate(past["steps"][day] for day in days)
            for day, height in zip(days, heights, strict=True):
                day = min(max(day, start), last)
                if past["way"] == "weekly":
                    day = min(fields.Date.end_of(day, "week"), last)
                points[day] = arithmetic.progress(height)
        points[last] = self.progress
        return [
            {
                "date": day,
                "value": round(value, 2),
                "text": self._percent_text(value),
            }
            for day, value in sorted(points.items())
        ]

    def _chart_pace(self, past, start, end, today):
        """Return the corners of what was and will be expected."""
        if past["way"] != "daily" or not past["paces"]:
            # What the reader knows: the figure of today, between start and end.
            corners = {start: 0.0, end: 100.0}
            if start < today < end:
                corners[today] = self.expected_progress
        else:
            days = {start, end, *(day for pace in past["paces"] for day in pace)}
            corners = {
                day: sum(
                    part * arithmetic.expected(first, deadline, day)
                    for (first, deadline), part in past["paces"].items()
                )
                for day in days
                if start <= day <= end
            }
        return [
            {"date": day, "value": round(value, 2)}
            for day, value in sorted(corners.items())
        ]

    def _percent_text(self, value):
        return self.env._("%(figure)s %%", figure=self._figure(value))

    def _chart_words(self, chart):
        points = chart["points"]
        if not points:
            return self.env._("No update yet.")
        told = [
            self.env._(
                "Progress %(last)s on %(last_date)s, expected today %(expected)s.",
                last=points[-1]["text"],
                last_date=format_date(self.env, points[-1]["date"]),
                expected=self._percent_text(self.expected_progress),
            )
        ]
        if len(points) > 1:
            told.insert(
                0,
                self.env._(
                    "From %(first)s on %(first_date)s.",
                    first=points[0]["text"],
                    first_date=format_date(self.env, points[0]["date"]),
                ),
            )
        return " ".join([*told, *filter(None, [chart["partial"]])])
