from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import GOALPOST_REASON, OkrCase

NOT_NUMBERS = (float("nan"), float("inf"), float("-inf"))
# What a program may send in the place of a number.
NO_NUMBERS = ("", "12", "abc", [], [1], {}, 10**400)
TOO_LONG = "x" * 100_000
NASTY_HTML = (
    "<p style='position:fixed;top:0;color:red' onclick='steal()'>Hello</p>"
    "<script>steal()</script><img src='x' onerror='steal()'>"
    "<a href='javascript:steal()'>here</a><iframe src='https://e.example'></iframe>"
)
STRANGE_TITLES = (
    "🎯 Mehr Kunden 👩‍👩‍👧‍👦",
    "אנחנו רוצים 100 לקוחות",
    "هدف الربع الأول ‏100%",
    "<b>& 'quotes' \"double\"</b>",
    "%s %(name)s {0} {name}",
    "'; DROP TABLE okr_session; --",
)


@tagged("post_install", "-at_install")
class TestBadInput(OkrCase):
    """What is wrong gets one sentence that names the field, and stores nothing."""

    # -- numbers ------------------------------------------------------------------

    def test_numbers_that_are_none_are_refused_by_name(self):
        key_result = self._create_key_result(stages=[1])
        for record, name, label in (
            (self._create_key_result(), "initial_value", "initial"),
            (self._create_key_result(), "target_value", "target"),
            (self._create_key_result(), "weight", "weight"),
            (self._create_key_result(type="stay_above"), "critical_value", "critical"),
            (self.objective, "weight", "weight"),
            (key_result.milestone_ids, "weight", "weight"),
        ):
            for number in NOT_NUMBERS:
                values = {name: number}
                if "goalpost_reason" in record._fields:
                    values["goalpost_reason"] = GOALPOST_REASON
                with (
                    self.subTest(f"{record._name}.{name} = {number}"),
                    self.assertRefused(label, error=ValidationError),
                ):
                    record.write(values)

    def test_an_update_to_no_number_is_refused(self):
        key_result = self._create_key_result()
        for number in (*NOT_NUMBERS, *NO_NUMBERS):
            with (
                self.subTest(number=str(number)[:20]),
                self.assertRefused("value", error=ValidationError),
            ):
                self._check_in(key_result, number)
        self.assertFalse(key_result.update_ids)
        self.assertState(key_result, "draft")

    def test_a_key_result_is_not_made_with_no_number(self):
        for name in ("initial_value", "target_value", "weight"):
            label = self.objective.key_result_ids._fields[name].string
            for number in (*NOT_NUMBERS, *NO_NUMBERS):
                with self.subTest(f"{name} = {number}"[:40]), self.assertRefused(label):
                    self._create_key_result(**{name: number})

    def test_what_is_too_large_for_a_whole_number_is_refused_by_name(self):
        for record in (self.objective, self._create_key_result()):
            with self.subTest(record._name), self.assertRefused("sequence"):
                record.sequence = 2**40

    def test_very_large_and_very_small_numbers_leave_finite_figures(self):
        for target in (1e-9, 1e-300):
            key_result = self._create_key_result(target_value=target)
            for value in (1e15, -1e15, 1e-300, 0):
                with self.subTest(target=target, value=value):
                    self._check_in(key_result, value)
                    self.assertTrue(0 <= key_result.progress <= 100)
                    self.assertTrue(abs(key_result.attainment) < float("inf"))

    def test_negative_weights_are_refused_by_name(self):
        stage = self._create_key_result(stages=[1]).milestone_ids
        for record in (self.objective, self._create_key_result(), stage):
            values = {"weight": -1}
            if "goalpost_reason" in record._fields:
                values["goalpost_reason"] = GOALPOST_REASON
            with (
                self.subTest(record._name),
                self.assertRefused("weight", error=ValidationError),
            ):
                record.write(values)

    # -- text ---------------------------------------------------------------------

    def test_endless_texts_are_refused_by_name(self):
        key_result = self._create_key_result(stages=[1])
        initiative = self._create_initiative()
        unit = self._model("okr.unit").create({"name": "Votes"})
        for record, name in (
            (self.session, "name"),
            (self.objective, "name"),
            (self.objective, "problem"),
            (self.objective, "description"),
            (key_result, "name"),
            (key_result, "description"),
            (key_result.milestone_ids, "name"),
            (initiative, "name"),
            (initiative, "description"),
            (initiative, "link"),
            (unit, "name"),
            (unit, "symbol"),
        ):
            label = record._fields[name].string
            with self.subTest(f"{record._name}.{name}"), self.assertRefused(label):
                record.write({name: TOO_LONG})

    def test_endless_reasons_and_notes_are_refused(self):
        key_result = self._create_key_result()
        update = self._check_in(key_result, 1)
        closed = self._create_session(state="closed")
        for name, attempt in {
            "note": lambda: self._check_in(key_result, 2, note=TOO_LONG),
            "void": lambda: update.action_void(TOO_LONG),
            "cancel": lambda: key_result.action_cancel(TOO_LONG),
            "cancel objective": lambda: self.objective.action_cancel(TOO_LONG),
            "status": lambda: key_result.action_set_status("behind", TOO_LONG),
            "posts": lambda: self.session.write(
                {"date_end": self._days(90), "goalpost_reason": TOO_LONG}
            ),
            "reopen": lambda: key_result.action_reopen(TOO_LONG),
            "reopen session": lambda: closed.action_reopen(TOO_LONG),
        }.items():
            with self.subTest(name), self.assertRefused():
                attempt()
        self.assertFalse(update.voided)
        self.assertState(key_result, "in_progress")

    def test_an_endless_reason_for_moved_posts_is_kept_in_short(self):
        key_result = self._create_key_result()
        key_result.write({"target_value": 50, "goalpost_reason": TOO_LONG})
        self.assertLessEqual(len(key_result.goalpost_change_ids.reason), 500)

    def test_scripts_and_overlays_are_cleaned_from_formatted_text(self):
        key_result = self._create_key_result(stages=[1])
        records = [
            self.session,
            self.objective,
            key_result,
            key_result.milestone_ids,
            self._create_initiative(),
        ]
        for record in records:
            for name, field in record._fields.items():
                if field.type != "html" or not field.store or field.readonly:
                    continue
                with self.subTest(f"{record._name}.{name}"):
                    self.assertFalse(field.related)
                    record.write({name: NASTY_HTML})
                    self._assert_clean(record[name])

    def test_a_note_is_cleaned_too(self):
        update = self._check_in(self._create_key_result(), 1, note=NASTY_HTML)
        if update._fields["note"].type == "html":
            self._assert_clean(update.note)
        else:
            self.assertEqual(update.note, NASTY_HTML)

    def _assert_clean(self, html):
        self.assertIn("Hello", html)
        for word in ("script", "steal", "position", "iframe", "onerror", "onclick"):
            self.assertNotIn(word, html)

    def test_emoji_right_to_left_and_quotes_are_kept_as_written(self):
        for title in STRANGE_TITLES:
            with self.subTest(title):
                key_result = self._create_key_result(name=title)
                self._check_in(key_result, 1, note=title)
                self.env.invalidate_all()
                self.assertEqual(key_result.name, title)
                key_result.action_cancel(title)
                key_result.action_reopen(title)

    def test_characters_that_cannot_be_stored_are_refused_by_name(self):
        key_result = self._create_key_result()
        for title in ("a\x00b", "half of \ud83c"):
            with self.subTest(repr(title)):
                with self.assertRefused("title"):
                    self._create_key_result(name=title)
                with self.assertRefused("note"):
                    self._check_in(key_result, 1, note=title)
                with self.assertRefused("status reason"):
                    key_result.action_set_status("behind", title)
        self.assertFalse(key_result.update_ids)

    def test_records_need_a_title(self):
        for record in (self.session, self.objective, self._create_key_result()):
            for title in (False, "", "   "):
                with self.subTest(f"{record._name} {title}"), self.assertRefused():
                    record.write({"name": title})

    def test_a_session_does_not_end_with_the_world(self):
        for values in (
            {"date_end": "9999-12-31"},
            {"date_start": "0001-01-01"},
        ):
            with self.subTest(str(values)), self.assertRefused("date"):
                self._create_session(cadence="daily", **values)

    def test_statuses_and_reasons_of_no_known_kind_break_nothing(self):
        key_result = self._create_key_result()
        for status in ({}, [], 5, "x" * 100_000):
            with self.subTest(status=str(status)[:9]), self.assertRefused("status"):
                key_result.action_set_status(status, "Hm.")
        key_result.action_cancel(5)
        key_result.action_reopen(["Time", "again"])
        self.assertState(key_result, "draft")

    def test_what_is_for_some_is_for_somebody(self):
        for visibility, words in (
            ("department", ("by department", "departments")),
            ("employee", ("by employee", "employees")),
            ("tag", ("by employee tag", "tags")),
        ):
            for record in (self.objective, self.session):
                with self.subTest(visibility, model=record._name):
                    with self.assertRefused("at least one of", *words):
                        record.visibility = visibility
