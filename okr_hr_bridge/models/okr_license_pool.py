from collections import defaultdict

from odoo import api, fields, models
from odoo.tools import ormcache

TRIAL_DAYS = 30


class OkrLicensePool(models.Model):
    """What all license keys together give, and until when: one record."""

    _name = "okr.license.pool"
    _description = "OKR Seats"

    # "is_the_only_one" can be true once.
    is_the_only_one = fields.Boolean(
        default=True, required=True, export_string_translation=False
    )
    trial_until = fields.Date(
        required=True, default=lambda self: self._default_trial_until()
    )
    licensed_until = fields.Date(help="The last day of the keys that hold today.")
    latest_day = fields.Date(
        required=True,
        default=lambda self: self._default_latest_day(),
        help="The latest day seen: a clock set back brings no key to life again.",
    )
    full_seats = fields.Integer(default=0, required=True)
    view_seats = fields.Integer(string="View-only Seats", default=0, required=True)

    _one_record = models.UniqueIndex("(is_the_only_one)", "There is one pool of seats.")
    _really_one_record = models.Constraint(
        "CHECK(is_the_only_one)", "There is one pool of seats."
    )

    @api.model
    def _default_trial_until(self):
        return fields.Date.add(fields.Date.today(), days=TRIAL_DAYS)

    @api.model
    def _default_latest_day(self):
        return fields.Date.today()

    def write(self, vals):
        result = super().write(vals)
        # What every request asks is remembered from one to the next.
        self.env.registry.clear_cache()
        return result

    @api.model
    def _get(self):
        """Return the pool, to be read by whoever needs to know; no query of its own."""
        id_ = self.env["ir.model.data"]._xmlid_to_res_id(
            "okr_hr_bridge.okr_license_pool", raise_if_not_found=False
        )
        # Everybody's right to use OKR hangs on it, and nobody edits it.
        return self.sudo().browse(id_ or ())

    @ormcache()
    def _days(self):
        """Return the last days of the trial and the license, and the latest seen."""
        return self.trial_until, self.licensed_until, self.latest_day

    def _today(self):
        """Return the day that counts, which never goes back."""
        return max(fields.Date.today(), self._days()[-1])

    def _state(self):
        """Return ``licensed``, ``trial`` or ``ended``."""
        today = self._today()
        trial_until, licensed_until, _latest = self._days()
        if licensed_until and today <= licensed_until:
            return "licensed"
        return "trial" if today <= trial_until else "ended"

    def _ended_on(self, today):
        """Return the day on which the last key ended, which a removed one did not."""
        ended = self.licensed_until and self.licensed_until < today
        return self.licensed_until if ended else None

    def _refresh(self):
        """Bring the pool up to the keys and the day, and return it."""
        self.env["okr.license.key"].flush_model()
        pool = self._get()
        today = pool._today()
        keys = self.env["okr.license.key"]._counting(today)
        values = {
            "full_seats": sum(keys.mapped("seats")),
            "view_seats": sum(keys.mapped("view_seats")),
            "licensed_until": max(
                keys.mapped("valid_until"), default=pool._ended_on(today)
            ),
            "latest_day": today,
            # The first key that holds ends the trial, for good.
            "trial_until": (
                min(pool.trial_until, fields.Date.subtract(today, days=1))
                if keys
                else pool.trial_until
            ),
        }
        if any((pool[name] or None) != (values[name] or None) for name in values):
            pool.write(values)
        return pool

    def _taken(self):
        """Return how many seats of each kind are taken, as {kind: number}."""
        # A seat taken in a company that the reader does not look at is taken, too.
        assignments = self.env["okr.license.assignment"].sudo()
        return defaultdict(
            int,
            assignments._read_group(
                domain=[("active", "=", True)],
                groupby=["kind"],
                aggregates=["__count"],
            ),
        )
