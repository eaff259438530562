from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

from ..cadence import rhythm_on
from .okr_lifecycle_mixin import COUNTED
from .okr_session_card import SHOWN_STATUSES
from .okr_update import CONFIDENCE_LEVELS

WEEK = timedelta(days=7)
# Rows of a list; the rest is a click away.
SHOWN = 5
# Sessions to go to from one.
OTHERS = 30


class OkrSession(models.Model):
    """The page of a session for a review: its figures, and where each comes from."""

    _inherit = "okr.session"

    @api.readonly
    def dashboard_data(self):
        """Return what the dashboard of a session shows to the user.

        It is about what the user sees of the session and those below it; without a
        session, about the running one that most of it is in. Each figure has the
        domain that opens it.
        """
        session = self[:1] or self._reviewed()
        session.check_access("read")
        others = self.search_fetch([], ["name", "state"], limit=OTHERS)
        data = {
            "session": False,
            "sessions": [{"id": one.id, "name": one.name} for one in others],
        }
        return {**data, **session._dashboard()} if session else data

    @api.readonly
    def presentation_data(self):
        """Return what is presented and printed of the session, page by page."""
        self.ensure_one()
        self.check_access("read")
        return {
            "session": self._dashboard_head(self._round_start()),
            "objectives": self._presented()._pages(),
        }

    @api.model
    def _reviewed(self):
        """Return the running session that most of what the user sees is in.

        The latest one may be a release inside the quarter, or a quarter of one goal.
        """
        running = Domain("company_id", "=", self.env.company.id) & Domain(
            "state", "=", "in_progress"
        )
        found = self.search(running, order="date_start desc, date_end, id")
        objectives = self.env["okr.objective"]
        rows = objectives._read_group(
            COUNTED & Domain("session_id", "in", found.ids), ["session_id"], ["__count"]
        )
        counts = {session.id: count for session, count in rows}
        found = found.sorted(lambda one: counts.get(one.id, 0), reverse=True)
        return found[:1] or self._proposed()

    def _presented(self):
        """Return the objectives to present and to print, the strategic ones first."""
        order = "kind desc, sequence, id"
        return self.env["okr.objective"].search(self._inside(), order=order)

    def _inside(self):
        """Return the domain of what counts in this session and those below it."""
        # The lines lead through hidden sessions; what is found in them is checked.
        lines = self.sudo().with_context(active_test=False)
        below = lines._search([("id", "child_of", self.id)])
        return COUNTED & Domain("session_id", "in", below)

    def _dashboard(self):
        inside, since = self._inside(), self._round_start()
        key_results = self.env["okr.key.result"]
        return {
            "session": self._dashboard_head(since),
            "chart": self._chart(),
            "statuses": self._dashboard_statuses(inside),
            "objectives": self._dashboard_objectives(inside),
            "key_results": {
                "count": key_results.search_count(inside),
                "domain": self._opening(),
            },
            "confidence": self._dashboard_confidence(inside),
            **self._dashboard_lists(inside, since),
        }

    def _opening(self, *domains):
        """Return the domain with which the client opens what is counted."""
        here = Domain("session_id", "child_of", self.id)
        return list(Domain.AND([here, COUNTED, *domains]))

    def _round_start(self):
        """Return the first day whose updates answer the due day that is behind us.

        Without a rhythm it is the day a week ago.
        """
        day = self.company_id._okr_day(fields.Datetime.now(), tz=self.env.user.tz)
        day = min(day, self.date_end)
        rhythm = rhythm_on(self._due_days(), day)
        if not rhythm:
            return day - WEEK
        previous = rhythm.previous
        return previous + timedelta(days=1) if previous else self.date_start

    def _dashboard_head(self, since):
        return {
            "id": self.id,
            "name": self.name,
            "state": self.state,
            "state_label": self._selection_labels("state")[self.state],
            "days": self.env._(
                "%(start)s to %(end)s",
                start=format_date(self.env, self.date_start),
                end=format_date(self.env, self.date_end),
            ),
            "days_left": self.days_left if self.state == "in_progress" else 0,
            "progress": self.progress,
            "expected_progress": self.expected_progress,
            "since": format_date(self.env, since),
        }

    def _dashboard_statuses(self, inside):
        """Return [status, its label, how many objectives have it, their domain]."""
        objectives = self.env["okr.objective"]
        counts = dict(objectives._read_group(inside, ["status"], ["__count"]))
        labels = objectives._selection_labels("status")
        return [
            {
                "status": status,
                "label": labels[status],
                "count": counts[status],
                "domain": self._opening(Domain("status", "=", status)),
            }
            for status in SHOWN_STATUSES
            if status in counts
        ]

    def _dashboard_objectives(self, inside):
        objectives = self.env["okr.objective"]
        found = objectives.search(inside, order="gap desc, id", limit=SHOWN)
        labels = objectives._selection_labels("status")
        return {
            "count": objectives.search_count(inside),
            "domain": self._opening(),
            "rows": [
                {
                    "id": one.id,
                    "name": one.name,
                    "about": one.owner_id.name or "",
                    "progress": one.progress,
                    "expected_progress": one.expected_progress,
                    "status": one.status,
                    "status_label": labels.get(one.status, ""),
                }
                for one in found
            ],
        }

    def _dashboard_lists(self, inside, since):
        """Return the key results that moved, are stuck, and wait for a check-in."""
        key_results = self.env["okr.key.result"]
        moved = key_results._moved(inside, since)
        ids = [one.id for one, _before, _step in moved]
        domains = {
            "stuck": key_results._stuck_domain(since),
            "waiting": Domain("is_due", "=", True),
        }
        found = {
            name: key_results.search(
                inside & domain, order="gap desc, id", limit=SHOWN
            ).ids
            for name, domain in domains.items()
        }
        # All at once, and nothing for what is not shown.
        shown = {*ids[:SHOWN], *found["stuck"], *found["waiting"]}
        rows = key_results.browse(shown)._dashboard_rows()
        lists = {
            name: {
                "count": key_results.search_count(inside & domain),
                "domain": self._opening(domain),
                "rows": [rows[id_] for id_ in found[name]],
            }
            for name, domain in domains.items()
        }
        lists["moved"] = {
            "count": len(moved),
            "domain": [("id", "in", ids)],
            "rows": [
                {
                    **rows[one.id],
                    "text": key_results.browse(one.id)._move_text(before),
                    "step": round(step, 2),
                }
                for one, before, step in moved[:SHOWN]
            ],
        }
        return lists

    def _dashboard_confidence(self, inside):
        """Return how sure the owners are, of what is not over."""
        open_ = (
            Domain.TRUE if self.state == "closed" else Domain("state", "!=", "closed")
        )
        key_results = self.env["okr.key.result"]
        counts = dict(
            key_results._read_group(inside & open_, ["confidence"], ["__count"])
        )
        told = {level: counts.get(level, 0) for level, _label in CONFIDENCE_LEVELS}
        total = sum(told.values())
        labels = key_results._selection_labels("confidence")
        levels = [(level, labels[level], count) for level, count in told.items()]
        levels.append((False, self.env._("Not told"), counts.get(False, 0)))
        return {
            "mean": total
            and round(sum(int(level) * n for level, n in told.items()) / total),
            "told": total,
            "domain": self._opening(open_, Domain("confidence", "!=", False)),
            "levels": [
                {
                    "level": level,
                    "label": label,
                    "count": count,
                    "domain": self._opening(open_, Domain("confidence", "=", level)),
                }
                for level, label, count in levels
            ],
        }
