import re
from datetime import timedelta
from unittest.mock import patch
from urllib.parse import urlsplit

from odoo import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .mail_case import MailCase


@tagged("post_install", "-at_install")
class TestCheckInLink(MailCase, HttpCase):
    """A link in an e-mail makes one update in its addressee's name, and no more."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.session.write({"cadence": "weekly", "cadence_weekday": "0"})
        cls._check_in(cls.key_result, 20, date=cls.today - timedelta(days=10))
        cls._forget()

    def _mail(self, *key_results):
        """Return the paths that an e-mail to the user gives, one per key result."""
        self._forget()
        records = self.key_result.union(*key_results)
        self.env["okr.mail"]._send("check_in_due", {self.user: records})
        mail = self._to(self._write_mails(), self.user)
        found = re.findall(r'href="([^"]*/okr/check-in/[^"]+)"', mail.body_html or "")
        self._forget()
        return [urlsplit(url).path for url in found]

    def _link(self):
        [path] = self._mail()
        return path

    def _open(self, path):
        return self.url_open(path, timeout=60)

    def _post(self, path, **given):
        """Fill the form as a browser does, and send it."""
        page = self._open(path)
        # Pages without a form name it, too.
        token = re.search(r'csrf_token: "([^"]+)"', page.text).group(1)
        data = {"csrf_token": token, **given}
        return self.url_open(path, data=data, timeout=60)

    def _log_in(self, user):
        self.session = None  # of the browser, and no period any more
        self.authenticate(user.login, user.login)

    def _updates(self):
        self.env.invalidate_all()
        return self.key_result.sudo().update_ids

    def assertRefusedPage(self, answer, words):
        """Expect a page that says why, shows no title, and offers no form."""
        self.assertEqual(answer.status_code, 200)
        self.assertIn(words, " ".join(answer.text.split()))
        self.assertNotIn("Mine to update", answer.text)
        self.assertNotIn("<form", answer.text)

    # -- what it does -------------------------------------------------------------

    def test_one_number_is_one_update_in_the_addressees_name(self):
        path = self._link()
        page = self._open(path)
        for words in ("Mine to update", "Current value is 20", 'value="20"'):
            self.assertIn(words, page.text)
        answer = self._post(path, value="35", confidence="70", note="It grows")
        self.assertIn("Thank you!", answer.text)
        update = self._updates()[0]
        self.assertEqual(update.value, 35)
        self.assertEqual(update.confidence, "70")
        self.assertEqual(update.note, "It grows")
        self.assertEqual(update.user_id, self.user)
        self.assertEqual(update.create_uid, self.user)
        self.assertEqual(update.source, "manual")

    def test_it_logs_nobody_in(self):
        path = self._link()
        self._post(path, value="35")
        self.assertIn("/web/login", self._open("/odoo").url)
        self.assertIn("/web/login", self._open("/web/webclient/load_menus").url)

    def test_looking_changes_nothing(self):
        path = self._link()
        before = self._updates()
        for _time in range(3):
            self.assertIn("<form", self._open(path).text)
            self.opener.head(self.base_url() + path, timeout=60)
        self.assertEqual(self._updates(), before)

    def test_a_post_that_no_page_made_is_refused(self):
        path = self._link()
        with mute_logger("odoo.http"):
            answer = self.url_open(path, data={"value": "35"}, timeout=60)
        self.assertEqual(answer.status_code, 400)
        self.assertEqual(len(self._updates()), 1)

    def test_the_address_goes_nowhere_else(self):
        page = self._open(self._link())
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
        self.assertIn("noindex", page.headers["X-Robots-Tag"])
        self.assertIn('name="robots" content="noindex', page.text)

    def test_an_achieved_one_has_a_switch_and_a_milestone_its_stages(self):
        done = self._create_key_result(name="Done or not", type="achieved")
        stages = self._create_key_result(stages=[1, 1], name="In stages")
        paths = self._mail(done, stages)
        self.assertEqual(len(paths), 3)
        for path in paths:
            page = self._open(path).text
            if "Done or not" in page:
                self._post(path, achieved="on")
            elif "In stages" in page:
                first = stages.milestone_ids[0]
                self._post(path, stage=str(first.id))
        self.env.invalidate_all()
        self.assertEqual(done.current_value, 1)
        self.assertEqual(stages.milestone_ids.mapped("done"), [True, False])

    def test_a_duration_is_typed_as_one(self):
        self.key_result.unit_id = self.env.ref("okr.unit_minutes")
        path = self._link()
        self._post(path, value="2:30")
        self.assertEqual(self._updates()[0].value, 2.5)

    def test_a_minute_has_sixty_seconds(self):
        self.key_result.unit_id = self.env.ref("okr.unit_minutes")
        answer = self._post(self._link(), value="2:99")
        self.assertIn("2:99 is no number", answer.text)
        self.assertIn("12:30", answer.text)

    def test_a_comma_that_may_part_thousands_is_asked_about(self):
        path = self._link()
        self.assertIn("1,000 is no number", self._post(path, value="1,000").text)
        self.env["res.lang"]._activate_lang("de_DE")
        self.user.lang = "de_DE"
        self._post(path, value="1,125")
        self.assertEqual(self._updates()[0].value, 1.125)

    def test_what_is_no_number_is_said_and_can_be_mended(self):
        path = self._link()
        for value in ("", "many", "nan", "inf", "1e400"):
            with self.subTest(value):
                answer = self._post(path, value=value, note="Kept")
                self.assertIn("New Value", answer.text)
                self.assertIn("Kept", answer.text)
                self.assertEqual(len(self._updates()), 1)
        self._post(path, value="12,5")
        self.assertEqual(self._updates()[0].value, 12.5)

    # -- where it leads nowhere -----------------------------------------------------

    def test_it_works_once(self):
        path = self._link()
        self._post(path, value="35")
        self.assertRefusedPage(self._open(path), "This link was used")
        self.assertRefusedPage(self._post(path, value="36"), "This link was used")
        self.assertEqual(len(self._updates()), 2)

    def test_a_second_e_mail_of_the_same_due_day_gives_no_second_update(self):
        first, second = self._link(), self._link()
        self._post(first, value="35")
        self.assertRefusedPage(self._post(second, value="36"), "This link was used")

    def test_of_two_who_post_at_once_the_second_is_refused(self):
        path = self._link()
        self._post(path, value="35")
        # Who began before the first was done sees nothing of it.
        links = type(self.env["okr.check.in.link"])
        with patch.object(links, "_used", return_value=0):
            answer = self._post(path, value="36")
        self.assertRefusedPage(answer, "This link was used a moment ago")
        self.assertEqual(len(self._updates()), 2)

    def test_it_expires_on_the_next_due_day(self):
        path = self._link()
        self._travel_to(self.today + timedelta(days=6), hour=23)
        self.assertIn("<form", self._open(path).text)
        self._travel_to(self.today + timedelta(days=7))
        self.assertRefusedPage(self._open(path), "This link has expired")
        self.assertRefusedPage(self._post(path, value="1"), "This link has expired")
        self.assertEqual(len(self._updates()), 1)

    def test_altered_in_any_bit_it_is_no_link(self):
        links = self.env["okr.check.in.link"]
        token = self._link().rpartition("/")[2]
        self.assertTrue(links._values_of(token))
        for place, letter in enumerate(token):
            for bit in range(7):
                other = chr(ord(letter) ^ 1 << bit)
                altered = f"{token[:place]}{other}{token[place + 1 :]}"
                self.assertIsNone(links._values_of(altered), altered)
        for altered in (token[:-1], f"{token}A", f"{token}=", "", "AQ", "ü", "%00"):
            self.assertIsNone(links._values_of(altered), altered)
        answer = self._open(f"/okr/check-in/{token[:-3]}xyz")
        self.assertRefusedPage(answer, "This link is not valid")

    def test_a_closed_session_takes_nothing(self):
        path = self._link()
        self.session.action_close()
        self.assertRefusedPage(self._open(path), "Its session is closed")
        self.assertRefusedPage(self._post(path, value="1"), "Its session is closed")

    def test_after_the_deadline_it_takes_nothing(self):
        path = self._link()
        self.key_result.write(
            {
                "deadline": self.today - timedelta(days=1),
                "goalpost_reason": "It was yesterday",
            }
        )
        self.assertRefusedPage(self._open(path), "deadline has passed")

    def test_who_is_owner_no_longer_checks_in_no_longer(self):
        path = self._link()
        self.key_result.owner_ids = self.employee_colleague
        words = "You do not own this key result any more"
        self.assertRefusedPage(self._open(path), words)
        self.assertRefusedPage(self._post(path, value="1"), words)
        # Not even a manager, who may check in elsewhere.
        self.user.group_ids += self.env.ref("okr.group_okr_manager")
        self.assertRefusedPage(self._post(path, value="1"), words)

    def test_an_account_that_is_archived_or_without_the_role_checks_in_no_more(self):
        path = self._link()
        words = "checks in no more"
        role = self.env.ref("okr.group_okr_user")
        self.user.group_ids -= role
        self.assertRefusedPage(self._open(path), words)
        self.user.group_ids += role
        self.user.active = False
        self.assertRefusedPage(self._post(path, value="1"), words)
        self.assertEqual(len(self._updates()), 1)

    def test_a_deleted_key_result_is_none(self):
        gone = self._create_key_result(name="Gone tomorrow")
        paths = self._mail(gone)
        gone.unlink()
        said = " ".join(self._open(path).text for path in paths)
        self.assertNotIn("Gone tomorrow", said)
        self.assertIn("You do not own this key result any more", said)

    def test_the_page_speaks_the_language_of_its_addressee(self):
        self.env["res.lang"]._activate_lang("de_DE")
        path = self._link()
        self.assertIn('lang="en-US"', self._open(path).text)
        self.user.lang = "de_DE"
        page = self._open(path).text
        self.assertIn('lang="de-DE"', page)
        self.assertIn("Soll auf 100 steigen", page)
        self._post(path, value="30")
        self.assertIn("Dieser Link wurde benutzt", self._open(path).text)

    def test_a_browser_of_somebody_else_is_told_so(self):
        path = self._link()
        self._log_in(self.colleague)
        words = "This link was sent to somebody else than The colleague"
        self.assertRefusedPage(self._open(path), words)
        self.assertRefusedPage(self._post(path, value="1"), words)
        self.assertEqual(len(self._updates()), 1)

    def test_a_browser_of_the_addressee_works_as_any_other(self):
        path = self._link()
        self._log_in(self.user)
        self._post(path, value="44")
        self.assertEqual(self._updates()[0].value, 44)

    def test_it_is_not_sent_where_it_would_lead_nowhere(self):
        self.key_result.write(
            {
                "deadline": self.today - timedelta(days=1),
                "goalpost_reason": "It was yesterday",
            }
        )
        self.assertFalse(self._mail())

    def test_a_link_says_nothing_of_what_is_hidden(self):
        below = self._create_key_result(name="Mine below", objective_id=self.secret.id)
        for path in self._mail(below):
            self.assertNoCanary(self._open(path).text)

    def test_the_last_link_of_a_session_lasts_until_its_deadline(self):
        self._travel_to(self.quarter_end)
        path = self._link()
        self.assertIn("<form", self._open(path).text)
        self._travel_to(self.quarter_end + timedelta(days=1))
        self.assertRefusedPage(self._open(path), "This link has expired")

    def test_an_employee_without_an_account_gets_no_link(self):
        nobody = self.env["hr.employee"].create({"name": "No account"})
        self.key_result.owner_ids = [Command.link(nobody.id)]
        self.assertTrue(self._link())
