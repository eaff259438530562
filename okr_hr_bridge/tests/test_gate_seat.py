from datetime import timedelta

from odoo.exceptions import AccessError, UserError

from .common import LicenseCase

TITLE = "Customers come back"


class TestGateSeat(LicenseCase):
    """What each kind of seat opens."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.key_result = cls._create_key_result()

    # -- with a seat --------------------------------------------------------------

    def test_with_a_seat_one_does_what_the_role_allows(self):
        self._import_key()
        self._assign(self.employee_user)
        self._assign(self.employee_supervisor)
        self.assertEqual(self._reads(self.user), [TITLE])
        self._check_in(self.key_result, 5)
        with self.assertRaises(AccessError):
            self._create_objective(user=self.user)
        self._create_objective(user=self.supervisor)

    def test_a_seat_without_a_role_opens_nothing(self):
        self._import_key()
        self._assign(self.employee_joiner)
        with self.assertRaises(AccessError):
            self._reads(self.joiner)

    def test_a_view_only_seat_reads_and_never_writes(self):
        self._import_key()
        self._assign(self.employee_manager, license_type_id=self.view_type.id)
        self.assertEqual(self._reads(self.manager), [TITLE])
        objective = self.objective.with_user(self.manager)
        update = self._check_in_by_seated_owner()
        for call in (
            lambda: self._create_objective(user=self.manager),
            lambda: objective.write({"name": "Another"}),
            lambda: objective.copy(),
            lambda: objective.unlink(),
            lambda: objective.action_cancel("No more"),
            lambda: objective.action_set_status("behind", "I think so"),
            lambda: objective.action_resume_status(),
            lambda: objective.message_post(body="Well done"),
            lambda: self.key_result.with_user(self.manager).action_update(),
            lambda: self.key_result.with_user(self.manager).action_ask_for_update(),
            lambda: update.with_user(self.manager).action_void("Wrong"),
            lambda: self._check_in(self.key_result, 7, user=self.manager),
        ):
            with self.assertRefused("view-only", error=UserError):
                call()
        self.assertFalse(self.key_result.with_user(self.manager).can_update)
        self.assertFalse(self.key_result.with_user(self.manager).can_ask)

    def test_a_view_only_seat_goes_through_no_door_of_the_conversation(self):
        self._import_key()
        self._assign(self.employee_manager, license_type_id=self.view_type.id)
        message = (
            self.objective.with_user(self.supervisor)
            .sudo()
            .message_post(body="Well begun")
        )
        seen = message.with_user(self.manager)
        self.assertIn("Well begun", seen.body)
        for right in ("write", "create", "unlink"):
            self.assertFalse(seen.has_access(right), right)
        objective = self.objective.with_user(self.manager)
        with self.assertRaises(AccessError):
            objective.activity_schedule(summary="Call")
        with self.assertRaises(AccessError):
            objective.env["ir.attachment"].create(
                {"name": "Plan", "res_model": objective._name, "res_id": objective.id}
            )

    def test_a_check_in_link_is_nothing_for_who_may_not_check_in(self):
        self._import_key()
        links = self.env["okr.check.in.link"]
        path = self.key_result.with_user(self.user).sudo()._check_in_path()
        token = path.rpartition("/")[2]
        for values in (None, {"license_type_id": self.view_type.id}):
            if values:
                self._assign(self.employee_user, **values)
            _link, refusal = links._open(token, links.env["res.users"])
            self.assertIn("checks in no more", refusal)

    def test_who_may_not_check_in_is_not_reminded(self):
        people = self.user | self.supervisor | self.manager | self.joiner
        in_trial = people._okr_can_check_in()
        self.assertEqual(in_trial, self.user | self.supervisor | self.manager)
        self._import_key()
        self._assign(self.employee_user)
        self._assign(self.employee_manager, license_type_id=self.view_type.id)
        self.assertEqual(people._okr_can_check_in(), self.user)

    def test_a_check_in_link_asks_for_the_seat_when_it_is_opened(self):
        self._import_key()
        seat = self._assign(self.employee_user)
        links = self.env["okr.check.in.link"]
        mine = self.key_result.with_user(self.user)
        token = links.with_user(self.user)._token(mine)

        def refusal():
            self.env.invalidate_all()
            return links._open(token, self.env["res.users"])[1]

        self.assertFalse(refusal())
        seat.action_release()
        self.assertIn("checks in no more", refusal())
        self._assign(self.employee_user, license_type_id=self.view_type.id)
        self.assertIn("checks in no more", refusal())

    def test_a_check_in_link_leads_nowhere_without_a_license(self):
        links = self.env["okr.check.in.link"]
        mine = self.key_result.with_user(self.user)
        token = links.with_user(self.user)._token(mine)
        self._end_trial()
        _link, refusal = links._open(token, self.env["res.users"])
        self.assertIn("no valid OKR license key", refusal)

    def test_the_manager_sees_that_a_view_only_owner_cannot_be_reminded(self):
        self._import_key()
        self._assign(self.employee_manager)
        self.session.cadence = "weekly"
        session = self.session.with_user(self.manager)
        for license_type, told in ((self.view_type, True), (self.full_type, False)):
            with self.subTest(license_type.name):
                seat = self._assign(self.employee_user, license_type_id=license_type.id)
                self.env.invalidate_all()
                said = session.unreachable_owners or ""
                self.assertEqual(self.employee_user.name in said, told)
                self.assertEqual(
                    self.key_result
                    in self.key_result.search([("has_unreachable_owner", "=", True)]),
                    told,
                )
                seat.action_release()

    def _check_in_by_seated_owner(self):
        self._assign(self.employee_user)
        return self._check_in(self.key_result, 5)

    def test_the_owner_with_a_view_only_seat_does_not_check_in(self):
        self._import_key()
        self._assign(self.employee_user, license_type_id=self.view_type.id)
        with self.assertRefused("view-only"):
            self._check_in(self.key_result, 5)

    def test_who_may_write_posts_as_before(self):
        self._import_key()
        self._assign(self.employee_user)
        message = self.objective.with_user(self.user).message_post(body="Well done")
        self.assertIn("Well done", message.body)

    def test_reminders_pause_while_there_is_no_license(self):
        reminders = self.env["okr.reminder"]
        self.assertFalse(reminders._paused())
        self._end_trial()
        self.assertIn("no valid OKR license key", reminders._paused())
        self._import_key(valid_until=self.today + timedelta(days=40))
        self.assertFalse(reminders._paused())
        self._travel_to(self.today + timedelta(days=41))
        self.assertIn("ended on", reminders._paused())

    def test_releasing_closes_the_open_reminders(self):
        self._import_key()
        assignment = self._assign(self.employee_user)
        self._assign(self.employee_manager)
        self.key_result.with_user(self.manager).action_ask_for_update()
        of_user = [("user_id", "=", self.user.id)]
        activities = self.env["mail.activity"].sudo()
        self.assertEqual(activities.search_count(of_user), 1)
        assignment.action_release()
        self.assertEqual(activities.search_count(of_user), 0)
