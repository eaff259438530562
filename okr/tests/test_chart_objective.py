from datetime import date

from odoo import Command

from .test_chart import ChartCase


class TestObjectiveChart(ChartCase):
    """The progress of an objective over time, as far as a reader may be told."""

    def _key_result(self, *entries, owner=None, **values):
        key_result = self._create_key_result(
            owner_ids=[Command.set((owner or self.employee_user).ids)], **values
        )
        for day, value in entries:
            self._check_in(key_result, value, user=self.manager, date=day)
        return key_result

    def _hidden(self, *entries, **values):
        return self._key_result(*entries, owner=self.employee_manager, **values)

    def _partial(self, **options):
        return self._read(self.objective, **options)["partial"]

    # -- the wrong reader first ----------------------------------------------------

    def test_who_does_not_see_the_objective_gets_no_curve(self):
        secret = self._create_objective(visibility="private")
        self.env.invalidate_all()
        self.assertFalse(secret.with_user(self.user).chart)
        self.env.invalidate_all()
        self.assertFalse(secret.with_user(self.user).sudo().chart)

    def test_the_steps_of_one_hidden_key_result_are_not_told(self):
        self._key_result((date(2026, 1, 12), 20))
        self._hidden((date(2026, 1, 15), 40), (date(2026, 2, 2), 60))
        self.assertEqual(
            self._points(self.objective, user=self.user), [("2026-02-16", 40.0)]
        )
        self.assertIn("not visible to you", self._partial(user=self.user))

    def test_the_pace_of_one_hidden_key_result_is_not_told(self):
        self._key_result((date(2026, 1, 12), 20))
        self._hidden((date(2026, 1, 15), 40), deadline=date(2026, 1, 31))
        days = [day for day, _value in self._pace(self.objective, user=self.user)]
        self.assertEqual(days, ["2026-01-01", "2026-02-16", "2026-03-31"])

    def test_one_hidden_child_counts_as_one_however_much_is_hidden_below_it(self):
        self._key_result((date(2026, 1, 12), 20))
        child = self._create_objective(
            parent_id=self.objective.id, visibility="private"
        )
        for _ in range(2):
            self._hidden((date(2026, 1, 15), 40), objective_id=child.id)
        self._hidden((date(2026, 1, 15), 40), objective_id=child.id)
        self.assertEqual(
            self._points(self.objective, user=self.user), [("2026-02-16", 30.0)]
        )

    def test_the_one_hidden_key_result_below_hidden_children_is_not_told(self):
        for value in (20, 30):
            child = self._create_objective(
                parent_id=self.objective.id, visibility="private"
            )
            self._key_result((date(2026, 1, 12), value), objective_id=child.id)
        self._hidden((date(2026, 1, 15), 40), objective_id=child.id)
        self.assertEqual(len(self._points(self.objective, user=self.user)), 1)

    def test_a_child_whose_past_is_not_told_hides_it_above(self):
        self._key_result((date(2026, 1, 12), 20))
        child = self._create_objective(parent_id=self.objective.id)
        self._hidden((date(2026, 1, 15), 40), objective_id=child.id)
        for objective in (child, self.objective):
            self.assertEqual(len(self._points(objective, user=self.user)), 1)

    def test_several_hidden_key_results_are_told_week_by_week(self):
        self._key_result((date(2026, 1, 12), 30))
        self._hidden((date(2026, 1, 13), 30))
        self._hidden((date(2026, 1, 14), 30), (date(2026, 1, 20), 60))
        self.assertEqual(
            self._points(self.objective, user=self.user),
            [("2026-01-18", 30.0), ("2026-01-25", 40.0), ("2026-02-16", 40.0)],
        )
        self.assertIn("week by week", self._partial(user=self.user))

    def test_the_history_lists_the_updates_of_visible_key_results_alone(self):
        seen = self._key_result((date(2026, 1, 12), 20))
        self._hidden((date(2026, 1, 15), 40))
        history = self._read(self.objective, field="update_ids", user=self.user)
        self.assertEqual(history, seen.update_ids.ids)

    def test_nobody_writes_the_history_through_the_objective(self):
        update = self._key_result((date(2026, 1, 12), 20)).update_ids
        for user in (self.user, self.manager):
            with self.assertRefused("Updates"):
                self.objective.with_user(user).write(
                    {"update_ids": [Command.delete(update.id)]}
                )

    # -- what is drawn ------------------------------------------------------------

    def test_the_curve_is_the_weighted_mean_day_by_day(self):
        self._key_result((date(2026, 1, 12), 20), (date(2026, 2, 2), 50), weight=3)
        self._key_result((date(2026, 1, 12), 40), (date(2026, 2, 9), 80))
        self.assertEqual(
            self._points(self.objective),
            [
                ("2026-01-12", 25.0),
                ("2026-02-02", 47.5),
                ("2026-02-09", 57.5),
                ("2026-02-16", 57.5),
            ],
        )
        self.assertFalse(self._partial())

    def test_it_ends_at_the_progress_of_today(self):
        self._key_result((date(2026, 1, 12), 20))
        child = self._create_objective(parent_id=self.objective.id, weight=2)
        self._key_result((date(2026, 1, 20), 70), objective_id=child.id)
        self._key_result(objective_id=child.id, weight=0.5)
        self.env.invalidate_all()
        last_day, last = self._points(self.objective)[-1]
        self.assertEqual(last_day, "2026-02-16")
        self.assertAlmostEqual(last, self.objective.progress, places=2)

    def test_what_does_not_count_moves_no_curve(self):
        self._key_result((date(2026, 1, 12), 20))
        self._key_result((date(2026, 1, 13), 90), weight=0)
        self._key_result((date(2026, 1, 14), 90)).action_cancel("Not needed")
        apart = self._create_objective(parent_id=self.objective.id, contributes=False)
        self._key_result((date(2026, 1, 15), 90), objective_id=apart.id)
        self.assertEqual(
            self._points(self.objective), [("2026-01-12", 20.0), ("2026-02-16", 20.0)]
        )

    def test_what_was_voided_moves_no_curve(self):
        key_result = self._key_result((date(2026, 1, 12), 20))
        typo = self._check_in(key_result, 90, date=date(2026, 1, 13))
        typo.with_user(self.manager).action_void("A typo")
        self.assertEqual(
            self._points(self.objective), [("2026-01-12", 20.0), ("2026-02-16", 20.0)]
        )

    def test_the_pace_bends_where_a_deadline_lies(self):
        self._key_result((date(2026, 1, 12), 20))
        self._key_result(deadline=date(2026, 1, 31))
        self.assertEqual(
            [day for day, _value in self._pace(self.objective)],
            ["2026-01-01", "2026-01-31", "2026-03-31"],
        )
        self.assertEqual(self._pace(self.objective)[-1], ("2026-03-31", 100.0))

    def test_an_aspirational_objective_is_a_success_from_70(self):
        self.objective.ambition = "aspirational"
        self.assertEqual(self._read(self.objective)["target"], 70.0)

    def test_a_closed_objective_whose_child_went_on_shows_the_result_alone(self):
        other = self._create_session(state="in_progress")
        child = self._create_objective(parent_id=self.objective.id, session_id=other.id)
        key_result = self._key_result((date(2026, 1, 12), 20), objective_id=child.id)
        self.session.action_close()
        self._check_in(key_result, 80)
        self.assertEqual(self._points(self.objective), [("2026-02-16", 20.0)])
        self.assertIn("moved on", self._partial())

    def test_without_an_update_there_is_no_point(self):
        self._key_result()
        chart = self._read(self.objective)
        self.assertEqual((chart["points"], chart["words"]), ([], "No update yet."))

    def test_the_curve_is_told_in_words_too(self):
        self._key_result((date(2026, 1, 12), 20), (date(2026, 1, 31), 30))
        self.assertEqual(
            self._read(self.objective)["words"],
            "From 20 % on 01/12/2026. "
            "Progress 30 % on 02/16/2026, expected today 51.69 %.",
        )

    def test_a_tree_of_any_size_costs_the_same_queries(self):
        def queries(objectives):
            objectives.read(["chart"])
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            objectives.read(["chart"])
            return self.cr.sql_log_count - before

        self._key_result((date(2026, 1, 12), 20))
        self._create_objective(parent_id=self.objective.id)
        mine = self.objective.with_user(self.user)
        few = queries(mine)
        for number in range(5):
            child = self._create_objective(parent_id=self.objective.id)
            mine |= child.with_user(self.user)
            self._key_result(
                *((self._days(-day), number) for day in range(10)),
                objective_id=child.id,
            )
        self.assertEqual(queries(mine), few)
