"""Key results of a made company with their stages and updates, and all figures."""

from odoo import Command
from odoo.tools import SQL

from okr_testing.rows import link, multiply

TYPES = {
    "increase": 550,
    "decrease": 150,
    "stay_above": 80,
    "stay_below": 70,
    "achieved": 80,
    "milestone": 70,
}
STAGES, ROUNDS, RHYTHM, BATCH = 4, 11, 6, 10_000
# From the initial to the target number and, for those that stay, a critical one.
INITIAL = {"decrease": 100}
TARGET = {"increase": 100, "decrease": 20, "stay_above": 90, "stay_below": 10}
CRITICAL = {"stay_above": 80, "stay_below": 20}


class Numbers:
    """Of 20 key results 19 have updates, each week one, and one of 100 is voided."""

    def __init__(self, dataset):
        self.made, self.size, self.env = dataset, dataset.size, dataset.env

    def build(self):
        self._key_results()
        self._owners()
        self._stages()
        self._updates()
        self._ticks()
        self._take_over()
        self._figures()

    def _key_results(self):
        made, size = self.made, self.size
        one = self.env["okr.key.result"].create(
            {
                "name": "One",
                "objective_id": made.objectives,
                "target_value": 100.0,
                "owner_ids": [Command.set([made.people.employees])],
                "milestone_ids": [Command.create({"name": "One"})],
            }
        )
        # Evenly over the objectives, and a fifth one for the first.
        place = SQL("CASE WHEN n = 1 THEN 0 ELSE n %% %s END", size.objectives)
        source = SQL(
            "(SELECT series.n, home.id AS home, home.session_id AS session,"
            " home.date_end AS due, %s AS kind"
            " FROM generate_series(0, %s) AS series (n)"
            " JOIN okr_objective home ON home.id = %s + %s) AS series",
            made.choose(30, TYPES),
            size.key_results - 1,
            made.objectives,
            place,
        )
        self.first = multiply(
            one,
            size.key_results,
            source,
            name=SQL("'Key result ' || n"),
            sequence=made.draw(31, 100),
            objective_id=SQL("home"),
            session_id=SQL("series.session"),
            deadline=SQL("due"),
            type=SQL("kind"),
            initial_value=_by_type(INITIAL),
            current_value=_by_type(INITIAL),
            target_value=_by_type(TARGET),
            critical_value=_by_type(CRITICAL),
            has_critical=SQL("kind IN ('stay_above', 'stay_below')"),
            nature=SQL("CASE WHEN kind LIKE 'stay%%' THEN 'kpi' ELSE 'key_result' END"),
            auto_close=SQL("FALSE"),
            weight=SQL("1 + %s", made.draw(32, 3)),
            visibility=made.choose(33, {"objective": 900, "owners": 100}),
            creator_id=SQL(
                "%s + %s", made.people.users, made.draw(34, size.users // 20)
            ),
            create_date=SQL("%s", made.year.date_start),
        )
        self.one = one

    def _owners(self):
        """Give the owner of the objective, and one of five a second one."""
        made, size = self.made, self.size
        field = self.env["okr.key.result"]._fields["owner_ids"]
        key_result = SQL("%s + n", self.first)
        owner = SQL("%s + n %% %s", made.people.employees, size.employees)
        other = SQL("%s + %s", made.people.employees, made.draw(35, size.employees))
        series = SQL("generate_series(0, %s) n", size.key_results - 1)
        for one, where in ((owner, SQL("TRUE")), (other, SQL("n %% 5 = 0"))):
            query = SQL(
                "SELECT %s, %s FROM %s WHERE %s", key_result, one, series, where
            )
            self.env.cr.execute(link(field, query))

    def _stages(self):
        stage = self.one.milestone_ids
        having = SQL("okr_key_result WHERE type = 'milestone' AND id >= %s", self.first)
        [[number]] = self.env.execute_query(SQL("SELECT count(*) FROM %s", having))
        multiply(
            stage,
            number * STAGES,
            SQL(
                "(SELECT row_number() OVER () - 1 AS n, its.id AS its, place,"
                " its.session_id AS session FROM (SELECT * FROM %s ORDER BY id) its,"
                " generate_series(0, %s) place) AS series",
                having,
                STAGES - 1,
            ),
            name=SQL("'Stage ' || place + 1"),
            sequence=SQL("place"),
            key_result_id=SQL("its"),
            session_id=SQL("series.session"),
        )
        self.env.cr.execute(SQL("DELETE FROM okr_milestone WHERE id = %s", stage.id))

    # -- updates --------------------------------------------------------------------

    def _updates(self):
        made, size = self.made, self.size
        update = self.env["okr.update"].create(
            {"key_result_id": self.one.id, "value": 1.0, "date": made.year.date_start}
        )
        self.updated = size.key_results * 19 // 20
        assert size.updates <= self.updated * ROUNDS
        day = SQL(
            "%s::date + (turn * %s + %s)",
            made.year.date_start,
            RHYTHM,
            made.draw(40, RHYTHM),
        )
        source = SQL(
            "(SELECT series.n, series.n / %(updated)s AS turn, its.id AS its, its.type,"
            " its.objective_id AS home, its.session_id AS session,"
            " its.initial_value AS initial, its.target_value AS target"
            " FROM generate_series(0, %(last)s) AS series (n) JOIN okr_key_result its"
            " ON its.id = %(first)s + series.n %% %(updated)s) AS series",
            updated=self.updated,
            last=size.updates - 1,
            first=self.first,
        )
        sure = made.choose(41, {"30": 150, "50": 250, "70": 400, "100": 200})
        self.first_update = multiply(
            update,
            size.updates,
            source,
            key_result_id=SQL("its"),
            objective_id=SQL("home"),
            session_id=SQL("series.session"),
            value=self._value(SQL("turn")),
            previous_value=SQL(
                "CASE WHEN turn = 0 THEN initial ELSE %s END",
                self._value(SQL("turn - 1")),
            ),
            achieved=self._achieved(),
            progress=SQL(
                "CASE WHEN series.type IN ('increase', 'decrease') THEN"
                " 100 * least(1, (%s - initial) / (target - initial)) ELSE 0 END",
                self._value(SQL("turn")),
            ),
            confidence=sure,
            confidence_percent=SQL("(%s)::int", sure),
            date=day,
            entry_date=day,
            create_date=day,
            note=SQL("CASE WHEN n %% 3 = 0 THEN 'What we learnt of it: ' || n END"),
            user_id=SQL(
                "%s + (its - %s) %% %s", made.people.users, self.first, size.employees
            ),
            voided=SQL("%s = 0", made.draw(42, 100)),
        )
        # Nothing of the ones that were copied is left behind.
        for table, record in (("okr_update", update), ("okr_key_result", self.one)):
            query = SQL(
                "DELETE FROM %s WHERE id = %s", SQL.identifier(table), record.id
            )
            self.env.cr.execute(query)
        self.env.invalidate_all(flush=False)

    def _value(self, turn):
        """Return the value that a key result has at a turn."""
        draw = self.made.draw(43, 100, "its")
        return SQL(
            "CASE series.type"
            " WHEN 'stay_above' THEN 75 + (%(draw)s + 7 * (%(turn)s)) %% 30"
            " WHEN 'stay_below' THEN (%(draw)s + 7 * (%(turn)s)) %% 25"
            " WHEN 'achieved' THEN 0 WHEN 'milestone' THEN 0"
            " ELSE initial + (target - initial)"
            " * ((%(turn)s) + 1) * (50 + %(draw)s) / 1200.0 END",
            draw=draw,
            turn=turn,
        )

    def _achieved(self):
        draw = self.made.draw(44, ROUNDS, "its")
        return SQL("series.type = 'achieved' AND turn >= 3 + %s", draw)

    def _ticks(self):
        """Tick a stage more with every third update."""
        ticked = SQL(
            "SELECT made.id, stage.id FROM okr_update made"
            " JOIN okr_milestone stage ON stage.key_result_id = made.key_result_id"
            " WHERE made.id >= %s AND (made.id - %s) / %s >= 3 * (stage.sequence + 1)",
            self.first_update,
            self.first_update,
            self.updated,
        )
        field = self.env["okr.update"]._fields["milestone_ids"]
        self.env.cr.execute(link(field, ticked))
        self.env.cr.execute(
            SQL(
                "UPDATE okr_milestone SET done = TRUE, done_date = ticked.date FROM ("
                "SELECT milestone_id, min(date) AS date FROM okr_update_milestone_rel"
                " JOIN okr_update ON okr_update.id = update_id WHERE NOT voided"
                " GROUP BY milestone_id) ticked"
                " WHERE ticked.milestone_id = okr_milestone.id"
            )
        )

    # -- figures --------------------------------------------------------------------

    def _take_over(self):
        """Give key results what their latest update says."""
        self.env.cr.execute(
            SQL(
                "UPDATE okr_key_result its SET last_update_date = latest.date,"
                " last_entry_date = latest.entry_date, state = 'in_progress',"
                " confidence = latest.confidence, current_value = CASE its.type"
                " WHEN 'achieved' THEN latest.achieved::int WHEN 'milestone' THEN"
                " (SELECT count(*) FROM okr_milestone stage"
                " WHERE stage.key_result_id = its.id AND stage.done)"
                " ELSE latest.value END FROM (SELECT DISTINCT ON (key_result_id) *"
                " FROM okr_update WHERE voided IS NOT TRUE AND id >= %s"
                " ORDER BY key_result_id, date DESC, id DESC) latest"
                " WHERE latest.key_result_id = its.id",
                self.first_update,
            )
        )

    def _figures(self):
        """Let the product count, from the key results to the sessions."""
        ids = range(self.first, self.first + self.size.key_results)
        key_results = self.env["okr.key.result"]
        fields = [key_results._fields[name] for name in ("progress", "status")]
        for start in range(0, len(ids), BATCH):
            batch = key_results.browse(ids[start : start + BATCH])
            for field in fields:
                self.env.add_to_compute(field, batch)
            self.env.flush_all()
            self.env.invalidate_all()
        objectives = self.made.objectives
        every = list(range(objectives, objectives + self.size.objectives))
        self.env["okr.rollup"]._compute((), every, ())
        self.env.invalidate_all()


def _by_type(numbers):
    cases = SQL(" ").join(
        SQL("WHEN %s THEN %s", kind, number) for kind, number in numbers.items()
    )
    return SQL("CASE kind %s ELSE 0 END", cases)
