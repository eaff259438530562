from odoo import api, models
from odoo.exceptions import AccessError, UserError, ValidationError


class OkrGuardMixin(models.AbstractModel):
    """What every OKR record refuses, whichever way the values come in.

    System fields come from the product alone: only superuser code writes them.
    """

    _name = "okr.guard.mixin"
    _description = "OKR Guard"
    _inherit = ["okr.mask.mixin", "okr.link.mixin", "okr.import.mixin"]

    @api.model
    def _system_fields(self):
        """Return the names of the fields that no client may give."""
        return {"company_id"}

    @api.model
    def default_get(self, fields):
        # A context key (default_state) or a user's own ir.default would
        # otherwise reach a system field past the check in create.
        system = self._system_fields() | {"creator_id"}
        if self.env.su or not system.intersection(fields):
            return super().default_get(fields)
        values = super().default_get([name for name in fields if name not in system])
        for name in system.intersection(fields):
            field = self._fields[name]
            if field.default:
                value = field.default(self)
                values[name] = field.convert_to_write(
                    field.convert_to_cache(value, self, validate=False), self
                )
        return values

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_system_fields(vals)
            self._check_creator(vals)
            self._check_values(vals)
        records = super().create(
            [{**vals, **self._system_values(vals)} for vals in vals_list]
        )
        records._check_session_open()
        return records

    def write(self, vals):
        self._refuse_system_fields(vals)
        self._check_creator(vals)
        self._check_values(vals)
        if not (self.env.su and self._system_fields().issuperset(vals)):
            self._check_session_open(vals)
        if not {"session_id", "objective_id"} & vals.keys():
            return super().write(vals)
        # Whoever writes need not be a member of the company.
        companies = {record: record.company_id for record in self.sudo()}
        result = super().write(vals)
        # It may not move into a closed session, nor away from its people, nor to
        # where the writer could not have made it.
        self._check_session_open(vals)
        self.check_access("write")
        for record, company in companies.items():
            if record.company_id != company:
                raise ValidationError(
                    self.env._(
                        "It belongs to %(company)s and stays there. Choose a record of "
                        "that company.",
                        company=company.name,
                    )
                )
        return result

    def unlink(self):
        self._check_session_open()
        return super().unlink()

    # -- system fields --------------------------------------------------------

    def _refuse_system_fields(self, vals):
        if self.env.su:
            return
        given = self._system_fields().intersection(vals)
        if given:
            labels = sorted(
                self._fields[name]._description_string(self.env) for name in given
            )
            raise UserError(
                self.env._(
                    "%(fields)s: kept by the system and cannot be set. Leave it out.",
                    fields=", ".join(labels),
                )
            )

    def _check_creator(self, vals):
        """The creator always sees the record, so only a manager hands it on."""
        if self.env.su or vals.get("creator_id", self.env.uid) == self.env.uid:
            return
        if not self.env.user.has_group("okr.group_okr_manager"):
            raise AccessError(self.env._("Creator: only an OKR manager hands it on."))

    @api.model
    def _system_values(self, vals):
        """Return the system fields of a record made from these checked values."""
        return {}

    # -- closed sessions ------------------------------------------------------

    def _open_sessions(self):
        """Return the sessions that must be open for these records to change."""
        return self.session_id

    def _check_session_open(self, vals=None):
        """Refuse to change what lies below a closed session; chatter stays open."""
        if vals and all(name.startswith(("message_", "activity_")) for name in vals):
            return
        # Whoever writes need not see the session.
        sessions = self.sudo()._open_sessions()
        sessions._hold()
        if "closed" in sessions.mapped("state"):
            raise UserError(
                self.env._(
                    "This belongs to a closed session, which can only be read. "
                    "A manager can re-open the session first."
                )
            )
