from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL


class OkrTreeMixin(models.AbstractModel):
    """A tree that two opposing moves at the same moment cannot tie into a knot.

    Each transaction checks for loops in its own snapshot, so both moves would
    pass. Whoever hangs a record under a parent therefore writes that parent's
    line up to the root: the second of two such moves fails to serialize, is
    tried again by Odoo, and then sees the first.
    """

    _name = "okr.tree.mixin"
    _description = "OKR Tree"

    @api.model_create_multi
    def create(self, vals_list):
        parents = self.browse(
            {vals["parent_id"] for vals in vals_list if vals.get("parent_id")}
        )
        # A move of the parent meanwhile would leave the new path wrong.
        parents._touch()
        return super().create(vals_list)

    def write(self, vals):
        if vals.get("parent_id"):
            parent = self.browse(vals["parent_id"])
            (self | parent)._touch(with_ancestors=True)
            self._check_no_loop(parent)
        return super().write(vals)

    def _parent_store_update(self):
        # The line up to the root is nobody's to read, and everybody's to keep right.
        return super(OkrTreeMixin, self.sudo())._parent_store_update()

    def _check_no_loop(self, parent):
        """Refuse a parent among the records themselves or below them."""
        # The path of a hidden parent is looked at, and never told.
        line = (parent.sudo().parent_path or "").split("/")
        if {str(id_) for id_ in self.ids} & set(line):
            raise ValidationError(
                self.env._(
                    "Parent: nothing can hang under itself or under what is below it. "
                    "Choose another parent."
                )
            )

    def _touch(self, with_ancestors=False):
        """Make concurrent moves of these rows fail to serialize with this one."""
        if not self.ids:
            return
        self.flush_model(["parent_path"])
        ids = SQL("%s", self.ids)
        table = SQL.identifier(self._table)
        if with_ancestors:
            ids = SQL(
                "ARRAY(SELECT unnest(string_to_array("
                "trim(BOTH '/' FROM parent_path), '/'))::int FROM %s"
                " WHERE id = ANY(%s))",
                table,
                ids,
            )
        self.env.cr.execute(
            SQL(
                "UPDATE %s SET parent_path = parent_path WHERE id IN (SELECT id"
                " FROM %s WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE)",
                table,
                table,
                ids,
            )
        )

    # -- hierarchy view -----------------------------------------------------------

    @api.model
    @api.readonly
    def hierarchy_read(
        self, domain, specification, parent_field, child_field=None, order=None
    ):
        """Show a hidden parent as a card without a title.

        Odoo adds the parent of a single record, and then fails to read it.
        """
        if parent_field == "parent_id":
            record = self.search(domain, order=order, limit=2)
            parent = record[parent_field] if len(record) == 1 else self.browse()
            if parent and not parent.has_access("read"):
                return self._hierarchy_below_hidden(
                    record, parent, specification, order
                )
        return super().hierarchy_read(
            domain, specification, parent_field, child_field, order
        )

    @api.model
    def _hierarchy_below_hidden(self, record, parent, specification, order):
        specification.setdefault("parent_id", {"fields": {"display_name": {}}})
        near = [("parent_id", "in", [record.id, parent.id]), ("id", "!=", record.id)]
        shown = record + self.search(near, order=order)
        children = dict(
            self._read_group(
                [("parent_id", "in", [parent.id, *shown.ids])],
                groupby=["parent_id"],
                aggregates=["id:array_agg"],
                order=order,
            )
        )
        rows = [*shown.web_read(specification), parent._hidden_row(specification)]
        for row in rows:
            row["__child_ids__"] = children.get(self.browse(row["id"]), [])
        return rows

    # -- stat buttons -------------------------------------------------------------

    def _count_linked(self, name, model, inverse):
        """Set field ``name`` to the number of visible records that point here."""
        counts = dict(
            self.env[model]._read_group(
                domain=[(inverse, "in", self.ids)],
                groupby=[inverse],
                aggregates=["__count"],
            )
        )
        for record in self:
            record[name] = counts.get(record._origin, 0)

    def _action_linked(self, xmlid, field, title):
        """Return the action ``xmlid`` on what points here by ``field``."""
        self.ensure_one()
        self.check_access("read")
        # Reading an action is not everybody's right; this one is ours.
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        action.update(
            display_name=title,
            domain=[(field, "=", self.id)],
            context={f"default_{field}": self.id},
        )
        return action
