from collections import defaultdict
from datetime import datetime, time, timedelta

from odoo import api, models
from odoo.tools import SQL

from ..absence import WITHOUT_CALENDAR, Week, first_day_there


class OkrReminder(models.Model):
    """Who is away: read for all owners at once."""

    _inherit = "okr.reminder"

    @api.model
    def _days_there(self, wanted):
        """Return {(employee, start, end): the first day there, or None}.

        Time off of the person, and public holidays of the calendar or the company,
        count where they cover all that is worked on a day.

        :param wanted: (employee id, first day, day after the last)
        """
        if not wanted:
            return {}
        people = self._working_people({employee for employee, _start, _end in wanted})
        weeks = self._weeks({person["calendar_id"] for person in people.values()})
        leaves = self._leaves(
            people,
            min(start for _employee, start, _end in wanted),
            max(end for _employee, _start, end in wanted),
        )
        return {
            (employee, start, end): first_day_there(
                weeks[people[employee]["calendar_id"]],
                leaves[employee],
                people[employee]["tz"] or "UTC",
                start,
                end,
            )
            for employee, start, end in wanted
        }

    def _working_people(self, ids):
        """Return {employee id: resource, its calendar, company and time zone}."""
        rows = self.env.execute_query_dict(
            SQL(
                "SELECT employee.id, resource.id AS resource_id, resource.calendar_id,"
                " resource.company_id, resource.tz,"
                " COALESCE(resource.calendar_id, company.resource_calendar_id)"
                " AS holidays_of FROM hr_employee employee"
                " JOIN resource_resource resource ON resource.id = employee.resource_id"
                " LEFT JOIN res_company company ON company.id = resource.company_id"
                " WHERE employee.id = ANY(%s)",
                list(ids),
            )
        )
        return {row["id"]: row for row in rows}

    def _weeks(self, ids):
        """Return {calendar id: its week}; without calendar any day is worked on."""
        weeks = {None: Week(None)}
        calendars = self.env["resource.calendar"].browse(id_ for id_ in ids if id_)
        for calendar in calendars:
            if calendar.flexible_hours:
                hours = calendar.hours_per_day or WITHOUT_CALENDAR
                weeks[calendar.id] = Week(None, min(hours, 24.0))
                continue
            weeks[calendar.id] = Week(
                [
                    (
                        int(worked.dayofweek),
                        int(worked.week_type) if worked.week_type else None,
                        worked.hour_from,
                        worked.hour_to,
                    )
                    for worked in calendar.attendance_ids
                    if worked.day_period != "lunch" and not worked.display_type
                ]
            )
        return weeks

    def _leaves(self, people, start, end):
        """Return {employee id: [(from, to)]}, for all of them in one query."""
        # Wherever on earth they are.
        first = datetime.combine(start, time()) - timedelta(days=1)
        last = datetime.combine(end, time()) + timedelta(days=1)
        self.env["resource.calendar.leaves"].flush_model()
        rows = self.env.execute_query(
            SQL(
                "SELECT person.id, away.date_from, away.date_to"
                " FROM unnest(%s::int[], %s::int[], %s::int[], %s::int[])"
                " AS person (id, resource_id, calendar_id, company_id)"
                " JOIN resource_calendar_leaves away"
                " ON away.resource_id = person.resource_id"
                " OR (away.resource_id IS NULL"
                "  AND COALESCE(away.calendar_id, person.calendar_id)"
                "   IS NOT DISTINCT FROM person.calendar_id"
                "  AND COALESCE(away.company_id, person.company_id)"
                "   IS NOT DISTINCT FROM person.company_id)"
                " WHERE away.time_type = 'leave'"
                " AND away.date_from < %s AND away.date_to > %s",
                list(people),
                [person["resource_id"] for person in people.values()],
                [person["holidays_of"] for person in people.values()],
                [person["company_id"] for person in people.values()],
                last,
                first,
            )
        )
        leaves = defaultdict(list)
        for employee, date_from, date_to in rows:
            leaves[employee].append((date_from, date_to))
        return leaves
