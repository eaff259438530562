from odoo import api, models
from odoo.tools import SQL

from .. import arithmetic
from ..cadence import silent_from

# What may change a state or a figure, here or above.
ROLL_UP_INPUTS = {
    "active",
    "auto_close",
    "critical_value",
    "current_value",
    "deadline",
    "has_critical",
    "initial_value",
    "last_update_date",
    "milestone_ids",
    "objective_id",
    "state",
    "status_manual",
    "target_value",
    "type",
    "weight",
}
NUMBERS = ROLL_UP_INPUTS - {"active", "deadline", "objective_id", "state", "weight"}


class OkrKeyResult(models.Model):
    """The figures and the state of a key result: from its numbers, updates and days."""

    _inherit = "okr.key.result"

    @api.depends(
        "type",
        "initial_value",
        "target_value",
        "critical_value",
        "has_critical",
        "current_value",
        "last_update_date",
        "milestone_ids.weight",
        "milestone_ids.done",
        "milestone_ids.active",
    )
    def _compute_progress(self):
        for key_result in self:
            # No update yet counts as nothing, also for what stays above already.
            attained = (
                key_result._attainment(key_result.current_value)
                if key_result.last_update_date
                else 0.0
            )
            key_result.attainment = attained
            key_result.progress = arithmetic.progress(attained)
            key_result.progress_band = arithmetic.band(key_result.progress)

    def _attainment(self, value, done=None):
        """Return the attainment, in percent, for a value or the stages done.

        :param done: the stages; without, those that are
        """
        if self.type == "milestone":
            stages = self.milestone_ids
            done = stages.filtered("done") if done is None else done
            value = arithmetic.weighted_mean(
                sum((stages & done).mapped("weight")), sum(stages.mapped("weight"))
            )
        return arithmetic.attainment(
            self.type,
            value,
            initial=self.initial_value,
            target=self.target_value,
            critical=self.critical_value if self.has_critical else None,
        )

    def _is_reached(self):
        """Return whether the target is met, by the values and not by percentages."""
        if not self.last_update_date:
            return False
        if self.type in arithmetic.NUMERIC_TYPES:
            return arithmetic.is_met(self.type, self.current_value, self.target_value)
        if self.type == "milestone":
            weighty = self.milestone_ids.filtered("weight")
            return bool(weighty) and all(weighty.mapped("done"))
        return self.current_value >= 1

    @api.depends(
        "active",
        "attainment",
        "confidence",
        "current_value",
        "deadline",
        "last_update_date",
        "session_id.cadence",
        "session_id.cadence_day",
        "session_id.cadence_weekday",
        "session_id.date_end",
        "session_id.date_start",
        "state",
        "status_manual",
    )
    def _compute_pace(self):
        due_days = {
            session: session._due_days()
            for session in self.session_id
            if session.date_start and session.date_end
        }
        today = self._today_by_company()
        for key_result in self:
            days = due_days.get(key_result.session_id, [])
            key_result.update(key_result._pace(days, today[key_result.company_id]))

    def _today_by_company(self):
        """Return the day in each company, asked once for all key results of it."""
        company = self.env.company
        days = {its: its._okr_today() for its in self.company_id | company}
        # One that is being made has none yet.
        return {company.browse(): days[company], **days}

    def _pace(self, due_days, today):
        """Return what depends on the day: expected progress and status."""
        session = self.session_id
        end = self.deadline or session.date_end or today
        expected = arithmetic.expected(session.date_start or today, end, today)
        automatic = self._status_on(today, end, expected, due_days)
        return {
            "expected_progress": expected,
            "status_automatic": False if self.state == "cancelled" else automatic,
            "status": self._shown_status(self.state, self.status_manual, automatic),
            "figures_date": today,
        }

    def _status_on(self, today, end, expected, due_days):
        """Return the automatic status; see the table in ``arithmetic.status``."""
        company = self.company_id or self.env.company
        stays = self.type in arithmetic.STAY_TYPES
        threshold = "on_track" if self.type == "achieved" else None
        if stays:
            threshold = arithmetic.stay_status(
                self.type,
                self.current_value,
                self.target_value,
                self.critical_value if self.has_critical else None,
            )
        silence = self.last_update_date and silent_from(due_days, self.last_update_date)
        return arithmetic.status(
            over=self.state == "closed" or today > end,
            reached=self._is_reached(),
            updated=bool(self.last_update_date),
            gap=expected - self.progress,
            silent=bool(silence) and today >= silence,
            behind=company.okr_gap_behind,
            risk=company.okr_gap_risk,
            may_achieve_early=not stays,
            threshold=threshold,
        )

    def _apply_updates(self):
        """Take values, stages and states from the updates that stand.

        The value is that of the latest by date, then id; the states follow
        from it. Runs in superuser mode: owners have no right to write.
        """
        latest = self._latest_updates()
        self = self.with_context(tracking_disable=True)
        for key_result in self:
            row = latest.get(key_result.id, {})
            if key_result.type == "milestone":
                key_result.milestone_ids._apply_updates(key_result)
            values = {
                "current_value": key_result._value_from(row),
                "last_update_date": row.get("date", False),
                "last_entry_date": row.get("entry_date", False),
                "confidence": row.get("confidence", False),
            }
            super(OkrKeyResult, key_result).write(values)
        self._follow_updates()

    def _value_from(self, row):
        """Return the current value by the latest update, ``{}`` before the first.

        By the type of now: an update may have been made under another one.
        """
        if self.type == "achieved":
            return float(row.get("achieved") or 0.0)
        if self.type == "milestone":
            return float(len(self.milestone_ids.filtered("done")))
        return row.get("value", self.initial_value)

    def _latest_updates(self):
        self.env["okr.update"].flush_model(
            ["value", "achieved", "date", "entry_date", "voided", "confidence"]
        )
        rows = self.env.execute_query_dict(
            SQL(
                "SELECT DISTINCT ON (u.key_result_id) u.key_result_id, u.value, u.date,"
                " u.achieved,"
                " (SELECT c.confidence FROM okr_update c"
                "  WHERE c.key_result_id = u.key_result_id AND c.voided IS NOT TRUE"
                "  AND c.confidence IS NOT NULL"
                "  ORDER BY c.date DESC, c.id DESC LIMIT 1),"
                " (SELECT max(e.entry_date) FROM okr_update e"
                "  WHERE e.key_result_id = u.key_result_id AND e.voided IS NOT TRUE)"
                "  AS entry_date"
                " FROM okr_update u"
                " WHERE u.key_result_id = ANY(%s) AND u.voided IS NOT TRUE"
                " ORDER BY u.key_result_id, u.date DESC, u.id DESC",
                self.ids,
            )
        )
        return {row["key_result_id"]: row for row in rows}

    def _reopen(self):
        cancelled = self.filtered(lambda key_result: key_result.state == "cancelled")
        super()._reopen()
        # What was voided meanwhile no longer holds the state it gave.
        cancelled._follow_updates()

    def _follow_updates(self):
        """Start with the first update, close at the target, and go back again."""
        for key_result in self:
            if key_result.state == "cancelled" or not key_result._is_running():
                continue
            if not key_result.last_update_date:
                state = "draft"
            elif key_result.auto_close and key_result._is_reached():
                state = "closed"
            else:
                state = "in_progress"
            if key_result.state != state:
                super(OkrKeyResult, key_result).write({"state": state})

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [
            {name: vals[name] for name in vals if name != "goalpost_reason"}
            for vals in vals_list
        ]
        self._check_new_goalposts(vals_list)
        new = self.with_context(okr_goalposts=self.env["okr.goalpost.change"]._new())
        key_results = super(OkrKeyResult, new).create(vals_list).with_env(self.env)
        whole = key_results.sudo()  # the current value is a system field
        for key_result in whole:
            value = {"current_value": key_result._value_from({})}
            super(OkrKeyResult, key_result).write(value)
        self.env["okr.rollup"]._roll_up(objectives=whole.objective_id.ids)
        return key_results

    def write(self, vals):
        reason = vals.get("goalpost_reason")
        vals = {name: vals[name] for name in vals if name != "goalpost_reason"}
        if not ROLL_UP_INPUTS & vals.keys():
            return super().write(vals)
        # Values and states are system fields, and objectives left behind count anew.
        whole = self.sudo()
        objectives = whole.objective_id.ids
        changes = self.env["okr.goalpost.change"].with_context(
            okr_goalposts=reason or self.env.context.get("okr_goalposts")
        )
        with changes._kept(self, vals):
            result = super(OkrKeyResult, self.with_env(changes.env)).write(vals)
        if NUMBERS & vals.keys():
            whole._apply_updates()
        self.env["okr.rollup"]._roll_up(
            objectives=[*objectives, *whole.objective_id.ids]
        )
        return result

    def unlink(self):
        objectives = self.objective_id.ids
        result = super().unlink()
        self.env["okr.rollup"]._roll_up(objectives=objectives)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_history(self):
        self._refuse_with_history()

    def _with_history(self):
        return self
