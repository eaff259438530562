from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain


class OkrMaskMixin(models.AbstractModel):
    """What a reader gets in place of a record that is hidden from them.

    Odoo reads the labels of links as superuser, and fails as a whole where a
    view or an export asks for more of a hidden record than its label.
    """

    _name = "okr.mask.mixin"
    _description = "OKR Mask"

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_display_name(self):
        """Give no title away: Odoo reads the labels of links as superuser."""
        # What labels and rules ask for, without all the other fields; as superuser, for
        # some of these may be hidden, and get another label below.
        self.sudo().fetch([self._rec_name, "company_id"])
        super()._compute_display_name()
        records = self.filtered("id").sudo(False)
        if not records.env.su:
            hidden = records - records._filtered_access("read")
            for record in self.filtered(lambda record: record.id in hidden._ids):
                record.display_name = self._hidden_label()

    @api.model
    def _hidden_label(self):
        return self.env._("Not visible to you")

    def _hidden_row(self, specification):
        """Return what ``web_read`` says of a hidden record."""
        row = {"id": self.id}
        for name in specification:
            field = self._fields.get(name)
            if name in ("display_name", self._rec_name):
                row[name] = self._hidden_label()
            elif field and name != "id":
                row[name] = [] if field.type.endswith("2many") else False
        return row

    # -- web client -------------------------------------------------------------

    @api.readonly
    def web_read(self, specification):
        hidden = {
            name: records
            for name, spec in specification.items()
            if self._is_okr_link(name)
            and set(spec.get("fields", ())) - {"display_name"}
            and (records := self[name] - self[name]._filtered_access("read"))
        }
        if not hidden:
            return super().web_read(specification)
        labels = {
            name: {**specification[name], "fields": {"display_name": {}}}
            for name in hidden
        }
        rows = super().web_read({**specification, **labels})
        for name, records in hidden.items():
            self._fill_links(rows, name, specification[name], records)
        return rows

    def _fill_links(self, rows, name, spec, hidden):
        """Add to the labels in ``rows`` what the reader may know of the linked."""
        linked = self[name].with_context(**spec.get("context", {}))
        known = {
            row["id"]: row
            for row in (linked - hidden).web_read(spec["fields"])
            + [record._hidden_row(spec["fields"]) for record in hidden]
        }
        for row in rows:
            if row[name]:
                row[name] = known[row[name]["id"]]

    @api.model
    def _is_okr_link(self, name):
        field = self._fields.get(name)
        return (
            field is not None
            and field.type == "many2one"
            and field.comodel_name.startswith("okr.")
        )

    # -- export -----------------------------------------------------------------

    def _export_rows(self, fields, *, _is_toplevel_call=True):
        if not _is_toplevel_call:
            visible = self._filtered_access("read")
            if visible == self:
                return super()._export_rows(fields, _is_toplevel_call=False)
            return [record._hidden_export_row(fields) for record in self - visible] + (
                visible._export_rows(fields, _is_toplevel_call=False)
            )
        if not any(path and self._is_okr_link(path[0]) for path in fields):
            return super()._export_rows(fields)
        # Odoo would first fetch all that is asked for, hidden or not, and fail.
        self.check_access("read")
        self.env.cr.cache["export_properties_cache"] = defaultdict(dict)
        rows = self._export_rows(fields, _is_toplevel_call=False)
        self.env.cr.cache.pop("export_properties_cache", None)
        return self._with_external_ids(rows)

    def _hidden_export_row(self, fields):
        """Return the cells of a hidden record: its label, or the id that is known."""
        cells = {
            ("display_name",): self._hidden_label(),
            (self._rec_name,): self._hidden_label(),
            ("id",): (self._name, self.id),
            (".id",): str(self.id),
        }
        return [cells.get(tuple(path), "") for path in fields]

    @api.model
    def _with_external_ids(self, rows):
        """Return the rows with an external id in place of each (model, id)."""
        wanted = {cell for row in rows for cell in row if isinstance(cell, tuple)}
        known = {}
        for model, id_ in wanted:
            [[known[model, id_]]] = self.env[model].browse(id_)._export_rows([["id"]])
        return [
            [known[cell] if isinstance(cell, tuple) else cell for cell in row]
            for row in rows
        ]

    # -- trees ------------------------------------------------------------------

    @api.model
    def _search(self, domain, *args, **kwargs):
        if not (self.env.su or kwargs.get("bypass_access")):
            domain = Domain(domain).map_conditions(self._without_hidden_lines)
        return super()._search(domain, *args, **kwargs)

    @api.model
    def _without_hidden_lines(self, condition):
        """Say nothing of what is above or below the ids of hidden records."""
        if condition.operator not in ("child_of", "parent_of"):
            return condition
        target = self
        for name in condition.field_expr.split("."):
            field = target._fields.get(name)
            if field is not None and field.relational:
                target = self.env[field.comodel_name]
        if not target._name.startswith("okr."):
            return condition
        value = condition.value
        given = [value] if isinstance(value, int | str) else list(value or ())
        ids = [id_ for id_ in given if isinstance(id_, int)]
        names = [
            Domain("display_name", "ilike", id_) for id_ in given if id_ not in ids
        ]
        seen = target.with_context(active_test=False).search(
            Domain.OR([Domain("id", "in", ids), *names])
        )
        # The lines lead through hidden records; what is found is checked again.
        whole = target.sudo().with_context(active_test=False)
        line = whole._search([("id", condition.operator, seen.ids)])
        return Domain(condition.field_expr, "in", line)
