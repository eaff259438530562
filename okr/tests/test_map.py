from odoo import Command
from odoo.exceptions import AccessError
from odoo.tools import SQL

from ..models.okr_tree_mixin import LEVEL
from .access_case import AccessCase

LABEL = {"fields": {"display_name": {}}}
# What the client reads for a card: see okr_objective_view_hierarchy.
CARD = {
    "can_realign": {},
    "child_ids": {},
    "contributes": {},
    "department_id": LABEL,
    "expected_progress": {},
    "has_hidden_parent": {},
    "hidden_child_count": {},
    "name": {},
    "owner_id": LABEL,
    "parent_id": LABEL,
    "progress": {},
    "status": {},
}
BUDGET = 10


class TestMap(AccessCase):
    """The alignment map: a level at a time, and nothing of what is hidden."""

    def _read(self, domain, user=None):
        """Return {name: card} of what the map shows."""
        objectives = self._as(user or self.user, self.env["okr.objective"])
        rows = objectives.hierarchy_read(
            domain, CARD, "parent_id", "child_ids", "sequence, id"
        )
        return {row["name"]: row for row in rows}

    def _multiply(self, objective, number):
        """Copy an objective as a sibling of itself, in the database, for speed."""
        self.env.flush_all()
        names = [
            name
            for name, field in objective._fields.items()
            if field.store and field.column_type and name not in ("id", "parent_path")
        ]
        self.cr.execute(
            SQL(
                "INSERT INTO okr_objective (%(columns)s) SELECT %(columns)s"
                " FROM okr_objective, generate_series(1, %(number)s)"
                " WHERE id = %(id)s",
                columns=SQL(", ").join(map(SQL.identifier, names)),
                number=number,
                id=objective.id,
            )
        )
        self.cr.execute(SQL("ANALYZE okr_objective"))
        self.env.invalidate_all()

    # -- levels -------------------------------------------------------------------

    def test_of_many_objectives_only_those_at_the_top_are_shown(self):
        top = self._create_objective(name="Top")
        child = self._create_objective(name="Below", parent_id=top.id)
        self._multiply(child, LEVEL)
        self._create_objective(name="Another")
        cards = self._read([("id", ">=", top.id)])
        self.assertEqual(list(cards), ["Top", "Another"])
        self.assertEqual(len(cards["Top"]["child_ids"]), LEVEL + 1)

    def test_what_hangs_under_a_hidden_parent_is_at_the_top(self):
        below = self._create_objective(name="Under it", parent_id=self.child.id)
        self._multiply(below, LEVEL)
        cards = self._read([("id", ">=", self.secret.id)])
        self.assertIn(self.child.name, cards)
        self.assertNotIn("Under it", cards)
        self.assertTrue(cards[self.child.name]["has_hidden_parent"])
        self.assertFalse(cards[self.elsewhere.name]["has_hidden_parent"])
        self.assertMasked(cards)

    def test_what_is_searched_is_shown_wherever_it_hangs(self):
        top = self._create_objective(name="Top")
        self._create_objective(name="Searched", parent_id=top.id)
        cards = self._read([("name", "in", ("Top", "Searched"))])
        self.assertEqual(set(cards), {"Top", "Searched"})

    def test_no_level_is_longer_than_anybody_reads(self):
        top = self._create_objective(name="Top")
        child = self._create_objective(name="Below", parent_id=top.id)
        self._multiply(child, 3 * LEVEL)
        below = self._create_objective(name="Deepest", parent_id=child.id)
        for domain in (
            [("parent_id", "=", top.id)],
            [("id", "=", top.id)],
            [("id", "=", child.id)],
        ):
            rows = (
                self.env["okr.objective"]
                .with_user(self.user)
                .hierarchy_read(domain, CARD, "parent_id", "child_ids")
            )
            self.assertLessEqual(len(rows), LEVEL + 3)
        # The line beside it does not push out what is below it.
        self.assertIn(below.name, [row["name"] for row in rows])

    # -- what a card says -----------------------------------------------------------

    def test_hidden_children_are_counted_and_not_named(self):
        self.secret.with_user(self.manager).parent_id = self.objective
        self._create_objective(name="In sight", parent_id=self.objective.id)
        card = self._read([("id", "=", self.objective.id)])[self.objective.name]
        self.assertEqual(card["hidden_child_count"], 1)
        self.assertEqual(len(card["child_ids"]), 1)
        mine = self._as(self.manager, self.objective)
        self.assertEqual(mine.hidden_child_count, 0)

    def test_archived_children_are_not_counted(self):
        self.secret.with_user(self.manager).write(
            {"parent_id": self.objective.id, "active": False}
        )
        self.assertFalse(self._as(self.user, self.objective).hidden_child_count)

    def test_only_who_may_edit_it_moves_a_card(self):
        mine = self._create_objective(user=self.supervisor)
        for user, movable in (
            (self.user, False),
            (self.supervisor, True),
            (self.manager, True),
        ):
            self.assertEqual(self._as(user, mine).can_realign, movable)
        self.assertFalse(self._as(self.supervisor, self.objective).can_realign)

    def test_no_card_of_a_closed_session_moves(self):
        self.session.action_close()
        self.assertFalse(self._as(self.manager, self.objective).can_realign)

    # -- refusals -------------------------------------------------------------------

    def _assert_one_sentence(self, refused):
        sentence = str(refused.exception)
        self.assertNotIn("\n", sentence)
        self.assertNoCanary(sentence)

    def test_each_refused_move_is_told_in_one_sentence(self):
        mine = self._create_objective(name="Mine", user=self.supervisor)
        below = self._create_objective(
            name="Below", user=self.supervisor, parent_id=mine.id
        )
        self.manager.company_ids = [Command.link(self.company_b.id)]
        theirs = self._create_objective(
            name="Theirs",
            user=self.manager_b,
            session_id=self._create_session(user=self.manager_b).id,
        )
        for user, card, parent, words in (
            (self.supervisor, mine, below, "nothing can hang under itself"),
            (self.supervisor, mine, self.secret, "not visible to you"),
            (self.supervisor, self.objective, mine, "only who may edit"),
            (self.user, mine, self.objective, "only who may edit"),
            (self.manager, mine, theirs, "another company"),
        ):
            with self.subTest(words=words), self.assertRefused(words) as refused:
                self._as(user, card).with_context(
                    allowed_company_ids=user.company_ids.ids
                ).write({"parent_id": parent.id})
            self._assert_one_sentence(refused)
        self.session.action_close()
        with self.assertRefused("closed session") as refused:
            self._as(self.manager, mine).parent_id = self.objective
        self._assert_one_sentence(refused)

    def test_who_does_not_see_a_card_is_told_nothing_by_moving_it(self):
        with self.assertRefused(error=AccessError) as refused:
            self._as(self.supervisor, self.secret).parent_id = False
        self._assert_one_sentence(refused)

    # -- budget ---------------------------------------------------------------------

    def _queries(self, level, user):
        """Return how many queries opening a level takes, and how many cards it has."""
        objectives = self._as(user, self.env["okr.objective"])
        domain = [("parent_id", "=", level.id)]
        # What Odoo keeps for all requests is not of this one.
        objectives.web_search_read(domain, CARD, order="sequence, id")
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        answer = objectives.web_search_read(domain, CARD, order="sequence, id")
        return self.cr.sql_log_count - before, answer["length"]

    def _queries_of_the_map(self, domain, user):
        objectives = self._as(user, self.env["okr.objective"])
        arguments = (domain, CARD, "parent_id", "child_ids", "sequence, id")
        objectives.hierarchy_read(*arguments)
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        rows = objectives.hierarchy_read(*arguments)
        return self.cr.sql_log_count - before, len(rows)

    def _level_of(self, number):
        """Make a level of so many cards, each with an owner, a team and a child."""
        top = self._create_objective(name="Top")
        department = self.env["hr.department"].create({"name": "Sales"})
        child = self._create_objective(
            name="Below",
            parent_id=top.id,
            owner_id=self.employee_user.id,
            department_id=department.id,
        )
        self._multiply(child, number - 1)
        self._create_objective(name="Deepest", parent_id=child.id)
        self._create_objective(parent_id=child.id, visibility="private")
        return top

    def test_opening_a_level_of_200_takes_as_many_queries_as_one_of_10(self):
        few, many = self._level_of(10), self._level_of(200)
        for user in (self.user, self.supervisor, self.manager):
            queries, length = self._queries(few, user)
            self.assertEqual(length, 10)
            self.assertLessEqual(queries, BUDGET)
            self.assertEqual(self._queries(many, user), (queries, 200))

    def test_the_map_takes_as_many_queries_with_thousands_beside_it(self):
        few = self._level_of(10)
        domain = [("id", ">=", few.id)]
        before, length = self._queries_of_the_map(domain, self.user)
        self.assertEqual(length, 12)
        many = self._level_of(5_000)
        after, length = self._queries_of_the_map(domain, self.user)
        self.assertEqual(length, 2)
        self.assertLessEqual(after, before + 1)
        self.assertLessEqual(after, BUDGET)
        inside, length = self._queries_of_the_map([("id", "=", many.id)], self.user)
        self.assertEqual(length, 1 + LEVEL)
        self.assertLessEqual(inside, BUDGET)
