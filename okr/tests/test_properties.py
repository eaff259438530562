import copy
import os
from datetime import date

import freezegun
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.tests import tagged

from . import reference
from .common import OkrCase
from .reference_world import World
from .story import Story

# Its own stop-watch must not stand still with the clock of the tests.
freezegun.configure(extend_ignore_list=["hypothesis"])

EXAMPLES = os.environ.get("OKR_HYPOTHESIS_EXAMPLES")
FIGURES = ("key_result_progress", "child_progress", "progress", "expected_progress")
NEAR = 1e-6

COMMON_STEPS = ("check_in", "check_in", "check_in", "create_key_result")
STEPS = (
    *COMMON_STEPS,
    "create_objective",
    "void",
    "move_objective",
    "move_to_session",
    "move_key_result",
    "move_session",
    "weigh_objective",
    "turn_contribution",
    "move_posts",
    "weigh_stage",
    "cancel",
    "reopen",
    "archive",
    "restore",
    "delete_key_result",
    "start_session",
    "close_session",
    "reopen_session",
    "move_end_of_session",
    "set_status",
    "let_days_pass",
)


@tagged("post_install", "-at_install")
class TestProperties(OkrCase):
    """Whatever people do in whatever order, both worlds tell the same figures.

    Without OKR_HYPOTHESIS_EXAMPLES the sequences are always the same ones; with
    it, as many new ones are tried.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.world = World(cls.today)
        year = cls._found_session(date(2026, 1, 1), date(2026, 12, 31), None)
        other_year = cls._found_session(date(2026, 1, 1), date(2026, 12, 31), None)
        quarter = cls._found_session(
            date(2026, 1, 1), date(2026, 3, 31), year, cadence="weekly"
        )
        cls._found_session(
            date(2026, 1, 15), date(2026, 6, 30), year, cadence="biweekly", weekday=2
        )
        monthly = cls._found_session(
            date(2026, 2, 1), date(2026, 5, 31), other_year, cadence="monthly", day=31
        )
        goal = cls._found_objective(year, None)
        middle = cls._found_objective(quarter, goal)
        leaf = cls._found_objective(quarter, middle)
        alone = cls._found_objective(monthly, None)
        for objective, type_, numbers in (
            (goal, "increase", (0.0, 40.0, None)),
            (middle, "decrease", (20.0, -20.0, None)),
            (leaf, "increase", (-10.0, 10.0, None)),
            (leaf, "milestone", (0.0, 0.0, None)),
            (alone, "stay_above", (0.0, 10.0, 6.0)),
            (alone, "stay_below", (0.0, 6.0, 10.0)),
            (middle, "achieved", (0.0, 0.0, None)),
        ):
            cls._found_key_result(objective, type_, *numbers)

    @classmethod
    def _found_session(cls, start, end, parent, **rhythm):
        session = reference.Session(start, end, parent=parent, **rhythm)
        draft = rhythm.get("cadence") == "biweekly"
        session.state = "draft" if draft else "in_progress"
        session.id = cls._create_session(
            state=session.state,
            date_start=start,
            date_end=end,
            parent_id=parent.id if parent else False,
            cadence=session.cadence,
            cadence_weekday=str(session.weekday),
            cadence_day=session.day,
        ).id
        cls.world.sessions.append(session)
        return session

    @classmethod
    def _found_objective(cls, session, parent):
        objective = reference.Objective(session, parent)
        objective.id = cls._create_objective(
            session_id=session.id, parent_id=parent.id if parent else False
        ).id
        cls.world.objectives.append(objective)
        return objective

    @classmethod
    def _found_key_result(cls, objective, type_, initial, target, critical):
        key_result = reference.KeyResult(
            objective,
            type_,
            initial,
            target,
            critical,
            auto_close=type_ not in reference.STAY,
        )
        stages = [1, 2, 3] if type_ == "milestone" else None
        record = cls._create_key_result(
            stages=stages,
            type=type_,
            objective_id=objective.id,
            **reference.columns(key_result),
        )
        key_result.id = record.id
        key_result.stages = {stage.id: stage.weight for stage in record.milestone_ids}
        cls.world.key_results.append(key_result)

    @settings(
        max_examples=int(EXAMPLES or 25),
        derandomize=not EXAMPLES,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def test_every_figure_agrees_after_every_step(self, data):
        self._travel_to(self.today)
        with self._thrown_away():
            world = copy.deepcopy(self.world)
            story = Story(self, world, data)
            length = data.draw(st.integers(6, 18))
            for _step in range(length):
                step = data.draw(st.sampled_from(STEPS), label="step")
                getattr(story, step)()
                self._compare(world)

    def _compare(self, world):
        self.env.flush_all()
        self.env.invalidate_all()
        for session in world.sessions:
            record = self._model("okr.session").browse(session.id)
            self.assertEqual(record.state, session.state)
            for name, figure in world.session_figures(session).items():
                self._assert_near(record, name, figure)
        for objective in world.objectives:
            self._compare_objective(world, objective)
        for key_result in world.key_results:
            self._compare_key_result(world, key_result)

    def _assert_near(self, record, name, figure):
        self.assertAlmostEqual(record[name], figure, delta=NEAR, msg=f"{record}.{name}")

    def _compare_objective(self, world, objective):
        record = self._model("okr.objective").browse(objective.id)
        self.assertEqual(record.state, world.state_of_objective(objective))
        if not world.is_live(objective):
            return
        figures = world.figures(objective)
        for name in FIGURES:
            self._assert_near(record, name, figures[name])
        if not self._is_on_a_line(world, objective, figures):
            self.assertEqual(
                (record.status, record.status_automatic),
                (
                    world.status(objective),
                    world.automatic_status_of_objective(objective),
                ),
                f"status of {record}",
            )

    def _is_on_a_line(self, world, objective, figures):
        """Whether rounding alone decides the status."""
        share = 0.7 if objective.ambition == "aspirational" else 1.0
        gap = figures["expected_progress"] * share - figures["progress"]
        distances = [gap - world.behind, gap - world.risk]
        return min(map(abs, distances)) < NEAR

    def _compare_key_result(self, world, key_result):
        record = self._model("okr.key.result").browse(key_result.id)
        self.assertEqual(
            record.state, world.state_of_key_result(key_result), f"state of {record}"
        )
        self._assert_near(record, "current_value", key_result.current())
        self._assert_near(record, "progress", key_result.progress())
        latest = key_result.latest()
        self.assertEqual(record.last_update_date, latest.date if latest else False)
        if latest:
            self._assert_near(record, "attainment", key_result.attainment())
        live = world.is_live(key_result) and world.is_live(key_result.objective)
        if live and key_result.objective.session.state != "closed":
            self._assert_near(
                record,
                "expected_progress",
                world.expected_of_key_result(key_result),
            )
        if live:
            self._compare_status_of_key_result(world, key_result, record)

    def _compare_status_of_key_result(self, world, key_result, record):
        gap = world.expected_of_key_result(key_result) - key_result.progress()
        if min(abs(gap - world.behind), abs(gap - world.risk)) < NEAR:
            return
        self.assertEqual(
            (record.status, record.status_automatic),
            (
                world.status(key_result),
                world.automatic_status_of_key_result(key_result),
            ),
            f"status of {record}",
        )
