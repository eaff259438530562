"""A company of a given size on the real tables, the same for the same seed.

Runs inside Odoo. Written in statements over sets; the figures are then those of the
product's own roll-up. The days are counted from today, for a session is in progress.
"""

from datetime import date, timedelta

from odoo.tools import SQL

from okr_testing.dataset_numbers import Numbers
from okr_testing.dataset_people import People
from okr_testing.dataset_sizes import SIZES
from okr_testing.rows import choose, draw, following, link, multiply

# One root, four children each: six levels have as many.
BRANCHES, TREE = 4, 1 + 4 + 16 + 64 + 256 + 1024
BROAD, BEHIND, AHEAD = 200, 70, 20


def build(env, size="S", seed=1):
    """Make the company in this transaction."""
    quiet = {"tracking_disable": True, "mail_create_nolog": True}
    Dataset(env(context={**env.context, **quiet}), SIZES[size], seed).build()


class Dataset:
    """The people `person_0`, `person_1`, …, of whom the first ones lead, and a tree."""

    def __init__(self, env, size, seed):
        self.env, self.size, self.seed = env, size, 1000 * seed
        self.company = env.company
        self.company.okr_tz = "UTC"

    def build(self):
        self.people = People(self)
        self._sessions()
        self._objectives()
        self._sight()
        Numbers(self).build()
        self.env.cr.execute("ANALYZE")

    def draw(self, salt, below, what="n"):
        return draw(self.seed + salt, below, what)

    def choose(self, salt, shares, what="n"):
        return choose(self.seed + salt, shares, what)

    # -- objectives -----------------------------------------------------------------

    def _sessions(self):
        self.today = today = date.today()
        start = today - timedelta(days=BEHIND)
        days = {"cadence": "weekly", "cadence_weekday": "2", "date_start": start}
        year = self.env["okr.session"].create(
            {"name": "Year", "date_end": start + timedelta(days=364), **days}
        )
        end = today + timedelta(days=AHEAD)
        quarter = year.create(
            {"name": "Quarter", "parent_id": year.id, "date_end": end, **days}
        )
        (year + quarter).action_start()
        (year + quarter).started_on = start
        self.year, self.quarter = year, quarter

    def _objectives(self):
        size = self.size
        one = self.env["okr.objective"].create(
            {"name": "One", "session_id": self.quarter.id}
        )
        self.objectives = following(one)
        # The two upper levels are those of the year.
        roots = -(-size.objectives // TREE)
        upper = roots * (1 + BRANCHES)
        in_year = SQL("n < %s", upper)
        broad = size.objectives - min(BROAD, size.objectives // 10)
        # The first one has as many children as a map shows at once.
        parent = SQL(
            "CASE WHEN n < %(roots)s THEN NULL WHEN n >= %(last)s THEN %(first)s"
            " ELSE %(first)s + (n - %(roots)s) / %(branches)s END",
            roots=roots,
            last=broad,
            first=self.objectives,
            branches=BRANCHES,
        )
        contributes = SQL("%s > 0", self.draw(10, 20))
        multiply(
            one,
            size.objectives,
            name=SQL("'Objective ' || n"),
            sequence=self.draw(11, 100),
            session_id=SQL(
                "CASE WHEN %s THEN %s ELSE %s END",
                in_year,
                self.year.id,
                self.quarter.id,
            ),
            date_end=SQL(
                "CASE WHEN %s THEN %s ELSE %s END::date",
                in_year,
                self.year.date_end,
                self.quarter.date_end,
            ),
            parent_id=parent,
            contributes=contributes,
            is_session_top=SQL(
                "n < %(roots)s OR NOT %(contributes)s OR n >= %(last)s"
                " OR n BETWEEN %(upper)s AND %(below)s",
                roots=roots,
                contributes=contributes,
                last=broad,
                upper=upper,
                below=upper * BRANCHES + roots - 1,
            ),
            kind=SQL("CASE WHEN n < %s THEN 'strategic' ELSE 'objective' END", roots),
            weight=SQL("1 + %s", self.draw(12, 3)),
            owner_id=SQL("%s + n %% %s", self.people.employees, size.employees),
            creator_id=SQL(
                "%s + %s", self.people.users, self.draw(13, size.users // 20)
            ),
            department_id=SQL(
                "%s + %s", self.people.departments, self.draw(14, size.departments)
            ),
            visibility=self.choose(15, self._visibilities()),
        )
        self.env.cr.execute(SQL("DELETE FROM okr_objective WHERE id = %s", one.id))
        self.env["okr.objective"]._parent_store_compute()

    def _visibilities(self):
        kinds = ("department", "employee", "tag", "private")
        each, rest = divmod(1000 - self.size.open, len(kinds))
        shares = dict.fromkeys(kinds, each)
        shares["private"] += rest
        return {"company": self.size.open, **shares}

    def _sight(self):
        """Let who is chosen see: one department, three employees or one tag."""
        size, fields = self.size, self.env["okr.objective"]._fields
        chosen = {
            "department": (
                "department_ids",
                self.people.departments,
                size.departments,
                1,
            ),
            "employee": ("employee_ids", self.people.employees, size.employees, 3),
            "tag": ("category_ids", self.people.tags[0], size.tags, 1),
        }
        for kind, (name, first, number, times) in chosen.items():
            for time in range(times):
                self.env.cr.execute(
                    link(
                        fields[name],
                        SQL(
                            "SELECT id, %s + %s FROM okr_objective"
                            " WHERE id >= %s AND visibility = %s",
                            first,
                            self.draw(20 + time, number, "id"),
                            self.objectives,
                            kind,
                        ),
                    )
                )
