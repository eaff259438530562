from odoo.tests import HttpCase, tagged


@tagged("post_install", "-at_install")
class TestToursFirstMinute(HttpCase):
    """The administrator, who is the first to open the app after its installation."""

    def test_the_guide_leads_to_the_first_check_in(self):
        known = self.env["okr.update"].search([])
        self.start_tour("/odoo", "okr_tour", login="admin")
        update = self.env["okr.update"].search([]) - known
        self.assertEqual(update.value, 5.0)
        self.assertEqual(update.key_result_id.session_id.state, "in_progress")

    def test_to_a_running_session_from_templates_in_twelve_clicks(self):
        manager = self.env["hr.employee"].create({"name": "Who leads it"})
        self.env["hr.department"].create(
            {"name": "The first team", "manager_id": manager.id}
        )
        known = self.env["okr.session"].search([])
        self.start_tour("/odoo", "okr_first_minute", login="admin")
        session = self.env["okr.session"].search([]) - known
        self.assertEqual(session.state, "in_progress")
        objective = session.objective_ids
        self.assertEqual(objective.owner_id, manager)
        self.assertEqual(objective.state, "in_progress")
        self.assertEqual(len(objective.key_result_ids), 3)
        self.assertTrue(objective.initiative_ids)
