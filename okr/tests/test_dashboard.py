import json
from datetime import date

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tools.json import json_default

from .access_case import AccessCase

# The session, its curve, its counts and the rows of its lists.
QUERIES = 34
FIGURES = ("objectives", "key_results", "moved", "stuck", "waiting")


class DashboardCase(AccessCase):
    """A running session, part of which is hidden from ``user``."""

    def _data(self, user=None, session=None):
        """Return what the client gets."""
        session = self.session if session is None else session
        data = self._as(user or self.manager, session).dashboard_data()
        return json.loads(json.dumps(data, default=json_default))

    def _names(self, data, figure):
        return [row["name"] for row in data[figure]["rows"]]

    def _curve(self, **options):
        return [
            (point["date"], point["value"])
            for point in self._data(**options)["chart"]["points"]
        ]

    def _open(self, model, figure, user):
        """Return the records that a figure opens."""
        return self.env[model].with_user(user).search(figure["domain"])

    @classmethod
    def _seen(cls, *entries, owner=None, **values):
        """Make a key result of ``user`` with updates, each a day and a value."""
        key_result = cls._create_key_result(
            owner_ids=[Command.set((owner or cls.employee_user).ids)], **values
        )
        for day, value in entries:
            cls._check_in(key_result, value, user=cls.manager, date=day)
        return key_result

    @classmethod
    def _hidden(cls, *entries, **values):
        return cls._seen(*entries, owner=cls.employee_manager, **values)


class TestDashboardAccess(DashboardCase):
    """The dashboard of a session counts and tells what its reader sees."""

    def test_who_does_not_see_the_session_gets_nothing(self):
        for user in (self.user, self.user_b, self.manager_b, self.user_none):
            with self.assertRefused(error=AccessError) as refused:
                self._data(user=user, session=self.secret_session)
            self.assertNoCanary(str(refused.exception))

    def test_no_title_of_a_hidden_record_is_told(self):
        self._check_in(self.secret_key_result, 30, user=self.manager, note="CANARY")
        hidden = self._create_key_result(name="Mine", objective_id=self.secret.id)
        self._check_in(hidden, 20)
        self.assertMasked(self._data(user=self.user))

    def test_no_figure_counts_what_is_hidden(self):
        before = self._data(user=self.user)
        for objective in (self.objective, self.secret):
            for value in (90, 1):
                self._hidden(
                    (date(2026, 1, 12), 1),
                    (date(2026, 2, 10), value),
                    objective_id=objective.id,
                )
            self._hidden(objective_id=objective.id)
        self._create_objective(visibility="private").action_cancel("No")
        after = self._data(user=self.user)
        for figure in FIGURES:
            self.assertEqual(after[figure]["count"], before[figure]["count"], figure)
        told = [sum(row["count"] for row in one["statuses"]) for one in (before, after)]
        self.assertEqual(*told)
        self.assertEqual(after["confidence"], before["confidence"])

    def test_each_figure_opens_what_it_counts(self):
        self.session.cadence = "weekly"
        self._check_in(self.key_result, 10, confidence="30")
        self._check_in(self.secret_key_result, 30, user=self.manager, confidence="70")
        self._seen((date(2026, 1, 12), 1), name="Stuck")
        for user in (self.user, self.manager):
            data = self._data(user=user)
            opened = [("okr.objective", data["objectives"])]
            opened += [("okr.key.result", data[name]) for name in FIGURES[1:]]
            opened += [("okr.objective", row) for row in data["statuses"]]
            levels = data["confidence"]["levels"]
            opened += [("okr.key.result", row) for row in levels]
            for model, figure in opened:
                with self.subTest(user=user.name, figure=str(figure)[:80]):
                    found = self._open(model, figure, user)
                    self.assertEqual(len(found), figure["count"])

    def test_a_list_of_sessions_has_no_hidden_one(self):
        sessions = self._data(user=self.user)["sessions"]
        self.assertIn(self.session.id, [one["id"] for one in sessions])
        self.assertNotIn(self.secret_session.id, [one["id"] for one in sessions])

    def test_the_steps_of_one_hidden_key_result_are_not_told(self):
        self._seen((date(2026, 1, 12), 20))
        self._hidden((date(2026, 1, 15), 40), (date(2026, 2, 2), 60))
        self.assertEqual(len(self._curve(user=self.user)), 1)
        self.assertGreater(len(self._curve()), 1)

    def test_the_steps_of_one_hidden_objective_are_not_told(self):
        session = self._create_session(state="in_progress")
        mine = self._create_objective(session_id=session.id)
        theirs = self._create_objective(session_id=session.id, visibility="private")
        self._seen((date(2026, 1, 12), 20), objective_id=mine.id)
        for _ in range(2):
            self._hidden((date(2026, 1, 15), 40), objective_id=theirs.id)
        self.assertEqual(len(self._curve(user=self.user, session=session)), 1)
        data = self._data(user=self.user, session=session)
        self.assertIn("not visible to you", data["chart"]["partial"])

    def test_the_one_hidden_key_result_below_hidden_objectives_is_not_told(self):
        session = self._create_session(state="in_progress")
        for entry in range(2):
            theirs = self._create_objective(session_id=session.id, visibility="private")
            self._seen((date(2026, 1, 12), 20 + entry), objective_id=theirs.id)
        self._hidden((date(2026, 1, 15), 40), objective_id=theirs.id)
        self.assertEqual(len(self._curve(user=self.user, session=session)), 1)

    def test_several_hidden_objectives_are_told_week_by_week(self):
        session = self._create_session(state="in_progress")
        for _ in range(2):
            theirs = self._create_objective(session_id=session.id, visibility="private")
            self._hidden((date(2026, 1, 13), 40), objective_id=theirs.id)
        curve = self._curve(user=self.user, session=session)
        self.assertEqual(curve, [("2026-01-18", 40.0), ("2026-02-16", 40.0)])

    def test_a_quarter_with_one_hidden_objective_is_not_told_by_its_year(self):
        year = self._create_year(state="in_progress")
        quarter = self._create_session(parent_id=year.id, state="in_progress")
        for session, hidden in ((year, 2), (quarter, 1)):
            for _ in range(hidden):
                theirs = self._create_objective(
                    session_id=session.id, visibility="private"
                )
                self._hidden((date(2026, 1, 13), 40), objective_id=theirs.id)
        self.assertEqual(len(self._curve(user=self.user, session=year)), 1)


