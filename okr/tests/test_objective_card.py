from datetime import timedelta

from lxml import etree

from odoo import Command

from .access_case import CANARY, AccessCase


class TestObjectiveCard(AccessCase):
    """The card of an objective has its key results inside."""

    def _lines(self, user, objective=None):
        objective = self._as(user, objective or self.objective)
        return objective.key_result_lines or {"shown": [], "more": ""}

    def test_a_card_shows_each_key_result_with_its_progress_and_status(self):
        self._check_in(self.key_result, 40)
        self.key_result.with_user(self.manager).action_set_status("at_risk")
        line = self._lines(self.user)["shown"][0]
        self.assertEqual(line["name"], "Mine to update")
        self.assertEqual(line["progress"], 40)
        self.assertEqual(line["status_label"], "At Risk")

    def test_a_card_tells_no_hidden_key_result_and_does_not_count_it(self):
        self.assertEqual(
            [line["name"] for line in self._lines(self.user)["shown"]],
            ["Mine to update"],
        )
        self.assertFalse(self._lines(self.user)["more"])
        self.assertIn(CANARY, str(self._lines(self.manager)))

    def test_a_card_shows_five_in_their_order_and_says_how_many_more(self):
        for number in range(6):
            self._create_key_result(name=f"Number {number}", sequence=number)
        lines = self._lines(self.user)
        self.assertEqual(
            [line["name"] for line in lines["shown"]],
            [f"Number {number}" for number in range(5)],
        )
        self.assertEqual(lines["more"], "2 more")

    def test_a_card_shows_no_cancelled_or_archived_key_result(self):
        self.key_result.with_user(self.manager).action_cancel("No longer needed")
        self.assertFalse(self._lines(self.user)["shown"])
        self.key_result.with_user(self.manager).action_reopen("After all")
        self.key_result.with_user(self.manager).active = False
        self.assertFalse(self._lines(self.user)["shown"])

    def test_all_cards_are_filled_in_as_many_queries_as_one(self):
        self._create_key_result(objective_id=self.child.id)
        measured = []
        for objectives in (self.objective, self.objective | self.child):
            seen = self._as(self.user, objectives)
            seen.mapped("key_result_lines"), seen.mapped("latest_change")
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            seen.mapped("key_result_lines"), seen.mapped("latest_change")
            measured.append(self.cr.sql_log_count - before)
        self.assertEqual(measured[0], measured[1])

    def test_the_cards_read_the_lines(self):
        arch = self.env["okr.objective"].get_view(view_type="kanban")["arch"]
        self.assertTrue(
            etree.fromstring(arch).xpath("//field[@name='key_result_lines']")
        )


class TestLatestChange(AccessCase):
    """The list of objectives says what changed, without a click."""

    def _change(self, user=None):
        return self._as(user or self.user, self.objective).latest_change

    def test_it_is_the_latest_update_that_moved_a_value(self):
        self.assertFalse(self._change())
        self._check_in(self.key_result, 10, date=self.today - timedelta(days=1))
        self._check_in(self.key_result, 40)
        self._check_in(self.key_result, 40)
        self.assertEqual(self._change(), "10 → 40, Mine to update")

    def test_an_update_that_was_voided_changed_nothing(self):
        self._check_in(self.key_result, 10, date=self.today - timedelta(days=1))
        self._check_in(self.key_result, 40).with_user(self.manager).action_void("Wrong")
        self.assertEqual(self._change(), "0 → 10, Mine to update")

    def test_it_is_told_in_the_words_of_the_type(self):
        achieved = self._create_key_result(name="The audit", type="achieved")
        self.env["okr.update"].with_user(self.user).create(
            {"key_result_id": achieved.id, "achieved": True}
        )
        self.assertEqual(self._change(), "Not achieved → Achieved, The audit")
        stages = self._create_key_result(name="The launch", stages=[1, 1])
        self.env["okr.update"].with_user(self.user).create(
            {
                "key_result_id": stages.id,
                "milestone_ids": [Command.set(stages.milestone_ids[:1].ids)],
            }
        )
        self.assertEqual(self._change(), "0 → 1, The launch")

    def test_it_tells_no_hidden_key_result(self):
        self._check_in(self.key_result, 10)
        self._check_in(self.secret_key_result, 20, user=self.manager)
        self.assertEqual(self._change(), "0 → 10, Mine to update")
        self.assertIn(CANARY, self._change(self.manager))
