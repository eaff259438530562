import logging
import re
import warnings
from unittest.mock import patch
from urllib.parse import urlsplit

from odoo import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .mail_case import MailCase
from .smtp import SmtpServer

MAIL_SERVER = "odoo.addons.base.models.ir_mail_server"


@tagged("post_install", "-at_install")
class TestMailSmtp(MailCase, HttpCase):
    """What arrives at a real mail server, through Odoo's own queue."""

    def setUp(self):
        super().setUp()
        logging.getLogger("mail.log").setLevel(logging.ERROR)
        warnings.simplefilter("ignore", DeprecationWarning)
        self.smtp = self.enterContext(SmtpServer())
        self.env["ir.mail_server"].search([]).unlink()
        self.server = self.env["ir.mail_server"].create(
            {"name": "Loopback", "smtp_host": "127.0.0.1", "smtp_port": self.smtp.port}
        )
        # Odoo sends nothing during tests unless it is told to.
        sending = type(self.env["ir.mail_server"])
        self.enterContext(patch.object(sending, "_disable_send", return_value=False))

    def _deliver(self):
        """Write and send all e-mails; return those that arrived, by address."""
        self._run("write_mails")
        with self._test_mode():
            self.env.ref("mail.ir_cron_mail_scheduler_action").method_direct_trigger()
        received, self.smtp.received = self.smtp.received, []
        return {message["To"].addresses[0].addr_spec: message for message in received}

    def _text(self, message):
        parts = [part for part in message.walk() if not part.is_multipart()]
        return "\n".join(part.get_content() for part in parts)

    def _send(self, kind, users, key_results=None):
        records = key_results or self.key_result
        self.env["okr.mail"]._send(kind, {user: records for user in users})

    def test_what_arrives_is_from_the_company_in_the_readers_language(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.env["ir.module.module"].search(
            [("name", "=", "okr")]
        )._update_translations(["de_DE"])
        self.colleague.lang = "de_DE"
        self.key_result.owner_ids += self.employee_colleague
        self._forget()
        self._send("deadline", self.user | self.colleague)
        arrived = self._deliver()
        self.assertEqual(
            set(arrived), {"okr_user@example.com", "okr_colleague@example.com"}
        )
        english, german = (
            arrived["okr_user@example.com"],
            arrived["okr_colleague@example.com"],
        )
        for message in arrived.values():
            self.assertEqual(message["From"].addresses[0].addr_spec, "okr@example.com")
            self.assertNotIn("Cc", message)
        self.assertEqual(english["Subject"], "Deadline near: Mine to update")
        self.assertIn("Hello The user,", self._text(english))
        self.assertEqual(german["Subject"], "Frist naht: Mine to update")
        self.assertIn("Hallo The colleague,", self._text(german))
        self.assertIn("/odoo/key-results/", self._text(german))

    def test_nothing_hidden_arrives(self):
        records = self.key_result | self.secret_key_result
        self._send("achieved", self.user | self.manager, records)
        arrived = self._deliver()
        mine = arrived["okr_user@example.com"]
        self.assertNoCanary(mine.as_string() + self._text(mine))
        self.assertIn("CANARY", self._text(arrived["okr_manager@example.com"]))

    def test_the_link_that_arrives_checks_in(self):
        self._send("check_in_due", self.user)
        message = self._deliver()["okr_user@example.com"]
        url = re.search(r'href="([^"]*/okr/check-in/[^"]+)"', self._text(message))
        self.assertTrue(url.group(1).startswith(self.env.company.get_base_url()))
        path = urlsplit(url.group(1)).path
        page = self.url_open(path)
        token = re.search(r'name="csrf_token" value="([^"]+)"', page.text).group(1)
        self.url_open(path, data={"csrf_token": token, "value": "12"})
        self.env.invalidate_all()
        self.assertEqual(self.key_result.current_value, 12)

    def test_a_server_that_refuses_one_delivers_the_others_and_loses_nothing(self):
        self.key_result.owner_ids += self.employee_colleague
        self._forget()
        self._send("deadline", self.user | self.colleague)
        self.smtp.refuses = "okr_user@"
        with mute_logger(MAIL_SERVER, "odoo.addons.mail.models.mail_mail"):
            self.assertEqual(set(self._deliver()), {"okr_colleague@example.com"})
        settings = self.env["res.config.settings"].create({})
        self.assertEqual(settings.okr_mail_failed, 1)
        self.smtp.refuses = None
        settings.action_okr_retry_mails()
        self.assertEqual(set(self._deliver()), {"okr_user@example.com"})
        self.assertFalse(self.env["mail.mail"].search([("is_okr", "=", True)]))

    def test_without_a_server_that_answers_work_goes_on_and_nothing_is_lost(self):
        port, self.server.smtp_port = self.server.smtp_port, 1
        self.key_result.owner_ids = [Command.link(self.employee_colleague.id)]
        self._check_in(self.key_result, 5)
        with mute_logger(MAIL_SERVER, "odoo.addons.mail.models.mail_mail"):
            self.assertFalse(self._deliver())
        settings = self.env["res.config.settings"].create({})
        self.assertEqual(settings.okr_mail_failed, 1)
        self.server.smtp_port = port
        settings.action_okr_retry_mails()
        self.assertEqual(set(self._deliver()), {"okr_colleague@example.com"})
