from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from ..snapshot import check_nothing_unseen

# As many cards as anybody takes in at once.
LEVEL = 80


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
            parent = self.browse(vals["parent_id"])
            self._check_no_loop(parent)
            self._check_parent_company(parent)
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

    def _check_parent_company(self, parent):
        """Refuse a parent of another company in one sentence; Odoo takes several."""
        # Whoever writes need not be a member of either company.
        own, other = self.sudo().company_id, parent.sudo().company_id
        if own and own != other:
            raise ValidationError(
                self.env._(
                    "Parent: it belongs to another company. Choose one of %(company)s.",
                    company=", ".join(own.mapped("name")),
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
        """Read cards of the tree, and a hidden parent as a card without a title.

        Odoo reads all that matches, however much it is, and fails as a whole on a
        record whose parent is hidden.
        """
        if parent_field != "parent_id":
            return super().hierarchy_read(
                domain, specification, parent_field, child_field, order
            )
        label = {"fields": {"display_name": {}}}
        specification = {"parent_id": label, **specification}
        shown = self._shallowest(domain, order)
        hidden = self.browse()
        if len(shown) == 1:
            shown, hidden = shown._with_neighbours(order)
        rows = shown.web_read(specification)
        rows += [
            # So that the client offers no way to what is not there to read.
            {**parent._hidden_row(specification), "__hidden__": True}
            for parent in hidden
        ]
        if not child_field:
            below = shown._ids_below(hidden, order)
            for row in rows:
                row["__child_ids__"] = below.get(row["id"], [])
        return rows

    @api.model
    def _shallowest(self, domain, order):
        """Return what matches; of more than a level what hangs under none of it."""
        found = self.search(domain, order=order, limit=LEVEL + 1)
        if len(found) <= LEVEL:
            return found
        top = Domain(domain) & Domain("parent_id", "not any", domain)
        return self.search(top, order=order, limit=LEVEL)

    def _with_neighbours(self, order):
        """Return this record with its line and its children, and a hidden parent."""
        parent = self.parent_id
        hidden = parent - parent._filtered_access("read")
        shown = self | (parent - hidden)
        if parent:
            beside = [("parent_id", "=", parent.id), ("id", "!=", self.id)]
            shown |= self.search(beside, order=order, limit=LEVEL)
        return shown | self.search(
            [("parent_id", "=", self.id)], order=order, limit=LEVEL
        ), hidden

    def _ids_below(self, hidden, order):
        """Return {id: the ids of its visible children} of these and the hidden."""
        groups = self._read_group(
            [("parent_id", "in", (self | hidden).ids)],
            groupby=["parent_id"],
            aggregates=["id:array_agg"],
            order=order,
        )
        return {parent.id: ids for parent, ids in groups}

    # -- stat buttons -------------------------------------------------------------

    @api.model
    def _linked(self):
        """Return {field: (model, inverse)} of the numbers on stat buttons."""
        return {}

    def _count_linked(self, name):
        """Set field ``name`` to the number of visible records that point here."""
        # A form shows all of its buttons: of one record all are counted in one query.
        names = self._linked() if len(self) == 1 else [name]
        counts = self._read_counts(names)
        for counted in names:
            values = [counts.get((counted, record._origin.id), 0) for record in self]
            self._fields[counted]._insert_cache(self, values)

    def _read_counts(self, names):
        """Return {(field, id of ours): how many visible records point to it}."""
        if not self.ids:
            return {}
        queries = []
        for name in names:
            model, inverse = self._linked()[name]
            linked = self.env[model]
            query = linked._search([(inverse, "in", self.ids)])
            column = linked._field_to_sql(linked._table, inverse, query)
            query.groupby = column
            queries.append(query.select(SQL("%s", name), column, SQL("count(*)")))
        rows = self.env.execute_query(SQL(" UNION ALL ").join(queries))
        return {(name, id_): count for name, id_, count in rows}

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
