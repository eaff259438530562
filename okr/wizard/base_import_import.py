from odoo import models
from odoo.tools.mimetypes import guess_mimetype

from odoo.addons.base_import.models.base_import import (
    MIMETYPE_TO_READER,
    ImportValidationError,
)


class BaseImportImport(models.TransientModel):
    """The importer names rows of ours by the number that a spreadsheet shows."""

    _inherit = "base_import.import"

    def parse_preview(self, options, count=10):
        result = super().parse_preview(options, count)
        if result.get("error") and self._is_ours():
            if self._has_no_row(options):
                result["error"] = self.env._(
                    "The file has no row to import. Fill in the template and load it "
                    "again."
                )
            elif self._is_no_table():
                result["error"] = self.env._(
                    "%(file)s is no table. Choose an XLSX or CSV file: the template, "
                    "filled in.",
                    file=self.file_name or self.env._("This file"),
                )
        return result

    def execute_import(self, fields, columns, options, dryrun=False):
        if not self._is_ours():
            return super().execute_import(fields, columns, options, dryrun)
        headers = int(bool(options.get("has_headers")))
        before = headers + int(options.get("skip") or 0)
        importer = self.with_context(okr_import_lines_before=before)
        result = super(BaseImportImport, importer).execute_import(
            fields, columns, options, dryrun
        )
        # The client looks titles up by the same number.
        if result.get("name"):
            result["name"] = [""] * headers + result["name"]
        return result

    def _is_ours(self):
        return hasattr(self.env[self.res_model], "_import_run")

    def _is_no_table(self):
        kind = guess_mimetype(self.file)
        # Unknown bytes may be a table of a kind that is not told by its first bytes.
        maybe = ("application/octet-stream", *MIMETYPE_TO_READER)
        return kind not in maybe and not kind.startswith("text/")

    def _has_no_row(self, options):
        if not self.file:
            return True
        try:
            number, _rows = self._read_file(options)
        except Exception:
            return False  # it is of another kind, and that was said
        return number <= bool(options.get("has_headers"))

    # Odoo refuses a column for one bad cell, and does not name the row. What cannot be
    # read stays as it is, and is refused with its row when that is stored.

    def _parse_float_from_data(self, data, index, name, options):
        parse = super()._parse_float_from_data
        return self._parse_each(parse, data, index, name, options)

    def _parse_date_from_data(self, data, index, name, field_type, options):
        parse = super()._parse_date_from_data
        return self._parse_each(parse, data, index, name, field_type, options)

    def _parse_each(self, parse, data, index, *args):
        if not self._is_ours():
            parse(data, index, *args)
            return
        for line in data:
            cell = line[index]
            try:
                parse([line], index, *args)
            except ImportValidationError:
                line[index] = cell
