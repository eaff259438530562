from odoo import api, models

from .. import arithmetic


class OkrKeyResult(models.Model):
    """What a key result tells its owners: that it is theirs, and that it is reached."""

    _inherit = "okr.key.result"

    @api.model_create_multi
    def create(self, vals_list):
        key_results = super().create(vals_list)
        # The owners' accounts stand on the employee, which is HR's to read.
        owners = {one: one.owner_ids for one in key_results.sudo()}
        self._tell_new_owners(owners)
        return key_results

    def write(self, vals):
        if "owner_ids" not in vals:
            return super().write(vals)
        # As in create.
        before = {one: one.owner_ids for one in self.sudo()}
        result = super().write(vals)
        new = {one: one.owner_ids - owners for one, owners in before.items()}
        self._tell_new_owners(new)
        return result

    def _tell_new_owners(self, owners):
        """Tell people what is theirs now, except for what they took themselves."""
        ids = {}
        for key_result, employees in owners.items():
            for user in employees.user_id - self.env.user:
                ids.setdefault(user, []).append(key_result.id)
        self.env["okr.mail"]._send(
            "became_owner", {user: self.browse(some) for user, some in ids.items()}
        )

    def _follow_updates(self):
        result = super()._follow_updates()
        if any(
            key_result.type not in arithmetic.STAY_TYPES and key_result._is_reached()
            for key_result in self
        ):
            # Not in half an hour: whoever reached it is at work now. The job is the
            # system's.
            self.env.ref("okr.ir_cron_find_mails").sudo()._trigger()
        return result

    def _move_text(self, before):
        """Return how the value moved: "27 → 39"."""
        if self.type in arithmetic.NUMERIC_TYPES:
            return f"{self._format_value(before)} → {self._value_text()}"
        return self.update_information

    def _check_in_path(self):
        """Return the path of the page on which the user checks in once."""
        self.ensure_one()
        return f"/okr/check-in/{self.env['okr.check.in.link']._token(self)}"
