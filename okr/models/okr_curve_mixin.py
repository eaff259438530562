from itertools import accumulate

from odoo import api, fields, models
from odoo.tools import format_date

from .. import arithmetic

# The ways of a past that is told; see ``okr.objective._pasts``.
TOLD = ("daily", "weekly")


class OkrCurveMixin(models.AbstractModel):
    """Draws a progress over time, against what was expected, as far as it is told.

    It writes figures as ``okr.why.mixin`` does, which its models inherit, too.
    """

    _name = "okr.curve.mixin"
    _description = "OKR Curve"

    def _curve(self, past, start, end, target):
        """Return the lines to draw, and the same in words.

        :param dict past: see ``okr.objective._pasts``
        :param float target: in percent
        """
        today = self.sudo().company_id._okr_today()  # its time zone
        points = self._curve_points(past, start, min(today, end))
        curve = {
            "type": "objective",
            "unit": {"format": "percent", "position": "after", "decimals": 0},
            "start": start,
            "end": max([end, *(point["date"] for point in points)]),
            "today": today,
            "points": points,
            "pace": self._curve_pace(past, start, end, today),
            "target": target,
            "critical": None,
            "more": False,
            "target_text": self._percent_text(target),
            "partial": self._curve_partial(past),
        }
        curve["words"] = self._curve_words(curve)
        return curve

    def _curve_partial(self, past):
        if past["way"] == "none" and past["updated"]:
            return self.env._(
                "Part of what is counted is not visible to you: only today's progress "
                "is drawn."
            )
        if past["way"] == "frozen" and past["updated"]:
            return self.env._(
                "What it counts moved on after it closed: only the result is drawn."
            )
        if past["way"] == "weekly":
            return self.env._(
                "Part of what is counted is not visible to you: the progress is drawn "
                "week by week."
            )
        return ""

    def _curve_points(self, past, start, last):
        """Return the progress by day; the last point is the figure of today."""
        if not past["updated"]:
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

    def _curve_pace(self, past, start, end, today):
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

    @api.model
    def _percent_text(self, value):
        return self.env._("%(figure)s %%", figure=self._figure(value))

    def _curve_words(self, curve):
        points = curve["points"]
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
        return " ".join([*told, *filter(None, [curve["partial"]])])
