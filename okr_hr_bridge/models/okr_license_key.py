from odoo import api, fields, models, tools
from odoo.exceptions import UserError

from .. import license_key

ISSUER_FILE = "okr_hr_bridge/issuer_public_key.pem"
DEMO_ISSUER_FILE = "okr_hr_bridge/demo/issuer_public_key.pem"


class OkrLicenseKey(models.Model):
    """A license key as the issuer signed it, and what it says."""

    _name = "okr.license.key"
    _description = "OKR License Key"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "valid_until desc, id desc"

    name = fields.Char(string="Key Id", readonly=True, required=True)
    key = fields.Text(string="License Key", required=True, groups="base.group_system")
    customer = fields.Char(readonly=True, required=True)
    license_type = fields.Char(readonly=True, required=True)
    seats = fields.Integer(string="Full Seats", readonly=True, required=True)
    view_seats = fields.Integer(string="View-only Seats", readonly=True, required=True)
    valid_from = fields.Date(readonly=True, required=True)
    valid_until = fields.Date(readonly=True, required=True)
    state = fields.Selection(
        selection=[
            ("valid", "Valid"),
            ("ended", "Ended"),
            ("not_trusted", "Does Not Count Here"),
        ],
        compute="_compute_state",
    )
    notice_date = fields.Date(
        readonly=True,
        copy=False,
        export_string_translation=False,
        help="When the administrators were told that it ends.",
    )

    _name_uniq = models.UniqueIndex("(name)", "This key was imported already.")
    _seats_not_negative = models.Constraint(
        "CHECK(seats >= 0 AND view_seats >= 0)", "Seats: enter 0 or more."
    )

    @api.depends("key")
    def _compute_state(self):
        today = self.env["okr.license.pool"]._get()._today()
        counting = self._counting(today)
        for key in self:
            # Whoever lists the keys need not see their text.
            trusted = key.sudo()._is_trusted()
            if key._origin in counting:
                key.state = "valid"
            else:
                key.state = "ended" if trusted else "not_trusted"

    @api.model_create_multi
    def create(self, vals_list):
        """Import keys. Raises a sentence for each that is not taken."""
        self.check_access("create")
        keys = super().create([self._read(vals) for vals in vals_list])
        self.env["okr.license.pool"]._refresh()
        return keys

    def write(self, vals):
        kept = ("activity_", "message_", *(("notice_date",) if self.env.su else ()))
        if not all(name.startswith(kept) for name in vals):
            raise UserError(
                self.env._("A license key stays as it was issued. Import another one.")
            )
        return super().write(vals)

    def unlink(self):
        result = super().unlink()
        self.env["okr.license.pool"]._refresh()
        return result

    # -- what a key says ----------------------------------------------------------

    @api.model
    def _read(self, vals):
        """Return the values of a key from its text, which alone is believed."""
        text = vals.get("key")
        if vals.keys() - {"key"} or not isinstance(text, str) or not text.strip():
            raise UserError(
                self.env._("License Key: paste the whole key as you received it.")
            )
        try:
            statement = license_key.verify(text, self._issuers())
            statement.check_day(self.env["okr.license.pool"]._get()._today())
        except license_key.Refused as refused:
            raise UserError(self._sentence(refused)) from None
        # Imported already is what everybody who imports may know.
        if self.sudo().search_count([("name", "=", statement.id)], limit=1):
            raise UserError(
                self.env._(
                    "The key %(key)s was imported already. It counts once.",
                    key=statement.id,
                )
            )
        return {
            "name": statement.id,
            "key": license_key.clean(text),
            "customer": statement.customer,
            "license_type": statement.license_type,
            "seats": statement.seats,
            "view_seats": statement.view_seats,
            "valid_from": statement.valid_from,
            "valid_until": statement.valid_until,
        }

    @api.model
    def _counting(self, today):
        """Return the keys that hold on a day, by what was signed."""
        keys = self.sudo().search([("valid_until", ">=", today)])  # for the pool
        return keys.filtered(lambda key: key._is_trusted(today))

    def _is_trusted(self, today=None):
        """Return whether an issuer of this database signed what stands here."""
        try:
            statement = license_key.verify(self.key or "", self._issuers())
            if today:
                statement.check_day(today)
        except license_key.Refused:
            return False
        # A number changed in the database counts no more than one changed in the key.
        return (statement.id, statement.seats, statement.view_seats) == (
            self.name,
            self.seats,
            self.view_seats,
        ) and statement.valid_until == self.valid_until

    @api.model
    def _issuers(self):
        """Return the public keys of the issuers that count in this database."""
        with tools.file_open(ISSUER_FILE) as file:
            text = file.read()
        if self._has_demo_data():
            with tools.file_open(DEMO_ISSUER_FILE) as file:
                text += file.read()
        return license_key.public_keys(text)

    @api.model
    def _has_issuer(self):
        """Return whether the file of the issuer's public key has been replaced."""
        with tools.file_open(ISSUER_FILE) as file:
            return bool(license_key.public_keys(file.read()))

    @api.model
    def _has_demo_data(self):
        # Everybody's seat hangs on it. While it is being installed, the demo data
        # come before they are noted.
        module = self.env["ir.module.module"].sudo()._get("okr_hr_bridge")
        return module.demo or module.state == "to install"

    @api.model
    def _sentence(self, refused):
        """Return why a key is not taken, and what to do."""
        day = refused.values.get("day")
        day = day and tools.format_date(self.env, day)
        return {
            "not_text": self.env._(
                "The file is not a text. Choose the file of the license key as you "
                "received it."
            ),
            "damaged": self.env._(
                "The license key is damaged: something is missing or changed. Copy it "
                "again as a whole, from OKR1 to the end."
            ),
            "other_format": self.env._(
                "The license key has a format that this version does not know. Update "
                "the app, or ask for a key for this version."
            ),
            "unknown_issuer": self.env._(
                "The license key comes from an issuer that is not known here. Ask the "
                "vendor of this app for a key, or for the file of the issuer's public "
                "key."
            ),
            "wrong_signature": self.env._(
                "The signature of the license key is wrong: it was changed after it "
                "was issued. Ask for it again."
            ),
            "other_product": self.env._(
                "The license key is for another product. Import one for OKR "
                "(Objectives & Key Results)."
            ),
            "not_yet_valid": self.env._(
                "The license key holds from %(day)s on. Import it then.", day=day
            ),
            "expired": self.env._(
                "The license key ended on %(day)s. Ask for a new one.", day=day
            ),
        }[refused.reason]
