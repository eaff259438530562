from odoo import Command
from odoo.exceptions import UserError

from .template_case import TemplateCase


class TestTemplateWizard(TemplateCase):
    """Templates become OKRs: for a team, for its people, for many at once."""

    def test_one_for_the_team_is_its_managers(self):
        objective = self._give()
        self.assertRecordValues(
            objective,
            [
                {
                    "name": "Win a market",
                    "problem": "Nobody knows us.",
                    "session_id": self.session.id,
                    "state": "in_progress",
                    "owner_id": self.employee_supervisor.id,
                    "department_id": self.team.id,
                    "visibility": "company",
                    "creator_id": self.manager.id,
                    "template_id": self.template.id,
                }
            ],
        )
        first, second = objective.key_result_ids
        self.assertEqual(first.owner_ids, self.employee_supervisor)
        self.assertEqual(first.target_value, 20.0)
        self.assertEqual(first.unit_id, self.env.ref("okr.unit_customers"))
        self.assertEqual(first.visibility, self.company.okr_key_result_visibility)
        self.assertEqual(
            first.initiative_ids.mapped("name"), ["Call them", "Visit them"]
        )
        self.assertEqual(first.initiative_ids.employee_id, self.employee_supervisor)
        self.assertEqual(second.milestone_ids.mapped("name"), ["Rented", "Opened"])

    def test_one_for_each_person_of_the_team_and_of_those_below(self):
        below = self.env["hr.department"].create(
            {"name": "Abroad", "parent_id": self.team.id}
        )
        self.employee_none.department_id = below
        objectives = self._give(
            share="member",
            employee_ids=[Command.set(self.employee_user.ids)],
            department_ids=[Command.set(self.team.ids)],
        )
        self.assertEqual(
            objectives.owner_id,
            self.employee_user | self.employee_colleague | self.employee_none,
        )
        self.assertEqual(len(objectives), 3)
        theirs = objectives.filtered(lambda o: o.owner_id == self.employee_none)
        self.assertEqual(theirs.department_id, below)

    def test_several_templates_for_several_people(self):
        other = self._create_template(name="Win a town")
        objectives = self._give(
            template_ids=[Command.set((self.template | other).ids)],
            employee_ids=[
                Command.set((self.employee_user | self.employee_colleague).ids)
            ],
        )
        self.assertEqual(len(objectives), 4)
        self.assertEqual(len(objectives.key_result_ids), 8)

    def test_who_gets_it_by_department_or_private(self):
        for_team = self._give(visibility="department")
        self.assertEqual(for_team.department_ids, self.team)
        self.assertTrue(for_team.with_user(self.user).has_access("read"))
        private = self._give(
            visibility="private",
            employee_ids=[Command.set(self.employee_colleague.ids)],
        )
        self.assertFalse(private.with_user(self.user).has_access("read"))
        self.assertTrue(private.with_user(self.colleague).has_access("read"))

    def test_under_a_parent_of_others_it_is_aligned_and_not_counted(self):
        parent = self.objective
        mine = self._give(self.supervisor, parent_id=parent.id)
        self.assertEqual(mine.parent_id, parent)
        self.assertFalse(mine.contributes)
        self.objective = parent
        theirs = self._give(
            parent_id=parent.id,
            employee_ids=[Command.set(self.employee_user.ids)],
        )
        self.assertTrue(theirs.contributes)

    def test_in_the_language_of_whoever_gives_it(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.template.with_context(lang="fr_FR").name = "Gagner un marché"
        opened = self._open().with_context(lang="fr_FR")
        made = self.env["okr.objective"].search(opened.action_confirm()["domain"])
        self.assertEqual(made.name, "Gagner un marché")

    # -- whom it can be given to ------------------------------------------------------

    def test_people_without_a_user_get_theirs_and_it_is_said(self):
        person = self.env["hr.employee"].create({"name": "On the floor"})
        opened = self._open(employee_ids=[Command.set(person.ids)])
        self.assertIn("Without a user", opened.summary)
        self.assertIn("On the floor", opened.summary)
        opened.action_confirm()
        made = self.env["okr.key.result"].search([("owner_ids", "in", person.ids)])
        self.assertEqual(len(made), 2)

    def test_archived_people_templates_and_teams_are_refused(self):
        for field, record in (
            ("employee_ids", self.employee_colleague),
            ("template_ids", self._create_template(name="Old")),
            ("department_ids", self.env["hr.department"].create({"name": "Gone"})),
        ):
            record.active = False
            with self.subTest(field=field), self.assertRefused("archived"):
                self._give(**{field: [Command.set(record.ids)]})
        given = self.template
        self.assertFalse(
            self.env["okr.objective"].search([("template_id", "in", given.ids)])
        )

    def test_without_a_manager_the_team_is_whoevers_gives_it(self):
        self.team.manager_id = False
        opened = self._open()
        self.assertIn("Without a manager", opened.summary)
        self.assertIn("Sales", opened.summary)
        opened.action_confirm()
        made = self.env["okr.objective"].search([("department_id", "=", self.team.id)])
        self.assertEqual(made.owner_id, self.employee_manager)

    def test_a_manager_who_left_is_none(self):
        self.employee_supervisor.active = False
        self.assertEqual(self._give().owner_id, self.employee_manager)

    def test_nobody_stands_in_who_is_no_employee(self):
        self.team.manager_id = False
        self.employee_manager.unlink()
        with self.assertRefused("Without a manager", "Sales"):
            self._give()

    def test_by_department_needs_one(self):
        with self.assertRefused("In no team", "The nobody"):
            self._give(
                visibility="department",
                employee_ids=[Command.set(self.employee_none.ids)],
            )

    # -- twice -------------------------------------------------------------------------

    def test_what_somebody_has_in_the_session_is_left_out(self):
        self._give(employee_ids=[Command.set(self.employee_user.ids)])
        both = self.employee_user | self.employee_colleague
        opened = self._open(employee_ids=[Command.set(both.ids)])
        self.assertIn("Left out", opened.summary)
        self.assertIn("The user", opened.summary)
        again = self.env["okr.objective"].search(opened.action_confirm()["domain"])
        self.assertEqual(again.owner_id, self.employee_colleague)

    def test_when_all_of_them_have_it_nothing_is_made(self):
        self._give()
        with self.assertRefused("already", "Quarter"):
            self._give()

    def test_in_another_session_and_after_a_cancellation_it_is_given_again(self):
        first = self._give()
        other = self._create_session(name="Next")
        self.assertTrue(self._give(session_id=other.id))
        first.with_user(self.manager).action_cancel("A mistake")
        self.assertTrue(self._give())

    def test_a_hidden_one_is_not_told_by_leaving_it_out(self):
        self._give(
            visibility="private",
            employee_ids=[Command.set(self.employee_user.ids)],
        )
        opened = self._open(
            self.supervisor, employee_ids=[Command.set(self.employee_user.ids)]
        )
        self.assertNotIn("Left out", opened.summary)
        self.assertTrue(opened.action_confirm())

    # -- bad input ---------------------------------------------------------------------

    def test_nothing_chosen(self):
        for values in (
            {"template_ids": [Command.clear()]},
            {"department_ids": [Command.clear()]},
        ):
            with self.assertRefused("Choose at least one template"):
                self._give(**values)
        self.assertFalse(self._open(department_ids=[Command.clear()]).summary)

    def test_a_closed_session(self):
        closed = self._create_session(name="Last", state="closed")
        with self.assertRefused("Last is closed"):
            self._give(session_id=closed.id)

    def test_a_template_or_people_of_another_company(self):
        theirs = self._create_template(self.manager_b, company_id=self.company_b.id)
        for values in (
            {"template_ids": [Command.set(theirs.ids)]},
            {"employee_ids": [Command.set(self.employee_b.ids)]},
        ):
            with self.assertRefused(error=UserError):
                self._give(**values)

    def test_more_than_a_server_makes_in_one_go(self):
        people = self.env["hr.employee"].create(
            [{"name": f"Person {number}"} for number in range(501)]
        )
        with self.assertRefused("501", "at most 500"):
            self._give(employee_ids=[Command.set(people.ids)])

    def test_a_wrong_template_gives_nothing_to_anybody(self):
        given = self.template | self._create_template(name="Win a town")
        self.cr.execute("UPDATE okr_template_key_result SET target_value = -1")
        self.env.invalidate_all()
        with self.assertRefused("Target Number"):
            self._give(template_ids=[Command.set(given.ids)])
        self.assertFalse(
            self.env["okr.objective"].search([("template_id", "in", given.ids)])
        )

    # -- many --------------------------------------------------------------------------

    def _queries(self, count):
        template = self._create_template(name=f"For {count}")
        people = self.env["hr.employee"].create(
            [{"name": f"Person {number} of {count}"} for number in range(count)]
        )
        opened = self._open(
            self.supervisor,
            template_ids=[Command.set(template.ids)],
            employee_ids=[Command.set(people.ids)],
        )
        # As in a request: with what it tracks and tells.
        opened = self.env(user=self.supervisor, context={})[opened._name].browse(
            opened.id
        )
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        self.assertIn(f"Objectives: {count},", opened.summary)
        opened.action_confirm()
        self.env.flush_all()
        self.cr.precommit.run()
        return self.cr.sql_log_count - before

    def test_seventy_people_cost_as_many_queries_as_five(self):
        self._queries(1)
        few, many = self._queries(5), self._queries(70)
        self.assertLessEqual(many, few + 20)
        self.assertLessEqual(many, 150)
