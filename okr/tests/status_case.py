from datetime import date

from .common import OkrCase

START = date(2026, 2, 1)
# A period of 100 days, so that a day is one percent.
DEADLINE = date(2026, 5, 12)


class StatusCase(OkrCase):
    """A period of 100 days with one objective, on its first day."""

    today = date(2026, 2, 1)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.period = cls._create_session(
            state="in_progress", date_start=START, date_end=DEADLINE
        )
        cls.goal = cls._create_objective(session_id=cls.period.id)

    def _in_period(self, **values):
        return self._create_key_result(**{"objective_id": self.goal.id, **values})
