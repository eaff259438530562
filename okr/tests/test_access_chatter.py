from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from odoo.addons.mail.tests.common import MailCase

from .access_case import CANARY, AccessCase


class TestAccessChatter(AccessCase, MailCase):
    """A conversation is followed, heard and remembered by who sees its record."""

    def setUp(self):
        super().setUp()
        self.partner = self.user.partner_id
        self.user.notification_type = "email"
        self.colleague.notification_type = "inbox"
        self.followed = self._create_objective(name=f"Followed {CANARY}")
        self.followed.message_subscribe((self.user | self.colleague).partner_id.ids)

    def _hide(self):
        self.followed.with_user(self.manager).visibility = "private"

    def _followers(self, record):
        return record.sudo().message_follower_ids.partner_id

    def _department(self):
        """Show the followed objective to the department of user and colleague."""
        department = self.env["hr.department"].create({"name": "Ours"})
        (self.employee_user | self.employee_colleague).department_id = department
        self.followed.with_user(self.manager).write(
            {
                "visibility": "department",
                "department_ids": [Command.set(department.ids)],
            }
        )
        return department

    def _tag(self):
        tag = self.env["hr.employee.category"].create({"name": "Ours"})
        self.employee_user.category_ids = tag
        self.followed.with_user(self.manager).write(
            {"visibility": "tag", "category_ids": [Command.set(tag.ids)]}
        )

    # -- following ----------------------------------------------------------------

    def test_nobody_subscribes_to_a_hidden_record(self):
        for record in (self.secret, self.secret_session, self.secret_key_result):
            with self.subTest(record=record._name):
                self.assertFalse(
                    self._as(self.user, record).message_subscribe(self.partner.ids)
                )
                self.assertNotIn(self.partner, self._followers(record))

    def test_nobody_is_subscribed_to_a_record_that_they_do_not_see(self):
        outsider = self.env["res.partner"].create({"name": "No account"})
        for partner in (self.partner, outsider, self.user_none.partner_id):
            for subscribe in (
                self.secret.message_subscribe,
                self.secret.sudo()._message_subscribe,
                self.secret_key_result.message_subscribe,
            ):
                with self.subTest(partner=partner.name):
                    subscribe(partner.ids)
                    self.assertNotIn(partner, self._followers(self.secret))
                    self.assertNotIn(partner, self._followers(self.secret_key_result))

    def test_whoever_sees_a_record_may_follow_it(self):
        self.assertIn(self.partner, self._followers(self.followed))
        self._as(self.colleague, self.objective).message_subscribe(
            self.colleague.partner_id.ids
        )
        self.assertIn(self.colleague.partner_id, self._followers(self.objective))

    def test_who_loses_sight_by_a_changed_visibility_stops_following(self):
        self._hide()
        people = self.user | self.colleague
        self.assertFalse(self._followers(self.followed) & people.partner_id)

    def test_who_loses_sight_by_a_changed_owner_stops_following(self):
        self.followed.with_user(self.manager).owner_id = self.employee_user
        self._hide()
        self.assertIn(self.partner, self._followers(self.followed))
        self.followed.with_user(self.manager).owner_id = self.employee_manager
        self.assertNotIn(self.partner, self._followers(self.followed))

    def test_who_loses_sight_by_a_changed_department_stops_following(self):
        self._department()
        self.assertIn(self.partner, self._followers(self.followed))
        self.employee_user.department_id = False
        followers = self._followers(self.followed)
        self.assertNotIn(self.partner, followers)
        self.assertIn(self.colleague.partner_id, followers)

    def test_who_loses_sight_by_a_moved_department_stops_following(self):
        department = self._department()
        below = self.env["hr.department"].create(
            {"name": "Below", "parent_id": department.id}
        )
        self.employee_user.department_id = below
        self.assertIn(self.partner, self._followers(self.followed))
        below.parent_id = False
        self.assertNotIn(self.partner, self._followers(self.followed))

    def test_who_loses_sight_by_a_lost_tag_stops_following(self):
        self._tag()
        self.assertIn(self.partner, self._followers(self.followed))
        self.employee_user.category_ids = False
        self.assertNotIn(self.partner, self._followers(self.followed))

    def test_who_loses_sight_by_leaving_stops_following(self):
        self._tag()
        self.employee_user.action_archive()
        self.assertNotIn(self.partner, self._followers(self.followed))

    def test_who_loses_the_role_stops_following(self):
        self.user.group_ids -= self.env.ref("okr.group_okr_user")
        self.assertNotIn(self.partner, self._followers(self.followed))

    def test_who_no_longer_owns_a_key_result_stops_following(self):
        self.key_result.message_subscribe(self.partner.ids)
        self.assertIn(self.partner, self._followers(self.key_result))
        self.key_result.owner_ids = self.employee_manager
        self.assertNotIn(self.partner, self._followers(self.key_result))

    def test_who_no_longer_sees_an_objective_stops_following_what_is_below(self):
        below = self._create_key_result(
            objective_id=self.followed.id,
            visibility="objective",
            owner_ids=[Command.set(self.employee_manager.ids)],
        )
        task = self._create_initiative(
            objective_id=self.followed.id, employee_id=self.employee_manager.id
        )
        (below | below).message_subscribe(self.partner.ids)
        task.message_subscribe(self.partner.ids)
        self.assertIn(self.partner, self._followers(below))
        self.assertIn(self.partner, self._followers(task))
        self._hide()
        self.assertNotIn(self.partner, self._followers(below))
        self.assertNotIn(self.partner, self._followers(task))

    # -- hearing ------------------------------------------------------------------

    def test_nobody_hears_of_what_they_do_not_see(self):
        # A tag that vanishes tells no record: the sight is lost without a word.
        self._tag()
        self.env.flush_all()
        self.env.cr.execute("DELETE FROM employee_category_rel")
        self.env.invalidate_all()
        with self.mock_mail_gateway():
            message = self.followed.with_user(self.manager).message_post(
                body="Secret", subtype_xmlid="mail.mt_comment"
            )
        self.assertFalse(message.sudo().notification_ids)
        self.assertFalse(self._new_mails)
        self.assertNotIn(self.partner, self._followers(self.followed))

    def test_who_sees_a_record_hears_of_it(self):
        with self.mock_mail_gateway():
            message = self.followed.with_user(self.manager).message_post(
                body="News", subtype_xmlid="mail.mt_comment"
            )
        self.assertEqual(
            message.sudo().notification_ids.res_partner_id,
            (self.user | self.colleague).partner_id,
        )

    def test_a_mention_reaches_nobody_who_does_not_see_the_record(self):
        outsider = self.env["res.partner"].create(
            {"name": "No account", "email": "no@example.com"}
        )
        portal = new_test_user(self.env, "okr_portal", groups="base.group_portal")
        people = self.user | self.user_none | self.user_b | portal
        secret = self.secret.with_user(self.manager)
        with self.mock_mail_gateway():
            message = secret.message_post(
                body="Look", partner_ids=(people.partner_id | outsider).ids
            )
            secret.message_notify(
                body="Look", partner_ids=(people.partner_id | outsider).ids
            )
        self.assertFalse(message.sudo().notification_ids)
        self.assertFalse(self._new_mails)
        for user in people:
            with self.assertRaises(AccessError):
                self._as(user, message).read(["body"])

    def test_nobody_posts_on_what_they_do_not_see(self):
        self._hide()
        for user in (self.user, self.user_none, self.user_b):
            with self.subTest(user=user.name):
                for record in (self.secret, self.followed):
                    with self.assertRaises(AccessError):
                        self._as(user, record).message_post(body="Hello")

    # -- remembering --------------------------------------------------------------

    def test_the_inbox_forgets_a_record_that_is_seen_no_more(self):
        message = self.followed.with_user(self.manager).message_post(
            body=f"About {CANARY}", subtype_xmlid="mail.mt_comment"
        )
        inbox = [("needaction", "=", True)]
        mine = self._as(self.colleague, message)
        self.assertEqual(mine.search(inbox), mine)
        self.assertEqual(mine.record_name, self.followed.name)
        self._hide()
        mine = self._as(self.colleague, message)
        self.assertFalse(mine.search(inbox))
        with self.assertRaises(AccessError):
            mine.read(["body"])
        self.assertNoCanary(mine.record_name)

    def test_one_reads_no_more_what_one_wrote_on_a_record_seen_no_more(self):
        message = self._as(self.user, self.followed).message_post(body="My words")
        self._hide()
        mine = self._as(self.user, message)
        self.assertFalse(mine.search([("id", "=", message.id)]))
        with self.assertRaises(AccessError):
            mine.read(["body"])

    def test_messages_on_other_records_are_left_as_they_are(self):
        note = self.partner.message_post(body="About myself")
        self.assertEqual(self._as(self.user, note).search([("id", "=", note.id)]), note)

    def test_messages_of_another_company_of_mine_stay_in_the_inbox(self):
        self.colleague.company_ids += self.company_b
        message = self.followed.with_user(self.manager).message_post(
            body="News", subtype_xmlid="mail.mt_comment"
        )
        mine = self._as(self.colleague, message).with_context(
            allowed_company_ids=self.company_b.ids
        )
        self.assertEqual(mine.search([("needaction", "=", True)]), message)

    def test_an_attachment_of_a_hidden_record_is_hidden(self):
        attachment = self.env["ir.attachment"].create(
            {
                "name": CANARY,
                "raw": b"x",
                "res_model": "okr.objective",
                "res_id": self.secret.id,
            }
        )
        mine = self._as(self.user, attachment)
        self.assertFalse(mine.search([("id", "=", attachment.id)]))
        with self.assertRaises(AccessError):
            mine.read(["name"])

    def test_no_link_to_a_record_is_tracked_for_its_name_would_stay(self):
        for name in self.env["okr.chatter.mixin"]._thread_models():
            for field in self.env[name]._fields.values():
                if getattr(field, "tracking", None) and field.relational:
                    self.assertFalse(field.comodel_name.startswith("okr."), field)
