from odoo import api, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command


class OkrGuardMixin(models.AbstractModel):
    """What every OKR record refuses, whichever way the values come in.

    System fields come from the product alone: only superuser code writes them.
    A written id must be readable by who writes it, or writing it and reading
    its label back would tell any title.
    """

    _name = "okr.guard.mixin"
    _description = "OKR Guard"

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
        records._check_links(self._link_fields())
        records._check_session_open()
        return records

    def write(self, vals):
        self._refuse_system_fields(vals)
        self._check_creator(vals)
        self._check_values(vals)
        if not (self.env.su and self._system_fields().issuperset(vals)):
            self._check_session_open(vals)
        if not self.env.su:
            # Before the write, for a refused id must not even reach a compute.
            for name in self._link_fields().intersection(vals):
                self._check_link_value(name, vals[name])
        if not {"session_id", "objective_id"} & vals.keys():
            return super().write(vals)
        # Whoever writes need not be a member of the company.
        companies = {record: record.company_id for record in self.sudo()}
        result = super().write(vals)
        # It may not move into a closed session, nor away from its people.
        self._check_session_open(vals)
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

    def onchange(self, values, field_names, fields_spec):
        for name in self._link_fields().intersection(values):
            self._check_link_value(name, values[name])
        return super().onchange(values, field_names, fields_spec)

    def copy_data(self, default=None):
        """Leave out links to what the copier may not see."""
        vals_list = super().copy_data(default)
        for vals in vals_list:
            for name in (
                self._link_fields().intersection(vals).difference(default or {})
            ):
                field = self._fields[name]
                if field.type == "many2one" and vals[name]:
                    target = self.env[field.comodel_name].browse(vals[name])
                    if not target.has_access("read"):
                        vals[name] = False
        for record, vals in zip(self, vals_list, strict=True):
            # Core leaves out employees, whom only HR may read as such.
            for name in vals.keys() - (default or {}).keys():
                field = self._fields[name]
                if field.type == "many2many" and field.comodel_name == "hr.employee":
                    vals[name] = [Command.set(record[name].ids)]
        return vals_list

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_display_name(self):
        """Give no title away: Odoo reads the labels of links as superuser."""
        super()._compute_display_name()
        records = self.filtered("id").sudo(False)
        if not records.env.su:
            hidden = records - records._filtered_access("read")
            for record in self.filtered(lambda record: record.id in hidden._ids):
                record.display_name = self.env._("Not visible to you")

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

    # -- links ----------------------------------------------------------------

    @api.model
    def _link_fields(self):
        """Return the names of the stored relations to OKR records."""
        return {
            name
            for name, field in self._fields.items()
            if field.relational
            and (field.comodel_name or "").startswith("okr.")
            and name not in self._system_fields()
            and not field.related
        }

    def _check_links(self, names):
        """Check on created records that all they point to can be read."""
        if self.env.su:
            return
        for name in names:
            if self._fields[name].type != "one2many":
                # As superuser, for reading as the user would leave them out.
                self.sudo()[name].sudo(False)._check_readable()

    def _check_link_value(self, name, value):
        """Check the ids in a value for a relation, as a client may give it."""
        if self.env.su or not value:
            return
        field = self._fields[name]
        comodel = self.env[field.comodel_name]
        if field.type == "many2one":
            given = value.get("id") if isinstance(value, dict) else value
            ids = [given] if isinstance(given, int) else []
        else:
            ids = self._ids_of_commands(value)
        # What stands there already was accepted from somebody who may see it.
        known = set(self.sudo()[name].ids) if self.ids and ids else set()
        comodel.browse(id_ for id_ in ids if id_ not in known)._check_readable()

    @api.model
    def _ids_of_commands(self, commands):
        ids = []
        for command in commands if isinstance(commands, list | tuple) else ():
            if isinstance(command, int):
                ids.append(command)
            elif command[0] == 6:
                ids += command[2]
            elif command[0] in (1, 2, 3, 4):
                ids.append(command[1])
        return [id_ for id_ in ids if isinstance(id_, int)]

    def _check_readable(self):
        """Raise a sentence without any title unless the user may read all records."""
        records = self.sudo(False)
        if self.env.su or not records:
            return
        if len(records._filtered_access("read")) != len(records):
            raise AccessError(
                self.env._(
                    "%(model)s: one of the chosen records is not visible to you. "
                    "Choose one that you can see.",
                    model=self.env["ir.model"]._get(self._name).name,
                )
            )

    # -- closed sessions ------------------------------------------------------

    def _open_sessions(self):
        """Return the sessions that must be open for these records to change."""
        return self.session_id

    def _check_session_open(self, vals=None):
        """Refuse to change what lies below a closed session; chatter stays open."""
        if vals and all(name.startswith(("message_", "activity_")) for name in vals):
            return
        # Whoever writes need not see the session.
        if "closed" in self.sudo()._open_sessions().mapped("state"):
            raise UserError(
                self.env._(
                    "This belongs to a closed session, which can only be read. "
                    "A manager can re-open the session first."
                )
            )
