import logging
from collections import Counter

import psycopg2

from odoo import api, models
from odoo.exceptions import UserError

_logger = logging.getLogger(__name__)


class OkrImportMixin(models.AbstractModel):
    """What is wrong with a file, as whoever has to mend it needs to read it."""

    _inherit = "okr.import.mixin"

    @api.model
    def _tell_faults(self, run, fields, data):
        """Return the messages in the order of the file, each naming its row."""
        # The importer knows of lines before the data; its client counts from 0.
        before = self.env.context.get("okr_import_lines_before")
        before = before if isinstance(before, int) else 0
        labels = [fields.index(name) for name in ("id", "name") if name in fields]
        messages = [message for message in run.faults if "rows" not in message]
        in_field = Counter(message.get("field") for message in run.faults)
        for message in sorted(
            (message for message in run.faults if "rows" in message),
            key=lambda message: message["rows"]["from"],
        ):
            first, last = message["rows"]["from"], message["rows"]["to"]
            label = next(filter(None, (data[first][index] for index in labels)), "")
            where = self.env._("Row %(row)s", row=before + first + 1)
            text = self.env._(
                "%(where)s: %(reason)s",
                where=f"{where}, {label}" if label else where,
                reason=message["message"],
            )
            if in_field[message.get("field")] > 1 and not message.get("value"):
                message, text = self._beside_no_column(message, text)
            rows = {"from": before + first, "to": before + last}
            messages.append(
                {**message, "message": text, "rows": rows, "record": before + first + 1}
            )
        if run.stops:
            more = self.env._("Mend these rows first: more of them may be wrong.")
            messages.append({"type": "warning", "message": more})
        return messages

    @api.model
    def _beside_no_column(self, message, text):
        """Return a fault as one of its row, with how to mend it.

        Of several in a column the client shows the values, and no reasons.
        """
        message = {
            key: value
            for key, value in message.items()
            if key not in ("field", "field_path")
        }
        if isinstance(message.get("moreinfo"), str):
            text = self.env._(
                "%(reason)s (%(hint)s)", reason=text, hint=message["moreinfo"]
            )
        return message, text

    def _reason_of(self, error):
        if isinstance(error, UserError):
            return str(error)
        if isinstance(error, psycopg2.errors.NotNullViolation):
            field = self._fields.get(error.diag.column_name)
            if field and error.diag.table_name == self._table:
                label = field._description_string(self.env)
                return self.env._("%(field)s: fill in this cell.", field=label)
        if isinstance(error, psycopg2.Error):
            return str(self._sql_error_to_message(error))
        _logger.warning("A row could not be imported", exc_info=error)
        return self.env._("it cannot be stored. Ask who runs the server for its log.")