class TestDashboard(DashboardCase):
    """What a review needs to know of a session, in one call."""

    def test_the_curve_is_the_weighted_mean_of_its_objectives(self):
        session = self._create_session(state="in_progress")
        first = self._create_objective(session_id=session.id, weight=3)
        second = self._create_objective(session_id=session.id)
        below = self._create_objective(session_id=session.id, parent_id=first.id)
        self._seen((date(2026, 1, 12), 20), objective_id=below.id)
        self._seen((date(2026, 2, 2), 40), objective_id=second.id)
        self.assertEqual(
            self._curve(session=session),
            [("2026-01-12", 15.0), ("2026-02-02", 25.0), ("2026-02-16", 25.0)],
        )
        self.env.invalidate_all()
        self.assertProgress(session, 25.0)

    def test_a_year_tells_of_its_quarters(self):
        year = self._create_year(state="in_progress")
        quarter = self._create_session(parent_id=year.id, state="in_progress")
        objective = self._create_objective(session_id=quarter.id)
        self._seen((date(2026, 2, 10), 40), objective_id=objective.id, name="Below")
        data = self._data(session=year)
        self.assertEqual(data["objectives"]["count"], 1)
        self.assertEqual(self._names(data, "moved"), ["Below"])
        self.assertEqual(data["chart"]["points"][-1]["value"], 40.0)

    def test_the_round_begins_after_the_due_day_before_the_last_one(self):
        self.assertEqual(self.session._round_start(), date(2026, 2, 9))
        self.session.cadence = "weekly"
        self.assertEqual(self.session._round_start(), date(2026, 2, 10))
        self.session.cadence = "monthly"
        self.assertEqual(self.session._round_start(), date(2026, 1, 2))
        self._travel_to(date(2026, 1, 20))
        self.assertEqual(self.session._round_start(), date(2026, 1, 1))

    def test_what_moved_most_comes_first(self):
        self._seen((date(2026, 1, 12), 20), (date(2026, 2, 10), 25), name="Little")
        self._seen((date(2026, 1, 12), 50), (date(2026, 2, 10), 20), name="Back")
        self._seen((date(2026, 1, 12), 20), (date(2026, 2, 10), 20), name="Not")
        self._seen((date(2026, 1, 12), 20), name="Before")
        data = self._data()
        self.assertEqual(self._names(data, "moved"), ["Back", "Little"])
        self.assertEqual(
            [(row["text"], row["step"]) for row in data["moved"]["rows"]],
            [("50 → 20", -30.0), ("20 → 25", 5.0)],
        )

    def test_what_was_voided_or_cancelled_moved_nothing(self):
        typo = self._seen((date(2026, 1, 12), 20), (date(2026, 2, 10), 90))
        typo.update_ids.sorted()[0].with_user(self.manager).action_void("A typo")
        self._seen((date(2026, 2, 10), 90)).action_cancel("Not needed")
        self.assertEqual(self._data()["moved"]["count"], 0)

    def test_what_is_late_and_quiet_is_stuck(self):
        self._seen((date(2026, 1, 12), 1), name="Stuck")
        self._seen((date(2026, 2, 10), 1), name="Late, and somebody works on it")
        self._seen((date(2026, 1, 12), 90), name="Quiet, and ahead")
        self.assertEqual(self._names(self._data(), "stuck"), ["Stuck"])

    def test_what_nobody_checked_in_for_is_waiting(self):
        self.session.cadence = "weekly"
        self._check_in(self.key_result, 10)
        self.assertEqual(self._data(user=self.user)["waiting"]["count"], 0)
        self._seen(name="Nobody yet")
        data = self._data(user=self.user)
        self.assertEqual(self._names(data, "waiting"), ["Nobody yet"])
        self.assertEqual(data["waiting"]["rows"][0]["owners"], "The user")

    def test_confidence_is_counted_by_its_levels(self):
        self._check_in(self.key_result, 10, confidence="30")
        self._check_in(self._create_key_result(), 10, confidence="70")
        told = self._data(user=self.user)["confidence"]
        counts = {row["level"]: row["count"] for row in told["levels"] if row["count"]}
        self.assertEqual((told["mean"], told["told"]), (50, 2))
        self.assertEqual(counts, {"30": 1, "70": 1})

    def test_without_a_session_it_is_the_one_that_runs(self):
        data = self._data(user=self.user, session=self.env["okr.session"])
        self.assertEqual(data["session"]["id"], self.session.id)
        data = self._data(user=self.user_b, session=self.env["okr.session"])
        self.assertFalse(data["session"])

    def test_of_several_that_run_it_is_the_one_with_most_objectives(self):
        release = self._create_session(
            name="Release", state="in_progress", parent_id=self.session.id
        )
        release.date_start = self.today
        none = self.env["okr.session"]
        self.assertEqual(self._data(session=none)["session"]["id"], self.session.id)
        for name in ("One", "Two", "Three", "Four", "Five", "Six"):
            self._create_objective(name=name, session_id=release.id)
        self.assertEqual(self._data(session=none)["session"]["id"], release.id)

    def test_a_session_without_objectives_has_figures_too(self):
        data = self._data(session=self._create_session())
        self.assertEqual([data[figure]["count"] for figure in FIGURES], [0] * 5)
        self.assertEqual((data["statuses"], data["chart"]["points"]), ([], []))

    def test_any_number_of_objectives_costs_the_same_queries(self):
        def queries(user):
            session = self._as(user, self.session)
            session.dashboard_data()  # what Odoo keeps for all requests
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            session.dashboard_data()
            return self.cr.sql_log_count - before

        self.session.cadence = "weekly"
        self._grow()
        few = [queries(user) for user in (self.user, self.manager)]
        self._grow()
        many = [queries(user) for user in (self.user, self.manager)]
        self.assertEqual(many, few)
        self.assertLessEqual(max(many), QUERIES)

    def _grow(self):
        """Make more objectives than a list shows, each with one of everything."""
        for number in range(10):
            objective = self._create_objective(
                owner_id=self.employee_user.id,
                parent_id=self.objective.id if number % 2 else False,
                visibility="company" if number % 3 else "private",
            )
            self._seen(
                (date(2026, 1, 12), number),
                (date(2026, 2, 10), 2 * number),
                objective_id=objective.id,
            )
            self._seen((date(2026, 1, 12), 1), objective_id=objective.id)
            self._seen(objective_id=objective.id)
