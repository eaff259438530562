"""What the seats of the bridge cost: measured where it is installed."""

import contextlib
import math
from datetime import date, timedelta
from functools import partial
from unittest.mock import patch

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from okr_testing import bulk

from odoo import Command

from okr_bench.bench import Line, queries, row
from okr_bench.changes import owned_key_result

SIZES, MOST_SECONDS, LINEAR, ONE_BY_ONE = (1_000, 10_000), 0.5, 1.05, 10
CHECK_IN, ROUNDS = 30, 3


@contextlib.contextmanager
def _key(env, seats):
    """Let a key with so many seats be there, signed by an issuer of its own."""
    # In a process of its own, so is that module.
    from odoo.addons.okr_hr_bridge import license_key

    issuer, keys = Ed25519PrivateKey.generate(), env.registry["okr.license.key"]
    with patch.object(keys, "_issuers", lambda self: [issuer.public_key()]):
        text = license_key.issue(
            issuer,
            id="bench",
            customer="Bench",
            seats=seats,
            view_seats=0,
            valid_from=date.today() - timedelta(days=1),
            valid_until=date.today() + timedelta(days=1),
        )
        env["okr.license.key"].create({"key": text})
        yield


def _hr_manager(env):
    groups = [Command.set(env.ref("hr.group_hr_manager").ids)]
    user = env["res.users"].create(
        {"name": "HR", "login": "bench_hr", "group_ids": groups}
    )
    return env(user=user.id, su=False)


@row("check-in-licensed", bridge=True)
def check_in_licensed(bench):
    """By an owner with a seat, who was asked for it, and reaches the target."""
    env = bench.env
    key_result, user = owned_key_result(bench)
    employee = user.sudo().employee_ids[0]
    # Before the key: who asks has no seat.
    key_result.with_env(bench.as_manager()).action_ask_for_update()
    assert key_result.activity_ids, "nobody was reminded"
    with _key(env, 10):
        _hr_manager(env)["okr.license.assignment"].create({"employee_id": employee.id})
        assert user.okr_seat == "full"
        entry = {"key_result_id": key_result.id, "value": key_result.target_value}
        updates = env(user=user.id, su=False, context={})["okr.update"]
        check_in = partial(updates.create, entry)
        # Not the first of its server: what Odoo keeps for all requests is there.
        with bench.undone():
            bench.once(check_in)
        timing = bench.once(check_in)
        assert key_result.progress == 100
        assert not key_result.activity_ids, "the reminders were not answered"
    what = "one check-in under 6 levels, with reminders, mails, licenses"
    yield queries(what, timing, CHECK_IN)


@row("seats", bridge=True)
def seats(bench):
    env = bench.env
    env["okr.license.assignment"].search([]).action_release()
    with _key(env, max(SIZES)):
        hr = _hr_manager(env)["okr.license.assignment"]
        people = bulk.people(env, max(SIZES), env.ref("base.group_user"))
        # As the server's own vacuum keeps it.
        env.cr.execute("ANALYZE")
        costs = {size: _seat_and_release(bench, hr, people, size) for size in SIZES}
        one_by_one = _roles_one_by_one(bench, people[0][:ONE_BY_ONE])
    few, many = (costs[size] for size in SIZES)
    for name, one, other in zip(("seated", "released"), few, many, strict=True):
        each = other.median * 1000 / max(SIZES)
        exponent = math.log(other.median / one.median) / math.log(SIZES[1] / SIZES[0])
        yield Line(
            f"{max(SIZES)} employees {name}, with their roles",
            f"≤ {MOST_SECONDS} s / 1,000, exponent ≤ {LINEAR}",
            f"{each:.3f} s, {exponent:.2f}",
            each <= MOST_SECONDS and exponent <= LINEAR,
            f"Odoo, one role after the other: {one_by_one:.1f} s / 1,000",
            {**other.as_data(), "exponent": round(exponent, 3)},
        )


def _seat_and_release(bench, assignments, people, size):
    """Do it as from the list of employees; return what it takes both ways."""
    users, employees = people
    values = [{"employee_id": id_} for id_ in employees[:size]]
    rounds = []
    for _round in range(ROUNDS):
        with bench.undone():
            seated = bench.once(partial(assignments.create, values))
            assert bench.env["res.users"].browse(users[size - 1]).okr_seat == "full"
            both = assignments.search([])
            assert len(both) == size, f"{len(both)} seats, not {size}"
            rounds.append((seated, bench.once(both.action_release)))
    ways = zip(*rounds, strict=True)
    return [sorted(way, key=lambda one: one.median)[ROUNDS // 2] for way in ways]


def _roles_one_by_one(bench, users):
    """Return seconds per 1,000, as an administrator gives roles without us."""
    role = [Command.link(bench.env.ref("okr.group_okr_manager").id)]

    def give():
        for user in bench.env["res.users"].browse(users):
            user.group_ids = role

    with bench.undone():
        return bench.once(give).median * 1000 / len(users)
