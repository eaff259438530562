from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .. import arithmetic

ENTRY_FIELDS = (
    "key_result_id",
    "value",
    "achieved",
    "milestone_ids",
    "date",
    "confidence",
)


class OkrUpdate(models.Model):
    """Entering an update: the check-in, and what follows from it."""

    _inherit = "okr.update"

    @api.model_create_multi
    def create(self, vals_list):
        """Check in. Raises a sentence where the key result cannot be updated now."""
        # Defaults count as given: a context may bring the key result and its value.
        given = self.default_get([*ENTRY_FIELDS])
        vals_list = [{**given, **vals} for vals in vals_list]
        self._check_entries(vals_list)
        created = {}
        for entries in self._rounds(vals_list):
            updates = super().create([vals_list[index] for index in entries])
            # Owners have no right to write what follows from a check-in.
            whole = updates.sudo()
            whole._follow_each_other()
            whole.initiative_ids._tick(self.env.user)
            self.env["okr.rollup"]._roll_up(key_results=whole.key_result_id.ids)
            created.update(zip(entries, updates.ids, strict=True))
        return self.browse(created[index] for index in range(len(vals_list)))

    @api.model
    def _rounds(self, vals_list):
        """Return the indexes in rounds in which each key result comes once.

        An update keeps the state before it, so a second one has to wait. Imported ones
        are many, and take it from each other.
        """
        if self._import_run():
            return [range(len(vals_list))] if vals_list else []
        rounds, seen = [], {}
        for index, vals in enumerate(vals_list):
            number = seen[key] = seen.get(key := vals.get("key_result_id"), -1) + 1
            rounds += [[]] if number == len(rounds) else []
            rounds[number].append(index)
        return rounds

    def _check_entries(self, vals_list):
        """Refuse entries without a key result, a value, or the right to update."""
        for vals in vals_list:
            self._check_values(vals)
            if not vals.get("key_result_id"):
                raise ValidationError(
                    self.env._("Say which key result it is, by key_result_id.")
                )
        key_results = self.env["okr.key.result"].browse(
            {vals["key_result_id"] for vals in vals_list}
        )
        key_results._check_readable()
        for key_result in key_results:
            refusal = key_result._update_refusal()
            if refusal:
                key_result._refuse_update(refusal)
        numeric = set(
            key_results.filtered(lambda kr: kr.type in arithmetic.NUMERIC_TYPES)._ids
        )
        for vals in vals_list:
            given = vals.get("value")
            if vals.get("key_result_id") in numeric and (
                given is None or given is False
            ):
                raise ValidationError(
                    self.env._("New Value: enter the value as it is now.")
                )

    @api.model
    def _system_values(self, vals):
        key_result = self.env["okr.key.result"].browse(vals.get("key_result_id"))
        values = {}
        if key_result:
            values["entry_date"] = key_result._user_today()
            values["late"] = values["entry_date"] > key_result.deadline
        if self._import_run():
            # History as it was, and no check-in of today.
            values["source"], values["late"] = "import", False
            values["entry_date"] = vals.get("date") or key_result._user_today()
        if vals.get("confidence"):
            # Left empty otherwise, for an average over zeros would be wrong.
            values["confidence_percent"] = int(vals["confidence"])
        if key_result.type == "achieved":
            # A program may say it by the value alone.
            values["achieved"] = bool(vals.get("achieved", vals.get("value")))
            values["value"] = float(values["achieved"])
        elif key_result.type == "milestone":
            if "milestone_ids" not in vals:
                done = key_result.milestone_ids.filtered("done")
                values["milestone_ids"] = [fields.Command.set(done.ids)]
            stages = self.new({**vals, **values}).milestone_ids
            values["value"] = float(len(stages))
        return values
