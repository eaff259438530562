from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from odoo.addons.base.models.res_partner import _tz_get

# What changes every status of the company at once.
PACE_SETTINGS = {"okr_tz", "okr_gap_behind", "okr_gap_risk"}


class ResCompany(models.Model):
    """How a company runs its OKRs."""

    _inherit = "res.company"

    okr_tz = fields.Selection(
        selection=_tz_get,
        string="OKR Time Zone",
        compute="_compute_okr_tz",
        store=True,
        readonly=False,
        help="Days change at midnight there.",
    )
    okr_gap_behind = fields.Float(
        string="Behind from a Gap of",
        default=5.0,
        help="In percent: expected progress minus progress.",
    )
    okr_gap_risk = fields.Float(string="At Risk from a Gap of", default=25.0)
    okr_grace_days = fields.Integer(
        string="Days of Grace",
        default=0,
        help="How long after a deadline owners may still update, marked late.",
    )
    okr_auto_close_stay = fields.Boolean(
        string="Close What Stays Above or Below When Reached"
    )
    okr_key_result_visibility = fields.Selection(
        selection=[("owners", "Owners"), ("objective", "All Who See the Objective")],
        string="Key Results Are Visible To",
        default="owners",
        required=True,
    )
    okr_escalation = fields.Boolean(
        string="Tell the Objective's Owner",
        help="After two rhythms in a row without an update.",
    )

    _okr_gaps_in_order = models.Constraint(
        "CHECK(okr_gap_behind >= 0 AND okr_gap_risk >= okr_gap_behind "
        "AND okr_gap_risk <= 100)",
        "OKR: the gap for At Risk must not be smaller than that for Behind; enter 0 to "
        "100.",
    )
    _okr_grace_not_negative = models.Constraint(
        "CHECK(okr_grace_days BETWEEN 0 AND 366)",
        "OKR: Days of Grace must be 0 to 366.",
    )

    @api.depends("resource_calendar_id")
    def _compute_okr_tz(self):
        for company in self:
            company.okr_tz = company.okr_tz or company.resource_calendar_id.tz or "UTC"

    @api.constrains("okr_tz")
    def _check_okr_tz(self):
        # The choices come from a function, and of these Odoo checks none.
        for company in self:
            if company.okr_tz and company.okr_tz not in dict(_tz_get(self)):
                raise ValidationError(
                    self.env._(
                        "OKR Time Zone: %(zone)s is not known. Choose one of the list.",
                        zone=company.okr_tz[:40],
                    )
                )

    def write(self, vals):
        # Of a company the OKR settings are theirs, and no more.
        companies = self.sudo() if self._okr_may_set(vals) else self
        result = super(ResCompany, companies).write(vals)
        if PACE_SETTINGS & vals.keys():
            self._okr_outdate_figures()
        return result

    def _okr_may_set(self, vals):
        """Return whether the user may write these values as an OKR manager."""
        page = self.env["res.config.settings"]._fields.values()
        settings = {f"company_id.{name}" for name in vals}
        return (
            settings.issubset({field.related for field in page})
            and all(name.startswith("okr_") for name in vals)
            and self.env.user.has_group("okr.group_okr_manager")
            and self <= self.env.user.company_ids
        )

    @api.model
    def _okr_settings_action(self):
        """Return the settings page, or what of it a manager may open."""
        actions = self.env["ir.actions.act_window"]
        if self.env.user.has_group("base.group_system"):
            # Reading an action is not everybody's right; this one is ours.
            return actions._for_xml_id("okr.res_config_settings_action")
        view = self.env.ref("okr.res_company_view_form_okr")
        return {
            "type": actions._name,
            "name": self.env._("Settings"),
            "res_model": self._name,
            "res_id": self.env.company.id,
            "views": [(view.id, "form")],
        }

    def _okr_outdate_figures(self):
        """Have the hourly job compute every status of these companies anew, now."""
        self.env.flush_all()
        for table in ("okr_key_result", "okr_objective"):
            self.env.cr.execute(
                SQL(
                    "UPDATE %s SET figures_date = NULL WHERE company_id = ANY(%s)",
                    SQL.identifier(table),
                    self.ids,
                )
            )
        self.env["okr.key.result"].invalidate_model(["figures_date"], flush=False)
        self.env["okr.objective"].invalidate_model(["figures_date"], flush=False)
        # Whoever changes a setting need not own the job.
        self.env.ref("okr.ir_cron_refresh_figures").sudo()._trigger()

    @api.model
    def _okr_day(self, moment, tz=None):
        """Return the day of a UTC moment in ``tz``, else in the company's zone."""
        zone = tz or self.okr_tz or "UTC"
        return fields.Datetime.context_timestamp(
            self.with_context(tz=zone), moment
        ).date()

    def _okr_today(self):
        """Return the company's day, whoever asks and wherever they are."""
        return self._okr_day(fields.Datetime.now())
