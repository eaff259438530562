from odoo import api, models

from ..import_run import levels


class OkrImportMixin(models.AbstractModel):
    """The order in which rows are imported: a parent before what hangs under it."""

    _inherit = "okr.import.mixin"

    @api.model
    def _extract_records(self, field_paths, data, *args, limit=float("inf"), **options):
        run = self._import_run()
        extract = super()._extract_records
        if not run or not run.begins():
            # Cells that name other records come this way, too.
            return extract(field_paths, data, *args, limit=limit, **options)
        rows = {
            info["rows"]["from"]: (self._without_blanks(record), info)
            for record, info in extract(field_paths, data, *args, **options)
        }
        wanted = [row for row in rows if row < limit]
        run.end = max((rows[row][1]["rows"]["to"] for row in wanted), default=-1) + 1
        self._refuse_repeated(run, {row: rows[row] for row in wanted})
        parents = self._rows_of_parents(run, rows, set(wanted))
        return self._parents_first(run, rows, self._with_line(wanted, rows, parents))

    @api.model
    def _without_blanks(self, record):
        """Leave out empty cells where a form would have something by itself."""
        skipped = self.env.context.get("import_skip_records") or ()
        return {
            name: value
            for name, value in record.items()
            if value or name in skipped or not self._fills_itself(name)
        }

    @api.model
    def _fills_itself(self, name):
        field = self._fields.get(name)
        return field and (field.default or field.compute or field.type == "boolean")

    @api.model
    def _refuse_repeated(self, run, rows):
        """Refuse an external id that stands twice in the file."""
        first = {}
        for row, (record, info) in rows.items():
            xid = self._full_xid(record.get("id"))
            if xid and first.setdefault(xid, row) != row:
                run.refuse(
                    {
                        **info,
                        "message": self.env._(
                            "this External ID stands in the file twice. Keep one row."
                        ),
                    }
                )

    @api.model
    def _full_xid(self, xid):
        if not xid or "." in xid:
            return xid
        return f"{self.env.context['_import_current_module']}.{xid}"

    # -- parents --------------------

    @api.model
    def _rows_of_parents(self, run, rows, wanted):
        """Return {row: that of its parent}, or None where it is not in the file.

        Those wanted are refused where their parent is named by a title of several rows.
        """
        if self._parent_name not in self._fields:
            return dict.fromkeys(rows)
        by_xid, by_title = {}, {}
        for row, (record, _info) in rows.items():
            by_xid.setdefault(self._full_xid(record.get("id")), row)
            by_title.setdefault(record.get(self._rec_name), []).append(row)
        result = {}
        for row, (record, info) in rows.items():
            [reference] = record.get(self._parent_name) or [{}]
            title = reference.get(None)
            # Rows that change what is there may bear no title, and name no parent.
            titled = by_title.get(title, ()) if title else ()
            found = by_xid.get(self._full_xid(reference.get("id")))
            if not reference.get("id"):
                found = titled[0] if len(titled) == 1 else None
                # Odoo would find the one that happens to be stored first.
                if len(titled) > 1 and row in wanted:
                    run.refuse(
                        {
                            **info,
                            "field": self._parent_name,
                            "message": self.env._(
                                "several rows bear the title of its parent. "
                                "Name the parent by its External ID."
                            ),
                        }
                    )
            result[row] = found
        return result

    @api.model
    def _with_line(self, wanted, rows, parents):
        """Return {row: that of its parent} of these rows and of the lines above.

        A parent in a later batch comes along, where its external id lets that batch
        find it again.
        """
        line = dict.fromkeys(wanted)
        for row in (queue := list(wanted)):
            parent = parents[row]
            if parent is not None and parent not in line and rows[parent][0].get("id"):
                line[parent] = None
                queue.append(parent)
        return {row: parents[row] if parents[row] in line else None for row in line}

    def _parents_first(self, run, rows, parents):
        """Yield rows with their place in the file, those in a loop left out."""
        ordered, endless = levels(parents)
        for row in endless:
            run.refuse(
                {
                    **rows[row][1],
                    "field": self._parent_name,
                    "message": self.env._(
                        "its parent hangs under it in this file. Choose another parent."
                    ),
                }
            )
        for level in ordered:
            # What is above is stored now, in one go.
            self.env.context["import_flush"](model=self._name)
            self._find_titles([rows[row][0] for row in level])
            for row in level:
                if run.stops:
                    return
                if run.is_refused(parents[row]):
                    run.leave_out(row)
                elif not run.is_refused(row):
                    yield rows[row]

    @api.model
    def _find_titles(self, records):
        """Put ids in place of titles of OKR records, all in one search.

        Odoo looks each of them up, through the whole table, and stores the rows
        before a parent one by one.
        """
        for name in {name for record in records for name in record}:
            field = self._fields.get(name)
            if field and field.type == "many2one" and self._is_okr_link(name):
                self._find_titles_of(name, records)

    @api.model
    def _find_titles_of(self, name, records):
        by_title = {}
        for record in records:
            [reference] = record.get(name) or [{}]
            if reference.get(None):
                by_title.setdefault(reference[None], []).append(record)
        comodel = self.env[self._fields[name].comodel_name]
        found = by_title and comodel.search([(comodel._rec_name, "in", list(by_title))])
        for title, linked in (found or comodel).grouped(comodel._rec_name).items():
            # Of several Odoo says that there are several.
            if len(linked) == 1:
                for record in by_title[title]:
                    record[name] = [{".id": str(linked.id)}]
