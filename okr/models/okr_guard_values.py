import math

from odoo import fields, models
from odoo.exceptions import ValidationError

MAX_TITLE = 500
MAX_TEXT = 50_000
MAX_NUMBER = 1e15
MAX_INTEGER = 2**31 - 1


class OkrGuardMixin(models.AbstractModel):
    """Which numbers and texts every OKR record takes."""

    _inherit = "okr.guard.mixin"

    def _check_values(self, vals):
        for name, value in vals.items():
            field = self._fields.get(name)
            if field is None:
                self._refuse_unknown(name)
            if field.type == "char" and field.required and isinstance(value, str):
                self._check_title(field, value)
            if field.type in ("float", "integer", "monetary"):
                self._check_number(field, value)
            if not value:
                continue
            if isinstance(value, str):
                self._check_characters(field, value)
            if field.type in ("selection", "date", "many2one"):
                self._check_form(field, value)
            elif field.type == "char" and len(str(value)) > MAX_TITLE:
                self._refuse_length(field, value, MAX_TITLE)
            elif field.type in ("text", "html") and len(str(value)) > MAX_TEXT:
                self._refuse_length(field, value, MAX_TEXT)

    def _check_title(self, field, value):
        """Refuse a title of nothing but spaces: Odoo lets it pass as given."""
        if not value.strip():
            raise ValidationError(
                self.env._(
                    "%(field)s: it is empty. Write something by which it is found.",
                    field=field._description_string(self.env),
                )
            )

    def _check_number(self, field, value):
        if value is None:
            return
        limit = MAX_INTEGER if field.type == "integer" else MAX_NUMBER
        try:
            good = math.isfinite(value) and abs(value) <= limit
        except (TypeError, OverflowError):
            good = False
        if not good:
            raise ValidationError(
                self.env._(
                    "%(field)s: %(value)s is not a number that can be counted with. "
                    "Enter a finite number.",
                    field=field._description_string(self.env),
                    value=self._quoted(value),
                )
            )

    def _check_form(self, field, value):
        """Refuse what a program may send and a form would not."""
        if field.type == "selection":
            known = field.get_values(self.env)
            if value not in known:
                self._refuse_form(field, value, ", ".join(map(self._quoted, known)))
        elif field.type == "many2one":
            if isinstance(value, str | bool | float | list | tuple | dict):
                self._refuse_form(field, value, self.env._("its number, as in 7"))
        else:
            try:
                fields.Date.to_date(value)
            except (TypeError, ValueError):
                self._refuse_form(field, value, self.env._("a day, as in 2026-01-31"))

    def _quoted(self, value):
        """Return a value as a program writes it: a number in quotes is text."""
        return f'"{value[:40]}"' if isinstance(value, str) else str(value)[:40]

    def _refuse_form(self, field, value, right):
        raise ValidationError(
            self.env._(
                "%(field)s: %(value)s cannot be stored. Give %(right)s.",
                field=field._description_string(self.env),
                value=self._quoted(value),
                right=right,
            )
        )

    def _refuse_unknown(self, name):
        raise ValidationError(
            self.env._(
                "%(name)s: there is no such field of %(model)s. Its method fields_get "
                "lists them.",
                name=name[:40],
                model=self._name,
            )
        )

    def _check_characters(self, field, value):
        """Refuse what is no text for the database: NUL, and halves of a character."""
        try:
            value.encode()
        except UnicodeEncodeError:
            good = False
        else:
            good = "\x00" not in value
        if not good:
            raise ValidationError(
                self.env._(
                    "%(field)s: it has a character that cannot be stored. Type it "
                    "anew.",
                    field=field._description_string(self.env),
                )
            )

    def _refuse_length(self, field, value, limit):
        raise ValidationError(
            self.env._(
                "%(field)s: %(length)s characters are too many. Shorten it to "
                "%(limit)s.",
                field=field._description_string(self.env),
                length=len(str(value)),
                limit=limit,
            )
        )
