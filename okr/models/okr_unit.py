import re

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.misc import formatLang

DURATION = re.compile(r"(-?)(\d+):([0-5]?\d)", re.ASCII)
NUMBER = re.compile(r"-?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?", re.ASCII | re.I)
NARROW = "\N{NARROW NO-BREAK SPACE}"


class OkrUnit(models.Model):
    """What a key result counts in, and how such a number is written."""

    _name = "okr.unit"
    _description = "Unit"
    _inherit = ["okr.guard.mixin"]
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    symbol = fields.Char(translate=True)
    position = fields.Selection(
        selection=[("before", "Before the Number"), ("after", "After the Number")],
        required=True,
        default="after",
    )
    decimals = fields.Integer(default=2, required=True)
    format = fields.Selection(
        selection=[
            ("number", "Number"),
            ("percent", "Percent"),
            ("currency", "Currency"),
            ("duration", "Duration (2:37)"),
        ],
        required=True,
        default="number",
    )
    currency_id = fields.Many2one(
        comodel_name="res.currency", help="Empty: the company's currency."
    )
    company_id = fields.Many2one(
        comodel_name="res.company", index=True, help="Empty: for all companies."
    )

    _order_idx = models.Index("(sequence, name, id)")
    _decimals_few = models.Constraint(
        "CHECK(decimals BETWEEN 0 AND 6)", "Decimals: enter 0 to 6."
    )

    @api.model
    def _system_fields(self):
        return super()._system_fields() - {"company_id"}

    @api.model
    def _search_display_name(self, operator, value):
        """Find a unit by the name it was delivered with: the template files use it."""
        found = super()._search_display_name(operator, value)
        if operator != "in":
            return found
        delivered = self.with_context(lang=None)
        same = super(OkrUnit, delivered)._search_display_name(operator, value)
        return found | Domain("id", "in", delivered._search(same))

    def _open_sessions(self):
        return self.env["okr.session"]

    def _format_value(self, value):
        """Return the number as people write it: 80 %, 2:37, CHF 12.50.

        A duration of 2.5 is 2:30. Decimals that are all zero are left out. An
        empty unit writes the plain number.
        """
        if self.format == "duration":
            minutes = round(abs(value) * 60)
            sign = "-" if value < 0 and minutes else ""
            return f"{sign}{minutes // 60}:{minutes % 60:02d}"
        digits = self.decimals if self else 2
        rounded = round(value, digits)
        digits = 0 if rounded == int(rounded) else digits
        number = formatLang(self.env, rounded, digits=digits)
        symbol, before = self.symbol, self.position == "before"
        if self.format == "percent":
            symbol = symbol or "%"
        elif self.format == "currency":
            currency = self.currency_id or self.env.company.currency_id
            symbol, before = currency.symbol, currency.position == "before"
        if not symbol:
            return number
        # As the client does it: the unit stays on the line of its number.
        return NARROW.join((symbol, number) if before else (number, symbol))

    def _parse_value(self, text):
        """Return the number of a text that a form gave: 12.5, 12,5 or, of 2:30, 2.5.

        A point is always a decimal one, as browsers send it. A comma that could
        part thousands is refused: 1,000 is one thousand to some, and one to others.

        :raises UserError: a sentence with an example
        """
        text = text.strip().replace("\N{MINUS SIGN}", "-")
        counted = self if self.format == "duration" else self.browse()
        duration = counted and DURATION.fullmatch(text)
        if duration:
            sign, minutes, seconds = duration.groups()
            return (-1 if sign else 1) * (int(minutes) + int(seconds) / 60)
        number = NUMBER.fullmatch(text)
        decimal_point = self.env["res.lang"]._get_data(code=self.env.lang).decimal_point
        thousands = decimal_point != "," and re.search(r",\d{3}$", text)
        if not number or thousands:
            raise UserError(
                self.env._(
                    "New Value: %(typed)s is no number. Enter the value as it is now, "
                    "such as %(example)s.",
                    typed=text[:50] or "\N{EN DASH}",
                    example=counted._format_value(12.5),
                )
            )
        return float(text.replace(",", "."))
