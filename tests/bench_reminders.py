"""Prints what reminding costs beside Odoo's own ways to make activities, in one run.

    python tests/bench_reminders.py --config odoo.conf --database okr

Nothing is kept: all happens in one transaction that is rolled back.
"""

import argparse
import time
from datetime import date, timedelta
from unittest.mock import patch

import odoo
from odoo import SUPERUSER_ID, Command, api
from odoo.modules.registry import Registry
from odoo.tools import SQL

PEOPLE, SIZES, PEERS = 2000, (1000, 5000, 20000), 200


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", required=True)
    parser.add_argument("--database", required=True)
    given = parser.parse_args()
    odoo.tools.config.parse_config(["-c", given.config, "--log-level=warn"])
    with Registry(given.database).cursor() as cr:
        try:
            env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
            Bench(env).run()
        finally:
            cr.rollback()


class Bench:
    def __init__(self, env):
        self.env = env
        self.job = env["okr.reminder"]
        self._make_people()
        self._make_key_results(max(SIZES))

    def run(self):
        print(f"{'way':44}{'reminders':>10}{'queries':>9}{'s':>8}{'per 1,000':>22}")
        ours = {}
        for size in SIZES:
            ours[size] = self._measure("the job", size, self._remind)
        peers = {
            "mail.activity.create in a batch": self._create,
            "activity_schedule, one by one": self._schedule,
        }
        for name, way in peers.items():
            seconds, queries = self._measure(name, PEERS, way)
            mine, fewer = ours[max(SIZES)]
            print(f"    the job is {seconds / mine:.0f} times as fast as that,", end="")
            print(f" with 1/{queries / fewer:.0f} of the queries")
        growth = ours[max(SIZES)][0] / ours[min(SIZES)][0]
        print(
            f"per reminder, {max(SIZES)} cost {growth:.2f} times what {min(SIZES)} do"
        )

    def _measure(self, name, size, way):
        """Return seconds and queries per 1,000 reminders; undo what was done."""
        savepoint = self.env.cr.savepoint()
        key_results = self.env["okr.key.result"].browse(self.ids[:size])
        # Only these are due.
        self.env.cr.execute(
            SQL(
                "UPDATE okr_key_result SET state = 'closed' WHERE id > %s",
                self.ids[size - 1],
            )
        )
        self.env.flush_all()
        self.env.invalidate_all()
        before, began = self.env.cr.sql_log_count, time.perf_counter()
        way(key_results)
        self.env.flush_all()
        seconds = time.perf_counter() - began
        queries = self.env.cr.sql_log_count - before
        made = self.env["mail.activity"].search_count(
            [("res_model", "=", "okr.key.result"), ("res_id", "in", key_results.ids)]
        )
        assert made == size, f"{made} reminders, not {size}"
        each = 1000 / size
        per_thousand = f"{seconds * each:.2f} s, {queries * each:.0f} queries"
        print(f"{name:44}{size:>10}{queries:>9}{seconds:>8.2f}{per_thousand:>22}")
        self.env.invalidate_all(flush=False)
        savepoint.close(rollback=True)
        return seconds * each, queries * each

    # -- the ways -----------------------------------------------------------------

    def _remind(self, _key_results):
        cron = type(self.env["ir.cron"])
        with patch.object(cron, "_commit_progress", lambda *a, **k: self._flush()):
            self.job._cron_remind()

    def _flush(self):
        self.env.flush_all()
        self.env.invalidate_all()
        return 1000.0

    def _values(self, key_result):
        return {
            "activity_type_id": self.env.ref("mail.mail_activity_data_todo").id,
            "res_id": key_result.id,
            "res_model_id": self.env["ir.model"]._get_id("okr.key.result"),
            "user_id": key_result.owner_ids.user_id.id,
        }

    def _create(self, key_results):
        self.env["mail.activity"].create([self._values(one) for one in key_results])

    def _schedule(self, key_results):
        for key_result in key_results:
            key_result.activity_schedule(
                "mail.mail_activity_data_todo",
                user_id=key_result.owner_ids.user_id.id,
            )

    # -- what is there ------------------------------------------------------------

    def _make_people(self):
        company = self.env.company
        calendar = company.resource_calendar_id
        user = self.env["res.users"].create(
            {
                "name": "Bench",
                "login": "bench",
                "email": "bench@example.com",
                "tz": "UTC",
                "group_ids": [Command.set(self.env.ref("okr.group_okr_user").ids)],
            }
        )
        employee = self.env["hr.employee"].create(
            {"name": "Bench", "user_id": user.id, "company_id": company.id}
        )
        partners = self._copies(user.partner_id, PEOPLE)
        users = self._copies(
            user,
            PEOPLE,
            partner_id=partners,
            login=[f"bench{number}" for number in range(PEOPLE)],
        )
        for table, person, other, value in (
            ("res_groups_users_rel", "uid", "gid", user.group_ids.ids),
            ("res_company_users_rel", "user_id", "cid", company.ids),
        ):
            self.env.cr.execute(
                SQL(
                    "INSERT INTO %s (%s, %s) SELECT person, other"
                    " FROM unnest(%s::int[]) person, unnest(%s::int[]) other",
                    SQL.identifier(table),
                    SQL.identifier(person),
                    SQL.identifier(other),
                    users,
                    value,
                )
            )
        resources = self._copies(
            employee.resource_id,
            PEOPLE,
            user_id=users,
            calendar_id=[calendar.id] * PEOPLE,
        )
        self.employees = self._copies(
            employee, PEOPLE, user_id=users, resource_id=resources
        )
        # A third of them is away for a day or two, some other time.
        self.env["resource.calendar.leaves"].create(
            [
                {
                    "name": "Away",
                    "resource_id": resource,
                    "date_from": f"2026-01-{1 + resource % 20:02} 08:00:00",
                    "date_to": f"2026-01-{2 + resource % 20:02} 17:00:00",
                }
                for resource in resources[::3]
            ]
        )
        self.env.registry.clear_cache()

    def _make_key_results(self, number):
        today = date.today()
        session = self.env["okr.session"].create(
            {
                "name": "Bench",
                "date_start": today - timedelta(days=70),
                "date_end": today + timedelta(days=20),
                "cadence": "weekly",
                # A working day, whatever today is.
                "cadence_weekday": "2",
            }
        )
        session.action_start()
        session.started_on = session.date_start
        objective = self.env["okr.objective"].create(
            {"name": "Bench", "session_id": session.id}
        )
        key_result = self.env["okr.key.result"].create(
            {
                "name": "Bench",
                "objective_id": objective.id,
                "target_value": 100.0,
                "owner_ids": [Command.set(self.employees[:1])],
            }
        )
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE okr_key_result SET create_date = %s WHERE id = %s",
                session.date_start,
                key_result.id,
            )
        )
        self.env.invalidate_all()
        self.ids = self._copies(key_result, number)
        owners = [self.employees[index % PEOPLE] for index in range(number)]
        self.env.cr.execute(
            SQL(
                "DELETE FROM okr_key_result_owner_rel WHERE key_result_id = %s",
                key_result.id,
            )
        )
        self.env.cr.execute(
            SQL(
                "INSERT INTO okr_key_result_owner_rel (key_result_id, employee_id)"
                " SELECT * FROM unnest(%s::int[], %s::int[])",
                self.ids,
                owners,
            )
        )
        # As the server's own vacuum keeps it.
        self.env.cr.execute("ANALYZE")
        self.env.invalidate_all()

    def _copies(self, record, number, **given):
        """Copy a row in the database, for speed; return the new ids.

        :param given: for a column, the value of each copy
        """
        self.env.flush_all()
        names = [
            name
            for name, field in record._fields.items()
            if field.column_type and field.store and name not in ("id", *given)
        ]
        columns = [SQL.identifier(name) for name in names]
        given = {"": list(range(number)), **given}
        lists = SQL(", ").join(
            SQL(
                "%s::%s[]", values, SQL("text" if isinstance(values[0], str) else "int")
            )
            for values in given.values()
        )
        aliases = [SQL.identifier(f"given{index}") for index in range(len(given))]
        rows = self.env.execute_query(
            SQL(
                "INSERT INTO %(table)s (%(names)s) SELECT %(values)s"
                " FROM %(table)s, unnest(%(lists)s) AS new (%(aliases)s)"
                " WHERE %(table)s.id = %(id)s ORDER BY new.given0 RETURNING id",
                table=SQL.identifier(record._table),
                names=SQL(", ").join(
                    [*columns, *(SQL.identifier(name) for name in given if name)]
                ),
                values=SQL(", ").join([*columns, *aliases[1:]]),
                lists=lists,
                aliases=SQL(", ").join(aliases),
                id=record.id,
            )
        )
        return [id_ for (id_,) in rows]


if __name__ == "__main__":
    main()
