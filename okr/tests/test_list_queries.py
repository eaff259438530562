from functools import partial

from lxml import etree

from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.safe_eval import safe_eval

from .common import OkrCase

FEW, MANY = 10, 10_000
# An access rule, the rows, their labels and counters, and the people on the cards: not
# one query per row.
BUDGET = 16
# Odoo counts what is beyond the page, where there is anything beyond it, and for that
# looks once more which sessions have a due day.
PAGER = 2
# It opens so many groups, and searches in each.
GROUPS = 10
VIEWS = ("list", "kanban", "hierarchy")


class TestListQueries(OkrCase):
    """Opening a list costs as many queries with ten thousand records as with ten.

    Every action of ours is opened in each of its views as the client does it: with
    its domain, its default filters and groups, and the fields of the view.
    """

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
        self._copy_rows("okr_template", count)
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
        # One group for each, and not all of them in one; and all of them are due.
        self.env.cr.execute(
            SQL(
                "UPDATE okr_key_result SET last_entry_date = NULL,"
                " objective_id = place.objective_id FROM ("
                "SELECT unnest((SELECT array_agg(id ORDER BY id) FROM okr_key_result))"
                " AS id,"
                " unnest((SELECT array_agg(id ORDER BY id) FROM okr_objective))"
                " AS objective_id) place WHERE place.id = okr_key_result.id"
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

    def _actions(self):
        """Return the actions of ours that open a list or cards."""
        known = self.env["ir.model.data"].search(
            [("module", "=", "okr"), ("model", "=", "ir.actions.act_window")]
        )
        actions = self.env["ir.actions.act_window"].browse(known.mapped("res_id"))
        return actions.filtered(lambda action: action.target != "new")

    def _screens(self):
        """Yield (action, type of view) of everything that opens many records."""
        for action in self._actions():
            for view in action.view_mode.split(","):
                if view in VIEWS:
                    yield action, view

    def _specification(self, records, arch):
        """Return what the client would read, from the view."""
        names = {node.get("name") for node in arch.xpath("//field")}
        names |= {arch.get("child_field")} - {None}
        label = {"fields": {"display_name": {}}}
        return {
            name: label if records._fields[name].relational else {} for name in names
        }

    def _search(self, action, records):
        """Return the domain and the group with which the action begins."""
        given = {"uid": records.env.uid}
        domain = Domain(safe_eval(action.domain or "[]", given))
        group = None
        view = action.search_view_id.id
        search = etree.fromstring(records.get_view(view, "search")["arch"])
        for key in safe_eval(action.context or "{}", given):
            for node in search.xpath(f"//filter[@name={key[15:]!r}]"):
                domain &= Domain(safe_eval(node.get("domain") or "[]", given))
                group = safe_eval(node.get("context") or "{}").get("group_by", group)
        return domain, group

    def _opening(self, action, view, user):
        """Return the call with which the client fills a view, and its group."""
        records = self.env[action.res_model].with_user(user)
        # The client says so in each of its calls.
        records = records.with_context(lang=user.lang)
        chosen = action.view_ids.filtered(lambda one: one.view_mode == view).view_id
        arch = etree.fromstring(records.get_view(chosen.id, view)["arch"])
        specification = self._specification(records, arch)
        order = arch.get("default_order")
        domain, group = self._search(action, records)
        group = group or arch.get("default_group_by")
        if view == "hierarchy":
            top = domain & Domain("parent_id", "not any", domain)
            below = arch.get("child_field")
            return partial(
                records.hierarchy_read,
                list(top),
                specification,
                "parent_id",
                below,
                order,
            ), group
        if group:
            aggregates = [
                f"{name}:{field['aggregator']}"
                for name, field in records.fields_get(list(specification)).items()
                if field.get("aggregator") and field["type"] in ("float", "integer")
            ]
            return partial(
                records.web_read_group,
                domain,
                [group],
                aggregates,
                limit=int(arch.get("groups_limit") or 80),
                auto_unfold=True,
                unfold_read_specification=specification,
                unfold_read_default_limit=80,
                order=order,
            ), group
        return partial(
            records.web_search_read,
            domain,
            specification,
            limit=80,
            order=order,
            count_limit=10_001,
        ), group

    def _measure(self, user):
        """Return {(action, view): (queries, whether it is grouped)}."""
        measured = {}
        for action, view in self._screens():
            opening, group = self._opening(action, view, user)
            # What Odoo keeps for all requests is not of this one.
            opening()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            opening()
            queries = self.cr.sql_log_count - before
            measured[action.xml_id, view] = queries, bool(group)
        return measured

    def _assert_flat(self, user):
        self._multiply(FEW)
        few = self._measure(user)
        self._multiply(MANY)
        many = self._measure(user)
        for screen, (queries, grouped) in many.items():
            with self.subTest(screen=screen, queries=queries):
                self.assertLessEqual(queries, few[screen][0] + PAGER)
                self.assertLessEqual(queries, BUDGET + GROUPS * grouped)

    def test_every_list_as_an_employee(self):
        self._assert_flat(self.user)

    def test_every_list_as_a_supervisor(self):
        self._assert_flat(self.supervisor)

    def test_every_list_as_a_manager(self):
        self._assert_flat(self.manager)

    def test_there_are_lists_cards_and_a_map_to_open(self):
        self.assertEqual({view for _action, view in self._screens()}, set(VIEWS))
        self.assertGreater(len(list(self._screens())), 20)
