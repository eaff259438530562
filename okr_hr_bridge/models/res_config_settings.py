from odoo import api, fields, models
from odoo.tools import format_date


class ResConfigSettings(models.TransientModel):
    """What an administrator has to know of seats and license keys."""

    _inherit = "res.config.settings"

    okr_license_state = fields.Selection(
        selection=[
            ("licensed", "Licensed"),
            ("trial", "Trial"),
            ("ended", "Read-only"),
        ],
        compute="_compute_okr_license",
    )
    okr_license_sentence = fields.Char(compute="_compute_okr_license")
    okr_license_clock = fields.Char(
        compute="_compute_okr_license", export_string_translation=False
    )
    okr_full_seats = fields.Integer(compute="_compute_okr_license")
    okr_full_taken = fields.Integer(compute="_compute_okr_license")
    okr_view_seats = fields.Integer(compute="_compute_okr_license")
    okr_view_taken = fields.Integer(compute="_compute_okr_license")
    okr_license_surplus = fields.Char(compute="_compute_okr_license")
    okr_license_has_issuer = fields.Boolean(compute="_compute_okr_license")
    okr_license_gives_manager = fields.Char(compute="_compute_okr_license")
    okr_holder_count = fields.Integer(compute="_compute_okr_license")

    @api.depends("company_id")
    def _compute_okr_license(self):
        # Settings are the administrator's; the pool is one for all companies.
        pool = self.env["okr.license.pool"]._refresh()
        holders = self.env["res.users"]._okr_holders_domain()
        count = self.env["res.users"].search_count(holders)
        types = self.env["okr.license.type"].search([("active", "=", True)])
        generous = types.filtered("gives_manager")
        taken = pool._taken()
        for settings in self:
            settings.okr_license_state = pool._state()
            settings.okr_license_sentence = self._license_sentence(pool)
            settings.okr_license_clock = self._clock_sentence(pool)
            for kind in ("full", "view"):
                settings[f"okr_{kind}_seats"] = pool[f"{kind}_seats"]
                settings[f"okr_{kind}_taken"] = taken[kind]
            settings.okr_license_surplus = self._surplus_sentence(pool, taken)
            settings.okr_license_has_issuer = self.env["okr.license.key"]._has_issuer()
            settings.okr_license_gives_manager = self._manager_sentence(generous)
            settings.okr_holder_count = count

    @api.model
    def _license_sentence(self, pool):
        state = pool._state()
        if state == "licensed":
            day = format_date(self.env, pool.licensed_until)
            return self.env._("Licensed until %(day)s.", day=day)
        if state == "trial":
            return self.env._(
                "Trial until %(day)s: everybody with an OKR role uses it without a "
                "seat. Afterwards, without a license key, it can only be read.",
                day=format_date(self.env, pool.trial_until),
            )
        return pool._ended_sentence()

    @api.model
    def _clock_sentence(self, pool):
        today = fields.Date.today()
        if pool._today() == today:
            return ""
        return self.env._(
            "The clock of this server says %(today)s, and has said %(latest)s before. "
            "Keys count by the later day, for a clock set back brings none to life "
            "again. Set the clock right; if it was ahead by mistake, ask the vendor.",
            today=format_date(self.env, today),
            latest=format_date(self.env, pool._today()),
        )

    @api.model
    def _manager_sentence(self, types):
        if not types:
            return ""
        return self.env._(
            "%(types)s: makes everybody an OKR Manager, who sees and changes "
            "everything, private objectives too. Reduce its roles.",
            types=", ".join(types.mapped("name")),
        )

    @api.model
    def _surplus_sentence(self, pool, taken):
        more = sum(
            max(taken[kind] - pool[f"{kind}_seats"], 0) for kind in ("full", "view")
        )
        if not more:
            return ""
        return self.env._(
            "%(count)s more seats are taken than the license keys give. Nobody loses "
            "theirs, and nobody can be seated until it fits.",
            count=more,
        )

    def action_okr_seat_holders(self):
        """Seat everybody who has an OKR role and no seat, with the roles they have."""
        return self.env["okr.license.assignment"].action_seat_holders()
