from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError

from .template_case import TemplateCase


class TestTemplate(TemplateCase):
    """What a template is, who keeps it, and what it refuses."""

    def test_only_managers_keep_templates(self):
        line = self.template.key_result_ids[0]
        for user in (self.user, self.supervisor):
            mine = self._as_user(user, self.template)
            for call in (
                lambda u=user: self._create_template(u),
                lambda m=mine: m.write({"name": "Mine"}),
                lambda m=mine: m.unlink(),
                lambda m=mine: m.copy(),
                lambda u=user: line.with_user(u).write({"name": "Mine"}),
                lambda u=user: line.with_user(u).unlink(),
            ):
                with (
                    self.subTest(user=user.name),
                    self.assertRefused(error=AccessError),
                ):
                    call()
            self.assertEqual(mine.key_result_ids[0].name, "New customers")
        self.template.with_user(self.manager).name = "Win a town"
        self.assertEqual(self.template.name, "Win a town")

    def _as_user(self, user, records):
        self.env.flush_all()
        self.env.invalidate_all()
        return records.with_user(user)

    def test_who_has_no_role_reads_none(self):
        for records in (self.template, self.template.key_result_ids):
            with self.assertRefused(error=AccessError):
                self._as_user(self.user_none, records).read(["name"])

    def test_one_of_another_company_is_hidden(self):
        theirs = self._create_template(self.manager_b, company_id=self.company_b.id)
        for records in (theirs, theirs.key_result_ids):
            with self.assertRefused(error=AccessError):
                self._as_user(self.manager, records).read(["name"])
        self.assertEqual(
            self._as_user(self.user_b, theirs).key_result_ids[0].name, "New customers"
        )

    def test_it_is_named_after_its_function_where_one_chooses(self):
        chosen = self.template.with_context(show_function=True)
        self.assertEqual(chosen.display_name, "Sales: Win a market")
        self.assertEqual(self.template.display_name, "Win a market")

    def test_a_copy_has_the_key_results_too(self):
        copy = self.template.copy()
        self.assertEqual(
            copy.key_result_ids.mapped("name"),
            self.template.key_result_ids.mapped("name"),
        )

    # -- bad input ------------------------------------------------------------------

    def test_numbers_that_no_key_result_would_take(self):
        for values, *words in (
            ({"type": "increase", "target_value": 0.0}, "Target Number"),
            ({"type": "decrease", "target_value": 1.0}, "Target Number"),
            ({"type": "stay_above", "target_value": 0.0}, "Critical Number"),
            (
                {"type": "stay_below", "target_value": 6.0, "critical_value": 6.0},
                "Critical Number",
            ),
            ({"type": "achieved", "nature": "kpi"}, "KPI"),
            ({"target_value": float("nan")}, "Target Number", "finite"),
            ({"target_value": 1.0, "weight": -1.0}, "Weight"),
            ({"target_value": 1.0, "name": " "}, "Title", "empty"),
            ({"target_value": 1.0, "name": "x" * 501}, "Title", "500"),
            ({"target_value": 1.0, "initiatives": "x" * 501}, "Initiatives", "500"),
            ({"type": "milestone", "stages": "x\n" * 51}, "Stages", "50 lines"),
        ):
            with self.subTest(values=str(values)[:80]):
                line = Command.create({"name": "A number that moves", **values})
                with self.assertRefused(*words, error=ValidationError):
                    self._create_template(key_result_ids=[line])

    def test_a_critical_number_of_0_stands(self):
        line = {"name": "Profit", "type": "stay_above", "target_value": 10.0}
        self.template.key_result_ids = [Command.clear(), Command.create(line)]
        key_result = self._give().key_result_ids
        self.assertTrue(key_result.has_critical)
        self.assertEqual(key_result.critical_value, 0.0)

    def test_titles_as_long_as_they_get_and_from_right_to_left(self):
        long = "ال" * 150
        self.template.name = long
        self.template.key_result_ids[0].write({"name": long, "initiatives": long})
        objective = self._give()
        self.assertEqual(objective.name, long)
        self.assertEqual(objective.key_result_ids[0].name, long)
        self.assertEqual(objective.initiative_ids.name, long)

    # -- what comes with the app ---------------------------------------------------

    def test_each_function_has_good_ones(self):
        shipped = self.env["ir.model.data"].search(
            [("module", "=", "okr"), ("model", "=", "okr.template")]
        )
        templates = self.env["okr.template"].browse(shipped.mapped("res_id"))
        functions = dict(templates._fields["function"].selection).keys() - {"other"}
        self.assertEqual(set(templates.mapped("function")), functions)
        for template in templates:
            lines = template.key_result_ids
            with self.subTest(template=template.name):
                self.assertTrue(2 <= len(lines) <= 5)
                self.assertTrue(template.problem)
                # Work is an initiative, and no key result without a number or stage.
                self.assertTrue(all(line._titles("initiatives") for line in lines))
                self.assertTrue(
                    all(line.unit_id for line in lines if "stay" in line.type)
                )

    def test_all_of_them_can_be_given(self):
        shipped = self.env["okr.template"].search([("id", "!=", self.template.id)])
        objectives = self._give(template_ids=[Command.set(shipped.ids)])
        self.assertEqual(len(objectives), len(shipped))
        self.assertEqual(len(objectives.key_result_ids), len(shipped.key_result_ids))


class TestSaveAsTemplate(TemplateCase):
    """An objective that served well is there to be given again."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.objective.write({"problem": "They do not.", "ambition": "aspirational"})
        cls.number = cls._create_key_result(
            name="Visits",
            initial_value=5.0,
            unit_id=cls.env.ref("okr.unit_visits").id,
            weight=2.0,
        )
        cls._create_initiative(key_result_id=cls.number.id)
        cls._create_key_result(name="Steps", stages=[1, 1])
        cls._create_key_result(name="Given up").action_cancel("Too much")

    def test_only_managers_do(self):
        for user in (self.user, self.supervisor):
            mine = self._create_objective(user=self.supervisor).with_user(user)
            with self.subTest(user=user.name), self.assertRefused(error=AccessError):
                mine.action_save_as_template()

    def test_of_a_hidden_objective_there_is_none(self):
        hidden = self._create_objective(visibility="private")
        with self.assertRefused(error=UserError):
            hidden.with_user(self.supervisor).action_save_as_template()

    def test_it_is_as_the_objective_was_set_out_to_be(self):
        self._check_in(self.number, 40)
        action = self.objective.with_user(self.manager).action_save_as_template()
        template = self.env["okr.template"].browse(action["res_id"])
        self.assertRecordValues(
            template,
            [
                {
                    "name": self.objective.name,
                    "problem": "They do not.",
                    "ambition": "aspirational",
                    "company_id": self.company.id,
                }
            ],
        )
        self.assertRecordValues(
            template.key_result_ids,
            [
                {
                    "name": "Visits",
                    "type": "increase",
                    "initial_value": 5.0,
                    "target_value": 100.0,
                    "unit_id": self.env.ref("okr.unit_visits").id,
                    "weight": 2.0,
                    "stages": "",
                    "initiatives": "Call them",
                },
                {
                    "name": "Steps",
                    "type": "milestone",
                    "initial_value": 0.0,
                    "target_value": 0.0,
                    "unit_id": False,
                    "weight": 1.0,
                    "stages": "Stage 1\nStage 2",
                    "initiatives": "",
                },
            ],
        )
