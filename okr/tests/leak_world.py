"""Records with canaries for titles, and people of every kind who look at them."""

from datetime import date

from odoo import Command
from odoo.tests import new_test_user

CANARY = "CANARY-7f3a"
INSIDERS = {"member", "owner", "creator", "manager"}
# Who a role is, and which records it sees in spite of being none of the insiders.
ROLES = (
    "none",
    "user",
    "supervisor",
    "manager",
    "member",
    "owner",
    "creator",
    "other_department",
    "other_company",
    "portal",
    "archived",
)


class LeakWorld:
    """A department's session, objective and all below it; the others see a child."""

    def __init__(self, env):
        self.env = env
        self._make_people()
        self._make_records()

    def _make_people(self):
        company = self.env.company
        other = self.env["res.company"].create({"name": "Another of the leaks"})
        ours, theirs = self.env["hr.department"].create(
            [{"name": "The secret department"}, {"name": "Another department"}]
        )
        self.department = ours
        groups = {
            "none": "base.group_user",
            "portal": "base.group_portal",
            "supervisor": "base.group_user,okr.group_okr_supervisor",
            "creator": "base.group_user,okr.group_okr_supervisor",
            "manager": "base.group_user,okr.group_okr_manager",
            "other_company": "base.group_user,okr.group_okr_manager",
        }
        departments = dict.fromkeys(("member", "archived", "none"), ours)
        self.users, self.employees = {}, {}
        for role in ROLES:
            given = groups.get(role, "base.group_user,okr.group_okr_user")
            if role != "portal":
                # So that an export is refused for the right reason, or not at all.
                given += ",base.group_allow_export,base.group_no_one"
            home = other if role == "other_company" else company
            self.users[role] = new_test_user(
                self.env,
                f"leak_{role}",
                groups=given,
                company_id=home.id,
                company_ids=[Command.set(home.ids)],
            )
            if role != "portal":
                self.employees[role] = self.env["hr.employee"].create(
                    {
                        "name": f"Employee {role}",
                        "user_id": self.users[role].id,
                        "company_id": home.id,
                        "department_id": departments.get(role, theirs).id,
                    }
                )
        self.employees["archived"].active = False
        # So that only rights keep an e-mail from being written.
        switches = self.env["okr.mail.switches"]._okr_mail_switches()
        for user in self.users.values():
            user.write(dict.fromkeys(switches, True))

    def _create(self, model, user="manager", **values):
        return self.env[model].with_user(self.users[user]).create(values)

    def _make_records(self):
        choice = {
            "visibility": "department",
            "department_ids": [Command.set(self.department.ids)],
        }
        days = {"date_start": date(2026, 1, 1), "date_end": date(2099, 12, 31)}
        session = self._create(
            "okr.session", name=f"Session {CANARY}", **days, **choice
        )
        public = self._create("okr.session", name="For everybody", **days)
        (session | public).action_start()
        session.creator_id = self.users["creator"]
        objective = self._create(
            "okr.objective",
            user="creator",
            name=f"Objective {CANARY}",
            problem=f"Problem {CANARY}",
            session_id=public.id,
            owner_id=self.employees["owner"].id,
            **choice,
        )
        key_result = self._create(
            "okr.key.result",
            name=f"Key result {CANARY}",
            objective_id=objective.id,
            type="milestone",
            visibility="objective",
            owner_ids=[Command.set(self.employees["manager"].ids)],
            milestone_ids=[Command.create({"name": f"Stage {CANARY}"})],
        )
        key_result.write({"weight": 2.0, "goalpost_reason": f"Because {CANARY}"})
        update = self._create(
            "okr.update", key_result_id=key_result.id, note=f"Note {CANARY}"
        )
        initiative = self._create(
            "okr.initiative",
            name=f"Initiative {CANARY}",
            objective_id=objective.id,
            key_result_id=key_result.id,
            employee_id=self.employees["manager"].id,
        )
        unit = self._create("okr.unit", name=f"Unit {CANARY}")
        template = self._create(
            "okr.template",
            name=f"OKR Template {CANARY}",
            company_id=self.env.company.id,
            key_result_ids=[
                Command.create(
                    {"name": f"Key Result of a Template {CANARY}", "target_value": 1.0}
                )
            ],
        )
        # What the others see, and from where a link leads to what they do not.
        self.child = self._create(
            "okr.objective",
            name="A visible child",
            session_id=public.id,
            parent_id=objective.id,
            related_objective_ids=objective.ids,
            related_key_result_ids=key_result.ids,
        )
        self.elsewhere = self._create(
            "okr.objective", name="In a hidden session", session_id=session.id
        )
        self.records = {
            "okr.session": session,
            "okr.objective": objective,
            "okr.key.result": key_result,
            "okr.milestone": key_result.milestone_ids,
            "okr.goalpost.change": key_result.goalpost_change_ids,
            "okr.update": update,
            "okr.initiative": initiative,
            "okr.unit": unit,
            "okr.template": template,
            "okr.template.key.result": template.key_result_ids,
        }
        self._remind(key_result)
        self._talk()
        self.env.flush_all()

    def _remind(self, key_result):
        """Ask everybody for an update, as a job would that asks for no rights."""
        self.env["okr.reminder"]._send(
            [
                {
                    "key_result_id": key_result.id,
                    "user_id": user.id,
                    "kind": kind,
                    "period": date(2026, 1, 1),
                    "date": date(2026, 1, 1),
                }
                for kind in ("update", "ask")
                for user in self.users.values()
            ]
        )

    def _talk(self):
        """Say something on each record, to everybody, and give everybody work."""
        everybody = [user.partner_id.id for user in self.users.values()]
        todo = self.env.ref("mail.mail_activity_data_todo")
        self.messages, self.attachments = {}, {}
        for model, record in self.records.items():
            self.attachments[model] = self.env["ir.attachment"].create(
                {
                    "name": f"{record._description} {CANARY}",
                    "raw": f"{record._description} {CANARY}".encode(),
                    "mimetype": "text/plain",
                    "res_model": model,
                    "res_id": record.id,
                }
            )
            if "message_ids" not in record._fields:
                continue
            record.message_subscribe(everybody)
            self.messages[model] = record.message_post(
                body=f"{record._description} {CANARY}",
                partner_ids=everybody,
                subtype_xmlid="mail.mt_comment",
            )
            for user in self.users.values():
                # As a job would, which asks nobody.
                record.sudo().activity_schedule(
                    activity_type_id=todo.id, user_id=user.id
                )

    def entitled(self, model):
        """Return the roles that see the record of this model."""
        if model == "okr.unit":
            return set(ROLES) - {"none", "portal"}
        if model in ("okr.template", "okr.template.key.result"):
            return set(ROLES) - {"none", "portal", "other_company"}
        if model == "okr.session":
            return INSIDERS - {"owner"}
        return INSIDERS
