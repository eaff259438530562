from lxml import etree

from .access_case import AccessCase


class TestSessionCard(AccessCase):
    """The card of a session says how its objectives stand."""

    def _counts(self, user, session=None):
        session = self._as(user, session or self.session)
        return {status: count for status, _label, count in session.status_counts or []}

    def test_a_card_counts_the_objectives_of_each_status(self):
        self.objective.with_user(self.manager).action_set_status("at_risk")
        self.child.with_user(self.manager).action_set_status("at_risk")
        self.secret.with_user(self.manager).action_set_status("behind")
        self.assertEqual(self._counts(self.manager), {"at_risk": 2, "behind": 1})
        self.assertEqual(
            self._as(self.manager, self.session).status_counts[0],
            ["at_risk", "At Risk", 2],
        )

    def test_a_card_counts_no_hidden_objective(self):
        self.objective.with_user(self.manager).action_set_status("on_track")
        self.child.with_user(self.manager).action_set_status("on_track")
        self.secret.with_user(self.manager).action_set_status("behind")
        self.assertEqual(self._counts(self.user), {"on_track": 2})

    def test_a_card_counts_no_cancelled_or_archived_objective(self):
        for objective in (self.objective, self.child, self.secret):
            objective.with_user(self.manager).action_set_status("on_track")
        self.child.with_user(self.manager).action_cancel("No longer needed")
        self.secret.with_user(self.manager).active = False
        self.assertEqual(self._counts(self.manager), {"on_track": 1})

    def test_a_card_of_an_empty_session_counts_nothing(self):
        self.assertEqual(self._counts(self.manager, self._create_session()), {})

    def test_all_cards_are_counted_in_one_query(self):
        one = self.session.with_user(self.manager)
        two = one | self.secret_session.with_user(self.manager)
        many = two | self._create_session()
        measured = []
        for sessions in (one, many):
            sessions.mapped("status_counts")  # what Odoo keeps for all requests
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            sessions.mapped("status_counts")
            measured.append(self.cr.sql_log_count - before)
        self.assertEqual(measured[0], measured[1])

    def test_the_cards_read_the_counts(self):
        arch = self.env["okr.session"].get_view(view_type="kanban")["arch"]
        self.assertTrue(etree.fromstring(arch).xpath("//field[@name='status_counts']"))
