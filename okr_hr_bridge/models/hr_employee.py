from collections import Counter

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.okr.models.okr_lifecycle_mixin import OPEN_STATES

from .okr_license_type import KINDS

OWNERS = {
    "okr.objective": "owner_id",
    "okr.key.result": "owner_ids",
    "okr.initiative": "employee_id",
}
# Those of initiatives beside.
OPEN = (*OPEN_STATES, "todo")


class HrEmployee(models.Model):
    """An employee with a seat, and what they own."""

    _inherit = "hr.employee"

    okr_seat = fields.Selection(
        selection=[*KINDS, ("none", "No Seat")],
        string="OKR Seat",
        compute="_compute_okr_seat",
        search="_search_okr_seat",
        groups="hr.group_hr_user",
    )
    okr_count = fields.Integer(
        string="OKRs", compute="_compute_okr_count", groups="hr.group_hr_user"
    )
    has_okr_access = fields.Boolean(
        compute="_compute_has_okr_access",
        export_string_translation=False,
        groups="hr.group_hr_user",
    )

    @api.depends("user_id.okr_seat")
    def _compute_okr_seat(self):
        for employee in self:
            # HR knows who has a seat.
            employee.okr_seat = employee.user_id.sudo().okr_seat or "none"

    def _search_okr_seat(self, operator, value):
        if operator != "in":
            return NotImplemented
        # As above; whoever has no account has no seat either.
        users = self.env["res.users"].sudo().with_context(active_test=False)
        seated = {
            kind: users._search([("okr_seat", "=", kind)]) for kind, _label in KINDS
        }
        domain = Domain.OR(
            Domain("user_id", "in", seated[kind]) for kind in seated if kind in value
        )
        if "none" in value:
            with_seat = users._search([("okr_seat", "!=", False)])
            domain |= Domain("user_id", "=", False) | Domain(
                "user_id", "not in", with_seat
            )
        return domain

    @api.depends_context("uid")
    def _compute_has_okr_access(self):
        access = self.env["okr.objective"].sudo(False).has_access("read")
        self.has_okr_access = access

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_okr_count(self):
        # As the reader sees them: a number tells of what is hidden, too.
        objectives = self.env["okr.objective"].sudo(False)
        if not objectives.has_access("read"):
            self.okr_count = 0
            return
        counts = dict(
            objectives._read_group(
                domain=[("owner_id", "in", self.ids)],
                groupby=["owner_id"],
                aggregates=["__count"],
            )
        )
        by_id = {employee.id: count for employee, count in counts.items()}
        for employee in self:
            employee.okr_count = by_id.get(employee.id, 0)

    def action_view_okrs(self):
        """Open the objectives that the employee owns, as the reader sees them."""
        self.ensure_one()
        self.check_access("read")
        # Reading an action is not everybody's right; this one is ours.
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "okr.okr_objective_action"
        )
        return {
            **action,
            "domain": [("owner_id", "=", self.id)],
            "context": {"default_owner_id": self.id},
        }

    def write(self, vals):
        if vals.get("active", True) and "user_id" not in vals:
            return super().write(vals)
        # Accounts are looked at, whoever may change an employee.
        users = self.sudo().user_id
        there = self.filtered("active")
        result = super().write(vals)
        users._okr_release_left()
        there.filtered(lambda employee: not employee.active)._okr_ask_to_hand_over()
        return result

    def _okr_owned(self):
        """Return (employee, record) of what is open and owned by these employees."""
        owned = []
        for model, name in OWNERS.items():
            # Also what HR may not see is handed over; its title stays hidden.
            records = self.env[model].sudo()
            domain = Domain(name, "in", self.ids) & Domain("state", "in", OPEN)
            domain &= Domain("session_id.state", "!=", "closed")
            owned += [
                (employee, record)
                for record in records.search(domain)
                # Who was archived a moment ago, too.
                for employee in record.with_context(active_test=False)[name] & self
            ]
        return owned

    def _okr_ask_to_hand_over(self):
        """Leave who archived them a to-do for what nobody took over, by any way."""
        if self.env.user._is_superuser():
            return  # nobody would read it
        counts = Counter(employee for employee, _record in self._okr_owned())
        for employee, count in counts.items():
            employee.activity_schedule(
                "mail.mail_activity_data_todo",
                user_id=self.env.uid,
                summary=self.env._(
                    "Hand over what %(name)s owns in OKR: %(count)s",
                    name=employee.name,
                    count=count,
                ),
            )

    def unlink(self):
        # As above.
        self.sudo().user_id._okr_release_left(leaving=self._ids)
        return super().unlink()
