from odoo.tests import HttpCase
from odoo.tools import mute_logger

from odoo.addons.okr.tests import test_leaks
from odoo.addons.okr.tests.leak_world import CANARY, LeakWorld

from .common import LicenseCase


class TestLeaksWithoutSeat(LicenseCase, HttpCase):
    """Every model, by every way of the leak table: no title for who has no seat."""

    today = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Odoo keeps the browser's session under that name.
        del cls.session
        cls.world = LeakWorld(cls.env)

    def _told(self, role, *channels):
        """Return the (model, channel) that tell the role a title."""
        caller = test_leaks.Caller(self, role)
        with mute_logger("odoo.http", "odoo.sql_db"):
            return {
                (model, name)
                for model, record in self.world.records.items()
                for name in channels
                if CANARY in test_leaks.CHANNELS[name](caller, record)
            }

    def test_nothing_is_told_to_a_manager_without_a_seat_and_all_with_one(self):
        self._import_key()
        self.assertEqual(self._told("manager", *test_leaks.CHANNELS), set())
        self._assign(self.world.employees["manager"])
        self.assertEqual(
            {model for model, _channel in self._told("manager", "read")},
            set(self.world.records),
        )
