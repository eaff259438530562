from odoo import api, models
from odoo.exceptions import AccessError, UserError


class OkrUpdate(models.Model):
    """Past updates: history from elsewhere, which a manager imports."""

    _inherit = "okr.update"

    @api.model
    def load(self, fields, data):
        """Import past updates, as a manager.

        They may lie before the start and after the deadline of a session that is not
        closed, and are never late.
        """
        if not self.env.su and not self.env.user.has_group("okr.group_okr_manager"):
            raise AccessError(
                self.env._("Past updates: only an OKR manager imports them.")
            )
        return super().load(fields, data)

    @api.model
    def _store_rows(self, data_list, update):
        """Store what is new; what is there already stays as it is."""
        # Each takes the state before it from the one before it.
        data_list.sort(key=lambda data: str(data["values"].get("date")))
        keys = [self._row_key(data) for data in data_list]
        known = self._stored_before(data_list)
        there, new, days = self.browse(), [], {}
        for data, key in zip(data_list, keys, strict=True):
            vals = data["values"]
            stored = known.get(key, self.browse())
            same = stored.filtered(lambda update, vals=vals: update._says(vals))
            if same:
                there |= same
            elif stored.filtered(lambda update: not update.voided):
                self._refuse_changed()
            elif days.setdefault(key, vals) == vals:
                new.append(data)
            else:
                self._refuse_changed()
        # A row that was voided and mended is another update, of the same name.
        self._forget_names([data["xml_id"] for data in new])
        return there | super()._store_rows(new, update)

    @api.model
    def _row_key(self, data):
        """Return by what a row is found again: its external id, else its day."""
        vals = data["values"]
        if not vals.get("date"):
            raise UserError(
                self.env._("Date of Update: a past update needs the day it is of.")
            )
        return data["xml_id"] or (vals.get("key_result_id"), str(vals["date"]))

    @api.model
    def _stored_before(self, data_list):
        """Return {key of a row: the imported updates that it may stand for}."""
        by_day = self.search(
            [
                (
                    "key_result_id",
                    "in",
                    [d["values"].get("key_result_id") for d in data_list],
                ),
                ("date", "in", [d["values"].get("date") for d in data_list]),
                ("source", "=", "import"),
            ]
        ).grouped(lambda update: (update.key_result_id.id, str(update.date)))
        by_name = {
            f"{module}.{name}": self.browse(id_)
            for _, module, name, model, id_, _, there in self._names(
                [data["xml_id"] for data in data_list]
            )
            if there and model == self._name
        }
        return {**by_day, **by_name}

    @api.model
    def _forget_names(self, xml_ids):
        # As in _names.
        names = self.env["ir.model.data"].sudo()
        names.browse(row[0] for row in self._names(xml_ids)).unlink()

    def _says(self, vals):
        """Return whether this update is what a row of a file says."""
        kept = self._system_values(vals)
        if self.type == "milestone":
            vals = {name: vals[name] for name in vals if name != "value"}
        return not any(self._differs(name, kept.get(name, vals[name])) for name in vals)

    @api.model
    def _refuse_changed(self):
        raise UserError(
            self.env._(
                "it is there already, with other values. Void it first, or give this "
                "row an External ID of its own."
            )
        )

    def _follow_each_other(self):
        """Give each of many imported updates the state that the one before it left."""
        if not self._import_run():
            return
        values = {}
        for update in self:
            key_result = update.key_result_id
            if key_result in values:
                before = values[key_result]
                update.previous_value = before
                update.update_information = key_result._information(before)
            values[key_result] = update.value
