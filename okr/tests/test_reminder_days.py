from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from odoo import Command
from odoo.tests import tagged

from .reminder_case import ReminderCase

ZONES = (
    "Pacific/Kiritimati",
    "Asia/Kolkata",
    "Europe/Brussels",
    "America/New_York",
    "Pacific/Niue",
)


@tagged("post_install", "-at_install")
class TestReminderDays(ReminderCase):
    """Every due day once, on the owner's own date, wherever and whenever."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = cls.env["res.users"]
        owners = cls.env["hr.employee"]
        for number, zone in enumerate(ZONES):
            user, employee = cls._create_person(f"zone{number}", role="user", tz=zone)
            # Without working hours nobody is away.
            employee.resource_calendar_id = False
            employee.resource_id.calendar_id = False
            cls.people |= user
            owners |= employee
        cls.key_result.owner_ids = [Command.set(owners.ids)]
        cls.key_results = cls.env["okr.key.result"]

    def _sent(self):
        self.env.flush_all()
        return {
            (kept.user_id, kept.period): (kept.date, kept.create_date)
            for kept in self.job.search([("kind", "=", "update")])
        }

    def test_every_due_day_of_a_year_once_on_the_owners_own_date(self):
        year = self._create_year(cadence="daily", date_end=datetime(2027, 1, 1).date())
        year.action_start()
        objective = self._create_objective(session_id=year.id)
        daily = self._create_key_result(
            objective_id=objective.id,
            owner_ids=[Command.set(self.key_result.owner_ids.ids)],
        )
        self._exists_since(daily, year.date_start)
        self.key_results = daily
        year.sudo().started_on = year.date_start
        self.key_result.action_archive()
        # Twice on each day wherever one is, and never at the same minute.
        moment = datetime(2025, 12, 31, 0, 7)
        while moment < datetime(2027, 1, 3):
            self._travel_to(moment)
            self.job._remind(self.key_results)
            moment += timedelta(hours=11, minutes=1)
        sent = self._sent()
        self.assertEqual(len(sent), 366 * len(ZONES))
        for (user, period), (day, created) in sent.items():
            self.assertEqual(day, period)
            here = self.company._okr_day(created, tz=user.tz)
            self.assertEqual(here, period, user.tz)

    def test_both_nights_of_daylight_saving(self):
        brussels = self.people[2]
        for night in (datetime(2026, 3, 28, 20), datetime(2026, 10, 24, 20)):
            with self._thrown_away():
                sunday = night.date() + timedelta(days=1)
                year = self._create_year(cadence="weekly", cadence_weekday="6")
                year.action_start()
                objective = self._create_objective(session_id=year.id)
                weekly = self._create_key_result(
                    objective_id=objective.id,
                    owner_ids=[Command.set(brussels.employee_id.ids)],
                )
                self._exists_since(weekly, year.date_start)
                self.key_results = weekly
                for half_hour in range(2 * 30):
                    self._travel_to(night + timedelta(minutes=30 * half_hour))
                    self.job._remind(self.key_results)
                found = self._reminders(brussels, weekly)
                self.assertIn(sunday, found.mapped("date_deadline"))
                kept = self.job.search(
                    [("key_result_id", "=", weekly.id), ("period", "=", sunday)]
                )
                self.assertEqual(len(kept), 1)
                midnight = datetime.combine(sunday, time(), ZoneInfo(brussels.tz))
                self.assertEqual(
                    kept.create_date.replace(tzinfo=timezone.utc), midnight
                )

    def test_the_furthest_ends_of_the_earth_have_their_own_monday(self):
        first, last = self.people[0], self.people[-1]
        self._travel_to(self._days(-1), hour=11)
        self._run()
        self.assertReminded(self.latest, user=first)
        self.assertReminded(self.previous, user=last)
        self._travel_to(self.latest, hour=12)
        self._run()
        self.assertReminded(self.latest, user=first)
        self.assertReminded(self.latest, user=last)
