import os

from odoo.tests import TransactionCase, tagged

from .visibility_world import MODELS, World

PAIRS = int(os.environ.get("OKR_VISIBILITY_PAIRS", "1000"))


@tagged("post_install", "-at_install")
class TestVisibilityOracle(TransactionCase):
    """Search, rule, compute and the specification agree on who sees what."""

    def _world(self, seed, **size):
        companies = self.env.company | self.env["res.company"].create(
            [{"name": "Second of the world"}, {"name": "Third of the world"}]
        )
        return World(self.env, companies, seed, **size)

    def assertAgreed(self, world):
        differences = world.differences()
        self.assertFalse(differences, "\n".join(differences))

    def test_on_random_people_and_records(self):
        each = -(-PAIRS // (18 * len(MODELS)))
        world = self._world(seed=20260216, people=18, each=each)
        self.assertGreaterEqual(world.pairs(), PAIRS)
        self.assertAgreed(world)

    def test_right_after_each_change_of_people(self):
        world = self._world(seed=7, people=12, each=8)
        employees = world.employees.filtered("user_id")
        for employee in employees[:2]:
            employee.department_id = world.departments[0]
            self.assertAgreed(world)
            employee.category_ids = world.tags[:1]
            self.assertAgreed(world)
            employee.active = not employee.active
            self.assertAgreed(world)

    def test_right_after_a_department_moved(self):
        world = self._world(seed=11, people=12, each=10)
        last = world.departments[-1]
        last.parent_id = False
        for department in world.departments[:-1]:
            department.parent_id = last
        self.assertAgreed(world)
        (world.departments - last).write({"parent_id": False})
        self.assertAgreed(world)

    def test_right_after_a_change_of_company_and_role(self):
        world = self._world(seed=13, people=12, each=8)
        for user in world.users[:6]:
            user.company_ids |= world.companies
        self.assertAgreed(world)
        role = self.env.ref("okr.group_okr_user")
        world.users[:6].group_ids |= role
        self.assertAgreed(world)
        manager = self.env.ref("okr.group_okr_manager")
        world.users[5].group_ids -= manager
        self.assertAgreed(world)

    def test_right_after_a_transfer_of_a_later_day_is_applied(self):
        world = self._world(seed=17, people=12, each=10)
        employees = world.employees.filtered("user_id")[:5]
        for employee in employees:
            employee.create_version(
                {
                    "date_version": "2090-01-01",
                    "department_id": world.departments[-1].id,
                }
            )
        self.assertAgreed(world)
        for employee in employees:
            # What Odoo's own daily job does when the day has come.
            employee.current_version_id = employee.version_ids[-1]
        world.env.flush_all()
        self.assertAgreed(world)
