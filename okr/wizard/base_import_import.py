from odoo import models


class BaseImportImport(models.TransientModel):
    """The importer names rows of ours by the number that a spreadsheet shows."""

    _inherit = "base_import.import"

    def execute_import(self, fields, columns, options, dryrun=False):
        model = self.env[self.res_model]
        if not hasattr(model, "_import_run"):
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
