"""What people do with their OKRs, told to the product and to the reference alike."""

from datetime import timedelta

from hypothesis import strategies as st

from . import reference
from .common import GOALPOST_REASON
from .story_beginning import WEIGHTS, Beginning


class Story(Beginning):
    """One random sequence of steps; each step happens in both worlds.

    A step that finds nothing to act on does nothing, so that every sequence is
    a possible one.
    """

    # -- moving -------------------------------------------------------------------

    def move_objective(self):
        objective = self.pick(self.live_objectives(), "objective")
        parent = self.pick([None, *self.live_objectives()], "new parent")
        if not objective:
            return
        record = self.record(objective)
        if parent and self.is_below(parent, objective):
            with self.case.assertRefused():
                record.parent_id = parent.id
        else:
            record.write(
                {
                    "parent_id": parent.id if parent else False,
                    "contributes": objective.contributes,
                }
            )
            objective.parent = parent

    def move_to_session(self):
        objective = self.pick(self.live_objectives("in_progress"), "objective")
        running = [s for s in self.world.sessions if s.state == "in_progress"]
        session = self.pick(running, "new session")
        if objective:
            self.record(objective).session_id = session.id
            objective.session = session

    def move_key_result(self):
        key_result = self.pick(self.live_key_results("in_progress"), "key result")
        objective = self.pick(self.live_objectives("in_progress"), "new objective")
        if key_result:
            self.record(key_result).objective_id = objective.id
            key_result.objective = objective

    def move_session(self):
        session = self.pick(
            [s for s in self.open_sessions() if s.parent], "sub-session"
        )
        years = [s for s in self.open_sessions() if not s.parent]
        if session and years:
            parent = self.pick(years, "new year")
            self.record(session).parent_id = parent.id
            session.parent = parent

    # -- weighing -----------------------------------------------------------------

    def weigh_objective(self):
        objective = self.pick(self.live_objectives(), "objective")
        if objective:
            objective.weight = self.draw(st.sampled_from(WEIGHTS))
            self.record(objective).weight = objective.weight

    def turn_contribution(self):
        objective = self.pick(self.live_objectives(), "objective")
        if objective:
            objective.contributes = not objective.contributes
            self.record(objective).contributes = objective.contributes

    def move_posts(self):
        key_result = self.pick(self.live_key_results(), "key result")
        if not key_result:
            return
        key_result.weight = self.draw(st.sampled_from(WEIGHTS))
        key_result.deadline = key_result.objective.session.end + timedelta(
            days=self.days_around(-60, 5)
        )
        values = {"weight": key_result.weight, "deadline": key_result.deadline}
        if key_result.type in ("increase", "decrease", *reference.STAY):
            numbers = self._random_numbers(key_result.type)
            key_result.initial, key_result.target, key_result.critical = numbers
            values.update(reference.columns(key_result))
        self.record(key_result).write({**values, "goalpost_reason": GOALPOST_REASON})

    def weigh_stage(self):
        key_result = self.pick(
            [kr for kr in self.live_key_results() if kr.stages], "key result"
        )
        if key_result:
            stage = self.pick(key_result.stages, "stage")
            weight = float(self.draw(st.integers(1, 5)))
            key_result.stages[stage] = weight
            self.case._model("okr.milestone").browse(stage).write(
                {"weight": weight, "goalpost_reason": GOALPOST_REASON}
            )

    # -- leaving and coming back --------------------------------------------------

    def cancel(self):
        record = self.pick([*self.live_objectives(), *self.live_key_results()])
        if record:
            self.record(record).action_cancel("No time.")
            record.cancelled = True

    def reopen(self):
        objectives = [
            objective
            for objective in self.world.objectives
            if objective.cancelled and objective.active
        ]
        key_results = [
            key_result
            for key_result in self.world.key_results
            if key_result.cancelled
            and key_result.active
            and self.world.is_live(key_result.objective)
        ]
        record = self.pick(
            [o for o in objectives if o.session.state != "closed"]
            + [kr for kr in key_results if kr.objective.session.state != "closed"]
        )
        if record:
            self.record(record).action_reopen("Time again.")
            record.cancelled = False

    def archive(self):
        record = self.pick([*self.live_objectives(), *self.live_key_results()])
        if record:
            self.record(record).action_archive()
            record.active = False

    def restore(self):
        objectives = [o for o in self.world.objectives if not o.active]
        key_results = [
            key_result
            for key_result in self.world.key_results
            if not key_result.active and self.world.is_live(key_result.objective)
        ]
        record = self.pick(
            [o for o in objectives if o.session.state != "closed"]
            + [kr for kr in key_results if kr.objective.session.state != "closed"]
        )
        if record:
            self.record(record).action_unarchive()
            record.active = True

    def delete_key_result(self):
        key_result = self.pick(self.live_key_results(), "key result")
        if not key_result:
            return
        if key_result.updates:
            with self.case.assertRefused():
                self.record(key_result).unlink()
        else:
            self.record(key_result).unlink()
            self.world.key_results.remove(key_result)

    # -- sessions and days --------------------------------------------------------

    def start_session(self):
        drafts = [s for s in self.world.sessions if s.state == "draft"]
        session = self.pick(drafts, "session")
        if session:
            self.record(session).action_start()
            session.state = "in_progress"

    def close_session(self):
        running = [s for s in self.world.sessions if s.state == "in_progress"]
        session = self.pick(running, "session")
        if session:
            self.record(session).action_close()
            self.world.close(session)

    def reopen_session(self):
        closed = [
            session
            for session in self.world.sessions
            if session.state == "closed"
            and not (session.parent and session.parent.state == "closed")
        ]
        session = self.pick(closed, "session")
        if session:
            self.record(session).action_reopen("We forgot something.")
            self.world.reopen(session)

    def move_end_of_session(self):
        """Move the end of a sub-session; what was not chosen follows."""
        session = self.pick([s for s in self.open_sessions() if s.parent], "session")
        if session:
            day = session.end + timedelta(days=self.draw(st.integers(-10, 20)))
            self.record(session).write(
                {"date_end": day, "goalpost_reason": GOALPOST_REASON}
            )
            session.end = day

    def set_status(self):
        record = self.pick([*self.live_objectives(), *self.live_key_results()])
        if record:
            status = self.draw(st.sampled_from([None, "on_track", "at_risk"]))
            if status:
                self.record(record).action_set_status(status, "I know more.")
            else:
                self.record(record).action_resume_status()
            record.manual = status

    def let_days_pass(self):
        days = self.draw(st.sampled_from([1, 1, 2, 6, 8, 15, 40]), "days")
        self.world.today += timedelta(days=days)
        self.case._pass_to(self.world.today)
