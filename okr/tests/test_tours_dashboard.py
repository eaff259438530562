from unittest.mock import patch

from .tour_case import TourCase


class TestToursDashboard(TourCase):
    """What leadership does at the end of a quarter."""

    def test_leadership_presents_the_quarter_and_prints_it(self):
        # Who only reads has the role User.
        second = self._create_objective(name="Second goal", sequence=20)
        key_result = self._create_key_result(
            objective_id=second.id, visibility="objective"
        )
        self._check_in(key_result, 1, note="Two signed")
        reports = type(self.env["ir.actions.report"])
        with patch.object(reports, "get_wkhtmltopdf_state", lambda _: "install"):
            self._tour("okr-sessions", "okr_present_and_print", self.colleague)
