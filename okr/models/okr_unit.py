from odoo import api, fields, models
from odoo.tools.misc import formatLang

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
