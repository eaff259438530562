"""One record of every kind, each there for one reason to see it or to edit it."""

from datetime import datetime

from odoo import Command

from .access_case import HiddenCase
from .rights_case import letters_of


class RecordCase(HiddenCase):
    """``samples`` is {model: {what it is: record}}, ``people`` is who may ask for them.

    Unless a name says so, a record is of the company of ``user``.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.employees = {
            cls.user: cls.employee_user,
            cls.supervisor: cls.employee_supervisor,
            cls.manager: cls.employee_manager,
            cls.manager_b: cls.employee_manager_b,
        }
        cls.samples = {name: {"hidden": record} for name, record in cls.hidden.items()}
        cls._make_below("supervisor's", cls.supervisor, cls.session)
        session_b = cls._model("okr.session", cls.manager_b).create(
            {
                "name": "Of the other company",
                "date_start": cls.quarter_start,
                "date_end": cls.quarter_end,
            }
        )
        session_b.action_start()
        cls.samples["okr.session"] |= {"open": cls.session, "other company": session_b}
        cls._make_below("other company", cls.manager_b, session_b)
        strategic = cls._create_objective(user=cls.supervisor)
        strategic.with_user(cls.manager).kind = "strategic"
        cls.samples["okr.objective"]["strategic"] = strategic
        cls._make_for("strategic", cls.manager, strategic)
        cls._make_for("user's, below hidden", cls.user, cls.secret)
        cls.samples["okr.key.result"]["user's"] = cls.key_result
        cls.samples["okr.update"]["user's"] = cls._check_in(cls.key_result, 3)
        cls.samples["okr.unit"]["common"] = cls.env.ref("okr.unit_number")
        cls._make_tasks()
        cls._make_dialogs()
        cls._make_reminders()
        cls.people = (
            cls.user_none
            | cls.user
            | cls.colleague
            | cls.supervisor
            | cls.manager
            | cls.user_b
            | cls.manager_b
            | cls.env.ref("base.user_admin")
        )

    @classmethod
    def _make_below(cls, what, user, session):
        objective = cls._create_objective(user=user, session_id=session.id)
        cls.samples["okr.objective"][what] = objective
        cls._make_for(what, user, objective)

    @classmethod
    def _make_for(cls, what, user, objective):
        employee = cls.employees[user]
        maker = cls.manager if user == cls.user else user
        key_result = cls._create_key_result(
            stages=[1, 1],
            user=maker,
            objective_id=objective.id,
            owner_ids=[Command.set(employee.ids)],
        )
        key_result.write({"weight": 2.0, "goalpost_reason": "Because"})
        for record in (
            key_result,
            key_result.milestone_ids[0],
            key_result.goalpost_change_ids[0],
            cls._check_in(key_result, user=user),
            cls._create_initiative(
                user=maker, objective_id=objective.id, employee_id=employee.id
            ),
        ):
            cls.samples[record._name][what] = record

    @classmethod
    def _make_tasks(cls):
        """Work that is seen and edited for one reason each."""
        manager, assignee = cls.employee_manager.id, cls.employee_user.id
        objectives = cls.samples["okr.objective"]
        for what, objective, employee in (
            ("for all to see", cls.objective, manager),
            ("below supervisor's", objectives["supervisor's"], manager),
            ("below hidden", cls.secret, assignee),
        ):
            cls.samples["okr.initiative"][what] = cls._create_initiative(
                objective_id=objective.id, employee_id=employee
            )

    @classmethod
    def _make_dialogs(cls):
        key_result = {"key_result_id": cls.key_result.id}
        for name, values in (
            ("okr.reason.wizard", {"action": "cancel", "reason": "Why"}),
            ("okr.status.wizard", {"status": "behind"}),
            ("okr.delete.wizard", {}),
            ("okr.check.in", {"line_ids": [Command.create(key_result)]}),
            ("okr.template.wizard", {"session_id": cls.session.id}),
            ("base_import.import", {"res_model": "okr.session"}),
        ):
            cls.samples[name] = {"manager's": cls._model(name).create(values)}
        lines = cls.samples["okr.check.in"]["manager's"].line_ids
        cls.samples["okr.check.in.line"] = {"manager's": lines}

    @classmethod
    def _make_reminders(cls):
        """What the system keeps of reminders and e-mails, and tells of them."""
        cls.session.write({"cadence": "weekly", "cadence_weekday": "0"})
        here = {"key_result_id": cls.key_result.id}
        there = {"key_result_id": cls.samples["okr.key.result"]["other company"].id}
        user, manager_b = {"user_id": cls.user.id}, {"user_id": cls.manager_b.id}
        asked = {"kind": "ask", "period": cls.today}
        now = datetime.now()
        late = {"kind": "x", "res_id": 1, "date": now, "date_next": now}
        for name, what, values in (
            ("okr.reminder", "user's", here | user | asked),
            ("okr.reminder", "other company", there | manager_b | asked),
            ("okr.check.in.link", "user's", here | user | {"day": cls.today}),
            ("okr.mail.once", "user's", here | {"kind": "x"}),
            ("okr.mail.outbox", "user's", user | late),
            ("okr.rollup.queue", "any", {"key_result": 1}),
        ):
            cls.samples.setdefault(name, {})[what] = cls.env[name].create(values)
        cls.env.flush_all()
        report = cls.env["okr.check.in.report"]
        cls.samples[report._name] = {
            what: report.search([("key_result_id", "=", key_result.id)], limit=1)
            for what, key_result in cls.samples["okr.key.result"].items()
        }

    def _facts(self, model):
        """Return {(what it is, login): letters of OPERATIONS} of a model's samples."""
        self.env.flush_all()
        self.env.invalidate_all()
        self.env.registry.clear_cache()
        return {
            (what, user.login): letters_of(record.with_user(user))
            for what, record in self.samples[model].items()
            for user in self.people
        }
