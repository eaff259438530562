from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .common import OkrCase


@tagged("post_install", "-at_install")
class TestKeyResult(OkrCase):
    def test_a_new_key_result_stands_at_its_start(self):
        key_result = self._create_key_result(initial_value=6, target_value=10)
        self.assertEqual(key_result.current_value, 6)
        self.assertProgress(key_result, 0.0)
        self.assertStatus(key_result, "not_started")
        self.assertState(key_result, "draft")
        self.assertEqual(key_result.weight, 1.0)
        self.assertEqual(key_result.nature, "key_result")
        self.assertEqual(key_result.session_id, self.session)
        self.assertEqual(key_result.creator_id, self.manager)

    def test_no_update_means_no_progress_for_every_type(self):
        for values in (
            {"type": "increase"},
            {"type": "decrease"},
            {"type": "stay_above", "initial_value": 20},
            {"type": "stay_below", "initial_value": 0},
            {"type": "achieved"},
            {"stages": [1, 1]},
            {"stages": []},
        ):
            with self.subTest(str(values)):
                key_result = self._create_key_result(**values)
                self.assertEqual(key_result.progress, 0.0)
                self.assertStatus(key_result, "not_started")

    def test_somebody_owns_it(self):
        with self.assertRefused("owner", error=ValidationError):
            self._create_key_result(owner_ids=[Command.clear()])
        key_result = self._create_key_result()
        with self.assertRefused("owner", error=ValidationError):
            key_result.owner_ids = [Command.clear()]
        with self.assertRefused("owner"):
            key_result.owner_ids = [Command.unlink(self.employee_user.id)]

    def test_a_key_result_needs_owners_when_made(self):
        with self.assertRefused("owner", error=ValidationError):
            self._model("okr.key.result").create(
                {
                    "name": "Nobody's",
                    "objective_id": self.objective.id,
                    "type": "achieved",
                }
            )

    def test_owners_are_of_the_same_company(self):
        with self.assertRefused():
            self._create_key_result(owner_ids=[Command.set(self.employee_b.ids)])
        with self.assertRefused():
            self._create_objective(owner_id=self.employee_b.id)
        with self.assertRefused():
            self._create_initiative(employee_id=self.employee_b.id)

    def test_a_critical_value_counts_by_itself_for_any_value_but_0(self):
        self.assertTrue(self._create_key_result(type="stay_above").has_critical)

    def test_a_critical_value_of_0_must_be_ticked(self):
        values = {"type": "stay_above", "target_value": 10, "critical_value": 0}
        with self.assertRefused("critical", error=ValidationError):
            self._create_key_result(**values)
        key_result = self._create_key_result(**values, has_critical=True)
        self._check_in(key_result, 5)
        self.assertProgress(key_result, 50.0)

    def test_targets_on_the_wrong_side_are_refused_by_name(self):
        for type_, values, words in (
            ("increase", {"initial_value": 10, "target_value": 10}, ["target"]),
            ("increase", {"initial_value": 10, "target_value": 5}, ["target"]),
            ("decrease", {"initial_value": 10, "target_value": 10}, ["target"]),
            ("decrease", {"initial_value": 10, "target_value": 15}, ["target"]),
            ("stay_above", {"critical_value": 10}, ["critical"]),
            ("stay_above", {"critical_value": 12}, ["critical"]),
            ("stay_below", {"critical_value": 6}, ["critical"]),
            ("stay_below", {"critical_value": 5}, ["critical"]),
        ):
            with (
                self.subTest(f"{type_} {values}"),
                self.assertRefused("sell more:", *words, error=ValidationError),
            ):
                self._create_key_result(name="Sell more", type=type_, **values)

    def test_a_target_is_not_moved_to_the_wrong_side_later(self):
        key_result = self._create_key_result(name="Sell more")
        with self.assertRefused("sell more:", "raise it", error=ValidationError):
            key_result.write({"target_value": -5, "goalpost_reason": "Oops."})

    def test_a_change_of_type_is_checked_with_its_numbers(self):
        key_result = self._create_key_result(name="Sell more")
        with self.assertRefused("sell more:", "lower it", error=ValidationError):
            key_result.write({"type": "decrease", "goalpost_reason": "Oops."})
        with self.assertRefused("sell more:", "critical", error=ValidationError):
            key_result.write({"type": "stay_above", "goalpost_reason": "Oops."})

    def test_a_key_figure_is_a_number(self):
        for values in ({"type": "achieved"}, {"stages": [1]}):
            with (
                self.subTest(str(values)),
                self.assertRefused("sell more:", "choose a numeric"),
            ):
                self._create_key_result(name="Sell more", nature="kpi", **values)

    def test_a_key_figure_counts_like_any_other(self):
        self._check_in(self._create_key_result(nature="kpi"), 60)
        self.assertProgress(self.objective, 60.0)

    def test_weight_0_keeps_a_key_figure_out(self):
        self._check_in(self._create_key_result(nature="kpi", weight=0), 60)
        self._check_in(self._create_key_result(), 20)
        self.assertProgress(self.objective, 20.0)

    def test_a_weight_is_never_negative(self):
        with self.assertRefused("weight", error=ValidationError):
            self._create_key_result(weight=-0.5)

    def test_the_update_button_opens_a_dialog_for_this_key_result(self):
        key_result = self._create_key_result()
        dialog = key_result.with_user(self.user).action_update()
        self.assertEqual(dialog["type"], "ir.actions.act_window")
        self.assertEqual(dialog["res_model"], "okr.update")
        self.assertEqual(dialog["target"], "new")
        proposed = (
            self._model("okr.update", self.user)
            .with_context(**dialog["context"])
            .default_get(["key_result_id", "date", "value"])
        )
        self.assertEqual(proposed["key_result_id"], key_result.id)

    def test_update_information_says_where_it_stands_and_where_it_goes(self):
        for values, value, sentence in (
            (
                {"type": "increase"},
                {"value": 5},
                "Current value is 5, Should Increase to 100",
            ),
            (
                {"type": "decrease", "target_value": 10},
                {"value": 26},
                "Current value is 26, Should Decrease to 10",
            ),
            (
                {"type": "stay_above"},
                {"value": 12},
                "Current value is 12, Should Stay Above 10 and absolutely must be"
                " above 6",
            ),
            (
                {"type": "stay_below"},
                {"value": 7},
                "Current value is 7, Should Stay Below 6 and absolutely must be"
                " below 10",
            ),
        ):
            with self.subTest(values["type"]):
                key_result = self._create_key_result(**values)
                before = key_result.update_information
                update = self._check_in(key_result, **value)
                self.assertEqual(key_result.update_information, sentence)
                # An update keeps the sentence that the dialog showed.
                self.assertEqual(update.update_information, before)

    def test_update_information_speaks_in_the_unit(self):
        key_result = self._create_key_result(
            unit_id=self.env.ref("okr.unit_percent").id
        )
        self._check_in(key_result, 5)
        self.assertRegex(key_result.update_information, r"is 5\s?%, .* 100\s?%$")

    def test_update_information_of_an_achieved_type_and_of_stages(self):
        achieved = self._check_in(
            self._create_key_result(type="achieved"), achieved=True
        )
        self.assertIn("Achieved or Not", achieved.update_information)
        stages = self._create_key_result(stages=[1, 1, 1, 1])
        update = self._check_in(
            stages, milestone_ids=[Command.set(stages.milestone_ids[0].ids)]
        )
        self.assertIn("Milestone: 4 stages", update.update_information)

    def test_the_latest_confidence_given_stays(self):
        key_result = self._create_key_result()
        self._check_in(key_result, 10, confidence="70")
        self._check_in(key_result, 20)
        self.assertEqual(key_result.confidence, "70")

    def test_no_stages_means_no_progress(self):
        key_result = self._create_key_result(stages=[])
        self._check_in(key_result)
        self.assertProgress(key_result, 0.0)
        self.assertState(key_result, "in_progress")

    def test_stages_count_by_their_weight(self):
        key_result = self._create_key_result(stages=[1, 3])
        light, heavy = key_result.milestone_ids
        self._check_in(key_result, milestone_ids=[Command.set(heavy.ids)])
        self.assertProgress(key_result, 75.0)
        self.assertEqual(key_result.current_value, 1)
        self.assertTrue(heavy.done)
        self.assertEqual(heavy.done_date, self.today)
        self.assertFalse(light.done)

    def test_the_number_of_an_achieved_type_is_0_or_1(self):
        key_result = self._create_key_result(type="achieved")
        self.assertEqual(key_result.current_value, 0)
        self._check_in(key_result, achieved=True)
        self.assertEqual(key_result.current_value, 1)
        self._check_in(key_result, achieved=False)
        self.assertEqual(key_result.current_value, 0)
        self.assertState(key_result, "in_progress")

    def test_a_start_that_the_type_does_not_use_is_no_value(self):
        for values in ({"type": "achieved"}, {"stages": [1, 1]}):
            with self.subTest(str(values)):
                key_result = self._create_key_result(initial_value=5, **values)
                self.assertEqual(key_result.current_value, 0)

    def test_users_do_not_make_key_results_and_supervisors_do_in_their_own(self):
        with self.assertRefused(error=AccessError):
            self._create_key_result(user=self.user)
        with self.assertRefused(error=AccessError):
            self._create_key_result(user=self.supervisor)
        mine = self._create_objective(user=self.supervisor)
        key_result = self._create_key_result(user=self.supervisor, objective_id=mine.id)
        self.assertEqual(key_result.owner_ids, self.employee_user)

    def test_a_supervisor_moves_nothing_into_what_others_edit(self):
        mine = self._create_objective(user=self.supervisor)
        key_result = self._create_key_result(user=self.supervisor, objective_id=mine.id)
        with self.assertRefused(error=AccessError):
            key_result.objective_id = self.objective
        another = self._create_objective(user=self.supervisor)
        key_result.objective_id = another
        self.assertEqual(another.key_result_ids, key_result)

    def test_an_owner_does_not_edit_it(self):
        key_result = self._create_key_result()
        with self.assertRefused(error=AccessError):
            key_result.with_user(self.user).name = "Easier"

    def test_visibility_starts_as_the_company_chose(self):
        self.assertEqual(self._create_key_result().visibility, "owners")
        self.company.okr_key_result_visibility = "objective"
        self.assertEqual(self._create_key_result().visibility, "objective")

    def test_a_key_result_moves_to_another_objective_with_its_figures(self):
        key_result = self._create_key_result()
        self._check_in(key_result, 40)
        other = self._create_objective()
        key_result.objective_id = other
        self.assertProgress(self.objective, 0.0)
        self.assertProgress(other, 40.0)
