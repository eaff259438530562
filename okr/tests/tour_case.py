"""The company in which people go through the app in a browser."""

from datetime import date, timedelta

from odoo.tests import HttpCase

from .common import OkrCase


class TourCase(OkrCase, HttpCase):
    """A session that runs since two months, so that what stands still is late.

    A browser has the time of its machine, and so has the server then.
    """

    today = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Odoo keeps the browser's session under that name.
        del cls.session
        today = date.today()
        cls.period = cls._create_session(
            name="Now",
            state="in_progress",
            date_start=today - timedelta(days=60),
            date_end=today + timedelta(days=30),
        )
        cls.objective = cls._create_objective(name="Company goal")

    @classmethod
    def _create_objective(cls, user=None, **values):
        # The first one is made before there is a period of ours.
        session = cls.session or cls.period
        return cls._model("okr.objective", user).create(
            {"name": "Customers come back", "session_id": session.id, **values}
        )

    def _tour(self, path, name, user, **options):
        """Go through a tour as a user, and forget what the cache knew before."""
        self.env.flush_all()
        self.start_tour(f"/odoo/{path}", name, login=user.login, **options)
        self.env.invalidate_all()
