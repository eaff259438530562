"""A weekly session, and the job that reminds of it."""

from datetime import date, datetime, time

from odoo import Command

from .common import OkrCase


class ReminderCase(OkrCase):
    """A session that is due on Mondays; the clock stands on one of them."""

    previous, latest, following = (
        date(2026, 2, 9),
        date(2026, 2, 16),
        date(2026, 2, 23),
    )

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.session.write({"cadence": "weekly", "cadence_weekday": "0"})
        # It runs since its first day.
        cls.session.sudo().started_on = cls.quarter_start
        cls.key_result = cls._create_key_result()
        cls.type = cls.env.ref("okr.mail_activity_update_key_result")
        cls.type_ask = cls.env.ref("okr.mail_activity_ask_update")
        cls.job = cls.env["okr.reminder"]

    def setUp(self):
        super().setUp()
        # What was made in the set-up was there long before the tests' due days.
        self._exists_since(self.key_result)

    def _exists_since(self, key_results, day=None):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE okr_key_result SET create_date = %s WHERE id = ANY(%s)",
            [day or self.quarter_start, key_results.ids],
        )
        key_results.invalidate_recordset(["create_date"])

    def _run(self, **values):
        """Run the job as the scheduler does."""
        self.env.flush_all()
        with self._test_mode():
            with self.env.registry.cursor() as cr:
                self.job.with_env(self.env(cr=cr, su=True))._cron_remind(**values)
        self.env.invalidate_all()

    def _reminders(self, user=None, key_result=None, type_=None):
        """Return the open activities of a person."""
        return (
            self.env["mail.activity"]
            .search(
                [
                    ("res_model", "=", "okr.key.result"),
                    ("res_id", "in", (key_result or self.key_result).ids),
                    ("activity_type_id", "=", (type_ or self.type).id),
                    ("user_id", "in", (user or self.user).ids),
                ]
            )
            .sorted("date_deadline")
        )

    def assertReminded(self, *days, user=None, key_result=None, type_=None):
        """Expect one open reminder for each of these days, and no other."""
        found = self._reminders(user, key_result, type_)
        self.assertEqual(found.mapped("date_deadline"), list(days))

    def _own_too(self, *employees):
        self.key_result.owner_ids = [Command.link(owner.id) for owner in employees]

    def _take_leave(self, employee, first, last, **values):
        """Note time off from the morning of a day to the evening of another."""
        return self.env["resource.calendar.leaves"].create(
            {
                "name": "Away",
                "resource_id": employee.resource_id.id,
                "calendar_id": employee.resource_id.calendar_id.id,
                "date_from": datetime.combine(first, time(0)),
                "date_to": datetime.combine(last, time(23, 59, 59)),
                **values,
            }
        )
