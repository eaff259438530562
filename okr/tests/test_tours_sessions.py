from .tour_case import TourCase


class TestToursSessions(TourCase):
    """What is pressed rarely, and must work then."""

    def test_a_manager_closes_a_session_and_opens_it_again(self):
        key_result = self._create_key_result()
        self._check_in(key_result, 40)
        path = f"okr-sessions/{self.period.id}"
        self._tour(path, "okr_close_and_reopen_session", self.manager)
        self.assertState(self.period, "in_progress")
        self.assertState(self.objective, "in_progress")
        self.assertState(key_result, "in_progress")
        self.assertTrue(
            self.period.message_ids.filtered(lambda m: "came late" in (m.body or ""))
        )

    def test_a_manager_makes_the_quarters_of_a_year(self):
        year = self._create_year()
        path = f"okr-sessions/{year.id}"
        self._tour(path, "okr_create_quarters", self.manager)
        self.assertEqual(len(year.child_ids), 4)

    def test_a_manager_deletes_what_has_a_history(self):
        doomed = self._create_key_result(name="Doomed")
        self._check_in(doomed, 40)
        path = f"key-results/{doomed.id}"
        self._tour(path, "okr_delete_with_history", self.manager)
        self.assertFalse(doomed.exists())

    def test_an_employee_ticks_a_stage(self):
        key_result = self._create_key_result(stages=[1, 3])
        path = f"key-results/{key_result.id}"
        self._tour(path, "okr_tick_stages", self.user)
        self.assertProgress(key_result, 25.0)
        self.assertEqual(key_result.milestone_ids.mapped("done"), [True, False])


class TestToursSupervisor(TourCase):
    """A supervisor writes an objective."""

    def test_with_three_key_results_inline_and_one_save(self):
        self._tour("okrs", "okr_write_objective", self.supervisor)
        objective = self.env["okr.objective"].search([("name", "=", "Win the market")])
        self.assertEqual(objective.creator_id, self.supervisor)
        self.assertEqual(objective.session_id, self.period)
        self.assertEqual(
            sorted(
                (key_result.name, key_result.target_value)
                for key_result in objective.key_result_ids
            ),
            [("More customers", 100.0), ("More orders", 200.0), ("More smiles", 300.0)],
        )
        self.assertEqual(objective.key_result_ids.owner_ids, self.employee_user)
