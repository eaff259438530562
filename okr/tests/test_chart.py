from datetime import date

from odoo import Command

from .common import OkrCase


class ChartCase(OkrCase):
    """What the curves are drawn from."""

    def _read(self, record, field="chart", user=None):
        self.env.flush_all()
        self.env.invalidate_all()
        [row] = record.with_user(user or self.manager).read([field])
        return row[field]

    def _points(self, record, **options):
        return [
            (point["date"], point["value"])
            for point in self._read(record, **options)["points"]
        ]

    def _pace(self, record, **options):
        return [
            (corner["date"], corner["value"])
            for corner in self._read(record, **options)["pace"]
        ]


class TestKeyResultChart(ChartCase):
    """The updates of a key result against the pace and the target."""

    def _dated(self, key_result, *entries, **values):
        for day, value in entries:
            self._check_in(key_result, value, date=day, **values)
        return key_result

    def _hidden(self):
        key_result = self._create_key_result(
            name="CANARY", owner_ids=[Command.set(self.employee_manager.ids)]
        )
        self._check_in(key_result, 5, user=self.manager, note="CANARY note")
        return key_result

    def test_who_does_not_see_the_key_result_gets_no_point_of_it(self):
        hidden = self._hidden()
        for field in ("chart", "chart_small"):
            self.env.invalidate_all()
            self.assertFalse(hidden.with_user(self.user)[field])
            self.env.invalidate_all()
            self.assertFalse(hidden.with_user(self.user).sudo()[field])
            with self.assertRefused():
                self._read(hidden, field=field, user=self.user)

    def test_one_hidden_among_visible_ones_stays_untold(self):
        visible, hidden = self._create_key_result(), self._hidden()
        both = (visible | hidden).with_user(self.user)
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual([bool(chart) for chart in both.mapped("chart")], [True, False])
        self.assertNotIn("CANARY", str(both.mapped("chart")))

    def test_each_update_is_a_point_that_tells_who_when_how_sure_and_why(self):
        key_result = self._create_key_result(
            unit_id=self.env.ref("okr.unit_percent").id
        )
        self._check_in(
            key_result, 40, date=self._days(-3), confidence="70", note="Two signed"
        )
        [point] = self._read(key_result)["points"]
        self.assertEqual(point["date"], "2026-02-13")
        self.assertEqual(point["value"], 40.0)
        self.assertEqual(point["text"], "40\N{NARROW NO-BREAK SPACE}%")
        self.assertEqual(point["who"], "The user")
        self.assertEqual(point["confidence"], "Challenging")
        self.assertEqual(point["note"], "Two signed")

    def test_points_stand_in_the_order_of_their_days_and_not_of_their_entry(self):
        key_result = self._dated(
            self._create_key_result(),
            (date(2026, 2, 10), 30),
            (date(2026, 1, 20), 10),
            (date(2026, 2, 10), 35),
        )
        self.assertEqual(
            self._points(key_result),
            [("2026-01-20", 10.0), ("2026-02-10", 30.0), ("2026-02-10", 35.0)],
        )

    def test_what_was_voided_is_not_drawn(self):
        key_result = self._dated(self._create_key_result(), (date(2026, 2, 1), 10))
        typo = self._check_in(key_result, 99, date=date(2026, 2, 2))
        typo.with_user(self.manager).action_void("A typo")
        self.assertEqual(self._points(key_result), [("2026-02-01", 10.0)])

    def test_the_pace_leads_from_the_initial_number_at_the_start_to_the_target(self):
        key_result = self._create_key_result(
            type="decrease",
            initial_value=26,
            target_value=10,
            deadline=date(2026, 3, 2),
        )
        self.assertEqual(
            self._pace(key_result), [("2026-01-01", 26.0), ("2026-03-02", 10.0)]
        )

    def test_a_point_tells_what_was_expected_on_its_day(self):
        key_result = self._create_key_result(deadline=date(2026, 3, 2))
        self._dated(key_result, (date(2026, 1, 31), 20))
        [point] = self._read(key_result)["points"]
        self.assertAlmostEqual(point["expected"], 50.0)

    def test_the_pace_of_today_is_the_expected_progress(self):
        key_result = self._create_key_result(initial_value=0, target_value=200)
        self._dated(key_result, (self.today, 20))
        [point] = self._read(key_result)["points"]
        self.assertAlmostEqual(point["expected"], 2 * key_result.expected_progress)

    def test_what_stays_has_a_critical_number_and_no_pace(self):
        key_result = self._create_key_result(type="stay_above")
        chart = self._read(key_result)
        self.assertEqual(
            (chart["target"], chart["critical"], chart["pace"]), (10.0, 6.0, [])
        )
        self.assertEqual((chart["target_text"], chart["critical_text"]), ("10", "6"))

    def test_stages_are_drawn_by_the_weight_done(self):
        key_result = self._create_key_result(stages=(1, 3))
        self._check_in(
            key_result, milestone_ids=[Command.set(key_result.milestone_ids[1].ids)]
        )
        chart = self._read(key_result)
        self.assertEqual(chart["points"][0]["value"], 75.0)
        self.assertEqual(chart["points"][0]["text"], "1 stages, 75 %")
        self.assertEqual(chart["target"], 100.0)

    def test_achieved_or_not_is_a_step(self):
        key_result = self._create_key_result(type="achieved")
        self._check_in(key_result, achieved=False, date=self._days(-1))
        self._check_in(key_result, achieved=True)
        self.assertEqual(
            [point["text"] for point in self._read(key_result)["points"]],
            ["Not achieved", "Achieved"],
        )

    def test_the_curve_is_told_in_words_too(self):
        key_result = self._create_key_result(deadline=date(2026, 3, 2))
        self.assertEqual(self._read(key_result)["words"], "No update yet.")
        self._dated(key_result, (date(2026, 1, 31), 20), (date(2026, 2, 1), 30))
        for field in ("chart", "chart_small"):
            self.assertEqual(
                self._read(key_result, field=field)["words"],
                "2 updates, from 20 on 01/31/2026 to 30 on 02/01/2026. "
                "Target 100, expected today 76.67.",
            )

    def test_an_owner_who_does_not_see_the_session_has_a_curve_all_the_same(self):
        session = self._create_session(visibility="private", state="in_progress")
        objective = self._create_objective(session_id=session.id)
        key_result = self._create_key_result(objective_id=objective.id)
        self._dated(key_result, (self.today, 20))
        self.assertFalse(session.with_user(self.user).has_access("read"))
        self.assertEqual(
            self._points(key_result, user=self.user), [("2026-02-16", 20.0)]
        )

    def test_the_small_curve_has_the_latest_points_and_no_words_of_anybody(self):
        key_result = self._create_key_result()
        self._dated(key_result, *((self.today, value) for value in range(35)), note="x")
        points = self._read(key_result, field="chart_small")["points"]
        self.assertEqual([point["value"] for point in points], [*range(5, 35)])
        self.assertEqual(set(points[0]), {"date", "value"})

    def test_the_curve_follows_a_form_that_is_being_filled(self):
        key_result = self._create_key_result()
        form = key_result.new(origin=key_result)
        form.target_value = 50.0
        self.assertEqual(form.chart["target"], 50.0)

    def test_a_key_result_that_is_not_saved_yet_has_no_curve(self):
        new = self.env["okr.key.result"].with_user(self.manager).new({})
        self.assertFalse(new.chart)
        self.assertFalse(new.chart_small)

    def _queries(self, key_results, field):
        read = key_results.with_user(self.user).read
        read([field])
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        read([field])
        return self.cr.sql_log_count - before

    def test_a_thousand_updates_cost_as_many_queries_as_ten(self):
        key_results = self.env["okr.key.result"].union(
            *(self._create_key_result() for _ in range(8))
        )
        for key_result in key_results[:2]:
            self._dated(key_result, *((self._days(-n), n) for n in range(5)))
        few = [
            self._queries(key_results[:2], "chart"),
            self._queries(key_results[:2], "chart_small"),
        ]
        self._dated(key_results[0], *((self._days(-(n % 40)), n) for n in range(100)))
        self.env.cr.execute(
            "INSERT INTO okr_update (key_result_id, company_id, user_id, date, value,"
            " progress, source) SELECT u.key_result_id, u.company_id, u.user_id,"
            " u.date, u.value, u.progress, u.source FROM okr_update u,"
            " generate_series(1, 20)"
        )
        many = [
            self._queries(key_results, "chart"),
            self._queries(key_results, "chart_small"),
        ]
        self.assertGreater(
            self.env["okr.update"].search_count(
                [("key_result_id", "in", key_results.ids)]
            ),
            1000,
        )
        self.assertEqual(many, few)
