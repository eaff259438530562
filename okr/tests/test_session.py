from datetime import date

from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .common import GOALPOST_REASON, OkrCase


@tagged("post_install", "-at_install")
class TestSession(OkrCase):
    def test_a_session_starts_as_draft(self):
        self.assertState(self._create_session(), "draft")

    def test_a_session_may_last_one_day(self):
        session = self._create_session(
            date_start=date(2026, 2, 1), date_end=date(2026, 2, 1)
        )
        self.assertEqual(session.date_end, session.date_start)

    def test_a_session_does_not_end_before_it_starts(self):
        with self.assertRefused("end", error=ValidationError):
            self._create_session(
                date_start=date(2026, 3, 31), date_end=date(2026, 1, 1)
            )

    def test_a_running_session_cannot_be_made_to_end_before_it_starts(self):
        with self.assertRefused("end", error=ValidationError):
            self.session.write(
                {"date_end": date(2025, 1, 1), "goalpost_reason": GOALPOST_REASON}
            )

    def test_a_sub_session_lies_within_its_parent(self):
        year = self._create_year()
        with self.assertRefused(error=ValidationError):
            self._create_session(parent_id=year.id, date_end=date(2027, 1, 1))
        with self.assertRefused(error=ValidationError):
            self._create_session(parent_id=year.id, date_start=date(2025, 12, 31))

    def test_a_parent_cannot_shrink_away_from_its_sub_session(self):
        year = self._create_year()
        self._create_session(parent_id=year.id)
        with self.assertRefused(error=ValidationError):
            year.date_end = date(2026, 3, 30)

    def test_what_comes_back_from_the_archive_lies_within_its_parent_too(self):
        year = self._create_year()
        late = self._create_session(
            parent_id=year.id,
            date_start=date(2026, 10, 1),
            date_end=date(2026, 12, 31),
        )
        late.active = False
        year.date_end = date(2026, 9, 30)
        with self.assertRefused("parent session"):
            late.active = True

    def test_a_session_is_not_its_own_ancestor(self):
        year = self._create_year()
        half = self._create_year(parent_id=year.id)
        inner = self._create_year(parent_id=half.id)
        for parent in (year, half, inner):
            with self.subTest(parent=parent.id), self.assertRefused():
                year.parent_id = parent

    def test_a_new_session_proposes_the_quarter_after_the_latest_weekly(self):
        proposed = self._model("okr.session").default_get(
            ["date_start", "date_end", "cadence"]
        )
        latest = max(
            self.env["okr.session"]
            .search([("company_id", "=", self.company.id)])
            .mapped("date_end")
        )
        self.assertEqual(latest, date(2026, 3, 31))
        self.assertEqual(str(proposed["date_start"]), "2026-04-01")
        self.assertEqual(str(proposed["date_end"]), "2026-06-30")
        self.assertEqual(proposed["cadence"], "weekly")

    def test_a_year_makes_its_four_quarters_in_one_click(self):
        year = self._create_year()
        year.action_create_quarters()
        quarters = year.child_ids.sorted("date_start")
        self.assertEqual(
            [(str(quarter.date_start), str(quarter.date_end)) for quarter in quarters],
            [
                ("2026-01-01", "2026-03-31"),
                ("2026-04-01", "2026-06-30"),
                ("2026-07-01", "2026-09-30"),
                ("2026-10-01", "2026-12-31"),
            ],
        )
        self.assertEqual(set(quarters.mapped("state")), {"draft"})

    def test_quarters_are_offered_for_what_is_about_a_year_and_has_none(self):
        year, quarter = self._create_year(), self._create_session()
        nearly = self._create_year(date_end=date(2026, 10, 28))
        self.assertTrue(year.can_create_quarters)
        self.assertTrue(nearly.can_create_quarters)
        self.assertFalse(quarter.can_create_quarters)
        year.action_create_quarters()
        self.assertFalse(year.can_create_quarters)
        self.assertFalse(year.child_ids[0].can_create_quarters)

    def test_only_managers_make_quarters(self):
        year = self._create_year()
        with self.assertRefused(error=AccessError):
            year.with_user(self.supervisor).action_create_quarters()

    def test_the_day_of_the_month_is_between_1_and_31(self):
        for day in (0, 32, -1):
            with self.subTest(day=day), self.assertRefused(error=ValidationError):
                self._create_session(cadence="monthly", cadence_day=day)

    def test_users_and_supervisors_do_not_make_sessions(self):
        for user in (self.user, self.supervisor):
            with self.subTest(user.name), self.assertRefused(error=AccessError):
                self._create_session(user=user)

    def test_users_and_supervisors_do_not_move_a_session(self):
        draft = self._create_session()
        for user in (self.user, self.supervisor):
            for session, method, args in (
                (draft, "action_start", []),
                (self.session, "action_close", []),
                (self.session, "action_reopen", ["Because."]),
            ):
                with self.subTest(method), self.assertRefused(error=AccessError):
                    getattr(session.with_user(user), method)(*args)

    def test_objectives_start_and_close_with_their_session(self):
        session = self._create_session()
        objective = self._create_objective(session_id=session.id)
        self.assertState(objective, "draft")
        session.action_start()
        self.assertState(objective, "in_progress")
        session.action_close()
        self.assertState(objective, "closed")

    def test_an_objective_made_in_a_running_session_is_in_progress(self):
        self.assertState(self.objective, "in_progress")

    def test_a_session_starts_alone_whatever_its_parent_does(self):
        year = self._create_year()
        quarter = self._create_session(parent_id=year.id)
        other = self._create_session(parent_id=year.id)
        quarter.action_start()
        self.assertEqual(
            (year + quarter + other).mapped("state"), ["draft", "in_progress", "draft"]
        )

    def test_closing_closes_running_sub_sessions_at_any_depth_and_leaves_drafts(self):
        year = self._create_year(state="in_progress")
        half = self._create_session(parent_id=year.id)
        quarter = self._create_session(parent_id=half.id, state="in_progress")
        year.action_close()
        self.assertEqual(
            (year + half + quarter).mapped("state"), ["closed", "draft", "closed"]
        )

    def test_reopening_without_a_reason_asks_for_it(self):
        self.session.action_close()
        dialog = self.session.action_reopen()
        self.assertEqual(dialog["type"], "ir.actions.act_window")
        self.assertEqual(dialog["target"], "new")
        self.assertState(self.session, "closed")

    def test_a_reason_of_spaces_reopens_no_session(self):
        self.session.action_close()
        dialog = self.session.action_reopen("   ")
        self.assertEqual(dialog["res_model"], "okr.reason.wizard")
        self.assertState(self.session, "closed")

    def test_reopening_gives_everything_the_state_it_had(self):
        untouched = self._create_key_result()
        moving = self._create_key_result()
        reached = self._create_key_result()
        dropped = self._create_key_result()
        self._check_in(moving, 50)
        self._check_in(reached, 100)
        dropped.action_cancel("No time.")
        key_results = untouched + moving + reached + dropped
        before = key_results.mapped("state")
        self.assertEqual(before, ["draft", "in_progress", "closed", "cancelled"])
        self.session.action_close()
        self.assertEqual(
            key_results.mapped("state"), ["closed", "closed", "closed", "cancelled"]
        )
        self.session.action_reopen("We forgot one number.")
        self.assertEqual(key_results.mapped("state"), before)
        self.assertState(self.session, "in_progress")
        self.assertState(self.objective, "in_progress")

    def test_reopening_a_year_reopens_what_its_closing_closed(self):
        year = self._create_year(state="in_progress")
        early = self._create_session(parent_id=year.id, state="closed")
        late = self._create_session(parent_id=year.id, state="in_progress")
        objective = self._create_objective(session_id=late.id)
        year.action_close()
        year.action_reopen("Not yet.")
        self.assertEqual(
            (year + early + late).mapped("state"),
            ["in_progress", "closed", "in_progress"],
        )
        self.assertState(objective, "in_progress")

    def test_the_stat_buttons_count(self):
        year = self._create_year()
        self._create_session(parent_id=year.id)
        self._create_objective(session_id=year.id)
        self._create_objective(session_id=year.id)
        self.assertEqual(year.child_count, 1)
        self.assertEqual(year.objective_count, 2)

    def test_the_pace_of_a_session_is_that_of_what_it_counts(self):
        self._create_key_result(deadline=self._days(0))
        self._create_key_result(deadline=self._days(0), weight=3.0)
        self.assertAlmostEqual(self.session.expected_progress, 100.0)

    def test_sessions_of_another_company_stay_there(self):
        theirs = self._create_session(user=self.manager_b, name="Theirs")
        self.assertEqual(theirs.company_id, self.company_b)
        self.assertFalse(
            self._model("okr.session").search([("id", "=", theirs.id)]).exists()
        )

    def test_a_sub_session_is_not_hung_under_another_company(self):
        theirs = self._create_year(user=self.manager_b)
        self.manager.company_ids = [Command.link(self.company_b.id)]
        with self.assertRefused():
            self._model("okr.session").with_context(
                allowed_company_ids=(self.company + self.company_b).ids
            ).browse(self.session.id).parent_id = theirs.id

    def test_a_session_that_holds_updates_is_not_deleted(self):
        self._check_in(self._create_key_result(), 10)
        with self.assertRefused():
            self.session.unlink()
        self.assertTrue(self.objective.exists())

    def test_a_session_with_sub_sessions_is_not_deleted(self):
        year = self._create_year()
        self._create_session(parent_id=year.id)
        with self.assertRefused():
            year.unlink()

    def test_a_manager_deletes_a_session_with_its_history(self):
        update = self._check_in(self._create_key_result(), 10)
        dialog = self.session.action_delete_with_history()
        self.assertTrue(update.exists())
        self._model(dialog["res_model"]).with_context(**dialog["context"]).create(
            {}
        ).action_confirm()
        self.assertFalse(self.session.exists())
        self.assertFalse(self.objective.exists())
        self.assertFalse(update.exists())
