import io

from openpyxl import Workbook

from odoo.tools import file_open, mute_logger

from .import_case import ImportCase

MODELS = ("okr.session", "okr.objective", "okr.key.result", "okr.update")
BUDGET = 10


class TestImportFile(ImportCase):
    """Files of people, through Odoo's importer as its page calls it."""

    # -- the templates --------------------

    def _template(self, model):
        [template] = self._model(model).get_import_templates()
        with file_open(template["template"].lstrip("/"), "rb") as file:
            return file.read()

    def test_the_templates_are_imported_as_they_are_downloaded(self):
        self.employee_user.name = "Anita Oliver"
        counts = []
        for _time in range(2):
            self._import_templates()
            counts.append([self.env[model].search_count([]) for model in MODELS])
        self.assertEqual(*counts)
        first_answer = self.env.ref("__import__.first-answer")
        self.assertEqual(first_answer.current_value, 26)
        self.assertEqual(first_answer.objective_id.parent_id.kind, "strategic")

    def test_the_templates_are_imported_in_every_language_of_the_app(self):
        self.employee_user.name = "Anita Oliver"
        for code in ("de_DE", "es_ES", "fr_FR", "tr_TR"):
            self.env["res.lang"]._activate_lang(code)
            self.env.ref("base.module_okr")._update_translations([code])
            with self.subTest(code), self._thrown_away():
                self.manager.lang = code
                self._import_templates(lang=code)
                hours = self.env.ref("__import__.first-answer").unit_id
                self.assertEqual(hours, self.env.ref("okr.unit_hours"))

    def _import_templates(self, **context):
        for model in MODELS:
            upload = self._upload(model, self._template(model), name="a.xlsx")
            result = self._execute(upload.with_context(**context))
            self.assertFalse(result["messages"], model)

    def test_every_header_of_a_template_finds_its_field(self):
        for model in MODELS:
            preview = self._preview(
                self._upload(model, self._template(model), name="a.xlsx")
            )
            with self.subTest(model):
                self.assertEqual(len(preview["matches"]), len(preview["headers"]))

    # -- HR admin imports 200 rows with three bad ones, and mends them --------------

    def _two_hundred(self):
        rows = [
            [
                f"kr-{number}",
                f"Visits {number}",
                "Customers come back",
                "The user",
                "0",
                "10",
            ]
            for number in range(200)
        ]
        headers = [
            "id",
            "Title",
            "Related OKR",
            "Owners",
            "Initial Number",
            "Target Number",
        ]
        return [headers, *rows]

    def test_hr_admin_mends_three_bad_rows_of_two_hundred(self):
        table = self._two_hundred()
        table[18][3] = "The usr"
        table[101][5] = "-5"
        table[200][1] = ""
        count = self.env["okr.key.result"].search_count
        before = count([])
        for dryrun in (True, False):
            result = self._execute(self._upload("okr.key.result", table), dryrun)
            self.assertFalse(result["ids"])
            # As a spreadsheet counts them, and by their names.
            self.assertEqual(
                [message["record"] for message in result["messages"]], [19, 102, 201]
            )
            for message, words in zip(
                result["messages"],
                (
                    ("Row 19, kr-17", "The usr"),
                    ("kr-100", "Target"),
                    ("kr-199", "Title: fill in this cell"),
                ),
                strict=True,
            ):
                for word in words:
                    self.assertIn(word, message["message"])
            self.assertEqual(result["name"][18], "Visits 17")
            self.assertEqual(count([]), before)
        table[18][3], table[101][5], table[200][1] = "The user", "5", "Visits 199"
        result = self._execute(self._upload("okr.key.result", table), dryrun=True)
        self.assertFalse(result["messages"])
        self._commit_hooks()
        self.assertEqual(count([]), before)
        result = self._execute(self._upload("okr.key.result", table))
        self.assertFalse(result["messages"])
        self.assertEqual(count([]), before + 200)

    def _commit_hooks(self):
        """Do what a request does in its end."""
        self.env.flush_all()
        self.env.cr.precommit.run()

    def test_a_tested_file_leaves_nothing_to_do_at_the_commit(self):
        tracked = self.env["base_import.import"].with_user(self.manager)
        upload = tracked.browse(
            self._upload("okr.objective", [["Title", "Session"], ["New", "Quarter"]]).id
        ).with_context(tracking_disable=False)
        result = self._execute(upload, dryrun=True)
        self.assertFalse(result["messages"])
        self._commit_hooks()
        self.assertFalse(self.env["okr.objective"].search([("name", "=", "New")]))

    # -- what files hold --------------------

    def test_formulas_in_titles_are_text_and_a_minus_in_a_number_is_one(self):
        titles = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=cmd()"]
        table = [["Title", "Related OKR", "Owners", "Initial Number", "Target Number"]]
        table += [
            [title, "Customers come back", "The user", "-5", "10"] for title in titles
        ]
        book = Workbook()
        for row in table:
            book.active.append(row)
        for row, title in enumerate(titles, start=2):
            cell = book.active.cell(row, 1)
            cell.value, cell.data_type = title, "s"
            book.active.cell(row, 4).value = -5
        stream = io.BytesIO()
        book.save(stream)
        for name, content in (("a.csv", table), ("a.xlsx", stream.getvalue())):
            with self.subTest(name), self._thrown_away():
                result = self._execute(
                    self._upload("okr.key.result", content, name=name)
                )
                self.assertFalse(result["messages"])
                found = self.env["okr.key.result"].browse(result["ids"])
                self.assertEqual(
                    [key_result.name.strip() for key_result in found],
                    [title.strip() for title in titles],
                )
                self.assertEqual(set(found.mapped("initial_value")), {-5.0})

    def test_a_file_of_another_kind_is_refused(self):
        for name, content in (
            ("plan.pdf", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"),
            ("plan.xlsx", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
            ("plan.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
        ):
            upload = self._upload(
                "okr.objective",
                content,
                name=name,
                file_type="application/octet-stream",
            )
            with (
                self.subTest(name),
                mute_logger("odoo.addons.base_import.models.base_import"),
            ):
                error = self._preview(upload)["error"]
                self.assertIn(f"{name} is no table", error)

    def test_a_file_without_rows_says_so(self):
        for content in (b"", b"Title,Session\n", self._csv([["Title", "Session"]])):
            with self.subTest(content):
                upload = self._upload("okr.objective", content)
                self.assertIn("no row", self._preview(upload)["error"])

    def test_each_cell_that_is_no_date_is_named_with_its_row(self):
        table = [
            ["Name", "Start Date", "End Date"],
            ["Q1", "2027-01-01", "2027-03-31"],
            ["Q2", "next spring", "2027-06-30"],
            ["Q3", "2027-07-01", "31.09.2027"],
        ]
        result = self._execute(self._upload("okr.session", table))
        self.assertCells(result, (3, "next spring"), (4, "31.09.2027"))

    def test_each_cell_that_is_no_number_is_named_with_its_row(self):
        cells = ("many", "5", "=5+5", "nan", "1e999")
        table = [["Title", "Related OKR", "Owners", "Target Number"]]
        table += [
            [f"Visits {cell}", "Customers come back", "The user", cell]
            for cell in cells
        ]
        result = self._execute(self._upload("okr.key.result", table))
        self.assertCells(
            result, (2, "many"), (4, "=5+5"), (5, "Target Number"), (6, "Target Number")
        )

    def test_of_several_bad_cells_in_a_column_each_reason_is_shown(self):
        table = [["Name", "Start Date", "End Date"]]
        table += [["Q1", "spring", "2027-03-31"], ["Q2", "summer", "2027-06-30"]]
        result = self._execute(self._upload("okr.session", table))
        # Beside the column the client would name two rows, and no reason.
        for message in result["messages"]:
            self.assertNotIn("field", message)
            self.assertIn("2012-12-31", message["message"])
        result = self._execute(self._upload("okr.session", table[:2]))
        self.assertEqual(result["messages"][0]["field"], "date_start")

    def assertCells(self, result, *expected):
        """Expect nothing imported, and these rows named, each with this word."""
        self.assertFalse(result["ids"])
        self.assertEqual(
            [message["record"] for message in result["messages"]],
            [row for row, _word in expected],
        )
        for message, (row, word) in zip(result["messages"], expected, strict=True):
            self.assertIn(f"Row {row}", message["message"])
            self.assertIn(word, message["message"])

    def test_of_many_batches_each_is_whole_or_not_at_all(self):
        table = [["id", "Title", "Session"]]
        table += [[f"o{number}", f"Grow {number}", "Quarter"] for number in range(7)]
        table[5][1] = " "
        upload = self._upload("okr.objective", table)
        first = self._execute(upload, limit=3)
        self.assertEqual((len(first["ids"]), first["nextrow"]), (3, 3))
        second = self._execute(upload, limit=3, skip=3)
        self.assertFalse(second["ids"])
        self.assertEqual([m["record"] for m in second["messages"]], [6])
        table[5][1] = "Grow 4"
        upload = self._upload("okr.objective", table)
        second = self._execute(upload, limit=3, skip=3)
        last = self._execute(upload, limit=3, skip=6)
        self.assertEqual((second["nextrow"], last["nextrow"]), (6, 0))
        self.assertEqual(
            self.env["okr.objective"].search_count([("name", "like", "Grow")]), 7
        )

    # -- large files --------------------

    def test_a_row_costs_few_queries(self):
        number = 60
        objectives = [("id", "name", "session_id", "owner_id", "parent_id")]
        key_results = [("id", "name", "objective_id", "owner_ids", "target_value")]
        updates = [("id", "key_result_id/id", "date", "value")]
        for index in range(number, 0, -1):
            parent = f"Objective {index // 2}" if index > 1 else ""
            title = f"Objective {index}"
            objectives.append((f"o{index}", title, "Quarter", "The user", parent))
            key_results.append(
                (f"k{index}", f"Visits {index}", title, "The user", "100")
            )
            day = f"2026-01-{index % 28 + 1:02}"
            updates.append((f"u{index}", f"k{index % 6 + 1}", day, str(index)))
        changed = [(*key_results[0], "goalpost_reason")]
        changed += [(*row[:4], "120", "New market") for row in key_results[1:]]
        for model, table in (
            ("okr.objective", objectives),
            ("okr.objective", objectives),
            ("okr.key.result", key_results),
            ("okr.key.result", changed),
            ("okr.update", updates),
            ("okr.update", updates),
        ):
            with self.subTest(model):
                self.env.invalidate_all()
                fields, *rows = table
                importing = self.env(user=self.manager, context={"import_file": True})
                with self.assertQueryCount(BUDGET * number):
                    result = importing[model].load(list(fields), rows)
                self.assertFalse(result["messages"])
