"""Prints what seating people costs, and releasing them, few and many, in one run.

    python tests/bench_seats.py --config odoo.conf --database okr

The database has the bridge to HR. Nothing is kept: all happens in one transaction that
is rolled back.
"""

import argparse
import time
from datetime import date, timedelta
from unittest.mock import patch

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from okr_testing import bulk

import odoo
from odoo import SUPERUSER_ID, Command, api
from odoo.modules.registry import Registry

SIZES, PEERS, MOST_SECONDS = (100, 1000, 10000), 2, 0.5


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", required=True)
    parser.add_argument("--database", required=True)
    given = parser.parse_args()
    odoo.tools.config.parse_config(["-c", given.config, "--log-level=warn"])
    issuer = Ed25519PrivateKey.generate()
    with Registry(given.database).cursor() as cr:
        try:
            env = api.Environment(cr, SUPERUSER_ID, {})
            keys = env.registry["okr.license.key"]
            with patch.object(keys, "_issuers", lambda self: [issuer.public_key()]):
                Bench(env, issuer).run()
        finally:
            cr.rollback()


class Bench:
    """An HR manager, and people without a role or a seat."""

    def __init__(self, env, issuer):
        self.env = env
        env["okr.license.assignment"].search([]).action_release()
        # In a process of its own, so is that module.
        from odoo.addons.okr_hr_bridge import license_key

        env["okr.license.key"].create(
            {
                "key": license_key.issue(
                    issuer,
                    id="bench",
                    customer="Bench",
                    seats=max(SIZES),
                    view_seats=0,
                    valid_from=date.today() - timedelta(days=1),
                    valid_until=date.today() + timedelta(days=1),
                )
            }
        )
        hr_manager = env["res.users"].create(
            {
                "name": "HR",
                "login": "bench_hr",
                "group_ids": [Command.set(env.ref("hr.group_hr_manager").ids)],
            }
        )
        self.assignments = env["okr.license.assignment"].with_user(hr_manager)
        self.users, self.employees = bulk.people(
            env, max(SIZES), env.ref("base.group_user")
        )
        # As the server's own vacuum keeps it.
        env.cr.execute("ANALYZE")

    def run(self):
        print(f"{'way':34}{'people':>8}{'queries':>9}{'s':>8}{'s per 1,000':>13}")
        for way in (self._roles_one_by_one, self._roles_at_once):
            self._measure(way, PEERS)
        self._measure(self._seat, 10)
        costs = {size: self._compare(size) for size in SIZES}
        few, many = costs[1000], costs[max(SIZES)]
        for name, one, other in zip(("seated", "released"), few, many, strict=True):
            ratio = other / one
            print(f"one of {max(SIZES)} {name} costs {ratio:.2f} times one of 1000")
        verdict = "kept" if max(many) <= MOST_SECONDS else "missed"
        print(f"at most {MOST_SECONDS} s per 1,000 of {max(SIZES)}: {verdict}")

    def _compare(self, size):
        savepoint = self.env.cr.savepoint()
        seated = self._time(self._seat, size)
        released = self._time(self._release, size)
        savepoint.close(rollback=True)
        self.env.invalidate_all(flush=False)
        return seated, released

    def _measure(self, way, size):
        savepoint = self.env.cr.savepoint()
        seconds = self._time(way, size)
        savepoint.close(rollback=True)
        self.env.invalidate_all(flush=False)
        return seconds

    def _time(self, way, size):
        """Return seconds per 1,000 people."""
        self.env.flush_all()
        self.env.invalidate_all()
        before, began = self.env.cr.sql_log_count, time.perf_counter()
        way(size)
        self.env.flush_all()
        seconds = time.perf_counter() - began
        queries = self.env.cr.sql_log_count - before
        each = seconds * 1000 / size
        name = way.__name__.strip("_").replace("_", " ")
        print(f"{name:34}{size:>8}{queries:>9}{seconds:>8.2f}{each:>13.2f}")
        return each

    # -- the ways -----------------------------------------------------------------

    def _seat(self, size):
        """As from the list of employees: roles, e-mail settings and the to-do too."""
        self.assignments.create([{"employee_id": id_} for id_ in self.employees[:size]])
        assert self.env["res.users"].browse(self.users[size - 1]).okr_seat == "full"

    def _release(self, size):
        seated = self.assignments.search([])
        assert len(seated) == size, f"{len(seated)} seats, not {size}"
        seated.action_release()

    def _roles_one_by_one(self, size):
        """As an administrator gives roles without us."""
        role = self.env.ref("okr.group_okr_manager")
        for user in self.env["res.users"].browse(self.users[:size]):
            user.group_ids = [Command.link(role.id)]

    def _roles_at_once(self, size):
        role = self.env.ref("okr.group_okr_manager")
        users = self.env["res.users"].browse(self.users[:size])
        users.group_ids = [Command.link(role.id)]


if __name__ == "__main__":
    main()
