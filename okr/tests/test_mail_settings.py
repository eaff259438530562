from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tools import config

from .mail_case import MailCase


class TestMailSettings(MailCase):
    """Settings switch the e-mails of a company, and say when none leaves."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.mail_server"].search([]).unlink()

    def _settings(self):
        return self.env["res.config.settings"].create({})

    def _failed(self):
        self.env["okr.mail"]._send("became_owner", {self.user: self.key_result})
        mail = self._write_mails()
        mail.write({"state": "exception", "failure_type": "mail_smtp"})
        return mail

    def test_a_company_is_switched_in_the_settings(self):
        settings = self._settings()
        settings.okr_mail_digest = False
        settings.execute()
        self.assertFalse(self.env.company.okr_mail_digest)
        self.assertTrue(self.company_b.okr_mail_digest)

    def test_settings_say_that_there_is_no_server(self):
        with patch.dict(config.options, {"smtp_server": "localhost"}):
            self.assertTrue(self._settings().okr_mail_without_server)
            self.env["ir.mail_server"].create(
                {"name": "Ours", "smtp_host": "mail.example.com"}
            )
            self.assertFalse(self._settings().okr_mail_without_server)

    def test_a_server_of_the_configuration_file_counts(self):
        with patch.dict(config.options, {"smtp_server": "mail.example.com"}):
            self.assertFalse(self._settings().okr_mail_without_server)

    def test_settings_count_what_was_not_sent_and_send_it_again(self):
        self.assertEqual(self._settings().okr_mail_failed, 0)
        mail = self._failed()
        settings = self._settings()
        self.assertEqual(settings.okr_mail_failed, 1)
        found = self.env["mail.mail"].search(
            settings.action_okr_failed_mails()["domain"]
        )
        self.assertEqual(found, mail)
        settings.action_okr_retry_mails()
        self.assertEqual(mail.state, "outgoing")

    def test_settings_are_no_users_business(self):
        mail = self._failed()
        settings = self._settings()
        for user in (self.user, self.manager):
            for method in ("action_okr_failed_mails", "action_okr_retry_mails"):
                with self.subTest(user=user.name, method=method):
                    with self.assertRefused(error=AccessError):
                        getattr(settings.with_user(user), method)()
        self.assertEqual(mail.state, "exception")
