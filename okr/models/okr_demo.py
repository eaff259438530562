import csv

from odoo import api, fields, models
from odoo.tools import SQL, file_open

from ..demo_calendar import periods, told


class OkrDemo(models.AbstractModel):
    """Brings the demo company: its records, and how they came about."""

    _name = "okr.demo"
    _description = "OKR Demo Company"

    @api.model
    def _load(self, file):
        """Load a file, named by its model, as an installation does, with our days."""
        model = file.partition("-")[0]
        known = periods(self._today())
        names, *rows = self._rows(file)
        rows = [[told(cell, known) for cell in row] for row in rows]
        context = {
            "install_mode": True,
            "lang": None,
            "mail_create_nolog": True,
            "mode": "init",
            "module": "okr",
            "noupdate": True,
        }
        result = self.env[model].with_context(**context).load(names, rows)
        if result["messages"]:
            raise ValueError(f"{file}: {result['messages']}")

    @api.model
    def _today(self):
        return fields.Date.today()

    def _rows(self, name):
        with file_open(f"okr/demo/{name}.csv", "r") as file:
            return list(csv.reader(file))

    def _records(self, name):
        """Return the rows of a file as dictionaries."""
        names, *rows = self._rows(name)
        return [dict(zip(names, row, strict=True)) for row in rows]

    def _find(self, xmlid):
        known = self.env["ir.model.data"]._xmlid_to_res_model_res_id
        model, id_ = known(
            xmlid if "." in xmlid else f"okr.{xmlid}", raise_if_not_found=True
        )
        return self.env[model].browse(id_)

    # -- as old as its story ------------------------------------------------------

    def _set_back_planning(self):
        """Let records be older than their session: nobody is late with a new one."""
        self.env.flush_all()
        planned = SQL("LEAST(session.date_start - 10, %s)", self._today())
        for table, link in (
            ("okr_session", "id"),
            ("okr_objective", "session_id"),
            ("okr_key_result", "session_id"),
            ("okr_initiative", "session_id"),
        ):
            self.env.cr.execute(
                SQL(
                    "UPDATE %s AS made SET create_date = %s + time '09:00'"
                    " FROM okr_session session WHERE session.id = made.%s",
                    SQL.identifier(table),
                    planned,
                    SQL.identifier(link),
                )
            )
        self.env.invalidate_all()

    def _set_back_check_ins(self, sessions):
        """Let the updates of sessions be entered on the days that they tell of."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE okr_update up SET entry_date = up.date,"
                " late = up.date > kr.deadline,"
                " create_date = up.date + time '10:00'"
                " FROM okr_key_result kr"
                " WHERE kr.id = up.key_result_id AND up.session_id = ANY(%s)",
                sessions.ids,
            )
        )
        self.env["okr.update"].invalidate_model()
        sessions.objective_ids.key_result_ids._apply_updates()

    def _set_back_goalposts(self, changes, day):
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE okr_goalpost_change SET create_date = %s + time '10:30'"
                " WHERE id = ANY(%s)",
                day,
                changes.ids,
            )
        )
        changes.invalidate_recordset(["create_date"])
