from datetime import date

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import GOALPOST_REASON, OkrCase


@tagged("post_install", "-at_install")
class TestGoalpost(OkrCase):
    """After the start, who moves the posts says why."""

    def _changes(self, key_result):
        return self._model("okr.goalpost.change").search(
            [("key_result_id", "=", key_result.id)]
        )

    def test_before_the_start_no_reason_is_asked(self):
        session = self._create_session()
        objective = self._create_objective(session_id=session.id)
        key_result = self._create_key_result(objective_id=objective.id)
        key_result.write({"target_value": 50, "weight": 2})
        self.assertFalse(self._changes(key_result))

    def test_making_a_key_result_in_a_running_session_asks_no_reason(self):
        key_result = self._create_key_result(stages=[1, 1], deadline=date(2026, 3, 1))
        self.assertFalse(self._changes(key_result))

    def test_each_post_is_refused_without_a_reason(self):
        increase = self._create_key_result()
        stay = self._create_key_result(type="stay_above")
        for key_result, values in (
            (increase, {"type": "achieved"}),
            (increase, {"initial_value": 1}),
            (increase, {"target_value": 50}),
            (stay, {"critical_value": 5}),
            (increase, {"weight": 2}),
            (increase, {"deadline": date(2026, 3, 1)}),
        ):
            with self.subTest(str(values)):
                with self.assertRefused("reason"):
                    key_result.write(values)
                with self.assertRefused("reason"):
                    key_result.write({**values, "goalpost_reason": "  "})

    def test_a_manager_too_gives_a_reason_and_so_does_a_supervisor(self):
        objective = self._create_objective(user=self.supervisor)
        key_result = self._create_key_result(
            user=self.supervisor, objective_id=objective.id
        )
        for user in (self.manager, self.supervisor):
            with self.subTest(user.name), self.assertRefused("reason"):
                key_result.with_user(user).target_value = 50

    def test_who_when_why_and_what_are_kept(self):
        key_result = self._create_key_result()
        key_result.write({"target_value": 50, "goalpost_reason": GOALPOST_REASON})
        change = self._changes(key_result)
        self.assertEqual(len(change), 1)
        self.assertEqual(change.field_name, "target_value")
        self.assertEqual(float(change.old_value), 100)
        self.assertEqual(float(change.new_value), 50)
        self.assertEqual(change.reason, GOALPOST_REASON)
        self.assertEqual(change.user_id, self.manager)
        self.assertEqual(change.create_date.date(), self.today)

    def test_one_change_is_kept_for_each_field(self):
        key_result = self._create_key_result()
        key_result.write(
            {
                "initial_value": 10,
                "target_value": 50,
                "weight": 2,
                "deadline": date(2026, 3, 1),
                "goalpost_reason": GOALPOST_REASON,
            }
        )
        self.assertEqual(
            sorted(self._changes(key_result).mapped("field_name")),
            ["deadline", "initial_value", "target_value", "weight"],
        )

    def test_writing_the_same_value_moves_nothing(self):
        key_result = self._create_key_result()
        key_result.write({"target_value": 100.0, "name": "Same"})
        self.assertFalse(self._changes(key_result))

    def test_what_is_no_post_needs_no_reason(self):
        key_result = self._create_key_result()
        key_result.write(
            {
                "name": "Better said",
                "sequence": 3,
                "owner_ids": [Command.link(self.employee_colleague.id)],
                "visibility": "objective",
            }
        )
        self.assertFalse(self._changes(key_result))

    def test_the_figures_follow_the_posts(self):
        key_result = self._create_key_result()
        self._check_in(key_result, 40)
        key_result.write({"target_value": 40, "goalpost_reason": GOALPOST_REASON})
        self.assertProgress(key_result, 100.0)
        self.assertProgress(self.objective, 100.0)
        self.assertState(key_result, "closed")
        key_result.write({"target_value": 80, "goalpost_reason": GOALPOST_REASON})
        self.assertProgress(key_result, 50.0)
        self.assertState(key_result, "in_progress")

    def test_after_a_change_of_type_the_updates_are_read_by_the_new_one(self):
        for values in (
            {"type": "achieved"},
            {
                "type": "milestone",
                "milestone_ids": [Command.create({"name": "One"})],
            },
        ):
            with self.subTest(values["type"]):
                key_result = self._create_key_result()
                self._check_in(key_result, 40)
                key_result.write({**values, "goalpost_reason": GOALPOST_REASON})
                self.assertEqual(key_result.current_value, 0)
                self.assertProgress(key_result, 0.0)
                self.assertState(key_result, "in_progress")

    def test_a_stage_added_changed_or_removed_needs_a_reason(self):
        key_result = self._create_key_result(stages=[1, 1])
        stage = key_result.milestone_ids[0]
        Milestone = self._model("okr.milestone")
        values = {"key_result_id": key_result.id, "name": "More"}
        for attempt in (
            lambda: Milestone.create(values),
            lambda: stage.write({"weight": 5}),
            lambda: stage.unlink(),
            lambda: key_result.write({"milestone_ids": [Command.delete(stage.id)]}),
            lambda: key_result.write(
                {"milestone_ids": [Command.create({"name": "More"})]}
            ),
            lambda: key_result.write(
                {"milestone_ids": [Command.update(stage.id, {"weight": 5})]}
            ),
        ):
            with self.assertRefused("reason"):
                attempt()
        Milestone.create({**values, "goalpost_reason": GOALPOST_REASON})
        stage.write({"weight": 5, "goalpost_reason": GOALPOST_REASON})
        key_result.write(
            {
                "milestone_ids": [Command.delete(stage.id)],
                "goalpost_reason": GOALPOST_REASON,
            }
        )
        self.assertEqual(len(key_result.milestone_ids), 2)
        self.assertEqual(len(self._changes(key_result)), 3)
        self.assertEqual(
            set(self._changes(key_result).mapped("reason")), {GOALPOST_REASON}
        )

    def test_a_stage_does_not_move_to_another_key_result(self):
        left, right = (self._create_key_result(stages=[1, 1]) for _ in range(2))
        stage = left.milestone_ids[0]
        for values in ({}, {"goalpost_reason": GOALPOST_REASON}):
            with self.subTest(str(values)), self.assertRefused("key result"):
                stage.write({"key_result_id": right.id, **values})
        with self.assertRefused("key result"):
            right.write(
                {
                    "milestone_ids": [Command.link(stage.id)],
                    "goalpost_reason": GOALPOST_REASON,
                }
            )

    def test_stages_are_ticked_without_a_reason(self):
        key_result = self._create_key_result(stages=[1, 1])
        self._check_in(
            key_result, milestone_ids=[Command.set(key_result.milestone_ids[0].ids)]
        )
        self.assertFalse(self._changes(key_result))

    def test_a_moved_deadline_of_a_stage_shows_postponed(self):
        key_result = self._create_key_result(stages=[1, 1])
        stage = key_result.milestone_ids[0]
        self.assertFalse(stage.postponed)
        stage.write(
            {"date_deadline": date(2026, 3, 1), "goalpost_reason": GOALPOST_REASON}
        )
        self.assertFalse(stage.postponed)
        stage.write(
            {"date_deadline": date(2026, 3, 20), "goalpost_reason": GOALPOST_REASON}
        )
        self.assertTrue(stage.postponed)

    def test_a_deadline_that_follows_takes_the_reason_of_the_session(self):
        following = self._create_key_result()
        chosen = self._create_key_result(deadline=date(2026, 3, 1))
        with self.assertRefused("reason"):
            self.session.date_end = date(2026, 4, 15)
        self.session.write(
            {"date_end": date(2026, 4, 15), "goalpost_reason": "One more sprint."}
        )
        self.assertEqual(following.deadline, date(2026, 4, 15))
        change = self._changes(following)
        self.assertEqual(change.field_name, "deadline")
        self.assertEqual(change.reason, "One more sprint.")
        self.assertFalse(self._changes(chosen))

    def test_the_history_of_the_posts_is_not_edited_nor_deleted_nor_invented(self):
        key_result = self._create_key_result()
        key_result.write({"target_value": 50, "goalpost_reason": GOALPOST_REASON})
        change = self._changes(key_result)
        for user in (self.user, self.manager):
            with self.subTest(user.name):
                with self.assertRefused(error=AccessError):
                    change.with_user(user).write({"reason": "Nicer"})
                with self.assertRefused(error=AccessError):
                    change.with_user(user).unlink()
                with self.assertRefused(error=AccessError):
                    self._model("okr.goalpost.change", user).create(
                        {
                            "key_result_id": key_result.id,
                            "field_name": "target_value",
                            "reason": "Never",
                        }
                    )

    def test_who_sees_the_key_result_sees_its_changes(self):
        key_result = self._create_key_result()
        key_result.write({"target_value": 50, "goalpost_reason": GOALPOST_REASON})
        domain = [("key_result_id", "=", key_result.id)]
        for user, count in ((self.user, 1), (self.manager, 1), (self.colleague, 0)):
            with self.subTest(user.name):
                self.assertEqual(
                    self._model("okr.goalpost.change", user).search_count(domain),
                    count,
                )

    def test_the_reason_is_not_stored_on_the_key_result(self):
        key_result = self._create_key_result()
        key_result.write({"target_value": 50, "goalpost_reason": GOALPOST_REASON})
        self.env.invalidate_all()
        self.assertFalse(key_result.goalpost_reason)
        with self.assertRefused("reason"):
            key_result.target_value = 60

    def test_moving_to_an_objective_of_another_session_moves_a_following_deadline(
        self,
    ):
        other = self._create_session(
            state="in_progress", date_start=date(2026, 1, 1), date_end=date(2026, 6, 30)
        )
        objective = self._create_objective(session_id=other.id)
        key_result = self._create_key_result()
        key_result.write(
            {"objective_id": objective.id, "goalpost_reason": GOALPOST_REASON}
        )
        self.assertEqual(key_result.session_id, other)
        self.assertEqual(key_result.deadline, other.date_end)
