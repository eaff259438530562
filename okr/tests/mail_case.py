"""What the tests of e-mails start from: people who want all of them."""

from .access_case import AccessCase


class MailCase(AccessCase):
    """Everybody has an address and every switch on; the outbox is empty."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        everybody = (
            cls.user | cls.colleague | cls.supervisor | cls.manager | cls.user_b
        ) | cls.manager_b
        for user in everybody:
            user.email = f"{user.login}@example.com"
        cls.switches = cls.env["okr.mail.switches"]._okr_mail_switches()
        everybody.write(dict.fromkeys(cls.switches, True))
        cls.company.email = "okr@example.com"
        cls._forget()

    @classmethod
    def _forget(cls):
        """Let everything that happened so far be told already."""
        cls.env["okr.mail.outbox"].search([]).unlink()
        cls.env["mail.mail"].search([]).unlink()

    def _run(self, job):
        with self._test_mode():
            self.env.ref(f"okr.ir_cron_{job}").method_direct_trigger()

    def _write_mails(self):
        """Let the job write, and return what lies in Odoo's queue."""
        self._run("write_mails")
        return self.env["mail.mail"].search([("is_okr", "=", True)], order="id")

    def _find_mails(self):
        self._run("find_mails")
        return self._write_mails()

    def _to(self, mails, user):
        """Return the e-mails to one user, and say which others there were."""
        return mails.filtered(lambda mail: mail.recipient_ids == user.partner_id)

    def assertMailed(self, mails, *users):
        """Expect one e-mail to each of these users, and none to others."""
        self.assertEqual(
            sorted(mails.recipient_ids.ids),
            sorted(user.partner_id.id for user in users),
        )
        self.assertEqual(len(mails), len(users))
