import logging

from odoo.tests import tagged

from odoo.addons.mail.tests.common import MailCase

from .reminder_case import ReminderCase

JOB = "odoo.addons.okr.models.okr_reminder_job"


@tagged("post_install", "-at_install")
class TestReminder(ReminderCase, MailCase):
    """On a due day, each owner of what deserves it is reminded once."""

    def test_each_owner_is_reminded_on_the_due_day(self):
        self._own_too(self.employee_colleague)
        self._run()
        self.assertReminded(self.latest, user=self.user)
        self.assertReminded(self.latest, user=self.colleague)

    def test_running_it_again_adds_nothing(self):
        for _time in range(3):
            self._run()
        self.assertReminded(self.latest)

    def test_whoever_deleted_the_reminder_is_left_in_peace(self):
        self._run()
        self._reminders().unlink()
        self._run()
        self.assertReminded()

    def test_what_was_closed_and_is_open_again_is_reminded_of_again(self):
        self._run()
        self.session.action_close()
        self.assertReminded()
        self.session.action_reopen("Closed too early")
        self._run()
        self.assertReminded(self.latest)

    def test_the_reminder_is_named_in_the_conversation(self):
        self._run()
        self.assertEqual(self._reminders().summary, self.type.name)

    def test_a_job_that_comes_a_day_late_reminds_of_the_due_day(self):
        self._travel_to(self._days(1))
        self._run()
        self.assertReminded(self.latest)

    def test_a_server_that_was_down_for_three_rhythms_reminds_once(self):
        self._travel_to(self._days(22))
        self._run()
        self.assertReminded(self._days(21))

    def test_a_clock_that_was_ahead_reminds_of_nothing_twice(self):
        self._run()
        self._travel_to(self._days(21))
        self._run()
        for day in (self.latest, self.following):
            self._travel_to(day, hour=11)
            self._run()
            # It came too early, and is the only one.
            self.assertReminded(self._days(21))
        for number in (21, 28):
            self._travel_to(self._days(number), hour=12)
            self._run()
            self.assertReminded(self._days(number))

    def test_the_next_reminder_replaces_the_one_that_nobody_answered(self):
        self._run()
        self._travel_to(self.following)
        self._run()
        self.assertReminded(self.following)

    def test_an_update_in_time_makes_it_unnecessary(self):
        self._travel_to(self._days(-2))
        self._check_in(self.key_result, 10)
        self._travel_to(self.latest)
        self._run()
        self.assertReminded()

    def test_an_update_on_the_due_day_before_answered_that_one(self):
        self._travel_to(self.previous)
        self._check_in(self.key_result, 10)
        self._travel_to(self.latest)
        self._run()
        self.assertReminded(self.latest)

    def test_what_is_not_due_reminds_nobody(self):
        closed = self._create_key_result()
        self._check_in(closed, 100)
        past = self._create_key_result(deadline=self._days(-1))
        cancelled = self._create_key_result()
        cancelled.action_cancel("Not needed")
        archived = self._create_key_result(active=False)
        self._exists_since(closed | past | cancelled | archived)
        self._run()
        for key_result in (closed, past, cancelled, archived):
            self.assertReminded(key_result=key_result)
        self.session.cadence = "none"
        self._travel_to(self.following)
        self._run()
        self.assertReminded()

    def test_what_was_made_after_the_due_day_waits_for_the_next(self):
        self._travel_to(self._days(1))
        late = self._create_key_result()
        self._run()
        self.assertReminded(key_result=late)
        self._travel_to(self.following)
        self._run()
        self.assertReminded(self.following, key_result=late)

    def test_due_days_before_the_start_of_the_session_count_for_nobody(self):
        self._travel_to(self._days(1))
        session = self._create_session(cadence="weekly")
        objective = self._create_objective(session_id=session.id)
        key_result = self._create_key_result(objective_id=objective.id)
        self._exists_since(key_result)
        session.action_start()
        self._run()
        self.assertReminded(key_result=key_result)

    def test_a_new_owner_is_reminded_of_what_is_due(self):
        self._run()
        self._own_too(self.employee_colleague)
        self._run()
        self.assertReminded(self.latest, user=self.colleague)
        self.assertReminded(self.latest)

    def test_nobody_is_mailed_and_nobody_follows(self):
        self.user.notification_type = "email"
        before = self.key_result.message_partner_ids
        with self.mock_mail_gateway():
            self._run()
        self.assertReminded(self.latest)
        self.assertFalse(self._new_mails)
        self.assertEqual(self.key_result.message_partner_ids, before)

    def test_whoever_wants_an_email_besides_gets_one(self):
        self.user.okr_mail_check_in_due = self.company.okr_mail_check_in_due = True
        before = self.env["okr.mail.outbox"].search([])
        for _time in range(2):
            self._run()
        waiting = self.env["okr.mail.outbox"].search([]) - before
        self.assertEqual(waiting.mapped("kind"), ["check_in_due"])

    def test_the_hook_pauses_all_of_it(self):
        self.patch(type(self.job), "_paused", lambda self: "No valid key.")
        with self.assertLogs(JOB, logging.INFO) as logs:
            self._run()
        self.assertIn("No valid key", logs.output[0])
        self.assertReminded()

    def test_the_hook_of_users_decides_who_is_reminded(self):
        self.patch(
            type(self.user), "_okr_can_check_in", lambda users: users - self.user
        )
        self._own_too(self.employee_colleague)
        self._run()
        self.assertReminded()
        self.assertReminded(self.latest, user=self.colleague)


@tagged("post_install", "-at_install")
class TestEscalation(ReminderCase):
    """Two rhythms in a row without an update tell the objective's owner."""

    def setUp(self):
        super().setUp()
        self.objective.owner_id = self.employee_supervisor

    def _told(self):
        return len(self._reminders(self.supervisor, type_=self.type_ask))

    def test_it_is_off_unless_the_company_wants_it(self):
        self._run()
        self.assertFalse(self._told())

    def test_the_objectives_owner_is_told_once_of_a_silence(self):
        self.company.okr_escalation = True
        self._run()
        self.assertEqual(self._told(), 1)
        self._reminders(self.supervisor, type_=self.type_ask).unlink()
        self._travel_to(self._days(1))
        self._run()
        self.assertFalse(self._told())

    def test_it_waits_for_the_day_after_the_second_due_day(self):
        self.company.okr_escalation = True
        self._travel_to(self.previous - (self.latest - self.previous))
        self._check_in(self.key_result, 10)
        self._travel_to(self.latest)
        self._run()
        self.assertFalse(self._told())
        self._travel_to(self._days(1))
        self._run()
        self.assertEqual(self._told(), 1)

    def test_what_was_just_made_is_not_silent(self):
        self.company.okr_escalation = True
        self._exists_since(self.key_result, self._days(-3))
        self._run()
        self.assertFalse(self._told())

    def test_an_update_takes_the_escalation_away(self):
        self.company.okr_escalation = True
        self._run()
        self._check_in(self.key_result, 10)
        self.assertFalse(self._told())

    def test_a_new_owner_of_the_objective_is_told_in_place_of_the_old_one(self):
        self.company.okr_escalation = True
        self._run()
        self.objective.owner_id = self.employee_manager
        self.assertFalse(self._told())
        self._run()
        self.assertFalse(self._told())
        self.assertEqual(len(self._reminders(self.manager, type_=self.type_ask)), 1)
