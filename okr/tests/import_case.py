"""A file and Odoo's importer, as the page of the importer uses it."""

import csv
import io

from .common import OkrCase

OPTIONS = {
    "has_headers": True,
    "quoting": '"',
    "separator": ",",
    "encoding": "utf-8",
    "float_thousand_separator": ",",
    "float_decimal_separator": ".",
    "date_format": "%Y-%m-%d",
    "datetime_format": "",
}


class ImportCase(OkrCase):
    """Imports tables, by the importer or, as a program does, by ``load``."""

    def _load(self, model, table, user=None):
        """Import rows under a row of field names; return ids and messages."""
        fields, *rows = table
        return self._model(model, user).load(list(fields), [list(row) for row in rows])

    def _loaded(self, model, table, user=None):
        """Return the records of an import that has to succeed."""
        result = self._load(model, table, user)
        self.assertFalse(result["messages"])
        return self.env[model].browse(result["ids"])

    def assertBad(self, result, row, *words):
        """Expect nothing imported, and this row alone named, with these words."""
        self.assertFalse(result["ids"])
        self.assertEqual(
            [message["rows"]["from"] for message in result["messages"]], [row]
        )
        for word in words:
            self.assertIn(word.lower(), result["messages"][0]["message"].lower())

    # -- the importer -----------------------------------------------------------------

    def _upload(self, model, content, user=None, name="file.csv", **values):
        if not isinstance(content, bytes):
            content = self._csv(content)
        return self._model("base_import.import", user).create(
            {
                "res_model": model,
                "file": content,
                "file_name": name,
                "file_type": "text/csv",
                **values,
            }
        )

    def _csv(self, table):
        text = io.StringIO()
        csv.writer(text).writerows(table)
        return text.getvalue().encode()

    def _preview(self, upload):
        return upload.parse_preview(dict(OPTIONS))

    def _execute(self, upload, dryrun=False, **options):
        """Test or import, with the columns that the preview proposes."""
        preview = self._preview(upload)
        headers = preview["headers"]
        fields = [
            "/".join(preview["matches"].get(index, ())) for index in range(len(headers))
        ]
        return upload.execute_import(
            fields, headers, {**OPTIONS, **options}, dryrun=dryrun
        )
