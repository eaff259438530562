from odoo import api, models
from odoo.exceptions import ValidationError

from ..arithmetic import NUMERIC_TYPES, STAY_TYPES
from .okr_goalpost_change import NUMBERS

AIMS = (*NUMBERS, "nature")


class OkrKeyResult(models.Model):
    """What a key result aims at: its numbers and its deadline, and what they may be."""

    _inherit = "okr.key.result"

    @api.depends("critical_value")
    def _compute_has_critical(self):
        for key_result in self:
            key_result.has_critical = bool(key_result.critical_value)

    @api.depends("objective_id.session_id.date_end", "deadline_custom")
    def _compute_deadline(self):
        for key_result in self:
            session = key_result.objective_id.session_id
            key_result.deadline = key_result.deadline_custom or session.date_end

    def _inverse_deadline(self):
        for key_result in self:
            end = key_result.sudo().session_id.date_end  # the date alone, no title
            # A system field, set here from a given day.
            key_result.sudo().deadline_custom = (
                key_result.deadline != end and key_result.deadline
            )
            if not key_result.deadline:
                key_result.deadline = end

    @api.depends("deadline", "session_id.date_start", "session_id.date_end")
    def _compute_is_outside_session(self):
        for key_result in self:
            session = key_result.session_id
            key_result.is_outside_session = bool(
                session
                and key_result.deadline
                and not session.date_start <= key_result.deadline <= session.date_end
            )

    @api.depends("type")
    def _compute_auto_close(self):
        for key_result in self:
            company = key_result.objective_id.company_id or self.env.company
            key_result.auto_close = (
                company.okr_auto_close_stay if key_result.type in STAY_TYPES else True
            )

    # With the objective, which is always given: a missing value triggers nothing.
    @api.constrains("owner_ids", "objective_id")
    def _check_owners(self):
        for key_result in self:
            if not key_result.sudo().owner_ids:  # owners may be hidden by HR's rules
                raise ValidationError(
                    self.env._(
                        "%(title)s: choose at least one of Owners, who updates it.",
                        title=key_result.name,
                    )
                )

    @api.model
    def _check_new_goalposts(self, vals_list):
        """Refuse wrong numbers by title: the database would not say in which."""
        names = {*AIMS, "name"}
        for vals in vals_list:
            self._check_values(vals)
            given = {name: vals[name] for name in names & vals.keys()}
            self.new({"type": "increase", **given})._check_goalposts()

    @api.constrains(*AIMS)
    def _check_goalposts(self):
        for key_result in self:
            sentence = key_result._goalpost_fault()
            if sentence:
                raise ValidationError(
                    self.env._(
                        "%(title)s: %(sentence)s",
                        title=key_result.name,
                        sentence=sentence,
                    )
                )

    def _goalpost_fault(self):
        """Return what is wrong with the numbers and how to mend it, or nothing."""
        initial, target = self.initial_value, self.target_value
        critical = self.critical_value if self.has_critical else None
        if self.nature == "kpi" and self.type not in NUMERIC_TYPES:
            return self.env._(
                "a KPI counts in numbers. Choose a numeric Key Result Type."
            )
        if self.type == "increase" and target <= initial:
            return self.env._(
                "the Target Number must be above the Initial Number. Raise it, or "
                "choose Should Decrease to."
            )
        if self.type == "decrease" and target >= initial:
            return self.env._(
                "the Target Number must be below the Initial Number. Lower it, or "
                "choose Should Increase to."
            )
        if self.type == "stay_above" and (critical is None or critical >= target):
            return self.env._("enter a Critical Number below the Target Number.")
        if self.type == "stay_below" and (critical is None or critical <= target):
            return self.env._("enter a Critical Number above the Target Number.")
        return ""
