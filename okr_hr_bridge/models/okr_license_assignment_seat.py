import random

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

# So many more than needed are offered, that two who choose rarely choose the same.
SPREAD = 1000


class OkrLicenseAssignment(models.Model):
    """A seat is a number that the database gives out once.

    A transaction does not see what another one is taking: who counts the seats, even
    behind a lock, sells the last one twice, and a counter makes all but one of those
    who press Save at the same moment begin anew.
    """

    _inherit = "okr.license.assignment"

    seat_number = fields.Integer(readonly=True, copy=False)

    _seat_once = models.UniqueIndex(
        "(kind, seat_number) WHERE active", "This seat was taken a moment ago."
    )
    _has_a_seat = models.Constraint(
        "CHECK(NOT active OR (seat_number IS NOT NULL AND seat_number > 0))",
        "An assignment has a seat.",
    )

    @api.model
    def _create_seated(self, create, vals_list):
        """Call ``create`` for assignments, each with a seat that nobody else has.

        Raises why there are not enough. Who takes one of them at the same moment is
        waited for, and then another one is chosen.
        """
        pool = self._check_license()
        self.flush_model()
        gone = set()
        while True:
            numbers = self._free_numbers(pool, vals_list, gone)
            try:
                with self.env.cr.savepoint():
                    created = create(
                        [
                            {**vals, "seat_number": numbers[vals["kind"]].pop()}
                            for vals in vals_list
                        ]
                    )
                    created.flush_recordset()
                return created
            except psycopg2.errors.UniqueViolation as violation:
                if "seat_once" not in (violation.diag.constraint_name or ""):
                    raise UserError(
                        self.env._("Somebody has a seat already. Reload the page.")
                    ) from violation
                gone.add(self._number_of(violation))

    def _number_of(self, violation):
        """Return the (kind, number) that was taken: "Key (a, b)=(full, 7) already"."""
        values = violation.diag.message_detail.split(")=(")[1].split(")")[0]
        kind, number = values.split(", ")
        return kind, int(number)

    @api.model
    def _free_numbers(self, pool, vals_list, gone):
        """Return numbers of free seats of each kind, enough for these values."""
        wanted = [vals["kind"] for vals in vals_list]
        numbers = {}
        for kind, label in self._fields["kind"]._description_selection(self.env):
            needed, used = wanted.count(kind), self._used_numbers(kind)
            free = pool[f"{kind}_seats"] - len(used)
            # Where more of one kind are taken than bought, none of the other is given.
            if not needed and free >= 0:
                continue
            lost = {number for other, number in gone if other == kind}
            chosen = self._choose(used, free, lost, needed)
            if chosen is None:
                raise UserError(
                    self._no_seat(pool, kind, label, needed, len(used | lost))
                )
            numbers[kind] = chosen
        return numbers

    @api.model
    def _used_numbers(self, kind):
        # Seats of people in other companies are taken, too.
        query = SQL(
            "SELECT seat_number FROM okr_license_assignment WHERE active AND kind = %s",
            kind,
        )
        return {number for (number,) in self.env.execute_query(query)}

    @api.model
    def _choose(self, used, free, lost, needed):
        """Return as many numbers as needed, or nothing.

        Only the lowest free ones are given out, and as many of them as seats are free:
        so two who choose at the same moment cannot take more than there are, even
        where seats with high numbers are left from keys that have ended.
        """
        if free < needed:
            return None
        most = min(free, needed + len(lost) + SPREAD)
        lowest, number = [], 0
        while len(lowest) < most:
            number += 1
            if number not in used:
                lowest.append(number)
        candidates = [number for number in lowest if number not in lost]
        if len(candidates) < needed:
            return None
        # In one order, for who takes many must not wait in a circle with another one.
        return sorted(random.sample(candidates, needed), reverse=True)

    @api.model
    def _check_license(self):
        """Return the pool of today, or raise that there is no license."""
        pool = self.env["okr.license.pool"]._refresh()
        if pool._state() != "licensed":
            raise UserError(
                self.env._(
                    "There is no valid license key, so no seat can be assigned. An "
                    "administrator imports a key in Settings > OKR > License Keys."
                )
            )
        return pool

    @api.model
    def _no_seat(self, pool, kind, label, needed, taken):
        seats = pool[f"{kind}_seats"]
        if taken > seats:
            return self.env._(
                "%(kind)s seats: %(taken)s are taken, and the license keys give "
                "%(seats)s. Nobody can be seated until it fits: release seats, or "
                "import a key.",
                kind=label,
                taken=taken,
                seats=seats,
            )
        return self.env._(
            "%(kind)s seats: %(needed)s needed, and %(free)s of %(seats)s are free. "
            "Release seats, or import a key.",
            kind=label,
            needed=needed,
            free=seats - taken,
            seats=seats,
        )
