from lxml import html

from odoo.exceptions import AccessError

from .access_case import AccessCase

LONG = "Win " + "x" * 296
ARABIC = "نريد أن نكسب ثقة العملاء"


class TestPrint(AccessCase):
    """What is printed: HTML, of which the engine makes a PDF where there is one."""

    def _print(self, records, user=None):
        records = self._as(user or self.manager, records)
        name = records._name.removeprefix("okr.")
        reports = records.env["ir.actions.report"]
        page, kind = reports._render_qweb_html(f"okr.report_{name}", records.ids)
        self.assertEqual(kind, "html")
        return page.decode()

    def _read(self, records, user=None):
        """Return the words that are read on paper, one space between them."""
        page = html.fromstring(self._print(records, user=user))
        return " ".join(page.text_content().split())

    # -- the wrong reader first ------------------------------------------------------

    def test_who_does_not_see_it_prints_nothing(self):
        for record in (self.secret_session, self.secret):
            for user in (self.user, self.user_b, self.user_none):
                with self.assertRefused(error=AccessError) as refused:
                    self._print(record, user=user)
                self.assertNoCanary(str(refused.exception))

    def test_one_hidden_among_several_is_not_printed(self):
        with self.assertRefused(error=AccessError):
            self._print(self.objective | self.secret, user=self.user)

    def test_nothing_hidden_is_on_paper(self):
        self._check_in(self.secret_key_result, 5, user=self.manager, note="CANARY")
        for record in (self.session, self.objective, self.child):
            self.assertNoCanary(self._print(record, user=self.user))
        self.assertIn("CANARY", self._print(self.session))

    # -- what is on it ---------------------------------------------------------------

    def test_an_objective_reads_i_will_as_measured_by_via(self):
        self._create_initiative(name="Call them all", key_result_id=self.key_result.id)
        self._check_in(self.key_result, 10, confidence="70", note="Two signed")
        page = self._read(self.objective, user=self.user)
        words = (
            "I will",
            "Customers come back",
            "as measured by",
            "Mine to update",
            "Current value is 10, Should Increase to 100",
            "Challenging",
            "Two signed",
            "via",
            "Call them all",
        )
        places = [page.index(word) for word in words]
        self.assertEqual(places, sorted(places))

    def test_a_session_begins_with_all_its_objectives(self):
        summary, _, pages = self._read(self.session, user=self.user).partition("I will")
        for text in (summary, pages):
            self.assertIn("Customers come back", text)
            self.assertIn("A visible child", text)

    def test_a_session_without_objectives_says_so(self):
        page = self._print(self._create_session(name="Empty"))
        self.assertIn("No objective in this session yet", page)
        self.assertNotIn("I will", page)

    def test_a_title_of_any_length_and_script_is_whole_and_no_markup(self):
        for title in (LONG, ARABIC, "<b>Bold</b>"):
            self.objective.name = title
            self.assertIn(title, self._read(self.objective))
            self.assertIn('<h2 dir="auto">', self._print(self.objective))

    def test_both_are_offered_where_people_print(self):
        for model in ("okr.session", "okr.objective"):
            bindings = self.env["ir.actions.actions"].get_bindings(model)
            names = [action["name"] for action in bindings["report"]]
            self.assertTrue(names, model)
