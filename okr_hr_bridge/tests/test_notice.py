from datetime import timedelta

from .common import LicenseCase


class TestNotice(LicenseCase):
    """The administrators are told before a key ends, once."""

    def setUp(self):
        super().setUp()
        self.key = self._import_key(valid_until=self.today + timedelta(days=60))
        self.env["mail.mail"].search([]).unlink()

    def _look(self, days):
        self._travel_to(self.today + timedelta(days=days))
        cron = self.env.ref("okr_hr_bridge.ir_cron_watch_keys")
        with self._test_mode():
            cron.method_direct_trigger()
            cron.method_direct_trigger()

    def _mails(self):
        return self.env["mail.mail"].search([("subject", "like", "OKR license key")])

    def test_thirty_days_before_the_end_they_are_told_by_activity_and_mail(self):
        self._look(29)
        self.assertFalse(self.key.activity_ids)
        self._look(30)
        told = self.key.activity_ids.filtered(
            lambda activity: activity.user_id == self.administrator
        )
        self.assertEqual(len(told), 1)
        [mail] = self._mails()
        self.assertIn(self.administrator.partner_id, mail.recipient_ids)
        self.assertIn(self.key.name, mail.body_html)

    def test_they_are_told_once(self):
        self._look(30)
        self._look(31)
        self._look(59)
        self.assertEqual(len(self._mails()), 1)
        users = self.key.activity_ids.user_id
        self.assertEqual(len(users), len(self.key.activity_ids))

    def test_nobody_but_administrators_is_told(self):
        self._look(30)
        everybody = self.key.activity_ids.user_id
        self.assertTrue(all(user.has_group("base.group_system") for user in everybody))
        partners = everybody.partner_id
        self.assertLessEqual(self._mails().recipient_ids, partners)

    def test_a_key_that_was_removed_tells_nobody(self):
        self.key.unlink()
        self._look(30)
        self.assertFalse(self._mails())

    def test_a_day_missed_is_made_up_for(self):
        self._look(45)
        self.assertEqual(len(self._mails()), 1)
        self._look(61)
        self.assertEqual(len(self._mails()), 1)

    def test_the_job_runs_where_there_is_nothing_to_do(self):
        self.key.unlink()
        self._look(1)
        self.assertEqual(self.pool.latest_day, self.today + timedelta(days=1))
