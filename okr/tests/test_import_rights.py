from odoo.exceptions import AccessError

from .import_case import OPTIONS, ImportCase


class TestImportRights(ImportCase):
    """An import obeys the rules of a form, whoever it is that imports."""

    def test_a_supervisor_imports_objectives_and_no_sessions(self):
        mine = self._loaded(
            "okr.objective",
            [("name", "session_id"), ("Mine", "Quarter")],
            user=self.supervisor,
        )
        self.assertEqual(mine.creator_id, self.supervisor)
        result = self._load(
            "okr.session",
            [("name", "date_start", "date_end"), ("Q", "2027-01-01", "2027-03-31")],
            user=self.supervisor,
        )
        self.assertBad(result, 0)

    def test_the_rules_of_a_form_hold_for_a_row(self):
        self._create_session(name="Over", state="closed", user=self.manager)
        for user, values, words in (
            (self.supervisor, {"kind": "Strategic Goal"}, "strategic"),
            (self.supervisor, {"creator_id": self.manager.name}, "Creator"),
            (self.manager, {"session_id": "Over"}, "closed"),
            (self.manager, {"progress": "50"}, "Progress"),
            (self.user, {}, ""),
        ):
            values = {"name": "Grow", "session_id": "Quarter", **values}
            with self.subTest(values):
                result = self._load(
                    "okr.objective", [values.keys(), values.values()], user
                )
                self.assertBad(result, 0, words)

    def test_a_changed_goalpost_needs_its_reason_in_the_file(self):
        key_result = self._create_key_result()
        [[xid]] = key_result._export_rows([["id"]])
        table = [("id", "target_value"), (xid, "200")]
        self.assertBad(self._load("okr.key.result", table), 0, "reason")
        table = [("id", "target_value", "goalpost_reason"), (xid, "200", "New market")]
        self._loaded("okr.key.result", table)
        self.assertEqual(key_result.goalpost_change_ids.reason, "New market")

    def test_no_row_changes_what_is_hidden(self):
        hidden = self._create_objective(name="CANARY", visibility="private")
        [[xid]] = hidden._export_rows([["id"]])
        for name in ("CANARY", "Renamed"):
            result = self._load(
                "okr.objective", [("id", "name"), (xid, name)], self.supervisor
            )
            self.assertBad(result, 0)
        self.assertEqual(hidden.name, "CANARY")
        result = self._load(
            "okr.objective", [("id", "weight"), (xid, "2")], self.supervisor
        )
        self.assertNotIn("CANARY", str(result))

    def test_a_context_does_not_make_an_import(self):
        for given in (True, {"model": "okr.objective"}, [1]):
            objective = self._model("okr.objective").with_context(okr_import=given)
            self.assertFalse(objective._import_run())

    def test_a_template_tells_nothing(self):
        for model in ("okr.session", "okr.objective", "okr.key.result", "okr.update"):
            [template] = self._model(model, self.user_none).get_import_templates()
            self.assertEqual(template["template"].split("/")[:3], ["", "okr", "static"])
        self.assertFalse(self._model("okr.milestone").get_import_templates())

    def test_the_importer_gives_no_right(self):
        table = [["Title", "Session"], ["Grow", "Quarter"]]
        columns = ["name", "session_id"]
        upload = self._upload("okr.objective", table, self.user)
        self.assertFalse(upload.execute_import(columns, table[0], OPTIONS)["ids"])
        upload = self._upload("okr.objective", table, self.user_none)
        with self.assertRefused(error=AccessError):
            upload.execute_import(columns, table[0], OPTIONS)
        with self.assertRefused(error=AccessError):
            self._upload("okr.update", table, self.user).execute_import(
                ["note", False], table[0], OPTIONS
            )

    def test_a_file_is_looked_into_by_who_sent_it_alone(self):
        upload = self._upload("okr.objective", [["Title"], ["Grow"]], self.user)
        self.assertIn("Grow", str(upload.parse_preview(OPTIONS)))
        for user in (self.colleague, self.manager, self.user_none):
            self.env.invalidate_all()
            with self.subTest(user.name), self.assertRefused(error=AccessError):
                upload.with_user(user).parse_preview(OPTIONS)

    def test_only_managers_find_the_import_of_past_updates(self):
        menu = self.env.ref("okr.okr_update_import_menu")
        for user, found in (
            (self.user, False),
            (self.supervisor, False),
            (self.manager, True),
        ):
            visible = self._model("ir.ui.menu", user)._visible_menu_ids()
            with self.subTest(user.name):
                self.assertEqual(menu.id in visible, found)
