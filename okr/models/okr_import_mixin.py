from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import mute_logger

from ..drain import BUSY
from ..import_run import ImportRun


class OkrImportMixin(models.AbstractModel):
    """Odoo's importer, as whoever has to mend the file needs it.

    All rows or none; each bad row is named with its own reason, and no good one.
    Odoo gives the reason of a whole batch to its first row, and undoes the good rows
    before a bad one, which fails those that refer to them.
    """

    _name = "okr.import.mixin"
    _description = "OKR Import"

    # By which records without an external id are told apart, the title first.
    _import_key = ()

    @api.model
    def load(self, fields, data):
        """Import rows, all or none; ``messages`` name the bad ones by their row."""
        run = ImportRun(self._name)
        savepoint = self.env.cr.savepoint()
        complete = False
        try:
            importing = self.with_context(okr_import=run)
            result = super(OkrImportMixin, importing).load(fields, data)
            if run.busy:
                raise run.busy
            run.faults += result["messages"]
            complete = not run.faults
        finally:
            savepoint.close(rollback=not complete)
        if not complete:
            # As Odoo does: what was cached of records that are no more.
            self.pool.reset_changes()
        return {
            **result,
            "ids": complete and result["ids"],
            "messages": self._tell_faults(run, fields, data),
            "nextrow": run.end if run.end < len(data) else 0,
        }

    @api.model
    def _import_run(self):
        """Return the import of rows of this model that is under way, if any."""
        run = self.env.context.get("okr_import")
        return run if isinstance(run, ImportRun) and run.model == self._name else None

    # -- what a row may be --------------------

    @api.model
    def _convert_records(self, records, **options):
        run = self._import_run()
        if run:
            # A warning, such as of two records of one title, is a guess of Odoo's.
            options["log"] = run.refuse
        return super()._convert_records(records, **options)

    def _load_records_write(self, values):
        """Write what differs: the same file again changes nothing."""
        if self._import_run():
            values = {
                name: value
                for name, value in values.items()
                if self._differs(name, value)
            }
            # A reason, for one, is given for what changes.
            if not any(self._fields[name].store for name in values):
                return
        super()._load_records_write(values)

    def _differs(self, name, value):
        """Return whether the record would change by this value of a file."""
        field = self._fields[name]
        if field.type == "one2many" or not field.store:
            return True
        if field.type == "many2many":
            known = self.new({name: value})[name]._origin
            return known != self[name]
        given = field.convert_to_cache(value, self)
        return field.convert_to_record(given, self) != self[name]

    @api.model
    def _fetch_known(self, data_list):
        """Read what rows will change in one go, as somebody who may."""
        names = {name for data in data_list for name in data["values"]}
        found = self._names([data["xml_id"] for data in data_list])
        ids = [row[4] for row in found if row[3] == self._name and row[6]]
        ids += [data["values"]["id"] for data in data_list if "id" in data["values"]]
        if known := self.browse(ids):
            known.check_access("write")
            known.fetch(names.intersection(self._fields))

    @api.model
    def _names(self, xml_ids):
        # External ids are nobody's to read, and the importer's to know.
        data = self.env["ir.model.data"].sudo()
        return data._lookup_xmlids([xid for xid in xml_ids if xid], self)

    @api.model
    def _refuse_twins(self, data_list):
        """Refuse new records without an external id that are there already."""
        names = self._import_key
        new = [
            data
            for data in data_list
            if not data["xml_id"] and not data["values"].get("id")
        ]
        if not names or not new:
            return
        defaults = self.default_get(list(names))
        rows = [{**defaults, **data["values"]} for data in new]
        known = {
            tuple(self._key_of(name, record[name]) for name in names)
            for record in self.search(
                [(names[0], "in", [row.get(names[0]) for row in rows])]
            )
        }
        for row in rows:
            key = tuple(self._key_of(name, row.get(name)) for name in names)
            if key in known:
                raise UserError(
                    self.env._(
                        "there is one of this title already, or twice in this file. "
                        "Tell them apart by an External ID."
                    )
                )
            known.add(key)

    @api.model
    def _key_of(self, name, value):
        return self._fields[name].convert_to_cache(value, self) or None

    # -- storing --------------------

    @api.model
    def _load_records(self, data_list, update=False):
        run = self._import_run()
        if not run:
            return super()._load_records(data_list, update)
        good = [
            data
            for data in data_list
            if not run.is_refused(data["info"]["rows"]["from"])
        ]
        return self._load_by_halves(run, good, update)

    @api.model
    def _load_by_halves(self, run, data_list, update):
        """Store the good rows and find the bad ones: one of many costs little."""
        if not data_list or run.stops:
            return self.browse()
        try:
            # What the database refuses is told to whoever mends the file.
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                # Once for all of them, and not for each row.
                run.counted = set(), set(), set()
                records = self._store_rows(
                    [{**data, "values": dict(data["values"])} for data in data_list],
                    update,
                )
                counted, run.counted = run.counted, None
                self.env["okr.rollup"]._roll_up(*counted)
                return records
        except BUSY as error:
            run.busy = error
            return self.browse()
        except Exception as error:
            if len(data_list) == 1:
                reason = self._reason_of(error)
                run.refuse({**data_list[0]["info"], "message": reason})
                return self.browse()
        middle = len(data_list) // 2
        return self._load_by_halves(
            run, data_list[:middle], update
        ) | self._load_by_halves(run, data_list[middle:], update)

    @api.model
    def _store_rows(self, data_list, update):
        """Store rows, or raise when one of them is bad."""
        self._fetch_known(data_list)
        self._refuse_twins(data_list)
        return super()._load_records(data_list, update)
