import base64

from odoo import fields, models
from odoo.exceptions import UserError

from .. import license_key


class OkrLicenseImport(models.TransientModel):
    """Imports one license key, pasted or as a file."""

    _name = "okr.license.import"
    _description = "Import License Key"

    key = fields.Text(string="License Key")
    file = fields.Binary(attachment=False)
    file_name = fields.Char(export_string_translation=False)

    def action_import(self):
        """Import the key, which refuses with a sentence what cannot be taken."""
        self.ensure_one()
        self.env["okr.license.key"].create({"key": self._text()})
        return {"type": "ir.actions.client", "tag": "reload"}

    def _text(self):
        if not self.file:
            return self.key or ""
        if self.key:
            raise UserError(
                self.env._("Paste the key or choose its file, not both at once.")
            )
        try:
            return license_key.read_bytes(base64.b64decode(self.file))
        except license_key.Refused as refused:
            sentence = self.env["okr.license.key"]._sentence(refused)
            raise UserError(sentence) from None
