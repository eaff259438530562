from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

# More than these, or fewer, is worth a second look.
MANY = 5
FEW = 2
DAYS_TO_START = 7
LIVE = SQL("active AND state != 'cancelled'")
OPEN = SQL("active AND state IN ('draft', 'in_progress')")


class OkrObjective(models.Model):
    """Alignment: what is worth a second look in an open objective.

    ``_alignment_sql`` is the one definition, for the words on the record and for
    the filters. Key results and initiatives are counted whole, for "one of them
    is not visible to you" may be said: they are one number for all readers, and
    the words never say more than too many or too few. What the objectives of one
    owner and the deadlines of key results would tell is looked at only as far as
    the reader sees them.
    """

    _inherit = "okr.objective"

    alignment_issues = fields.Char(
        string="Alignment Checks",
        compute="_compute_alignment",
        search="_search_alignment_issues",
        export_string_translation=False,
    )
    alignment_hints = fields.Text(string="To Look At", compute="_compute_alignment")

    @api.depends_context("uid")
    @api.depends(
        "active",
        "date_end",
        "initiative_ids.state",
        "is_outside_session",
        "key_result_ids.deadline",
        "key_result_ids.state",
        "kind",
        "last_update_date",
        "owner_id",
        "parent_id",
        "session_id.date_start",
        "session_id.state",
        "state",
    )
    def _compute_alignment(self):
        issues = self._read_alignment()
        words = self._alignment_words()
        for objective in self:
            found = issues.get(objective._origin.id, [])
            objective.alignment_issues = " ".join(found)
            # One sentence is enough where there is none at all.
            said = set(found) - (
                {"few_key_results"} if "no_key_result" in found else set()
            )
            objective.alignment_hints = "\n".join(
                sentence for check, sentence in words.items() if check in said
            )

    def _search_alignment_issues(self, operator, value):
        """Find by check ("like" its name), or whether there is any."""
        if operator == "in" and all(not item for item in value):
            return ~self._alignment_domain()
        if operator == "in":
            return Domain.OR(self._alignment_domain(item) for item in value if item)
        if operator in ("like", "ilike"):
            return self._alignment_domain(value)
        return NotImplemented

    @api.model
    def _alignment_words(self):
        """Return {check: its sentence}, in the order in which they are said."""
        return {
            "no_parent": self.env._("It has no parent: which goal does it serve?"),
            "no_owner": self.env._("It has no owner: who answers for it?"),
            "no_key_result": self.env._("It has no key results: how would we know?"),
            "few_key_results": self.env._(
                "It has fewer than %(number)s key results.", number=FEW
            ),
            "many_key_results": self.env._(
                "It has more than %(number)s key results.", number=MANY
            ),
            "many_initiatives": self.env._(
                "It has more than %(number)s initiatives.", number=MANY
            ),
            "busy_owner": self.env._(
                "Its owner has more than %(number)s open objectives in this session.",
                number=MANY,
            ),
            "outside_session": self.env._(
                "Its end or the deadline of a key result lies outside the session."
            ),
            "not_started": self.env._(
                "The session runs for a week or more, and nothing has been started."
            ),
        }

    @api.model
    def _alignment_domain(self, check=""):
        """Return the domain of the objectives to which a check applies, or any.

        :param str check: its name, or a part of it
        """

        def to_sql(model, alias, query):
            conditions = [
                condition
                for name, condition in model._alignment_sql(alias, query).items()
                if check in name
            ]
            return SQL("(%s)", SQL(" OR ").join(conditions or [SQL("FALSE")]))

        return Domain.custom(to_sql=to_sql)

    def _read_alignment(self):
        """Return {id: the checks that apply}, in one query for any number."""
        if not self._origin:
            return {}
        query = self._origin._as_query(ordered=False)
        conditions = self._alignment_sql(self._table, query)
        rows = self.env.execute_query(
            query.select(SQL.identifier(self._table, "id"), *conditions.values())
        )
        return {
            id_: [
                check
                for check, applies in zip(conditions, found, strict=False)
                if applies
            ]
            for id_, *found in rows
        }

    @api.model
    def _alignment_sql(self, alias, query):
        """Return {check: the SQL condition that it applies to the row of alias}."""
        column = {
            name: self._field_to_sql(alias, name, query)
            for name in (
                "active",
                "figures_date",
                "id",
                "is_outside_session",
                "kind",
                "last_update_date",
                "owner_id",
                "parent_id",
                "session_id",
                "state",
            )
        }
        key_results = self._linked_up_to("okr.key.result", column["id"], MANY + 1)
        initiatives = self._linked_up_to("okr.initiative", column["id"], MANY + 1)
        conditions = {
            "no_parent": SQL(
                "(%s IS NULL AND %s != 'strategic')",
                column["parent_id"],
                column["kind"],
            ),
            "no_owner": SQL("%s IS NULL", column["owner_id"]),
            "no_key_result": SQL("%s = 0", key_results),
            "few_key_results": SQL("%s < %s", key_results, FEW),
            "many_key_results": SQL("%s > %s", key_results, MANY),
            "many_initiatives": SQL("%s > %s", initiatives, MANY),
            "busy_owner": self._busy_owner_sql(column),
            "outside_session": self._outside_session_sql(column),
            "not_started": self._not_started_sql(column),
        }
        # What is closed, cancelled or archived needs no advice.
        return {
            check: SQL(
                "(%s AND %s IN ('draft', 'in_progress') AND %s)",
                column["active"],
                column["state"],
                condition,
            )
            for check, condition in conditions.items()
        }

    @api.model
    def _linked_up_to(self, model, objective, limit):
        """Return the number of live records of an objective, counted to a limit."""
        names = ("active", "objective_id", "state")
        return SQL(
            "(SELECT count(*) FROM (SELECT FROM %s WHERE objective_id = %s"
            " AND %s LIMIT %s) linked)",
            SQL.identifier(self.env[model]._table),
            objective,
            LIVE,
            limit,
            to_flush=[self.env[model]._fields[name] for name in names],
        )

    @api.model
    def _busy_owner_sql(self, column):
        seen = self._visible_domain().optimize_full(self)
        return SQL(
            "(%(owner)s, %(session)s) IN (SELECT owner_id, session_id"
            " FROM okr_objective WHERE %(open)s AND owner_id IS NOT NULL AND %(seen)s"
            " GROUP BY owner_id, session_id HAVING count(*) > %(many)s)",
            owner=column["owner_id"],
            session=column["session_id"],
            open=OPEN,
            seen=seen._to_sql(self, self._table, self._as_query(ordered=False)),
            many=MANY,
        )

    @api.model
    def _outside_session_sql(self, column):
        key_results = self.env["okr.key.result"]
        seen = key_results._visible_domain().optimize_full(key_results)
        return SQL(
            "(%(own)s OR EXISTS (SELECT FROM okr_key_result WHERE objective_id = %(id)s"
            " AND is_outside_session AND %(live)s AND %(seen)s))",
            own=column["is_outside_session"],
            id=column["id"],
            live=LIVE,
            seen=seen._to_sql(
                key_results, key_results._table, key_results._as_query(ordered=False)
            ),
            to_flush=[
                key_results._fields[name]
                for name in ("active", "is_outside_session", "objective_id", "state")
            ],
        )

    @api.model
    def _not_started_sql(self, column):
        # The day of its figures is today, in the time zone of its company.
        sessions = self.env["okr.session"]._fields
        return SQL(
            "(%(updated)s IS NULL AND %(session)s IN (SELECT id FROM okr_session"
            " WHERE state = 'in_progress' AND date_start <= %(today)s - %(days)s))",
            updated=column["last_update_date"],
            session=column["session_id"],
            today=column["figures_date"],
            days=DAYS_TO_START,
            to_flush=(sessions["date_start"], sessions["state"]),
        )
