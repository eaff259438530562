"""How a story of OKRs begins: people make them, and check in."""

from datetime import timedelta

from hypothesis import strategies as st

from odoo import Command

from . import reference

TYPES = ("increase", "decrease", "stay_above", "stay_below", "achieved", "milestone")
WEIGHTS = (0.0, 0.5, 1.0, 1.0, 2.0, 7.0)
MODELS = {
    reference.Session: "okr.session",
    reference.Objective: "okr.objective",
    reference.KeyResult: "okr.key.result",
    reference.Update: "okr.update",
}


class Beginning:
    """The steps that make something, and what every step draws from."""

    def __init__(self, case, world, data):
        self.case = case
        self.world = world
        self.data = data

    # -- drawing ------------------------------------------------------------------

    def draw(self, strategy, label=None):
        return self.data.draw(strategy, label=label)

    def pick(self, candidates, label=None):
        candidates = list(candidates)
        if not candidates:
            return None
        return candidates[self.draw(st.integers(0, len(candidates) - 1), label)]

    def days_around(self, first, last):
        """Return a number of days; often 0, for then a day follows the session."""
        return self.draw(st.just(0) | st.integers(first, last))

    def number(self):
        return self.draw(st.integers(-400, 400)) / 4

    def record(self, item):
        return self.case._model(MODELS[type(item)]).browse(item.id)

    # -- candidates ---------------------------------------------------------------

    def open_sessions(self):
        return [s for s in self.world.sessions if s.state != "closed"]

    def live_objectives(self, *states):
        states = states or ("draft", "in_progress")
        return [
            objective
            for objective in self.world.objectives
            if self.world.is_live(objective) and objective.session.state in states
        ]

    def live_key_results(self, *states):
        objectives = self.live_objectives(*states)
        return [
            key_result
            for key_result in self.world.key_results
            if self.world.is_live(key_result) and key_result.objective in objectives
        ]

    def is_below(self, objective, ancestor):
        while objective:
            if objective is ancestor:
                return True
            objective = objective.parent
        return False

    # -- making -------------------------------------------------------------------

    def create_objective(self):
        session = self.pick(self.open_sessions(), "session")
        parent = self.pick([None, *self.live_objectives()], "parent")
        objective = reference.Objective(
            session=session,
            parent=parent,
            weight=self.draw(st.sampled_from(WEIGHTS)),
            contributes=self.draw(st.booleans()),
            ambition=self.draw(st.sampled_from(["committed", "aspirational"])),
        )
        objective.date_end = session.end + timedelta(days=self.days_around(-40, 10))
        record = self.case._create_objective(
            session_id=session.id,
            parent_id=parent.id if parent else False,
            weight=objective.weight,
            contributes=objective.contributes,
            ambition=objective.ambition,
            date_end=objective.date_end,
        )
        objective.id = record.id
        self.world.objectives.append(objective)

    def _random_numbers(self, type_):
        """Return initial, target and critical value as the type wants them."""
        base, step = self.number(), self.draw(st.integers(1, 400)) / 4
        return {
            "increase": (base, base + step, None),
            "decrease": (base, base - step, None),
            "stay_above": (0.0, base, base - step),
            "stay_below": (0.0, base, base + step),
        }[type_]

    def create_key_result(self):
        objective = self.pick(self.live_objectives(), "objective")
        if not objective:
            return
        type_ = self.draw(st.sampled_from(TYPES))
        session = objective.session
        key_result = reference.KeyResult(
            objective=objective,
            type=type_,
            weight=self.draw(st.sampled_from(WEIGHTS)),
            auto_close=type_ not in reference.STAY,
        )
        key_result.deadline = session.end + timedelta(days=self.days_around(-60, 5))
        values = {
            "objective_id": objective.id,
            "type": type_,
            "weight": key_result.weight,
            "deadline": key_result.deadline,
        }
        if type_ == "milestone":
            weights = self.draw(st.lists(st.integers(1, 5), max_size=4))
            record = self.case._create_key_result(stages=weights, **values)
            key_result.stages = {
                stage.id: stage.weight for stage in record.milestone_ids
            }
        else:
            if type_ != "achieved":
                numbers = self._random_numbers(type_)
                key_result.initial, key_result.target, key_result.critical = numbers
                values.update(reference.columns(key_result))
            record = self.case._create_key_result(**values)
        key_result.id = record.id
        self.world.key_results.append(key_result)

    def check_in(self):
        key_result = self.pick(self.live_key_results("in_progress"), "key result")
        if not key_result:
            return
        back = self.draw(st.sampled_from([0, 0, 0, 1, 5, 12, 30]), "days ago")
        update = reference.Update(
            date=self.world.today - timedelta(days=back), value=0.0
        )
        values = {"date": update.date}
        if key_result.type == "achieved":
            values["achieved"] = self.draw(st.booleans())
            update.value = float(values["achieved"])
        elif key_result.type == "milestone":
            done = [s for s in key_result.stages if self.draw(st.booleans())]
            update.done, update.value = frozenset(done), float(len(done))
            values["milestone_ids"] = [Command.set(done)]
        else:
            near = st.sampled_from([key_result.target, key_result.initial])
            update.value = self.draw(near | st.integers(-400, 400).map(lambda n: n / 4))
            values["value"] = update.value
        record = self.case._check_in(
            self.record(key_result), user=self.case.manager, **values
        )
        self.case.assertAlmostEqual(
            record.progress,
            reference.limited(key_result.attainment_of(update.value, update.done)),
            delta=1e-6,
        )
        update.id = record.id
        key_result.updates.append(update)

    def void(self):
        update = self.pick(
            [
                update
                for key_result in self.live_key_results("in_progress")
                for update in key_result.updates
                if not update.voided
            ],
            "update",
        )
        if update:
            self.record(update).action_void("A typing error.")
            update.voided = True
