from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form

from .common import OkrCase


class TestCheckIn(OkrCase):
    """Many check-ins in one list and one save: all of them, or none."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.session.cadence = "weekly"
        cls.key_results = cls.env["okr.key.result"].with_user(cls.manager)
        for number in range(10):
            cls.key_results |= cls._create_key_result(name=f"Number {number}")

    def _form(self, user=None):
        return Form(self._model("okr.check.in", user or self.user))

    def _fill(self, form, values):
        for index, value in enumerate(values):
            if value is not None:
                with form.line_ids.edit(index) as line:
                    line.value = value

    def _values(self):
        self.env.invalidate_all()
        return self.key_results.mapped("current_value")

    def test_the_list_opens_with_what_is_due_from_me(self):
        self._check_in(self.key_results[0], 10)
        self._create_key_result(owner_ids=[Command.set(self.employee_manager.ids)])
        check_in = self._form().save()
        self.assertEqual(check_in.line_ids.key_result_id, self.key_results[1:])

    def test_where_nothing_is_due_all_that_is_mine_is_offered(self):
        self.session.cadence = "none"
        check_in = self._form().save()
        self.assertEqual(check_in.line_ids.key_result_id, self.key_results)

    def test_chosen_key_results_are_taken_where_they_can_be_updated(self):
        other = self._create_key_result(
            owner_ids=[Command.set(self.employee_manager.ids)], visibility="objective"
        )
        chosen = self.key_results[:2] | other
        form = Form(
            self._model("okr.check.in", self.user).with_context(
                active_model="okr.key.result", active_ids=chosen.ids
            )
        )
        self.assertEqual(form.save().line_ids.key_result_id, chosen - other)

    def test_ten_check_ins_are_one_save(self):
        form = self._form()
        self._fill(form, range(1, 11))
        form.save().action_save()
        self.assertEqual(self._values(), [float(value) for value in range(1, 11)])
        self.assertEqual(self.key_results.update_ids.user_id, self.user)

    def test_what_is_left_alone_is_left_out(self):
        form = self._form()
        self._fill(form, [None, 20])
        form.save().action_save()
        self.assertEqual(len(self.key_results.update_ids), 1)

    def test_unchanged_is_a_check_in_where_it_is_ticked(self):
        form = self._form()
        with form.line_ids.edit(0) as line:
            line.is_filled = True
        form.save().action_save()
        self.assertEqual(len(self.key_results.update_ids), 1)

    def test_confidence_and_note_come_along(self):
        form = self._form()
        with form.line_ids.edit(0) as line:
            line.confidence = "70"
            line.note = "Two contracts signed"
        form.save().action_save()
        update = self.key_results.update_ids
        self.assertEqual(
            (update.confidence, update.note), ("70", "Two contracts signed")
        )

    def test_the_new_progress_is_shown_while_typing(self):
        form = self._form()
        with form.line_ids.edit(0) as line:
            line.value = 40
            self.assertEqual(line.progress, 40)
            self.assertTrue(line.is_filled)

    def test_an_achieved_one_is_a_switch(self):
        key_result = self._create_key_result(name="Signed", type="achieved")
        form = self._form()
        with form.line_ids.edit(10) as line:
            line.achieved = True
        form.save().action_save()
        self.assertState(key_result, "closed")

    def test_a_save_without_anything_filled_in_says_what_to_do(self):
        with self.assertRefused("enter a value"):
            self._form().save().action_save()

    def test_one_refused_line_is_named_and_nothing_is_half_done(self):
        form = self._form()
        self._fill(form, [10, 20, 30])
        check_in = form.save()
        self.key_results[1].action_cancel("Not needed")
        with self.assertRefused("Number 1", "cancelled"):
            check_in.action_save()
        self.assertFalse(self.key_results.update_ids)
        self.assertEqual(self._values()[0], 0)

    def test_a_stranger_cannot_save_the_list_of_another(self):
        form = self._form()
        self._fill(form, [10])
        check_in = form.save()
        with self.assertRaises(AccessError):
            check_in.with_user(self.colleague).action_save()
        with self.assertRaises(AccessError):
            check_in.with_user(self.colleague).line_ids.mapped("note")

    def test_a_line_on_a_hidden_key_result_is_refused(self):
        hidden = self._create_key_result(
            name="Canary", owner_ids=[Command.set(self.employee_manager.ids)]
        )
        with self.assertRefused("not visible to you") as caught:
            self._model("okr.check.in", self.user).create(
                {"line_ids": [Command.create({"key_result_id": hidden.id, "value": 1})]}
            )
        self.assertNotIn("Canary", str(caught.exception))

    def test_a_line_on_a_key_result_of_others_is_refused(self):
        foreign = self._create_key_result(
            name="Theirs",
            owner_ids=[Command.set(self.employee_manager.ids)],
            visibility="objective",
        )
        check_in = self._model("okr.check.in", self.user).create(
            {"line_ids": [Command.create({"key_result_id": foreign.id, "value": 1})]}
        )
        with self.assertRefused("Theirs", "owners"):
            check_in.action_save()

    def test_the_list_has_columns_for_the_types_that_are_in_it_alone(self):
        self._create_key_result()
        self.env.flush_all()
        plain = self.env["okr.check.in"].with_user(self.user)
        values = plain.default_get(["line_ids"])
        self.assertFalse(plain.new(values).has_achieved)
        self.assertFalse(plain.new(values).has_stages)
        self._create_key_result(type="achieved")
        self._create_key_result(stages=(1,))
        values = plain.default_get(["line_ids"])
        self.assertTrue(plain.new(values).has_achieved)
        self.assertTrue(plain.new(values).has_stages)

    def test_ten_check_ins_cost_little_more_than_one(self):
        costs = []
        for count in (1, 10):
            form = self._form()
            self._fill(form, [count] * count)
            check_in = form.save()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            check_in.action_save()
            self.env.flush_all()
            costs.append(self.cr.sql_log_count - before)
            self.session.cadence = "daily"
            self._travel_to(self._days(1))
        self.assertLess(costs[1], 4 * costs[0], costs)
