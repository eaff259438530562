from datetime import datetime, time

from odoo import Command
from odoo.tests import tagged

from .reminder_case import ReminderCase


@tagged("post_install", "-at_install")
class TestReminderAbsence(ReminderCase):
    """Who is away is reminded when they are back, or somebody else is asked."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office = cls.env["resource.calendar"].create(
            {"name": "Office", "tz": "UTC", "company_id": cls.company.id}
        )
        cls._give_calendar(cls.employee_user, cls.office)

    @classmethod
    def _give_calendar(cls, employee, calendar):
        employee.resource_calendar_id = calendar
        employee.resource_id.write({"calendar_id": calendar.id, "tz": "UTC"})

    def test_the_first_working_day_after(self):
        self._take_leave(self.employee_user, self.latest, self._days(1))
        self._run()
        self.assertReminded()
        self._travel_to(self._days(2))
        for _time in range(2):
            self._run()
        self.assertReminded(self._days(2))

    def test_a_half_day_is_no_absence(self):
        self._take_leave(
            self.employee_user,
            self.latest,
            self.latest,
            date_to=datetime.combine(self.latest, time(12)),
        )
        self._run()
        self.assertReminded(self.latest)

    def test_two_halves_are_a_day(self):
        for start, end in ((8, 12), (13, 17)):
            self._take_leave(
                self.employee_user,
                self.latest,
                self.latest,
                date_from=datetime.combine(self.latest, time(start)),
                date_to=datetime.combine(self.latest, time(end)),
            )
        self._run()
        self.assertReminded()

    def test_a_training_is_work(self):
        self._take_leave(
            self.employee_user, self.latest, self.latest, time_type="other"
        )
        self._run()
        self.assertReminded(self.latest)

    def test_a_public_holiday_of_the_calendar_counts(self):
        self._take_leave(
            self.employee_user, self.latest, self.latest, resource_id=False
        )
        self._run()
        self.assertReminded()
        self._travel_to(self._days(1))
        self._run()
        self.assertReminded(self._days(1))

    def test_a_public_holiday_of_another_calendar_or_company_does_not(self):
        other = self.office.copy({"name": "Shop"})
        elsewhere = self.office.copy({"company_id": self.company_b.id})
        for calendar in (other, elsewhere):
            self._take_leave(
                self.employee_user,
                self.latest,
                self.latest,
                resource_id=False,
                calendar_id=calendar.id,
            )
        self._run()
        self.assertReminded(self.latest)

    def test_a_day_on_which_the_calendar_never_works(self):
        self.office.attendance_ids.filtered(lambda day: day.dayofweek == "0").unlink()
        self._run()
        self.assertReminded()
        self._travel_to(self._days(1))
        self._run()
        self.assertReminded(self._days(1))

    def test_the_free_week_of_a_calendar_of_two_weeks(self):
        self.office.attendance_ids.unlink()
        this_week = self.env["resource.calendar.attendance"].get_week_type(self.latest)
        self.office.write(
            {
                "two_weeks_calendar": True,
                "attendance_ids": [
                    Command.create(
                        {
                            "name": "Work",
                            "dayofweek": str(day),
                            "hour_from": 8,
                            "hour_to": 16,
                            "week_type": week,
                        }
                    )
                    for day, week in (
                        (0, str(1 - this_week)),
                        (3, str(this_week)),
                    )
                ],
            }
        )
        self._travel_to(self._days(3))
        self._run()
        self.assertReminded(self._days(3))

    def test_a_flexible_calendar_counts_leaves(self):
        flexible = self.env["resource.calendar"].create(
            {"name": "Flexible", "tz": "UTC", "schedule_type": "flexible"}
        )
        self._give_calendar(self.employee_user, flexible)
        self._take_leave(self.employee_user, self.latest, self.latest)
        self._run()
        self.assertReminded()
        self._travel_to(self._days(1))
        self._run()
        self.assertReminded(self._days(1))

    def test_without_calendar_one_is_there_but_on_public_holidays(self):
        self._give_calendar(self.employee_user, self.env["resource.calendar"])
        self._run()
        self.assertReminded(self.latest)
        self._take_leave(
            self.employee_user,
            self.following,
            self.following,
            resource_id=False,
            company_id=self.company.id,
        )
        self._travel_to(self.following)
        self._run()
        self.assertReminded(self.latest)
        self._travel_to(self._days(8))
        self._run()
        self.assertReminded(self._days(8))

    def test_the_day_is_that_of_the_persons_own_zone(self):
        # Night in Europe, and working hours on the other side of the world.
        self.employee_user.resource_id.tz = "Pacific/Auckland"
        self.office.tz = "Pacific/Auckland"
        self.user.tz = "Pacific/Auckland"
        self._take_leave(
            self.employee_user,
            self.latest,
            self.latest,
            date_from=datetime.combine(self._days(-1), time(11)),
            date_to=datetime.combine(self.latest, time(10, 59, 59)),
        )
        self._run()
        self.assertReminded()

    def test_whoever_is_away_for_the_whole_rhythm_is_not_reminded_at_all(self):
        self._take_leave(self.employee_user, self.latest, self._days(6))
        for day in range(7):
            self._travel_to(self._days(day))
            self._run()
        self.assertReminded()
        self._travel_to(self.following)
        self._run()
        self.assertReminded(self.following)

    def test_a_co_owner_who_is_there_is_asked_instead(self):
        self._own_too(self.employee_colleague)
        self.objective.owner_id = self.employee_supervisor
        self._take_leave(self.employee_user, self.latest, self._days(6))
        for _time in range(2):
            self._run()
        asked = self._reminders(self.colleague, type_=self.type_ask)
        self.assertEqual(len(asked), 1)
        self.assertIn(self.employee_user.name, asked.summary)
        self.assertFalse(self._reminders(self.supervisor, type_=self.type_ask))

    def test_else_the_objectives_owner_is_asked(self):
        self.objective.owner_id = self.employee_supervisor
        self._own_too(self.employee_colleague)
        for owner in (self.employee_user, self.employee_colleague):
            self._take_leave(owner, self.latest, self._days(6))
        self._run()
        asked = self._reminders(self.supervisor, type_=self.type_ask)
        self.assertEqual(len(asked), 1)
        self.assertReminded(user=self.user | self.colleague)

    def test_nobody_is_asked_instead_in_a_daily_rhythm(self):
        self.session.cadence = "daily"
        self.objective.owner_id = self.employee_supervisor
        self._take_leave(self.employee_user, self.latest, self._days(6))
        self._run()
        self.assertReminded()
        self.assertReminded(user=self.supervisor, type_=self.type_ask)

    def test_nor_on_the_last_day_of_a_daily_rhythm(self):
        self.session.cadence = "daily"
        self.objective.owner_id = self.employee_supervisor
        self._travel_to(self.quarter_end)
        self._take_leave(self.employee_user, self.quarter_end, self._days(60))
        self._run()
        self.assertReminded()
        self.assertReminded(user=self.supervisor, type_=self.type_ask)

    def test_a_calendar_without_working_days_asks_somebody_else(self):
        self.office.attendance_ids.unlink()
        self.objective.owner_id = self.employee_supervisor
        self._run()
        self.assertReminded()
        self.assertReminded(self.latest, user=self.supervisor, type_=self.type_ask)

    def test_leaves_of_all_owners_are_read_in_one_query(self):
        employees = self.employee_user | self.employee_colleague | self.employee_none
        wanted = {(owner.id, self.latest, self.following) for owner in employees}
        self.env.flush_all()
        self.job._days_there(wanted)
        with self.assertQueryCount(2):
            self.job._days_there(wanted)
