from odoo.tests import tagged

from .tour_case import TourCase


@tagged("post_install", "-at_install")
class BellTourCase(TourCase):
    """An employee who was reminded of a number that has to grow to 100."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.period.cadence = "daily"
        cls.key_result = cls._create_key_result(name="New customers")
        # Whatever day of the week it is.
        cls.employee_user.resource_id.calendar_id = False
        cls.env["okr.reminder"]._remind(cls.key_result)
        cls.reminder = cls.key_result.activity_ids

    def assertDone(self):
        update = self.key_result.update_ids
        self.assertEqual(update.value, 40.0)
        self.assertEqual(update.user_id, self.user)
        self.assertFalse(self.reminder.active)
        self.assertIn("40", self.reminder.feedback)


class TestToursBell(BellTourCase):
    """The bell, the line, one number and Enter."""

    def test_the_bell_the_line_a_number_and_enter(self):
        self._tour("my-key-results", "okr_bell", self.user)
        self.assertDone()

    def test_a_reminder_in_the_chatter_opens_the_dialog(self):
        path = f"key-results/{self.key_result.id}"
        self._tour(path, "okr_activity_in_the_chatter", self.user)
        self.assertDone()


class TestToursBellPhone(BellTourCase):
    """The same on a phone."""

    browser_size = "390x844"
    touch_enabled = True

    def test_the_bell_the_line_a_number_and_enter(self):
        self._tour("my-key-results", "okr_bell_on_a_phone", self.user)
        self.assertDone()
