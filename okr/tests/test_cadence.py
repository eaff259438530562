import doctest
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from .. import arithmetic, cadence
from .reference import Session

YEAR = date(2026, 1, 1)


@tagged("post_install", "-at_install")
class TestCadence(BaseCase):
    """Due days are a matter of the calendar alone."""

    def test_the_examples_in_the_plain_modules_are_true(self):
        for module in (arithmetic, cadence):
            with self.subTest(module.__name__):
                result = doctest.testmod(module)
                self.assertGreater(result.attempted, 0)
                self.assertEqual(result.failed, 0)

    @settings(derandomize=True, database=None, deadline=None)
    @given(
        rhythm=st.sampled_from(["none", "daily", "weekly", "biweekly", "monthly"]),
        start=st.integers(0, 800),
        length=st.integers(0, 120),
        weekday=st.integers(0, 6),
        day=st.integers(1, 31),
    )
    def test_every_day_is_due_or_not_as_the_second_model_says(
        self, rhythm, start, length, weekday, day
    ):
        first = YEAR + timedelta(days=start)
        last = first + timedelta(days=length)
        session = Session(first, last, cadence=rhythm, weekday=weekday, day=day)
        days = [first + timedelta(days=number) for number in range(-3, length + 4)]
        self.assertEqual(
            list(cadence.due_days(rhythm, first, last, weekday=weekday, day=day)),
            [day for day in days if session.is_due(day)],
        )

    def test_the_last_day_stands_in_for_days_that_a_month_lacks(self):
        due = list(cadence.due_days("monthly", YEAR, date(2026, 4, 30), day=31))
        self.assertEqual([day.day for day in due], [31, 28, 31, 30])

    def test_every_second_week_counts_from_the_first_such_day_of_the_session(self):
        # 1 January is a Thursday; the first Monday is the 5th.
        due = list(cadence.due_days("biweekly", YEAR, date(2026, 2, 10), weekday=0))
        self.assertEqual([str(day) for day in due][:2], ["2026-01-05", "2026-01-19"])
