from odoo.exceptions import ValidationError
from odoo.tools import SQL, mute_logger

from odoo.addons.mail.tests.common import MailCase

from .access_case import CANARY, AccessCase


class TestAccessActivities(AccessCase, MailCase):
    """An activity tells its assignee no title that they may not read."""

    def setUp(self):
        super().setUp()
        self.user.notification_type = "email"
        self.followed = self._create_objective(name=f"Followed {CANARY}")

    def _hide(self):
        self.followed.with_user(self.manager).visibility = "private"

    def test_an_activity_keeps_no_title(self):
        activity = self.followed.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.user.id
        )
        self.env.flush_all()
        [[stored]] = self.env.execute_query(
            SQL("SELECT res_name FROM mail_activity WHERE id = %s", activity.id)
        )
        self.assertEqual(stored, "Objective")
        [row] = self._as(self.user, activity).read(["res_name"])
        self.assertEqual(row["res_name"], self.followed.name)
        self.assertFalse(activity.search_count([("res_name", "ilike", CANARY)]))

    def test_an_activity_that_jobs_gave_to_a_stranger_tells_no_title(self):
        with self.mock_mail_gateway(), mute_logger("odoo.addons.mail"):
            activity = self.secret.sudo().activity_schedule(
                "mail.mail_activity_data_todo", user_id=self.user.id
            )
        self.assertFalse(self._new_mails)
        mine = self._as(self.user, activity.with_user(self.user))
        self.assertNoCanary(mine.search_read([]))
        self.assertNoCanary(mine.web_read({"res_name": {}, "display_name": {}}))
        self.assertNoCanary(self.user.with_user(self.user)._get_activity_groups())

    def test_an_activity_is_assigned_to_nobody_who_does_not_see_the_record(self):
        for user in (self.user, self.user_none, self.user_b):
            with (
                self.subTest(user=user.name),
                self.assertRefused(error=ValidationError) as refused,
            ):
                self.secret.activity_schedule(
                    "mail.mail_activity_data_todo", user_id=user.id
                )
            self.assertNoCanary(str(refused.exception))
        mine = self.secret.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.manager.id
        )
        with self.assertRefused(error=ValidationError):
            mine.user_id = self.user

    def test_reading_the_titles_of_many_costs_as_many_queries_as_of_few(self):
        activities = self.env["mail.activity"]
        for number in range(12):
            record = self._create_objective(name=f"Followed {number}")
            activities |= record.activity_schedule(
                "mail.mail_activity_data_todo", user_id=self.user.id
            )
        mine = self._as(self.user, activities)
        costs = []
        for some in (mine[:2], mine[:2], mine):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            rows = some.read(["res_name"])
            costs.append(self.cr.sql_log_count - before)
            self.assertEqual(
                [row["res_name"] for row in rows],
                [f"Followed {number}" for number in range(len(some))],
            )
        _cold, few, many = costs
        self.assertEqual(many, few)

    def test_activities_on_what_is_seen_no_more_go(self):
        activity = self.followed.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.user.id
        )
        self._hide()
        self.assertFalse(activity.exists())

    def test_the_mail_of_an_assignment_has_no_title_in_its_subject(self):
        with self.mock_mail_gateway():
            self.followed.with_user(self.manager).activity_schedule(
                "mail.mail_activity_data_todo", user_id=self.user.id
            )
        self.assertTrue(self._new_mails)
        self.assertNoCanary(" ".join(self._new_mails.mapped("subject")))
