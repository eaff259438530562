from datetime import date

from odoo.exceptions import AccessError

from .test_dashboard import DashboardCase

QUERIES = 22


class TestPresentation(DashboardCase):
    """A session objective by objective, as its reader sees it."""

    def _pages(self, user=None, session=None):
        data = self._as(user or self.manager, session or self.session)
        return data.presentation_data()["objectives"]

    def _page(self, **options):
        return {page["name"]: page for page in self._pages(**options)}

    # -- the wrong reader first ------------------------------------------------------

    def test_who_does_not_see_the_session_gets_nothing(self):
        for user in (self.user, self.user_b, self.manager_b, self.user_none):
            with self.assertRefused(error=AccessError) as refused:
                self._pages(user=user, session=self.secret_session)
            self.assertNoCanary(str(refused.exception))

    def test_nothing_hidden_is_on_a_page(self):
        self._check_in(self.secret_key_result, 5, user=self.manager, note="CANARY")
        pages = self._pages(user=self.user)
        self.assertNoCanary(pages)
        self.assertNotIn(self.secret.id, [page["id"] for page in pages])
        page = self._page(user=self.user)[self.objective.name]
        names = [one["name"] for one in page["key_results"]]
        self.assertEqual(names, ["Mine to update"])
        self.assertFalse(page["initiatives"])

    # -- what is on it ---------------------------------------------------------------

    def test_a_page_tells_how_it_stands_and_why(self):
        self.objective.owner_id = self.employee_user
        self._check_in(self.key_result, 10)
        page = self._page(user=self.user)[self.objective.name]
        self.assertEqual((page["owner"], page["progress"]), ("The user", 5.0))
        self.assertIn("expected", page["why_status"])

    def test_each_key_result_tells_its_value_confidence_and_latest_note(self):
        self._check_in(self.key_result, 10, confidence="30", note="Slow")
        self._check_in(
            self.key_result, 20, confidence="70", note="Two signed", date=self.today
        )
        self._check_in(self.key_result, 30, note=" ")
        typo = self._check_in(self.key_result, 90, note="A typo")
        typo.with_user(self.manager).action_void("A typo")
        [told] = self._page(user=self.user)[self.objective.name]["key_results"]
        self.assertEqual(told["measure"], "Current value is 30, Should Increase to 100")
        self.assertEqual(told["confidence"], "Challenging")
        self.assertEqual(
            told["note"],
            {"text": "Two signed", "who": "The user", "date": "02/16/2026"},
        )

    def test_what_was_given_up_is_not_presented(self):
        self.child.action_cancel("No longer needed")
        self.key_result.action_cancel("No longer needed")
        pages = self._page()
        self.assertNotIn("A visible child", pages)
        names = [one["name"] for one in pages[self.objective.name]["key_results"]]
        self.assertNotIn("Mine to update", names)

    def test_a_session_without_objectives_has_no_page(self):
        self.assertEqual(self._pages(session=self._create_session()), [])

    def test_many_pages_cost_as_many_queries_as_few(self):
        def queries():
            session = self._as(self.user, self.session)
            session.presentation_data()  # what Odoo keeps for all requests
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            session.presentation_data()
            return self.cr.sql_log_count - before

        for number in range(2):
            for _ in range(5 * number + 1):
                objective = self._create_objective(owner_id=self.employee_user.id)
                self._create_initiative(objective_id=objective.id)
                key_result = self._seen(objective_id=objective.id)
                self._check_in(key_result, 5, date=date(2026, 2, 10), note="Here")
            if not number:
                few = queries()
        self.assertEqual(queries(), few)
        self.assertLessEqual(few, QUERIES)
