from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import OkrCase


@tagged("post_install", "-at_install")
class TestInitiative(OkrCase):
    """The work: finishing it is not reaching the result."""

    def test_work_never_moves_a_progress(self):
        key_result = self._create_key_result()
        initiative = self._create_initiative(key_result_id=key_result.id)
        initiative.action_done()
        self.assertState(initiative, "done")
        self.assertProgress(key_result, 0.0)
        self.assertStatus(key_result, "not_started")
        self.assertProgress(self.objective, 0.0)

    def test_work_for_a_key_result_is_for_its_objective(self):
        key_result = self._create_key_result()
        initiative = self._create_initiative(key_result_id=key_result.id)
        self.assertEqual(initiative.objective_id, self.objective)

    def test_a_key_result_of_another_objective_is_refused(self):
        other = self._create_objective()
        with self.assertRefused():
            self._create_initiative(
                objective_id=other.id, key_result_id=self._create_key_result().id
            )

    def test_it_is_for_an_objective(self):
        with self.assertRefused():
            self._create_initiative(objective_id=False)

    def test_it_has_exactly_one_assignee(self):
        with self.assertRefused():
            self._create_initiative(employee_id=False)

    def test_it_starts_as_to_do(self):
        self.assertState(self._create_initiative(), "todo")

    def test_users_make_work_for_what_they_see(self):
        initiative = self._create_initiative(user=self.colleague)
        self.assertEqual(initiative.objective_id, self.objective)
        self.objective.visibility = "private"
        with self.assertRefused(error=AccessError):
            self._create_initiative(user=self.colleague)

    def test_whoever_made_it_or_does_it_ticks_it_done(self):
        for user in (self.user, self.colleague):
            with self.subTest(user.name):
                initiative = self._create_initiative(user=self.colleague)
                initiative.with_user(user).action_done()
                self.assertState(initiative, "done")

    def test_nobody_else_ticks_it_done(self):
        initiative = self._create_initiative()
        for user in (self.colleague, self.supervisor, self.user_none, self.user_b):
            with self.subTest(user.name), self.assertRefused(error=AccessError):
                initiative.with_user(user).action_done()

    def test_others_do_not_edit_it(self):
        initiative = self._create_initiative()
        with self.assertRefused(error=AccessError):
            initiative.with_user(self.colleague).name = "Other"
        initiative.with_user(self.user).name = "My way"

    def test_a_supervisor_edits_work_under_their_own_objectives(self):
        mine = self._create_objective(user=self.supervisor)
        initiative = self._create_initiative(objective_id=mine.id)
        initiative.with_user(self.supervisor).name = "Sooner"
        self.assertEqual(initiative.name, "Sooner")

    def test_work_moves_only_to_what_its_writer_may_work_for(self):
        hidden = self._create_objective(visibility="private")
        initiative = self._create_initiative()
        with self.assertRefused(error=AccessError):
            initiative.with_user(self.user).objective_id = hidden.id

    def test_assignee_and_creator_see_it_where_they_do_not_see_the_objective(self):
        self.objective.visibility = "private"
        initiative = self._create_initiative()
        self.assertTrue(initiative.with_user(self.user).has_access("read"))
        self.assertFalse(initiative.with_user(self.colleague).has_access("read"))

    def test_done_work_is_taken_up_again(self):
        initiative = self._create_initiative()
        initiative.action_done()
        initiative.action_reset()
        self.assertState(initiative, "todo")

    def test_a_link_is_an_address_of_the_web(self):
        initiative = self._create_initiative(link="https://tracker.example.com/42")
        self.assertEqual(initiative.link, "https://tracker.example.com/42")
        for link in ("javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x"):
            with self.subTest(link):
                try:
                    with self.cr.savepoint():
                        initiative.link = link
                        self.env.flush_all()
                except Exception as error:  # refused is as good as cleaned
                    self.assertIn("link", str(error).lower())
                self.env.invalidate_all()
                self.assertNotIn("script:", (initiative.link or "").lower())
                self.assertNotIn("data:", (initiative.link or "").lower())
