from odoo import Command

from .common import OkrCase
from .form_reading import read_specification

BUDGET = 25
MANY = 200


class TestFormQueries(OkrCase):
    """Opening an objective with five key results costs the same with many below it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        goal = cls._create_objective(name="The goal above")
        company, team = cls.env["hr.department"].create(
            [{"name": "Company"}, {"name": "Team"}]
        )
        team.parent_id = company
        cls.objective.write(
            {
                "parent_id": goal.id,
                "owner_id": cls.employee_colleague.id,
                "department_id": team.id,
            }
        )
        owners = cls.employee_user | cls.employee_colleague
        for number in range(5):
            key_result = cls._create_key_result(
                name=f"Number {number}", owner_ids=[Command.set(owners.ids)]
            )
            cls._check_in(key_result, 10)
            cls._check_in(key_result, 20, user=cls.colleague, confidence="70")
        cls._create_initiative()
        cls._create_child()

    @classmethod
    def _create_child(cls):
        cls._create_objective(parent_id=cls.objective.id)

    def _assert_within_budget(self):
        for user in (self.user, self.colleague, self.supervisor, self.manager):
            with self.subTest(user=user.name):
                self._open_within_budget(user)

    def _open_within_budget(self, user):
        # As a request of the web client has it.
        objective = self.objective.with_user(user).with_context(
            **user.with_user(user).context_get(), allowed_company_ids=self.company.ids
        )
        specification = read_specification(objective.env, objective._name)
        self.assertIn("update_ids", specification)
        self.env.flush_all()
        self.env.invalidate_all()
        objective.web_read(specification)
        self.env.invalidate_all()
        with self.assertQueryCount(BUDGET):
            objective.web_read(specification)

    def test_with_one_child(self):
        self._assert_within_budget()

    def test_with_200_children(self):
        for _child in range(MANY - 1):
            self._create_child()
        self.assertEqual(self.objective.child_count, MANY)
        self._assert_within_budget()
