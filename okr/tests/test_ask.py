from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.mail.tests.common import MailCase

from .common import OkrCase


@tagged("post_install", "-at_install")
class TestAsk(OkrCase, MailCase):
    """A manager, or an objective's owner, asks the owners for an update."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.key_result = cls._create_key_result(
            owner_ids=[Command.set((cls.employee_user | cls.employee_colleague).ids)]
        )
        cls.objective.owner_id = cls.employee_supervisor
        cls.type = cls.env.ref("okr.mail_activity_ask_update")

    def _ask(self, key_results=None, user=None):
        """Ask, and return what the asker is told."""
        asked = (key_results or self.key_result).with_user(user or self.manager)
        return asked.action_ask_for_update()["params"]["message"]

    def _activities(self, user=None):
        return self.env["mail.activity"].search(
            [
                ("activity_type_id", "=", self.type.id),
                ("user_id", "in", (user or (self.user | self.colleague)).ids),
            ]
        )

    def test_each_owner_gets_one_activity(self):
        self.assertIn("Reminders sent: 2", self._ask())
        activities = self._activities()
        self.assertEqual(activities.user_id, self.user | self.colleague)
        self.assertEqual(set(activities.mapped("date_deadline")), {self.today})
        self.assertEqual(set(activities.mapped("res_id")), {self.key_result.id})

    def test_once_a_day_whoever_asks(self):
        self._ask()
        self.assertIn("Sent today already: 2", self._ask(user=self.supervisor))
        self.assertEqual(len(self._activities()), 2)

    def test_again_the_day_after_in_place_of_the_first(self):
        self._ask()
        first = self._activities()
        self._travel_to(self._days(1))
        self._ask()
        self.assertFalse(first.exists())
        self.assertEqual(len(self._activities()), 2)

    def test_whoever_deleted_the_activity_is_left_in_peace_for_the_day(self):
        self._ask()
        self._activities(self.user).unlink()
        self._ask()
        self.assertFalse(self._activities(self.user))

    def test_the_owner_of_the_objective_asks_and_others_do_not(self):
        self._ask(user=self.supervisor)
        self.assertEqual(len(self._activities()), 2)
        with self.assertRefused("manager", "owner of its objective", error=AccessError):
            self._ask(user=self.user)

    def test_an_objective_without_owner_is_its_creators_to_ask_for(self):
        objective = self._create_objective(user=self.supervisor)
        key_result = self._create_key_result(objective_id=objective.id)
        self.assertIn("Reminders sent: 1", self._ask(key_result, self.supervisor))

    def test_the_button_is_offered_to_those_who_may_ask(self):
        for user, offered in (
            (self.manager, True),
            (self.supervisor, True),
            (self.user, False),
        ):
            self.assertEqual(self.key_result.with_user(user).can_ask, offered)

    def test_many_at_once_cost_no_query_each(self):
        many = self.key_result
        for _number in range(19):
            many |= self._create_key_result()
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(40):
            self._ask(many)
        self.assertEqual(len(self._activities()), 21)

    def test_owners_who_cannot_be_reminded_are_named(self):
        without_account = self.env["hr.employee"].create(
            {"name": "Without Account", "company_id": self.company.id}
        )
        archived = without_account.create({"name": "Has Left", "active": False})
        inactive, employee_inactive = self._create_person("inactive", role="user")
        inactive.active = False
        elsewhere, employee_elsewhere = self._create_person("elsewhere", role="user")
        elsewhere.write(
            {
                "company_ids": [Command.set(self.company_b.ids)],
                "company_id": self.company_b.id,
            }
        )
        self.key_result.owner_ids |= (
            without_account
            | archived
            | employee_inactive
            | employee_elsewhere
            | self.employee_none
        )
        said = self._ask()
        self.assertIn("Reminders sent: 2", said)
        self.assertIn("Owners who cannot be reminded: 5", said)
        for name in ("Without Account", "Has Left", self.employee_none.name):
            self.assertIn(name, said)

    def test_what_takes_no_update_asks_for_none(self):
        draft = self._create_session()
        waiting = self._create_key_result(
            objective_id=self._create_objective(session_id=draft.id).id
        )
        past = self._create_key_result(deadline=self._days(-1))
        for key_result in (waiting, past):
            self.assertFalse(key_result.with_user(self.manager).can_ask)
            with self.assertRefused("session", "deadline"):
                self._ask(key_result)
        self.assertIn(
            "Key results that take no update now: 1",
            self._ask(past | self.key_result),
        )

    def test_nobody_is_mailed_and_nobody_follows(self):
        self.user.notification_type = "email"
        before = self.key_result.message_partner_ids
        with self.mock_mail_gateway():
            self._ask()
        self.assertFalse(self._new_mails)
        self.assertEqual(self.key_result.message_partner_ids, before)

    def test_today_is_the_day_of_the_owner(self):
        self.user.tz = "Pacific/Kiritimati"
        self.colleague.tz = "Pacific/Niue"
        self._travel_to(self.today, hour=10)
        self._ask()
        self.assertEqual(self._activities(self.user).date_deadline, self._days(1))
        self.assertEqual(self._activities(self.colleague).date_deadline, self._days(-1))

    def test_only_managers_read_who_was_reminded(self):
        self._ask()
        reminders = self.env["okr.reminder"].search([])
        self.assertEqual(len(reminders.with_user(self.manager).mapped("period")), 2)
        self.assertFalse(reminders.with_user(self.manager_b).search([]))
        for user in (self.user, self.supervisor, self.user_none):
            with self.assertRefused(error=AccessError):
                reminders.with_user(user).mapped("period")
        for call in (
            lambda asked: asked.write({"period": self.today}),
            lambda asked: asked.unlink(),
            lambda asked: asked.copy(),
        ):
            with self.assertRefused(error=AccessError):
                call(reminders.with_user(self.manager))
