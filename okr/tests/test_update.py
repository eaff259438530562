from datetime import date, datetime

from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .common import OkrCase


@tagged("post_install", "-at_install")
class TestUpdate(OkrCase):
    """Creating one update is the check-in, from the dialog or by RPC."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.key_result = cls._create_key_result(initial_value=5)

    def test_one_create_is_the_whole_check_in(self):
        update = (
            self.env["okr.update"]
            .with_user(self.user)
            .create({"key_result_id": self.key_result.id, "value": 24})
        )
        self.assertEqual(self.key_result.current_value, 24)
        self.assertProgress(self.key_result, 20.0)
        self.assertEqual(self.key_result.last_update_date, self.today)
        self.assertEqual(update.user_id, self.user)
        self.assertEqual(update.source, "manual")
        self.assertEqual(update.date, self.today)
        self.assertFalse(update.late)

    def test_the_value_is_the_new_one_not_the_difference(self):
        self._check_in(self.key_result, 10)
        self._check_in(self.key_result, 10)
        self.assertEqual(self.key_result.current_value, 10)

    def test_a_number_needs_a_value(self):
        for values in ({}, {"value": False}, {"value": None}):
            with self.subTest(str(values)), self.assertRefused("value"):
                self._check_in(self.key_result, **values)
        self.assertFalse(self.key_result.update_ids)

    def test_0_is_a_value(self):
        self._check_in(self.key_result, 0)
        self.assertEqual(self.key_result.current_value, 0)
        self.assertState(self.key_result, "in_progress")

    def test_the_dialog_proposes_the_current_value(self):
        self._check_in(self.key_result, 42)
        dialog = self.key_result.with_user(self.user).action_update()
        proposed = (
            self._model("okr.update", self.user)
            .with_context(**dialog["context"])
            .default_get(["key_result_id", "value"])
        )
        self.assertEqual(proposed["value"], 42)

    def test_an_update_is_never_in_the_future(self):
        with self.assertRefused("future"):
            self._check_in(self.key_result, 10, date=self._days(1))

    def test_today_is_the_day_of_the_users_time_zone(self):
        self._travel_to(datetime(2026, 2, 16, 20))
        for zone, day in (
            ("Pacific/Kiritimati", date(2026, 2, 17)),
            ("Pacific/Niue", date(2026, 2, 16)),
        ):
            self.user.tz = zone
            with self.subTest(zone):
                self.assertEqual(self._check_in(self.key_result, 10).date, day)
        with self.assertRefused("future"):
            self._check_in(self.key_result, 10, date=date(2026, 2, 17))

    def test_a_context_does_not_make_it_tomorrow(self):
        self._travel_to(datetime(2026, 2, 16, 20))
        kiritimati = self._model("okr.update", self.user).with_context(
            tz="Pacific/Kiritimati"
        )
        update = kiritimati.create({"key_result_id": self.key_result.id, "value": 1})
        self.assertEqual(update.date, self.today)
        with self.assertRefused("future"):
            kiritimati.create(
                {
                    "key_result_id": self.key_result.id,
                    "value": 1,
                    "date": date(2026, 2, 17),
                }
            )

    def test_an_update_dated_before_the_latest_is_history(self):
        self._check_in(self.key_result, 60, confidence="70")
        old = self._check_in(self.key_result, 30, date=self._days(-7), confidence="30")
        self.assertEqual(self.key_result.current_value, 60)
        self.assertEqual(self.key_result.last_update_date, self.today)
        self.assertEqual(self.key_result.confidence, "70")
        self.assertIn(old, self.key_result.update_ids)

    def test_of_two_updates_on_one_day_the_later_one_counts(self):
        self._check_in(self.key_result, 60)
        self._check_in(self.key_result, 50)
        self.assertEqual(self.key_result.current_value, 50)

    def test_many_updates_in_one_call_count_in_order(self):
        self._model("okr.update", self.user).create(
            [
                {"key_result_id": self.key_result.id, "value": 60},
                {"key_result_id": self.key_result.id, "value": 70},
                {
                    "key_result_id": self.key_result.id,
                    "value": 10,
                    "date": self._days(-1),
                },
            ]
        )
        self.assertEqual(self.key_result.current_value, 70)

    def test_what_an_update_saw_and_gave_is_fixed_at_entry(self):
        first = self._check_in(self.key_result, 24)
        second = self._check_in(self.key_result, 43)
        self.assertEqual(first.previous_value, 5)
        self.assertEqual(second.previous_value, 24)
        self.assertAlmostEqual(first.progress, 20.0)
        self.assertAlmostEqual(second.progress, 40.0)
        sentence = second.update_information
        self.key_result.write({"target_value": 200, "goalpost_reason": "More."})
        first.action_void("A typing error.")
        self.assertAlmostEqual(second.progress, 40.0)
        self.assertEqual(second.previous_value, 24)
        self.assertEqual(second.update_information, sentence)

    def test_a_backdated_update_keeps_the_progress_of_its_own_value(self):
        self._check_in(self.key_result, 81)
        old = self._check_in(self.key_result, 24, date=self._days(-7))
        self.assertAlmostEqual(old.progress, 20.0)

    def test_confidence_is_averaged_where_it_was_given(self):
        for confidence in ("0", "100", False):
            self._check_in(self.key_result, 10, confidence=confidence)
        self.assertEqual(
            self.key_result.update_ids.sorted("id").mapped("confidence_percent")[:2],
            [0, 100],
        )
        [(average,)] = self._model("okr.update")._read_group(
            [("key_result_id", "=", self.key_result.id)],
            [],
            ["confidence_percent:avg"],
        )
        self.assertEqual(average, 50)

    def test_initiatives_are_ticked_done_with_an_update(self):
        initiative = self._create_initiative(key_result_id=self.key_result.id)
        self._check_in(
            self.key_result, 10, initiative_ids=[Command.set(initiative.ids)]
        )
        self.assertState(initiative, "done")

    def test_only_open_initiatives_of_ones_own_are_ticked(self):
        theirs = self._create_initiative(
            key_result_id=self.key_result.id, employee_id=self.employee_manager.id
        )
        elsewhere = self._create_initiative(key_result_id=self._create_key_result().id)
        for initiative in (theirs, elsewhere):
            with self.subTest(initiative=initiative.id), self.assertRefused():
                self._check_in(
                    self.key_result, 10, initiative_ids=[Command.set(initiative.ids)]
                )

    def test_stages_of_another_key_result_are_not_ticked(self):
        one, other = (self._create_key_result(stages=[1, 1]) for _ in range(2))
        with self.assertRefused():
            self._check_in(one, milestone_ids=[Command.set(other.milestone_ids[0].ids)])

    def test_nobody_edits_an_update(self):
        update = self._check_in(self.key_result, 10)
        for user in (self.user, self.manager):
            for values in ({"value": 90}, {"note": "Better"}, {"date": self._days(-1)}):
                with self.subTest(f"{user.name} {values}"), self.assertRefused():
                    update.with_user(user).write(values)

    def test_nobody_deletes_an_update(self):
        update = self._check_in(self.key_result, 10)
        for user in (self.user, self.manager):
            with self.subTest(user.name), self.assertRefused():
                update.with_user(user).unlink()

    def test_updates_are_not_edited_through_their_key_result(self):
        update = self._check_in(self.key_result, 10)
        for command in (
            Command.update(update.id, {"value": 90}),
            Command.delete(update.id),
            Command.clear(),
        ):
            with self.subTest(str(command)), self.assertRefused():
                self.key_result.with_user(self.manager).write({"update_ids": [command]})

    def test_only_owners_update_and_managers(self):
        visible = self._create_key_result(visibility="objective")
        for user in (self.colleague, self.supervisor, self.user_none, self.user_b):
            with self.subTest(user.name), self.assertRefused():
                self._check_in(visible, 10, user=user)
        self._check_in(visible, 10, user=self.manager)
        self.assertEqual(visible.current_value, 10)

    def test_the_button_is_offered_to_who_may_update(self):
        visible = self._create_key_result(visibility="objective")
        for user, offered in (
            (self.user, True),
            (self.manager, True),
            (self.colleague, False),
            (self.supervisor, False),
        ):
            with self.subTest(user.name):
                self.assertEqual(visible.with_user(user).can_update, offered)

    def test_a_person_employed_in_two_companies_updates_in_both(self):
        self.user.company_ids = [Command.link(self.company_b.id)]
        second = self.env["hr.employee"].create(
            {
                "name": "The user",
                "user_id": self.user.id,
                "company_id": self.company_b.id,
            }
        )
        session = self._create_session(user=self.manager_b, state="in_progress")
        objective = self._create_objective(user=self.manager_b, session_id=session.id)
        key_result = self._create_key_result(
            user=self.manager_b,
            objective_id=objective.id,
            owner_ids=[Command.set(second.ids)],
        )
        self._model("okr.update", self.user).with_context(
            allowed_company_ids=(self.company + self.company_b).ids
        ).create({"key_result_id": key_result.id, "value": 10})
        self.assertEqual(key_result.current_value, 10)

    def test_a_value_of_one_alone_says_achieved(self):
        key_result = self._create_key_result(type="achieved")
        self._check_in(key_result, 1)
        self.assertEqual((key_result.current_value, key_result.progress), (1, 100))

    def test_an_update_belongs_to_the_company_of_its_key_result(self):
        self.assertEqual(self._check_in(self.key_result, 1).company_id, self.company)

    def test_what_a_program_sends_wrongly_is_refused_in_words(self):
        for values, words in (
            ({"confidence": "42"}, ("Confidence Level", '"42"', '"70"')),
            ({"confidence": 70}, ("Confidence Level", "Give", '"70"')),
            ({"date": "tomorrow"}, ("Date of Update", "2026-01-31")),
            ({"value": "10"}, ("New Value", '"10"')),
            ({"key_result_id": str(self.key_result.id)}, ("Name", "as in 7")),
            ({"key_result_id": False}, ("key_result_id",)),
            ({"valeu": 10}, ("valeu", "fields_get")),
        ):
            with (
                self.subTest(values),
                self.assertRefused(*words, error=ValidationError),
            ):
                self._check_in(self.key_result, **{"value": 1, **values})

    def test_the_history_shows_in_the_order_of_dates(self):
        newest = self._check_in(self.key_result, 3)
        oldest = self._check_in(self.key_result, 1, date=self._days(-20))
        middle = self._check_in(self.key_result, 2, date=self._days(-10))
        self.env.invalidate_all()
        shown = self.key_result.update_ids
        self.assertIn(
            list(shown),
            [list(newest + middle + oldest), list(oldest + middle + newest)],
        )

    def test_an_update_without_a_key_result_is_refused(self):
        with self.assertRefused():
            self._model("okr.update", self.user).create({"value": 1})

    def test_the_sentence_of_a_refusal_names_no_hidden_title(self):
        hidden = self._create_key_result(
            name="CANARY-7f3a", owner_ids=[Command.set(self.employee_manager.ids)]
        )
        with self.assertRefused(error=AccessError) as caught:
            self._check_in(hidden, 1, user=self.colleague)
        self.assertNotIn("CANARY", str(caught.exception))

    def test_nothing_is_stored_by_half_when_one_of_many_is_refused(self):
        other = self._create_key_result()
        with self.assertRefused("value", error=ValidationError):
            self._model("okr.update", self.user).create(
                [
                    {"key_result_id": self.key_result.id, "value": 60},
                    {"key_result_id": other.id},
                ]
            )
        self.assertFalse(self.key_result.update_ids)
