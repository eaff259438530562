from odoo.exceptions import AccessError

from .import_case import ImportCase

UPDATES = ("id", "key_result_id/.id", "date", "value")


class TestImportUpdates(ImportCase):
    """Past updates are history from elsewhere: managers import them, in any session
    that is not closed, and they are never late."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.key_result = cls._create_key_result()

    def _table(self, *rows, key_result=None):
        id_ = str((key_result or self.key_result).id)
        return [UPDATES, *([name, id_, date, value] for name, date, value in rows)]

    def _past(self, *rows, key_result=None):
        return self._loaded("okr.update", self._table(*rows, key_result=key_result))

    def assertUpdateRefused(self, table, *words):
        self.assertBad(self._load("okr.update", table), len(table) - 2, *words)

    # -- who and how --------------------

    def test_only_managers_import_them(self):
        table = self._table(("u", "2026-01-05", "10"))
        for user in (self.user, self.supervisor):
            with self.subTest(user.name), self.assertRefused(error=AccessError):
                self._load("okr.update", table, user)
        self.assertEqual(self._past(("u", "2026-01-05", "10")).source, "import")

    def test_no_context_of_a_client_makes_an_update_a_past_one(self):
        draft = self._create_session()
        objective = self._create_objective(session_id=draft.id)
        key_result = self._create_key_result(objective_id=objective.id)
        context = {"import_file": True, "okr_import": {"model": "okr.update"}}
        updates = self._model("okr.update").with_context(**context)
        with self.assertRefused("not started"):
            updates.create({"key_result_id": key_result.id, "value": 1})
        update = updates.create({"key_result_id": self.key_result.id, "value": 1})
        self.assertEqual(update.source, "manual")

    def test_an_import_of_something_else_brings_no_past_updates(self):
        draft = self._create_session(user=self.manager, name="Draft")
        result = self._load(
            "okr.objective",
            [
                (
                    "name",
                    "session_id/.id",
                    "key_result_ids/name",
                    "key_result_ids/owner_ids",
                    "key_result_ids/target_value",
                    "key_result_ids/update_ids/value",
                ),
                ("Grow", str(draft.id), "Visits", "The user", "10", "5"),
            ],
        )
        self.assertFalse(result["ids"])

    # -- what they are exempt from --------------------

    def test_they_may_lie_before_the_start_and_the_start_finds_them(self):
        session = self._create_session()
        objective = self._create_objective(session_id=session.id)
        key_result = self._create_key_result(objective_id=objective.id)
        self._past(("u", "2025-12-01", "10"), key_result=key_result)
        self.assertEqual((key_result.current_value, key_result.progress), (10, 10))
        self.assertState(key_result, "draft")
        session.action_start()
        self.assertState(key_result, "in_progress")

    def test_they_may_come_after_the_deadline_and_are_never_late(self):
        key_result = self._create_key_result(deadline="2026-02-01", hard_deadline=True)
        update = self._past(("u", "2026-01-20", "10"), key_result=key_result)
        self.assertFalse(update.late)

    def test_a_closed_session_takes_none(self):
        self.session.action_close()
        self.assertUpdateRefused(self._table(("u", "2026-01-20", "10")), "closed")

    def test_none_lies_in_the_future_or_has_no_day(self):
        for day, word in (("2026-02-17", "future"), ("", "Date of Update")):
            with self.subTest(day):
                self.assertUpdateRefused(self._table(("u", day, "10")), word)

    def test_what_was_cancelled_takes_none(self):
        self.key_result.action_cancel("Changed our minds")
        self.assertUpdateRefused(self._table(("u", "2026-01-20", "10")), "cancelled")

    # -- history --------------------

    def test_each_keeps_the_state_that_the_one_before_it_left(self):
        self._past(
            ("c", "2026-02-02", "30"),
            ("a", "2026-01-05", "10"),
            ("b", "2026-01-19", "20"),
        )
        updates = self.key_result.update_ids.sorted("date")
        self.assertEqual(updates.mapped("previous_value"), [0, 10, 20])
        self.assertEqual(updates.mapped("progress"), [10, 20, 30])
        self.assertIn("10", updates[1].update_information)
        self.assertEqual(self.key_result.current_value, 30)
        self.assertAlmostEqual(self.objective.progress, 30)

    def test_a_past_one_does_not_overwrite_what_was_entered_since(self):
        self._check_in(self.key_result, 50)
        self._past(("a", "2026-01-05", "10"))
        self.assertEqual(self.key_result.current_value, 50)

    def test_yes_or_no_and_stages_have_a_past_too(self):
        yes = self._create_key_result(type="achieved")
        stages = self._create_key_result(stages=[1, 3])
        self._past(("y", "2026-01-05", "1"), key_result=yes)
        self.assertEqual((yes.progress, yes.update_ids.achieved), (100, True))
        self._loaded(
            "okr.update",
            [
                ("id", "key_result_id/.id", "date", "milestone_ids/.id"),
                ("s", str(stages.id), "2026-01-05", str(stages.milestone_ids[1].id)),
            ],
        )
        self.assertEqual((stages.current_value, stages.progress), (1, 75))

    def test_they_answer_no_reminder_of_today(self):
        self.session.write({"cadence": "weekly", "cadence_weekday": "0"})
        self._past(("a", "2026-02-02", "10"))
        self.assertEqual(str(self.key_result.last_entry_date), "2026-02-02")
        self.assertTrue(self.key_result.with_user(self.user).is_due)

    # -- the same file again --------------------

    def test_an_identical_row_is_skipped(self):
        first = self._past(("a", "2026-01-05", "10"), ("b", "2026-01-19", "20"))
        again = self._past(
            ("a", "2026-01-05", "10"),
            ("b", "2026-01-19", "20"),
            ("c", "2026-02-02", "30"),
        )
        self.assertEqual(again & first, first)
        self.assertEqual(len(self.key_result.update_ids), 3)

    def test_a_changed_row_is_refused_until_the_old_one_is_void(self):
        first = self._past(("a", "2026-01-05", "10"))
        changed = self._table(("a", "2026-01-05", "11"))
        self.assertUpdateRefused(changed, "void it first")
        self.assertEqual(first.value, 10)
        first.action_void("Mistyped")
        second = self._loaded("okr.update", changed)
        self.assertEqual((self.key_result.current_value, first.value), (11, 10))
        self.assertEqual(self._loaded("okr.update", changed), second)

    def test_what_was_voided_does_not_come_back_with_the_same_file(self):
        first = self._past(("a", "2026-01-05", "10"))
        first.action_void("Never happened")
        self.assertEqual(self._past(("a", "2026-01-05", "10")), first)
        self.assertEqual(self.key_result.current_value, 0)

    def test_one_can_be_voided_before_the_start(self):
        objective = self._create_objective(session_id=self._create_session().id)
        key_result = self._create_key_result(objective_id=objective.id)
        update = self._past(("a", "2026-01-05", "10"), key_result=key_result)
        update.action_void("Mistyped")
        self.assertEqual(key_result.current_value, 0)

    def test_without_an_id_a_row_is_found_again_by_its_day(self):
        first = self._past(("", "2026-01-05", "10"))
        self.assertEqual(self._past(("", "2026-01-05", "10")), first)
        self.assertUpdateRefused(self._table(("", "2026-01-05", "11")), "void it first")
        twice = self._table(("", "2026-01-12", "11"), ("", "2026-01-12", "12"))
        self.assertUpdateRefused(twice, "External ID")

    def test_a_check_in_of_the_same_day_is_no_imported_row(self):
        self._check_in(self.key_result, 10, date="2026-01-05")
        self._past(("", "2026-01-05", "11"))
        self.assertEqual(len(self.key_result.update_ids), 2)
