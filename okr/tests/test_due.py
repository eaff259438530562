from datetime import date

from odoo import Command

from .common import OkrCase


class TestDue(OkrCase):
    """What is due from whom: one definition for lists, check-ins and reminders."""

    # Mondays; the clock stands on the third of them.
    previous, latest = date(2026, 2, 9), date(2026, 2, 16)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.session.cadence = "weekly"
        cls.key_result = cls._create_key_result()

    def assertDue(self, due=True, key_result=None, user=None):
        """Expect filter and record to agree on what is due."""
        self.env.invalidate_all()
        key_result = (key_result or self.key_result).with_user(user or self.user)
        self.assertEqual(key_result.is_due, due)
        found = key_result.search([("is_due", "=", True)])
        self.assertEqual(key_result in found, due)
        self.assertEqual(
            key_result in key_result.search([("is_due", "=", False)]), not due
        )

    def test_what_nobody_updated_is_due(self):
        self.assertDue()

    def test_an_update_on_the_due_day_answers_it(self):
        self._check_in(self.key_result, 10)
        self.assertDue(False)

    def test_an_update_in_time_makes_the_next_due_day_pass(self):
        self._travel_to(self._days(-3))
        self._check_in(self.key_result, 10)
        self._travel_to(self.latest)
        self.assertDue(False)

    def test_an_update_on_the_day_before_answered_that_day_alone(self):
        self._travel_to(self.previous)
        self._check_in(self.key_result, 10)
        self._travel_to(self.latest)
        self.assertDue()

    def test_it_stays_due_until_somebody_checks_in(self):
        self._travel_to(self._days(5))
        self.assertDue()

    def test_what_is_entered_now_answers_now_whatever_day_it_is_dated(self):
        self._check_in(self.key_result, 10, date=self.previous)
        self.assertDue(False)
        # The status goes by the day of the update; the check-in was done.
        self.assertEqual(self.key_result.last_update_date, self.previous)

    def test_the_day_of_entry_is_that_of_who_entered_it(self):
        self.user.tz = "Pacific/Kiritimati"
        self._travel_to(self._days(-1), hour=12)
        self._check_in(self.key_result, 10)
        self.assertEqual(self.key_result.last_entry_date, self.latest)

    def test_it_is_due_from_midnight_of_the_reader(self):
        self.user.tz = "Pacific/Kiritimati"
        self._travel_to(self._days(-8), hour=12)
        self._check_in(self.key_result, 10)
        self._travel_to(self._days(-1), hour=12)
        self.assertDue()
        self.assertDue(False, user=self.manager)

    def test_a_voided_update_answers_nothing(self):
        self._check_in(self.key_result, 10).with_user(self.manager).action_void("Wrong")
        self.assertDue()

    def test_one_owner_answers_for_all(self):
        self.key_result.owner_ids = [Command.link(self.employee_colleague.id)]
        self._check_in(self.key_result, 10, user=self.colleague)
        self.assertDue(False)

    def test_a_session_without_a_rhythm_asks_for_nothing(self):
        self.session.cadence = "none"
        self.assertDue(False)

    def test_a_session_that_has_not_started_asks_for_nothing(self):
        session = self._create_session(cadence="weekly")
        objective = self._create_objective(session_id=session.id)
        self.assertDue(False, self._create_key_result(objective_id=objective.id))

    def test_what_is_closed_cancelled_or_past_its_deadline_is_not_due(self):
        closed = self._create_key_result()
        self._check_in(closed, 100)
        past = self._create_key_result(deadline=self._days(-1))
        cancelled = self._create_key_result()
        cancelled.action_cancel("Not needed")
        self._travel_to(self._days(7))
        for key_result in (closed, past, cancelled):
            self.assertDue(False, key_result)

    def test_a_hidden_session_asks_its_owners_all_the_same(self):
        self.session.visibility = "private"
        self.assertDue()


class TestMine(OkrCase):
    """What is mine is told by the account of the employee, in every company."""

    def _mine(self, model, user=None):
        records = self._model(model, user or self.user)
        found = records.search([("is_mine", "=", True)])
        self.env.invalidate_all()
        self.assertEqual(found, records.search([]).filtered("is_mine"))
        return found

    def test_a_key_result_is_its_owners(self):
        mine = self._create_key_result()
        self._create_key_result(owner_ids=[Command.set(self.employee_manager.ids)])
        self.assertEqual(self._mine("okr.key.result"), mine)

    def test_the_employee_of_another_company_counts(self):
        self.user.company_ids = [Command.link(self.company_b.id)]
        self.env["hr.employee"].create(
            {"name": "Me", "user_id": self.user.id, "company_id": self.company_b.id}
        )
        session = self._create_session(state="in_progress", user=self.manager_b)
        objective = self._create_objective(
            session_id=session.id,
            user=self.manager_b,
            owner_id=self.user.with_company(self.company_b).employee_id.id,
        )
        found = (
            self.env["okr.objective"]
            .with_user(self.user)
            .with_context(allowed_company_ids=(self.company + self.company_b).ids)
            .search([("is_mine", "=", True)])
        )
        self.assertEqual(found, objective)

    def test_an_objective_is_its_owners(self):
        self.objective.owner_id = self.employee_user
        self._create_objective(owner_id=self.employee_manager.id)
        self.assertEqual(self._mine("okr.objective"), self.objective)
        self.assertNotIn(self.objective, self._mine("okr.objective", self.manager))

    def test_an_objective_without_owner_is_its_creators(self):
        self.assertEqual(self._mine("okr.objective", self.manager), self.objective)
        self.assertFalse(self._mine("okr.objective"))


class TestLateFirst(OkrCase):
    """Lists put first what lies furthest behind."""

    def _objective(self, value, **values):
        objective = self._create_objective(**values)
        self._check_in(self._create_key_result(objective_id=objective.id), value)
        return objective

    def test_the_largest_gap_comes_first(self):
        far, near = self._objective(10), self._objective(45)
        ahead = self._objective(90)
        found = self._model("okr.objective").search(
            [("id", "in", (far | near | ahead).ids)], order="gap desc, id"
        )
        self.assertEqual(found.ids, [far.id, near.id, ahead.id])
        self.assertAlmostEqual(far.gap, far.expected_progress - 10)

    def test_an_aspirational_objective_is_late_by_what_is_asked_of_it(self):
        objective = self._objective(20, ambition="aspirational")
        self.assertAlmostEqual(objective.gap, objective.expected_progress * 0.7 - 20)
        found = self._model("okr.objective").search([("gap", ">", objective.gap + 1)])
        self.assertNotIn(objective, found)
        found = self._model("okr.objective").search([("gap", ">", objective.gap - 1)])
        self.assertIn(objective, found)

    def test_what_is_achieved_or_not_is_late_by_nothing_until_its_deadline(self):
        key_result = self._create_key_result(type="achieved")
        self._model("okr.update", self.user).create(
            {"key_result_id": key_result.id, "achieved": False}
        )
        self.assertGreater(key_result.expected_progress, 0)
        self.assertStatus(key_result, "on_track")
        self.assertAlmostEqual(key_result.gap, 0.0)
        domain = [("id", "=", key_result.id), ("gap", ">", 1)]
        self.assertFalse(key_result.search(domain))
        self.session.action_close()
        self.assertStatus(key_result, "missed")
        self.assertAlmostEqual(key_result.gap, key_result.expected_progress)
        self.assertEqual(key_result.search(domain), key_result)
