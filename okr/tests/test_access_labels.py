from odoo.exceptions import AccessError

from .access_case import CANARY, AccessCase

LABEL = {"fields": {"display_name": {}}}
CARD = {"fields": {"display_name": {}, "name": {}, "state": {}, "child_ids": {}}}


class TestAccessLabels(AccessCase):
    """The title of a hidden record is as secret as the record."""

    def setUp(self):
        super().setUp()
        self.mine = self._as(self.user, self.child)
        self.objectives = self.mine.browse()

    def test_a_hidden_parent_has_no_title_when_read(self):
        self.assertMasked(self.mine.read(["parent_id"]))

    def test_a_hidden_parent_has_no_title_in_a_list(self):
        self.assertMasked(self.objectives.search_read([], ["parent_id"]))
        self.assertMasked(
            self.objectives.web_search_read([], {"parent_id": LABEL, "name": {}})
        )

    def test_a_card_may_ask_for_more_of_a_hidden_parent_than_its_label(self):
        [row] = self.mine.web_read({"name": {}, "parent_id": CARD})
        self.assertEqual(row["name"], "A visible child")
        self.assertEqual(
            row["parent_id"],
            {
                "id": self.secret.id,
                "display_name": "Not visible to you",
                "name": "Not visible to you",
                "state": False,
                "child_ids": [],
            },
        )

    def test_a_card_shows_what_it_asks_of_a_visible_parent(self):
        other = self._create_objective(parent_id=self.objective.id)
        rows = self._as(self.user, self.child | other).web_read({"parent_id": CARD})
        self.assertEqual(rows[1]["parent_id"]["name"], self.objective.name)
        self.assertEqual(rows[0]["parent_id"]["name"], "Not visible to you")

    def test_a_hidden_record_itself_is_not_read(self):
        secret = self._as(self.user, self.secret)
        with self.assertRaises(AccessError):
            secret.web_read({"display_name": {}, "name": {}})
        with self.assertRaises(AccessError):
            secret.read(["name"])
        self.user.group_ids += self.env.ref("base.group_allow_export")
        for columns in (["name"], ["name", "session_id/name"]):
            with self.assertRaises(AccessError):
                self._as(self.user, self.secret).export_data(columns)

    def test_an_onchange_on_a_visible_child_works_and_masks_its_parent(self):
        mine = self._create_objective(user=self.supervisor)
        mine.with_user(self.manager).parent_id = self.secret
        answer = self._as(self.supervisor, mine).onchange(
            {"name": "New", "parent_id": self.secret.id},
            ["name"],
            {"name": {}, "parent_id": CARD},
        )
        self.assertNoCanary(answer)

    def test_a_hidden_parent_has_no_title_in_an_export(self):
        self.user.group_ids += self.env.ref("base.group_allow_export")
        columns = [
            ["name"],
            ["parent_id"],
            ["parent_id", "name"],
            ["parent_id", "session_id", "name"],
            ["parent_id", "id"],
        ]
        records = self._as(self.user, self.child | self.objective)
        rows = records.export_data(["/".join(column) for column in columns])["datas"]
        self.assertMasked(rows)
        self.assertEqual(
            rows[0][:4], [self.child.name, *["Not visible to you"] * 2, ""]
        )
        self.assertTrue(rows[0][4], "what is known stays known for an import")
        self.assertEqual(rows[1][:3], [self.objective.name, "", ""])

    def test_lines_below_are_exported_each_with_its_own(self):
        self.user.group_ids += self.env.ref("base.group_allow_export")
        self._create_key_result(name="Another of mine")
        rows = self._as(self.user, self.objective).export_data(
            ["name", "session_id/name", "key_result_ids/name"]
        )["datas"]
        self.assertNoCanary(rows)
        self.assertEqual(
            {row[2] for row in rows}, {"Mine to update", "Another of mine"}
        )

    def test_the_hierarchy_shows_a_hidden_parent_as_a_card_without_title(self):
        specification = {"name": {}, "parent_id": LABEL, "progress": {}}
        rows = self.objectives.hierarchy_read(
            [("id", "=", self.child.id)], specification, "parent_id"
        )
        self.assertMasked(rows)
        cards = {row["id"]: row for row in rows}
        self.assertEqual(set(cards), {self.child.id, self.secret.id})
        self.assertEqual(cards[self.secret.id]["name"], "Not visible to you")
        self.assertEqual(cards[self.secret.id]["__child_ids__"], [self.child.id])

    def test_the_hierarchy_shows_all_of_a_visible_branch(self):
        below = self._create_objective(name="Below", parent_id=self.objective.id)
        rows = self.objectives.hierarchy_read(
            [("id", "=", below.id)], {"name": {}, "parent_id": LABEL}, "parent_id"
        )
        self.assertEqual({row["name"] for row in rows}, {"Below", self.objective.name})

    def test_the_hierarchy_only_reads(self):
        for model in ("okr.objective", "okr.session"):
            method = self.env.registry[model].hierarchy_read
            self.assertTrue(getattr(method, "_readonly", False), model)

    def test_a_hidden_parent_has_no_title_over_a_group(self):
        read = self.objectives
        for groupby in ("parent_id", "session_id"):
            aggregates = ["__count", "progress:avg"]
            self.assertMasked(read.formatted_read_group([], [groupby], aggregates))
            self.assertMasked(read.web_read_group([], [groupby], aggregates))
            self.assertNoCanary(
                read.read_progress_bar(
                    [],
                    groupby,
                    {"field": "state", "colors": {"draft": "x", "in_progress": "y"}},
                )
            )

    def test_groups_count_only_what_is_visible(self):
        groups = (
            self.env["okr.key.result"]
            .with_user(self.user)
            .formatted_read_group(
                [("objective_id", "=", self.objective.id)],
                ["objective_id"],
                ["__count"],
            )
        )
        self.assertEqual([group["__count"] for group in groups], [1])

    def test_the_choices_of_a_search_panel_are_visible_ones(self):
        panel = self.objectives
        self.assertNoCanary(panel.search_panel_select_range("session_id"))
        self.assertNoCanary(panel.search_panel_select_multi_range("parent_id"))

    def test_links_to_many_leave_hidden_ones_out(self):
        self.objective.with_user(self.manager).write(
            {
                "related_kind": "both",
                "related_objective_ids": self.secret.ids,
                "related_key_result_ids": self.secret_key_result.ids,
            }
        )
        [row] = self._as(self.user, self.objective).web_read(
            {
                name: {"fields": {"display_name": {}, "name": {}}}
                for name in (
                    "related_objective_ids",
                    "related_key_result_ids",
                    "key_result_ids",
                    "initiative_ids",
                    "child_ids",
                )
            }
        )
        self.assertNoCanary(row)
        self.assertEqual(row["related_objective_ids"], [])
        self.assertEqual(len(row["key_result_ids"]), 1)

    def test_saving_gives_back_no_hidden_line(self):
        self.secret.with_user(self.manager).parent_id = self.objective
        mine = self._create_objective(user=self.supervisor, name="Mine")
        self.secret.with_user(self.manager).parent_id = mine
        [row] = self._as(self.supervisor, mine).web_save(
            {"weight": 2.0}, {"name": {}, "child_ids": {"fields": {"name": {}}}}
        )
        self.assertEqual(row["child_ids"], [])

    def test_stat_buttons_count_what_their_lists_show(self):
        objective = self._as(self.user, self.objective)
        self.assertEqual(objective.key_result_count, 1)
        self.assertEqual(objective.initiative_count, 0)
        self.assertEqual(self._as(self.user, self.session).objective_count, 2)
        self.assertEqual(self._as(self.user, self.session).child_count, 0)

    def test_a_refusal_in_debug_mode_names_no_title(self):
        # Odoo's own test of the debug mode needs a request.
        users = self.registry["res.users"]
        has_group = users.has_group
        self.patch(
            users,
            "has_group",
            lambda user, name: name == "base.group_no_one" or has_group(user, name),
        )
        for record in (
            self.secret,
            self.secret_session,
            self.secret_key_result,
            self.secret_initiative,
        ):
            for read in (
                lambda hidden: hidden.read(["name"]),
                lambda hidden: hidden.write({"name": "x"}),
                lambda hidden: hidden.unlink(),
                lambda hidden: hidden.copy(),
            ):
                with (
                    self.subTest(record=record._name),
                    self.assertRaises(AccessError) as refused,
                ):
                    read(self._as(self.supervisor, record))
                self.assertNoCanary(str(refused.exception))

    def test_no_search_finds_a_hidden_title(self):
        for domain in (
            [("name", "ilike", CANARY)],
            [("display_name", "ilike", CANARY)],
            [("parent_id", "ilike", CANARY)],
            [("parent_id.name", "ilike", CANARY)],
            [("session_id", "ilike", CANARY)],
            [("session_id.name", "ilike", CANARY)],
            [("parent_id", "child_of", CANARY)],
            [("id", "child_of", CANARY)],
            [("session_id", "child_of", CANARY)],
            [("key_result_ids.name", "ilike", CANARY)],
            [("initiative_ids.name", "ilike", CANARY)],
            [("related_objective_ids.name", "ilike", CANARY)],
            [("message_ids.record_name", "ilike", CANARY)],
        ):
            with self.subTest(domain=domain):
                try:
                    found = self.objectives.search_count(domain)
                except ValueError:
                    found = 0  # not searchable at all
                self.assertFalse(found)
        self.assertFalse(self.objectives.name_search(CANARY))

    def test_a_group_by_the_name_of_a_hidden_parent_tells_nothing(self):
        for groupby in ("parent_id.name", "session_id.name"):
            with self.subTest(groupby=groupby):
                self.assertNoCanary(
                    self.objectives.formatted_read_group([], [groupby], ["__count"])
                )

    def test_what_hangs_below_a_hidden_record_is_not_told_by_its_id(self):
        for operator in ("child_of", "parent_of"):
            for field, id_ in (
                ("id", self.secret.id),
                ("parent_id", self.secret.id),
                ("session_id", self.secret_session.id),
            ):
                with self.subTest(operator=operator, field=field):
                    domain = [(field, operator, id_)]
                    self.assertFalse(self.objectives.search_count(domain))
                    self.assertFalse(
                        self.objectives.search_count([(field, operator, [id_])])
                    )
        below = self._create_objective(parent_id=self.child.id)
        domain = [("id", "child_of", self.child.id)]
        self.assertEqual(self.objectives.search(domain), self.mine | below)

    def test_the_line_up_to_the_root_is_not_told(self):
        with self.assertRaises(AccessError):
            self.mine.read(["parent_path"])
        self.assertNotIn("parent_path", self.mine.read()[0])
        with self.assertRaises(AccessError):
            self.objectives.search([("parent_path", "like", f"{self.secret.id}/")])
