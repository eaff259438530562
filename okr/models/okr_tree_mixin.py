from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ..snapshot import check_nothing_unseen


class OkrTreeMixin(models.AbstractModel):
    """A tree that two opposing moves at the same moment cannot tie into a knot.

    Each transaction checks for loops in its own snapshot, so both moves would
    pass. Whoever moves a branch therefore locks all of it as if to delete it:
    then the foreign key of what is hung anywhere under it fails to serialize,
    is tried again by Odoo, and then sees the move. Roll-ups, which write these
    rows all the time, disturb neither.
    """

    _name = "okr.tree.mixin"
    _description = "OKR Tree"

    def write(self, vals):
        if "parent_id" in vals:
            parent = vals["parent_id"] or False
            # The parent may be hidden; here only whether it is another one.
            moved = self.sudo().filtered(lambda record: record.parent_id.id != parent)
            moved._hold_branches()
        if vals.get("parent_id"):
            self._check_no_loop(self.browse(vals["parent_id"]))
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

    def _hold_branches(self):
        """Keep everybody from hanging anything under these records until we commit."""
        paths = [f"{path}%" for path in self.mapped("parent_path") if path]
        if not paths:
            return
        self.flush_model(["parent_path"])
        below = SQL("parent_path LIKE ANY(%s)", paths)
        query = SQL(
            "SELECT FROM %s WHERE %s ORDER BY id FOR UPDATE",
            SQL.identifier(self._table),
            below,
        )
        # Not worth a line in the log, for Odoo tries again.
        self.env.cr.execute(query, log_exceptions=False)
        # What was hung there since we began would keep its old path.
        check_nothing_unseen(self.env, (self._table, below))

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
