from collections import defaultdict

from odoo import api, models
from odoo.exceptions import AccessError, MissingError
from odoo.fields import Command


class OkrLinkMixin(models.AbstractModel):
    """Who writes an id must see what it belongs to, whichever way it comes in.

    Otherwise writing the id into a link and reading the label back would tell
    any title, and what is computed from it would tell more.
    """

    _name = "okr.link.mixin"
    _description = "OKR Link"

    @api.model
    def _link_fields(self):
        """Return the names of the relations to OKR records that a client may give."""
        return {
            name
            for name, field in self._fields.items()
            if field.relational
            and (field.comodel_name or "").startswith("okr.")
            and not field.related
        }

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        # A context may bring any id; without this, an onchange would look it up.
        self.browse()._check_given_links(values)
        return values

    @api.model_create_multi
    def create(self, vals_list):
        # A copy is made by its original, whose links it does not have yet.
        self.browse()._check_given_links(*vals_list)
        return super().create(vals_list)

    def write(self, vals):
        # Before the write, for a refused id must not even reach a compute.
        self._check_given_links(vals)
        return super().write(vals)

    def onchange(self, values, field_names, fields_spec):
        self._check_given_links(values)
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

    def _check_given_links(self, *vals_list):
        """Check the ids in values, nested ones too, as a client may give them."""
        if self.env.su:
            return
        # One question for each model, however many records are made.
        given = defaultdict(set)
        for vals in vals_list:
            self._collect_given_links(vals, given)
        for model, ids in given.items():
            self.env[model].browse(ids)._check_readable()

    def _collect_given_links(self, vals, given):
        """Add the ids in values to {model: ids}."""
        for name in self._link_fields().intersection(vals):
            if vals[name]:
                self._collect_given_link(self._fields[name], vals[name], given)

    def _collect_given_link(self, field, value, given):
        comodel = self.env[field.comodel_name]
        if field.type == "many2one":
            new = value.get("id") if isinstance(value, dict) else value
            new = new[0] if isinstance(new, list | tuple) and new else new
            ids = {new} if isinstance(new, int) else set()
        else:
            ids = set()
            for command in value if isinstance(value, list | tuple) else ():
                ids.update(self._ids_of_command(command))
                if self._has_values(command):
                    linked = comodel.browse(self._ids_of_command(command))
                    linked._collect_given_links(command[2], given)
        # What stands there already was accepted from somebody who may see it.
        if ids and self.ids:
            ids = ids.difference(self._known_ids(field.name))
        given[comodel._name] |= ids

    def _known_ids(self, name):
        """Return the ids that every one of these records links already."""
        # As superuser, for reading as the user would leave hidden ones out.
        known = [set(record[name].ids) for record in self.sudo()]
        return set.intersection(*known)

    @api.model
    def _has_values(self, command):
        return (
            isinstance(command, list | tuple)
            and len(command) == 3
            and command[0] in (0, 1)
            and isinstance(command[2], dict)
        )

    @api.model
    def _ids_of_command(self, command):
        ids = []
        if isinstance(command, int):
            ids = [command]
        elif isinstance(command, list | tuple) and command:
            if command[0] == 6 and len(command) == 3:
                ids = command[2] or []
            elif command[0] in (1, 2, 3, 4) and len(command) > 1:
                ids = [command[1]]
        return [id_ for id_ in ids if isinstance(id_, int)]

    def _check_readable(self):
        """Raise a sentence without any title unless the user may read all records."""
        records = self.sudo(False)
        if self.env.su or not records:
            return
        try:
            visible = records._filtered_access("read")
        except MissingError:
            # One that does not exist is refused with the same words.
            visible = records.browse()
        if visible != records:
            raise AccessError(
                self.env._(
                    "%(model)s: one of the chosen records is not visible to you. "
                    "Choose one that you can see.",
                    model=self.env["ir.model"]._get(self._name).name,
                )
            )
