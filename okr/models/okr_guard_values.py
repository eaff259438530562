import math

from odoo import models
from odoo.exceptions import ValidationError

MAX_TITLE = 500
MAX_TEXT = 50_000
MAX_NUMBER = 1e15


class OkrGuardMixin(models.AbstractModel):
    """Which numbers and texts every OKR record takes."""

    _inherit = "okr.guard.mixin"

    def _check_values(self, vals):
        for name, value in vals.items():
            field = self._fields.get(name)
            if field is None:
                continue
            if field.type == "char" and field.required and isinstance(value, str):
                self._check_title(field, value)
            if not value:
                continue
            if isinstance(value, str) and "\x00" in value:
                self._refuse_null(field)
            if field.type in ("float", "integer", "monetary"):
                self._check_number(field, value)
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
        try:
            good = math.isfinite(value) and abs(value) <= MAX_NUMBER
        except (TypeError, OverflowError):
            good = False
        if not good:
            raise ValidationError(
                self.env._(
                    "%(field)s: %(value)s is not a number that can be counted with. "
                    "Enter a finite number.",
                    field=field._description_string(self.env),
                    value=str(value)[:40],
                )
            )

    def _refuse_null(self, field):
        raise ValidationError(
            self.env._(
                "%(field)s: it has a character that cannot be stored (NUL). Type it "
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
