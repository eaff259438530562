from datetime import date

from odoo import Command
from odoo.tests import tagged

from .common import GOALPOST_REASON, OkrCase


@tagged("post_install", "-at_install")
class TestClosedSession(OkrCase):
    """A closed session can be read, and its figures stay as they closed."""

    def _closed(self):
        key_result = self._create_key_result(stages=[1, 1])
        update = self._check_in(
            key_result, milestone_ids=[Command.set(key_result.milestone_ids[0].ids)]
        )
        initiative = self._create_initiative(key_result_id=key_result.id)
        self.session.action_close()
        return key_result, update, initiative

    def test_nobody_updates_once_the_session_is_closed(self):
        key_result = self._create_key_result()
        self.session.action_close()
        self.assertFalse(key_result.with_user(self.user).can_update)
        for user in (self.user, self.manager):
            with self.subTest(user.name), self.assertRefused("session"):
                self._check_in(key_result, 5, user=user)

    def test_nothing_below_a_closed_session_is_written(self):
        untouched = self._create_key_result()
        other = self._create_objective()
        key_result, update, initiative = self._closed()
        reason = {"goalpost_reason": GOALPOST_REASON}
        attempts = {
            "title of the objective": lambda: self.objective.write({"name": "New"}),
            "weight of the objective": lambda: self.objective.write({"weight": 2}),
            "archived objective": lambda: self.objective.write({"active": False}),
            "title of the key result": lambda: key_result.write({"name": "New"}),
            "weight": lambda: key_result.write({"weight": 2, **reason}),
            "archived key result": lambda: key_result.write({"active": False}),
            "stage": lambda: key_result.milestone_ids[0].write({"name": "New"}),
            "initiative": lambda: initiative.write({"name": "New"}),
            "done": lambda: initiative.with_user(self.user).action_done(),
            "void": lambda: update.action_void("Wrong."),
            "cancel": lambda: self.objective.action_cancel("No."),
            "cancel key result": lambda: key_result.action_cancel("No."),
            "status": lambda: key_result.action_set_status("on_track", "Nice."),
            "new objective": lambda: self._create_objective(),
            "new key result": lambda: self._create_key_result(),
            "new initiative": lambda: self._create_initiative(),
            "delete objective": lambda: self.objective.unlink(),
            "delete key result": lambda: untouched.unlink(),
            "parent": lambda: self.objective.write({"parent_id": other.id}),
            "delete stage": lambda: key_result.milestone_ids[0].unlink(),
            "delete initiative": lambda: initiative.unlink(),
            "new stage": lambda: self._model("okr.milestone").create(
                {"key_result_id": key_result.id, "name": "More", **reason}
            ),
        }
        for name, attempt in attempts.items():
            with self.subTest(name), self.assertRefused("session"):
                attempt()

    def test_nothing_moves_into_or_out_of_a_closed_session(self):
        closed = self._create_session(state="in_progress")
        inside = self._create_objective(session_id=closed.id)
        moved = self._create_key_result(objective_id=inside.id)
        closed.action_close()
        with self.assertRefused("session"):
            inside.session_id = self.session
        with self.assertRefused("session"):
            self._create_objective().session_id = closed
        with self.assertRefused("session"):
            moved.objective_id = self.objective
        with self.assertRefused("session"):
            self._create_key_result().objective_id = inside

    def test_an_objective_is_not_hung_under_one_that_closed(self):
        # The figures of the closed parent stay, and it is not touched.
        closed = self._create_session(state="in_progress")
        parent = self._create_objective(session_id=closed.id)
        closed.action_close()
        child = self._create_objective(parent_id=parent.id)
        self._check_in(self._create_key_result(objective_id=child.id), 80)
        self.assertProgress(parent, 0.0)

    def test_figures_stay_as_they_closed_whatever_happens_elsewhere(self):
        year = self._create_year(state="in_progress")
        parent = self._create_objective()
        own = self._create_key_result(objective_id=parent.id)
        child = self._create_objective(session_id=year.id, parent_id=parent.id)
        below = self._create_key_result(
            objective_id=child.id, deadline=date(2026, 12, 31)
        )
        self._check_in(own, 20)
        self._check_in(below, 40)
        self.session.action_close()
        before = parent.read(
            ["progress", "child_progress", "key_result_progress", "expected_progress"]
        )
        self._check_in(below, 90)
        child.weight = 5
        child.action_cancel("No time.")
        self._travel_to(date(2026, 3, 2))
        self.assertEqual(
            parent.read(
                [
                    "progress",
                    "child_progress",
                    "key_result_progress",
                    "expected_progress",
                ]
            ),
            before,
        )
        self.assertProgress(parent, 30.0)

    def test_a_reopened_session_is_computed_anew(self):
        year = self._create_year(state="in_progress")
        parent = self._create_objective()
        child = self._create_objective(session_id=year.id, parent_id=parent.id)
        below = self._create_key_result(objective_id=child.id)
        self._check_in(below, 40)
        self.session.action_close()
        self._check_in(below, 90)
        self.assertProgress(parent, 40.0)
        self.session.action_reopen("One more week.")
        self.assertProgress(parent, 90.0)

    def test_a_closed_objective_gives_its_parent_the_figure_it_closed_with(self):
        year = self._create_year(state="in_progress")
        top = self._create_objective(session_id=year.id)
        middle = self._create_objective(parent_id=top.id)
        self._check_in(self._create_key_result(objective_id=middle.id), 30)
        self.session.action_close()
        extra = self._create_key_result(
            objective_id=top.id, deadline=date(2026, 12, 31)
        )
        self._check_in(extra, 70)
        self.assertProgress(middle, 30.0)
        self.assertProgress(top, 50.0)

    def test_the_figure_of_a_closed_session_itself_goes_on(self):
        year = self._create_year(state="in_progress")
        quarter = self._create_session(parent_id=year.id)
        objective = self._create_objective(session_id=quarter.id)
        key_result = self._create_key_result(objective_id=objective.id)
        year.action_close()
        quarter.action_start()
        self._check_in(key_result, 60)
        self.assertProgress(year, 60.0)
