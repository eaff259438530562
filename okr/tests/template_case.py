"""Templates, teams and people for the tests of what is made from them."""

from odoo import Command

from .common import OkrCase


class TemplateCase(OkrCase):
    """A template with two key results, and a team with a manager and two people."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.template = cls._create_template()
        cls.team = cls.env["hr.department"].create(
            {"name": "Sales", "manager_id": cls.employee_supervisor.id}
        )
        cls.employee_user.department_id = cls.team
        cls.employee_colleague.department_id = cls.team

    @classmethod
    def _create_template(cls, user=None, **values):
        return cls._model("okr.template", user).create(
            {
                "name": "Win a market",
                "problem": "Nobody knows us.",
                "function": "sales",
                "key_result_ids": [
                    Command.create(
                        {
                            "name": "New customers",
                            "target_value": 20.0,
                            "unit_id": cls.env.ref("okr.unit_customers").id,
                            "initiatives": "Call them\n\n Visit them ",
                        }
                    ),
                    Command.create(
                        {
                            "name": "The shop is open",
                            "type": "milestone",
                            "stages": "Rented\nOpened",
                        }
                    ),
                ],
                **values,
            }
        )

    @classmethod
    def _open(cls, user=None, **values):
        """Return the dialog, with the team chosen where nobody else is."""
        values.setdefault("session_id", cls.session.id)
        values.setdefault("template_ids", [Command.set(cls.template.ids)])
        if "employee_ids" not in values:
            values.setdefault("department_ids", [Command.set(cls.team.ids)])
        # What everybody may know of employees stands on a view of the database.
        cls.env.flush_all()
        return cls._model("okr.template.wizard", user).create(values)

    @classmethod
    def _give(cls, user=None, **values):
        """Give it, and return the objectives that it became."""
        made = cls._open(user, **values).action_confirm()
        return cls._model("okr.objective", user).search(made["domain"], order="id")
