import csv
import io
import json
from datetime import datetime

from openpyxl import load_workbook

from odoo.http import Request
from odoo.tests import HttpCase
from odoo.tools import mute_logger

from .access_case import AccessCase

TITLES = ("=1+1", "{=1+1}", "+1", "-1", "@SUM(A1)", "\t=1+1", "=cmd|' /C calc'!A0")


class TestExport(AccessCase, HttpCase):
    """What leaves Odoo for a spreadsheet: numbers, dates, and no formula."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Odoo keeps the browser's session under that name.
        cls.quarter = cls.session
        del cls.session

    def setUp(self):
        super().setUp()
        self.user.group_ids += self.env.ref("base.group_allow_export")
        self.manager.group_ids += self.env.ref("base.group_allow_export")

    def _objective(self, **values):
        given = {"name": "Any", "session_id": self.quarter.id, **values}
        return self._model("okr.objective").create(given)

    def _export(self, model, names, user=None, kind="xlsx", **more):
        """Return the answer to what the client asks for when a list is exported."""
        user = user or self.manager
        self.authenticate(user.login, user.login)
        fields = self.env[model].fields_get()
        wanted = {
            "model": model,
            "fields": [
                {
                    "name": name,
                    "label": fields[name]["string"],
                    "type": fields[name]["type"],
                }
                for name in names
            ],
            "ids": False,
            "domain": [],
            "groupby": [],
            "import_compat": False,
            "context": {},
            **more,
        }
        data = {"data": json.dumps(wanted), "csrf_token": Request.csrf_token(self)}
        return self.url_open(f"/web/export/{kind}", data=data)

    def _rows(self, *args, **options):
        """Return the cells below the headers."""
        answer = self._export(*args, **options)
        self.assertEqual(answer.status_code, 200, answer.text[:500])
        sheet = load_workbook(io.BytesIO(answer.content)).active
        return list(sheet.iter_rows(min_row=2))

    # -- the wrong reader first ------------------------------------------------------

    def test_without_the_right_to_export_nobody_exports(self):
        self.user.group_ids -= self.env.ref("base.group_allow_export")
        with mute_logger("odoo.http", "odoo.addons.web.controllers.export"):
            answer = self._export("okr.objective", ["name"], user=self.user)
        self.assertNotEqual(answer.status_code, 200)

    def test_nothing_hidden_is_in_the_file(self):
        for model, names in (
            ("okr.session", ["name", "progress"]),
            ("okr.objective", ["name", "parent_id", "session_id"]),
            ("okr.key.result", ["name", "objective_id"]),
            ("okr.initiative", ["name", "key_result_id"]),
        ):
            rows = self._rows(model, names, user=self.user)
            self.assertNoCanary(str([[cell.value for cell in row] for row in rows]))

    # -- formulas ------------------------------------------------------------------

    def test_no_title_is_run_by_a_spreadsheet(self):
        objectives = self.env["okr.objective"]
        for title in TITLES:
            objectives |= self._objective(name=title)
        rows = self._rows("okr.objective", ["name"], ids=objectives.ids)
        # As it was written, and with the type of a text.
        self.assertEqual([row[0].value for row in rows], list(TITLES))
        self.assertEqual({row[0].data_type for row in rows}, {"s"})

    def test_no_title_of_a_group_is_run_either(self):
        parent = self._objective(name="=1+1")
        child = self._objective(parent_id=parent.id)
        rows = self._rows(
            "okr.objective", ["name"], ids=child.ids, groupby=["parent_id"]
        )
        self.assertEqual(rows[0][0].data_type, "s")
        self.assertIn("=1+1", rows[0][0].value)

    def test_in_a_file_without_types_an_apostrophe_goes_before(self):
        objectives = self.env["okr.objective"]
        for title in TITLES:
            objectives |= self._objective(name=title)
        answer = self._export("okr.objective", ["name"], kind="csv", ids=objectives.ids)
        titles = [row[0] for row in csv.reader(io.StringIO(answer.text))][1:]
        for title in titles:
            self.assertNotIn(title[0], "=+-@\t\r")

    # -- numbers and dates -----------------------------------------------------------

    def test_numbers_are_numbers_and_days_are_days(self):
        key_result = self._create_key_result(
            initial_value=-10.0, unit_id=self.env.ref("okr.unit_percent").id
        )
        self._check_in(key_result, -5)
        names = ["current_value", "unit_id", "progress", "deadline"]
        [row] = self._rows("okr.key.result", names, ids=key_result.ids)
        value, unit, progress, deadline = row
        self.assertEqual((value.value, value.data_type), (-5, "n"))
        self.assertEqual(unit.value, key_result.unit_id.name)
        self.assertEqual(progress.data_type, "n")
        self.assertEqual(deadline.value, datetime(2026, 3, 31))
        self.assertTrue(deadline.is_date)

    def test_minus_five_stays_a_number_without_types(self):
        key_result = self._create_key_result(initial_value=-10.0)
        self._check_in(key_result, -5)
        answer = self._export(
            "okr.key.result", ["current_value"], kind="csv", ids=key_result.ids
        )
        self.assertEqual(answer.text.splitlines()[1], '"-5.0"')

    def test_every_list_exports_its_columns(self):
        known = self.env["ir.model.data"].search(
            [("module", "=", "okr"), ("model", "=", "ir.ui.view")]
        )
        views = self.env["ir.ui.view"].browse(known.mapped("res_id"))
        lists = views.filtered(
            lambda view: view.type == "list" and view.model.startswith("okr.")
        )
        self._check_in(self.key_result, 10, confidence="70")
        for view in lists:
            model = self.env[view.model].with_user(self.manager)
            if model._transient:
                continue
            fields = model.fields_get()
            names = [
                name
                for name in model.get_view(view.id, "list")["models"][view.model]
                if name in fields and fields[name].get("exportable", True)
            ]
            with self.subTest(view.name):
                for row in self._rows(view.model, names, ids=model.search([]).ids):
                    for cell in row:
                        self.assertNotEqual(cell.data_type, "f", cell.value)
