from lxml import etree

from odoo.tools import SQL

from .common import OkrCase

FEW, MANY = 10, 10_000
# An access rule, the rows, their labels and counters: not one query per row.
BUDGET = 16
# Odoo counts what is beyond the page, where there is anything beyond it.
PAGER = 1


class TestListQueries(OkrCase):
    """Opening a list costs as many queries with ten thousand records as with ten."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.objective.owner_id = cls.employee_user
        cls.session.cadence = "weekly"
        cls.key_result = cls._create_key_result(visibility="objective")
        cls._check_in(cls.key_result, 40, confidence="70", note="On the way")
        cls._create_initiative(key_result_id=cls.key_result.id)
        cls.env.flush_all()

    def _multiply(self, count):
        """Copy the one row of each table, as many rows as asked for in all."""
        self._copy_rows("okr_session", count)
        self._copy_rows("okr_objective", count)
        self._copy_rows("okr_key_result", count)
        self._copy_rows("okr_initiative", count)
        self._copy_rows("okr_update", count)
        self.env.cr.execute(
            SQL(
                "INSERT INTO okr_key_result_owner_rel (key_result_id, employee_id)"
                " SELECT id, %s FROM okr_key_result ON CONFLICT DO NOTHING",
                self.employee_user.id,
            )
        )
        for model in ("okr.session", "okr.objective"):
            self.env.cr.execute(
                SQL(
                    "UPDATE %s SET parent_path = id || '/' WHERE parent_id IS NULL",
                    SQL.identifier(self.env[model]._table),
                )
            )
        self.env.cr.execute(SQL("ANALYZE"))
        self.env.invalidate_all()

    def _copy_rows(self, table, count):
        names = self.env.execute_query(
            SQL(
                "SELECT column_name FROM information_schema.columns"
                " WHERE table_name = %s AND table_schema = 'public'"
                " AND column_name != 'id'",
                table,
            )
        )
        columns = SQL(", ").join(SQL.identifier(name) for (name,) in names)
        self.env.cr.execute(
            SQL(
                "INSERT INTO %(table)s (%(columns)s) SELECT %(columns)s FROM %(table)s,"
                " generate_series(1, %(count)s - (SELECT count(*) FROM %(table)s))"
                " WHERE id = (SELECT min(id) FROM %(table)s)",
                table=SQL.identifier(table),
                columns=columns,
                count=count,
            )
        )

    def _specification(self, records, arch):
        """Return what the client would read for a list, from its view."""
        specification = {}
        for node in etree.fromstring(arch).xpath("//field"):
            field = records._fields[node.get("name")]
            fields = {"fields": {"display_name": {}}} if field.relational else {}
            specification[node.get("name")] = fields
        return specification

    def _open(self, action, user):
        """Read the first page as the client does; return the number of queries."""
        action = self.env.ref(f"okr.{action}")
        records = self.env[action.res_model].with_user(user)
        view = action.view_ids.filtered(lambda view: view.view_mode == "list").view_id
        arch = records.get_view(view.id, "list")["arch"]
        order = etree.fromstring(arch).get("default_order") or ""
        domain = [
            condition
            for name, condition in (
                ("is_mine", ("is_mine", "=", True)),
                ("alignment_issues", ("alignment_issues", "!=", False)),
            )
            if name in str(action.domain)
        ]
        specification = self._specification(records, arch)
        records.web_search_read(domain, specification, limit=80, order=order)
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        page = records.web_search_read(
            domain, specification, limit=80, order=order, count_limit=10001
        )
        return self.cr.sql_log_count - before, page["length"]

    def _assert_flat(self, action):
        users = (self.user, self.manager)
        self._multiply(FEW)
        few = [self._open(action, user) for user in users]
        self._multiply(MANY)
        many = [self._open(action, user) for user in users]
        for (queries_few, length_few), (queries_many, length_many) in zip(
            few, many, strict=True
        ):
            self.assertEqual(length_few, FEW)
            self.assertGreaterEqual(length_many, MANY)
            self.assertLessEqual(queries_many, queries_few + PAGER)
            self.assertLessEqual(queries_many, BUDGET)

    def test_sessions(self):
        self._assert_flat("okr_session_action")

    def test_objectives(self):
        self._assert_flat("okr_objective_action")

    def test_key_results(self):
        self._assert_flat("okr_key_result_action")

    def test_initiatives(self):
        self._assert_flat("okr_initiative_action")

    def test_updates(self):
        self._assert_flat("okr_update_action")

    def test_alignment(self):
        self._assert_flat("okr_objective_action_alignment")

    def test_my_key_results(self):
        self._multiply(FEW)
        few, _length = self._open("okr_key_result_action_due", self.user)
        self._multiply(MANY)
        many, length = self._open("okr_key_result_action_due", self.user)
        self.assertGreaterEqual(length, MANY)
        self.assertLessEqual(many, few + PAGER)
