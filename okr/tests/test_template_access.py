from odoo import Command
from odoo.exceptions import AccessError

from .template_case import TemplateCase


class TestTemplateWizardAccess(TemplateCase):
    """The dialog does what its user could do by hand, and is its opener's alone."""

    def test_users_and_strangers_open_none(self):
        for user in (self.user, self.user_none):
            with self.subTest(user=user.name), self.assertRefused(error=AccessError):
                self._open(user)

    def test_who_lost_the_role_since_makes_nothing(self):
        opened = self._open(self.supervisor)
        self.supervisor.group_ids -= self.env.ref("okr.group_okr_supervisor")
        self.env.flush_all()
        with self.assertRefused(error=AccessError):
            opened.action_confirm()

    def test_a_supervisor_gives_to_others_and_may_edit_what_was_made(self):
        objective = self._give(self.supervisor, share="member")
        self.assertEqual(objective.creator_id, self.supervisor)
        self.assertTrue(objective.with_user(self.supervisor).has_access("write"))
        mine = objective.with_user(self.user).filtered("is_mine")
        self.assertEqual(mine.owner_id, self.employee_user)
        self.assertFalse(mine.has_access("write"))
        self.assertTrue(all(mine.key_result_ids.mapped("can_update")))

    def test_it_takes_no_hidden_record(self):
        hidden = {
            "session_id": self._create_session(visibility="private").id,
            "parent_id": self._create_objective(visibility="private").id,
            "template_ids": [
                Command.set(
                    self._create_template(
                        self.manager_b, company_id=self.company_b.id
                    ).ids
                )
            ],
        }
        opened = self._open(self.supervisor)
        for name, value in hidden.items():
            plain = value if isinstance(value, int) else value[0][2]
            given = opened.browse().with_context(**{f"default_{name}": plain})
            for call in (
                lambda n=name, v=value: self._open(self.supervisor, **{n: v}),
                lambda n=name, v=value: opened.write({n: v}),
                lambda n=name, v=value: opened.onchange({n: v}, [n], {n: {}}),
                lambda n=name, g=given: g.default_get([n]),
            ):
                with self.subTest(name=name), self.assertRefused(error=AccessError):
                    call()

    def test_only_who_may_use_templates_is_led_to_them(self):
        for name in (
            "okr_objective_action",
            "okr_key_result_action",
            "okr_initiative_action",
        ):
            for user, led in ((self.user, False), (self.supervisor, True)):
                with self.subTest(action=name, user=user.name):
                    # As the client loads it.
                    action = self.env.ref(f"okr.{name}").with_user(user).sudo()
                    told = action.read()[0]["help"]
                    self.assertIn("o_view_nocontent_smiling_face", told)
                    self.assertEqual("templates" in told, led)

    def test_that_of_somebody_else_is_hidden(self):
        opened = self._open()
        for user in (self.user, self.supervisor, self.manager_b):
            self.env.flush_all()
            self.env.invalidate_all()
            theirs = opened.with_user(user)
            for call in (
                lambda t=theirs: t.read([]),
                lambda t=theirs: t.copy_data(),
                lambda t=theirs: t.write({"share": "member"}),
                lambda t=theirs: t.action_confirm(),
            ):
                with (
                    self.subTest(user=user.name),
                    self.assertRefused(error=AccessError),
                ):
                    call()
