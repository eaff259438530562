from .import_case import ImportCase

OBJECTIVES = ("id", "name", "session_id", "parent_id/id")


class TestImport(ImportCase):
    """Sessions, objectives and key results come from a file, all rows or none."""

    def _objectives(self, *rows, user=None):
        return self._load("okr.objective", [OBJECTIVES, *rows], user)

    def test_the_same_file_again_updates_and_doubles_nothing(self):
        table = [
            OBJECTIVES,
            ["a", "Grow", "Quarter", ""],
            ["b", "Sell", "Quarter", "a"],
        ]
        first = self._loaded("okr.objective", table)
        table[2][1] = "Sell more"
        again = self._loaded("okr.objective", table)
        self.assertEqual(again, first)
        self.assertEqual(again.mapped("name"), ["Grow", "Sell more"])
        self.assertEqual(again[1].parent_id, again[0])

    def test_what_the_file_does_not_change_is_not_written(self):
        table = [
            ("id", "name", "objective_id", "owner_ids", "target_value", "deadline"),
            ["k", "Visits", self.objective.name, "The user", "10", "2026-03-01"],
        ]
        key_result = self._loaded("okr.key.result", table)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE okr_key_result SET write_date = '2026-01-01' WHERE id = %s",
            [key_result.id],
        )
        self.env.invalidate_all()
        self._loaded("okr.key.result", table)
        self.assertEqual(str(key_result.write_date.date()), "2026-01-01")

    def test_one_bad_row_leaves_nothing_and_is_the_only_one_named(self):
        before = self.env["okr.objective"].search_count([])
        result = self._objectives(
            ["a", "Top", "Quarter", ""],
            ["b", " ", "Quarter", "a"],
            ["c", "Below what is bad", "Quarter", "b"],
            ["d", "Good", "Quarter", "a"],
        )
        self.assertBad(result, 1, "Row 2, b:", "Title")
        self.assertEqual(self.env["okr.objective"].search_count([]), before)
        self.assertFalse(self.env.ref("__import__.a", raise_if_not_found=False))

    def test_every_bad_row_of_many_is_named_with_its_own_reason(self):
        rows = [[f"k{number}", "Visits", "0", "10", "2"] for number in range(30)]
        rows[4][2] = "20"
        rows[17][4] = "-1"
        rows[29][1] = ""
        for row in rows:
            row[1:2] = [
                row[1] and f"{row[1]} {row[0]}",
                self.objective.name,
                "The user",
            ]
        table = [
            (
                "id",
                "name",
                "objective_id",
                "owner_ids",
                "initial_value",
                "target_value",
            ),
            *rows,
        ]
        table = [(*table[0], "weight"), *table[1:]]
        result = self._load("okr.key.result", table)
        named = {
            message["rows"]["from"]: message["message"]
            for message in result["messages"]
        }
        self.assertEqual(list(named), [4, 17, 29])
        self.assertIn("Target Number", named[4])
        self.assertIn("Weight", named[17])
        self.assertIn("Title", named[29])

    def test_a_file_in_which_all_is_wrong_is_mended_step_by_step(self):
        result = self._objectives(
            *([f"o{number}", " ", "Quarter", ""] for number in range(80))
        )
        self.assertFalse(result["ids"])
        self.assertLess(len(result["messages"]), 60)
        self.assertIn("more of them", result["messages"][-1]["message"])

    # -- parents --------------------

    def test_a_parent_may_come_later_in_the_file(self):
        objectives = self._loaded(
            "okr.objective",
            [
                OBJECTIVES,
                ("c", "Third", "Quarter", "b"),
                ("b", "Second", "Quarter", "a"),
                ("a", "First", "Quarter", ""),
            ],
        ).sorted("name")
        first, second, third = objectives
        self.assertEqual(
            third.parent_id, second.browse(objectives[1].id) and third.parent_id
        )
        self.assertEqual((third.parent_id.parent_id, second.name), (first, "Second"))

    def test_a_parent_may_be_named_by_its_title(self):
        sessions = self._loaded(
            "okr.session",
            [
                ("name", "parent_id", "date_start", "date_end"),
                ("Q1", "A year", "2027-01-01", "2027-03-31"),
                ("A year", "", "2027-01-01", "2027-12-31"),
            ],
        )
        self.assertEqual(sessions.parent_id.name, "A year")

    def test_a_parent_in_a_later_batch_comes_along(self):
        rows = [
            ["c", "Third", "Quarter", "b"],
            ["a", "First", "Quarter", ""],
            ["b", "Second", "Quarter", "a"],
        ]
        load = self._model("okr.objective").with_context(_import_limit=1).load
        for number, following in enumerate((1, 2, 0)):
            result = load(list(OBJECTIVES), rows[number:])
            self.assertFalse(result["messages"])
            self.assertEqual(result["nextrow"] and number + 1, following)
        imported = self.env["okr.objective"].search(
            [("name", "in", ("First", "Second", "Third"))]
        )
        self.assertEqual(len(imported), 3)

    def test_rows_in_a_loop_are_named_and_what_hangs_below_is_not(self):
        result = self._objectives(
            ["a", "A", "Quarter", "b"],
            ["b", "B", "Quarter", "a"],
            ["c", "C", "Quarter", "a"],
            ["d", "D", "Quarter", ""],
        )
        self.assertFalse(result["ids"])
        self.assertEqual(
            [message["rows"]["from"] for message in result["messages"]], [0, 1]
        )
        self.assertIn("hangs under it", result["messages"][0]["message"])

    def test_a_parent_whose_title_two_rows_bear_is_not_guessed(self):
        table = [
            ("id", "name", "session_id", "parent_id"),
            ("a", "Grow", "Quarter", ""),
            ("b", "Grow", "Quarter", ""),
            ("c", "Sell", "Quarter", "Grow"),
        ]
        result = self._load("okr.objective", table)
        self.assertBad(result, 2, "several rows", "External ID")

    def test_rows_without_titles_change_what_is_there_and_name_no_parent(self):
        objectives = self.objective | self._create_objective(name="Sell")
        xids = [xid for [xid] in objectives._export_rows([["id"]])]
        table = [("id", "problem"), *((xid, f"Why {xid}") for xid in xids)]
        self.assertFalse(self._load("okr.objective", table)["messages"])
        self.assertEqual(objectives.mapped("problem"), [f"Why {xid}" for xid in xids])

    def test_a_loop_with_what_is_there_already_is_refused(self):
        child = self._create_objective(parent_id=self.objective.id)
        [[parent_xid], [child_xid]] = (self.objective | child)._export_rows([["id"]])
        result = self._load(
            "okr.objective", [("id", "parent_id/id"), (parent_xid, child_xid)]
        )
        self.assertBad(result, 0, "under itself")

    # -- what cannot be told apart --------------------

    def test_two_of_one_title_without_an_id_are_refused(self):
        result = self._load(
            "okr.objective",
            [("name", "session_id"), ("Grow", "Quarter"), ("Grow", "Quarter")],
        )
        self.assertBad(result, 1, "External ID")

    def test_a_file_without_ids_is_not_imported_twice(self):
        table = [("name", "session_id"), ("Grow", "Quarter")]
        self._loaded("okr.objective", table)
        self.assertBad(self._load("okr.objective", table), 0, "already")

    def test_a_title_that_two_bear_names_neither(self):
        self._create_objective()
        result = self._load(
            "okr.key.result",
            [
                ("id", "name", "objective_id", "owner_ids", "target_value"),
                ("k", "Visits", self.objective.name, "The user", "10"),
            ],
        )
        self.assertBad(result, 0, "multiple matches", "Related OKR")

    def test_an_external_id_that_stands_in_the_file_twice_is_refused(self):
        result = self._objectives(
            ["a", "One", "Quarter", ""], ["a", "Another", "Quarter", ""]
        )
        self.assertBad(result, 1, "twice")

    def test_a_hidden_title_may_be_used_again(self):
        self._create_objective(name="Secret", visibility="private")
        self._loaded(
            "okr.objective",
            [("name", "session_id"), ("Secret", "Quarter")],
            user=self.supervisor,
        )

    # -- cells --------------------

    def test_an_empty_cell_leaves_what_a_form_would_propose(self):
        key_result = self._loaded(
            "okr.key.result",
            [
                (
                    "name",
                    "objective_id",
                    "owner_ids",
                    "target_value",
                    "weight",
                    "auto_close",
                    "visibility",
                    "deadline",
                ),
                ("Visits", self.objective.name, "The user", "10", "", "", "", ""),
            ],
        )
        self.assertEqual(key_result.weight, 1)
        self.assertTrue(key_result.auto_close)
        self.assertEqual(key_result.visibility, "owners")
        self.assertEqual(key_result.deadline, self.quarter_end)

    def test_an_emptied_cell_empties_what_need_not_be_there(self):
        table = [OBJECTIVES, ["a", "A", "Quarter", ""], ["b", "B", "Quarter", "a"]]
        self._loaded("okr.objective", table)
        table[2][3] = ""
        self.assertFalse(self._loaded("okr.objective", table).parent_id)

    def test_an_unknown_person_is_named(self):
        result = self._load(
            "okr.objective",
            [
                ("name", "session_id", "owner_id"),
                ("Grow", "Quarter", "The user"),
                ("Sell", "Quarter", "Nobody Here"),
            ],
        )
        self.assertBad(result, 1, "Row 2, Sell:", "Nobody Here", "Owner")

    def test_a_date_in_words_is_named(self):
        result = self._load(
            "okr.session",
            [("name", "date_start", "date_end"), ("Q", "next spring", "2026-06-30")],
        )
        self.assertBad(result, 0, "next spring", "Start Date")

    def test_a_word_that_is_neither_yes_nor_no_is_refused(self):
        result = self._load(
            "okr.objective",
            [("name", "session_id", "contributes"), ("Grow", "Quarter", "perhaps")],
        )
        self.assertBad(result, 0, "perhaps")
