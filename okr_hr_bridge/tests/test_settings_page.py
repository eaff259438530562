from datetime import timedelta
from unittest.mock import patch

from odoo.tools import format_date

from ..models.okr_license_key import OkrLicenseKey
from .common import LicenseCase


class TestSettingsPage(LicenseCase):
    """What Settings say to the administrator."""

    def _settings(self):
        self.env.invalidate_all()
        return self.env["res.config.settings"].with_user(self.administrator).create({})

    def test_the_trial_is_said(self):
        settings = self._settings()
        self.assertEqual(settings.okr_license_state, "trial")
        self.assertIn("Trial until 03/18/2026", settings.okr_license_sentence)

    def test_the_end_is_said_with_what_to_do(self):
        self._end_trial()
        settings = self._settings()
        self.assertEqual(settings.okr_license_state, "ended")
        self.assertIn("imports a key", settings.okr_license_sentence)

    def test_the_license_and_its_seats_are_said(self):
        key = self._import_key()
        self._assign(self.employee_user)
        settings = self._settings()
        self.assertEqual(settings.okr_license_state, "licensed")
        day = format_date(self.env, key.valid_until)
        self.assertIn(day, settings.okr_license_sentence)
        self.assertEqual((settings.okr_full_taken, settings.okr_full_seats), (1, 10))
        self.assertEqual((settings.okr_view_taken, settings.okr_view_seats), (0, 5))
        self.assertFalse(settings.okr_license_surplus)

    def test_a_clock_that_was_set_back_is_said(self):
        self._import_key(valid_until=self.today + timedelta(days=5))
        self.assertFalse(self._settings().okr_license_clock)
        self._travel_to(self.today + timedelta(days=6))
        self.assertFalse(self._settings().okr_license_clock)
        self._travel_to(self.today)
        said = self._settings().okr_license_clock
        self.assertIn("02/16/2026", said)
        self.assertIn("02/22/2026", said)
        self.assertEqual(self._settings().okr_license_state, "ended")

    def test_the_surplus_is_said(self):
        self._import_key(seats=1)
        more = self._import_key(seats=1)
        self._assign(self.employee_user)
        self._assign(self.employee_manager)
        more.unlink()
        self.assertIn("1 more seats", self._settings().okr_license_surplus)

    def test_a_missing_issuer_is_said(self):
        self.assertFalse(self._settings().okr_license_has_issuer)
        with patch.object(OkrLicenseKey, "_has_issuer", lambda self: True):
            self.assertTrue(self._settings().okr_license_has_issuer)

    def test_a_type_that_makes_managers_is_warned_of_until_it_is_reduced(self):
        said = self._settings().okr_license_gives_manager
        self.assertIn(self.full_type.name, said)
        self.full_type.group_ids = self.okr_user_group
        self.assertFalse(self._settings().okr_license_gives_manager)

    def test_holders_without_a_seat_are_counted_and_seated_by_one_click(self):
        self._import_key(seats=500)
        settings = self._settings()
        self.assertGreaterEqual(settings.okr_holder_count, 3)
        settings.action_okr_seat_holders()
        self.assertEqual(self._settings().okr_holder_count, 0)
        self.assertEqual(self.user.okr_seat, "full")
