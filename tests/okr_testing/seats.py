"""People who are seated at the same moment, with real cursors; runs inside Odoo."""

import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial
from unittest.mock import patch

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from odoo import api
from odoo.exceptions import UserError
from odoo.service.model import retrying
from odoo.tools import SQL

PEOPLE, SEATS = 64, 50


def grab(env, rounds, protected=True):
    """Let 64 people be seated at once, where 50 seats are; return what each round gave.

    Unprotected, a number can be given out twice, so that a test can see that it would
    notice.
    """
    issuer = Ed25519PrivateKey.generate()
    keys = env.registry["okr.license.key"]
    with (
        patch.object(keys, "_issuers", lambda self: [issuer.public_key()]),
        _one_signal_at_a_time(env.registry),
    ):
        return [_round(env, issuer, number, protected) for number in range(rounds)]


@contextlib.contextmanager
def _one_signal_at_a_time(registry):
    """Let only one thread at a time tell other processes what has changed.

    Each does it after its commit, by a second connection beside its own, and there are
    not twice as many connections as people.
    """
    signal, lock = registry.signal_changes, threading.Lock()

    def one_by_one(_registry):
        with lock:
            signal()

    with patch.object(type(registry), "signal_changes", one_by_one):
        yield


def _round(env, issuer, number, protected):
    employees = _set_up(env, issuer, number)
    begun = threading.Barrier(PEOPLE)
    if not protected:
        env.cr.execute("DROP INDEX okr_license_assignment_seat_once")
        env.cr.commit()
    with ThreadPoolExecutor(PEOPLE) as pool:
        told = list(pool.map(partial(_seat, env, begun), employees))
    env.cr.rollback()
    env.invalidate_all()
    seated = env["okr.license.assignment"].search_count([("active", "=", True)])
    given_up = [answer for answer in told if answer not in ("seated", "refused")]
    return {
        "seated": seated,
        "told": told.count("seated"),
        "refused": told.count("refused"),
        "given_up": given_up,
        "counted": env["okr.license.pool"]._get()._taken()["full"],
    }


def _set_up(env, issuer, number):
    """Return employees with accounts and without seats; all seats are free."""
    from odoo.addons.okr_hr_bridge import license_key

    env["okr.license.assignment"].search([]).action_release()
    env["okr.license.key"].search([]).unlink()
    env["okr.license.key"].create(
        {
            "key": license_key.issue(
                issuer,
                id=f"storm-{number}",
                customer="Storm",
                seats=SEATS,
                view_seats=0,
                valid_from=date.today() - timedelta(days=1),
                valid_until=date.today() + timedelta(days=30),
            )
        }
    )
    employees = env["hr.employee"].search([("name", "like", "Stormy")])
    if not employees:
        names = [f"Stormy {place}" for place in range(PEOPLE)]
        users = env["res.users"].create([{"name": n, "login": n} for n in names])
        employees = env["hr.employee"].create(
            [{"name": user.name, "user_id": user.id} for user in users]
        )
    env.cr.commit()
    return employees.ids


def _seat(env, begun, employee):
    tries = []

    def work(env):
        # The snapshot of a transaction is that of its first query.
        env.execute_query(SQL("SELECT count(*) FROM okr_license_assignment"))
        if not tries:
            tries.append(1)
            begun.wait()
        env["okr.license.assignment"].create({"employee_id": employee})

    with env.registry.cursor() as cr:
        own = api.Environment(cr, api.SUPERUSER_ID, {})
        try:
            retrying(partial(work, own), own)
        except UserError as refusal:
            assert "0 of 50 are free" in str(refusal), refusal
            cr.rollback()
            return "refused"
        except Exception as error:
            cr.rollback()
            return f"{type(error).__name__}: {error}"
    return "seated"
