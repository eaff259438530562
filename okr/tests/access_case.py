"""Records that ``user`` may not see, each with a canary for a title."""

import json

from odoo import Command

from .common import OkrCase

CANARY = "CANARY-7f3a"


class AccessCase(OkrCase):
    """A private objective, a private session and a key result of somebody else.

    ``user`` sees ``objective`` and ``child``, which hangs under the private one, and
    none of the records with the canary. ``secret_key_result`` is under ``objective``.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        private = {"visibility": "private"}
        cls.secret_session = cls._create_session(
            name=f"Session {CANARY}", state="in_progress", **private
        )
        cls.secret = cls._create_objective(name=f"Objective {CANARY}", **private)
        cls.secret_key_result = cls._create_key_result(
            name=f"Key result {CANARY}",
            owner_ids=[Command.set(cls.employee_manager.ids)],
        )
        cls.secret_initiative = cls._create_initiative(
            name=f"Initiative {CANARY}",
            key_result_id=cls.secret_key_result.id,
            objective_id=cls.objective.id,
            employee_id=cls.employee_manager.id,
        )
        cls.child = cls._create_objective(
            name="A visible child", parent_id=cls.secret.id, user=cls.manager
        )
        cls.elsewhere = cls._create_objective(
            name="Visible, in a hidden session", session_id=cls.secret_session.id
        )
        cls.key_result = cls._create_key_result(name="Mine to update")

    def assertNoCanary(self, answer):
        said = answer if isinstance(answer, str) else json.dumps(answer, default=str)
        self.assertNotIn(CANARY, said)

    def assertMasked(self, answer):
        """Expect that what is hidden is said to be hidden, and not what it is."""
        self.assertNoCanary(answer)
        self.assertIn("Not visible to you", json.dumps(answer, default=str))

    @classmethod
    def _as(cls, user, records):
        """Return the records as the user reads them in a request of their own."""
        cls.env.flush_all()
        cls.env.invalidate_all()
        return records.with_user(user)


class HiddenCase(AccessCase):
    """One hidden record of every model, for what must work on none of them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user.group_ids += cls.env.ref("base.group_allow_export")
        cls.secret_update = cls._check_in(
            cls.secret_key_result, 5, user=cls.manager, note=CANARY
        )
        secret_stages = cls._create_key_result(
            stages=[1, 1],
            name=CANARY,
            objective_id=cls.secret.id,
            owner_ids=[Command.set(cls.employee_manager.ids)],
        )
        secret_stages.milestone_ids.write({"name": CANARY})
        cls.secret_key_result.write({"weight": 2.0, "goalpost_reason": CANARY})
        unit = cls.env["okr.unit"].create(
            {"name": CANARY, "company_id": cls.company_b.id}
        )
        template = cls.env["okr.template"].create(
            {
                "name": CANARY,
                "company_id": cls.company_b.id,
                "key_result_ids": [Command.create({"name": CANARY, "target_value": 1})],
            }
        )
        cls.hidden = {
            "okr.session": cls.secret_session,
            "okr.objective": cls.secret,
            "okr.key.result": cls.secret_key_result,
            "okr.update": cls.secret_update,
            "okr.milestone": secret_stages.milestone_ids[0],
            "okr.initiative": cls.secret_initiative,
            "okr.goalpost.change": cls.secret_key_result.goalpost_change_ids[0],
            "okr.unit": unit,
            "okr.template": template,
            "okr.template.key.result": template.key_result_ids,
        }
