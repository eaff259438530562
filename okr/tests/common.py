"""The builders and the roles that the tests of OKR start from."""

from contextlib import closing, contextmanager, nullcontext
from datetime import date, datetime, time, timedelta

import psycopg2
from dateutil.relativedelta import relativedelta
from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import SQL, mute_logger

from odoo.addons.base.tests.common import BaseCommon

GOALPOST_REASON = "The market moved."

NUMBERS_BY_TYPE = {
    "increase": {"initial_value": 0.0, "target_value": 100.0},
    "decrease": {"initial_value": 100.0, "target_value": 0.0},
    "stay_above": {"target_value": 10.0, "critical_value": 6.0},
    "stay_below": {"target_value": 6.0, "critical_value": 10.0},
}


@tagged("post_install", "-at_install")
class OkrCase(BaseCommon):
    """A company with one running quarter, one objective, and people of each role.

    What the builders make belongs to ``manager``; key results are owned by the
    employee of ``user``. Nothing runs as superuser unless a test says so, for
    superuser is exempt from what protects the system's own fields.

    The clock stands still at ``today``, a Monday in the middle of the quarter;
    a subclass that must live in real time sets it to None.
    """

    today = date(2026, 2, 16)
    quarter_start = date(2026, 1, 1)
    quarter_end = date(2026, 3, 31)

    @classmethod
    def setUpClass(cls):
        cls.clock = None
        if cls.today:
            freezer = freeze_time(datetime.combine(cls.today, time(10)))
            cls.clock = freezer.start()
            cls.addClassCleanup(freezer.stop)
        else:
            first_month = (date.today().month - 1) // 3 * 3 + 1
            cls.quarter_start = date.today().replace(month=first_month, day=1)
            cls.quarter_end = cls.quarter_start + relativedelta(months=3, days=-1)
        super().setUpClass()
        cls._align_database_clock()
        cls._set_up_people()
        cls.session = cls._create_session(state="in_progress")
        cls.objective = cls._create_objective()

    def setUp(self):
        super().setUp()
        if self.clock:
            self._travel_to(self.today)

    # -- people -----------------------------------------------------------------

    @classmethod
    def _set_up_people(cls):
        cls.company.write(
            {
                "okr_tz": "UTC",
                "okr_gap_behind": 5.0,
                "okr_gap_risk": 25.0,
                "okr_grace_days": 0,
                "okr_auto_close_stay": False,
                "okr_key_result_visibility": "owners",
                "okr_escalation": False,
            }
        )
        cls.company_b = cls.env["res.company"].create({"name": "Second Company"})
        cls.company_b.okr_tz = "UTC"
        cls.user_none, cls.employee_none = cls._create_person("nobody")
        cls.user, cls.employee_user = cls._create_person("user", role="user")
        cls.colleague, cls.employee_colleague = cls._create_person(
            "colleague", role="user"
        )
        cls.supervisor, cls.employee_supervisor = cls._create_person(
            "supervisor", role="supervisor"
        )
        cls.manager, cls.employee_manager = cls._create_person(
            "manager", role="manager"
        )
        cls.user_b, cls.employee_b = cls._create_person(
            "stranger", role="user", company=cls.company_b
        )
        cls.manager_b, cls.employee_manager_b = cls._create_person(
            "chief", role="manager", company=cls.company_b
        )

    @classmethod
    def _create_person(cls, name, role=None, company=None, **values):
        """Return a user with the given OKR role, and the employee that it is."""
        company = company or cls.company
        groups = "base.group_user" + (f",okr.group_okr_{role}" if role else "")
        user = new_test_user(
            cls.env,
            login=f"okr_{name}",
            name=f"The {name}",
            groups=groups,
            company_id=company.id,
            **{"tz": "UTC", **values},
        )
        employee = cls.env["hr.employee"].create(
            {"name": f"The {name}", "user_id": user.id, "company_id": company.id}
        )
        return user, employee

    # -- time -------------------------------------------------------------------

    @classmethod
    def _align_database_clock(cls):
        """Let create_date follow the frozen clock."""
        if cls.clock:
            cls.env.cr._now = datetime.now()

    def _test_mode(self):
        """Let what opens cursors of its own, as jobs do, work in the test's one.

        A test with a browser is in that mode already, and asking again is warned of.
        """
        if isinstance(self, HttpCase):
            return nullcontext()
        return self.enter_registry_test_mode()

    def _travel_to(self, day, hour=10):
        """Set the clock, but run no job: ``_pass_to`` does both."""
        moment = day if isinstance(day, datetime) else datetime.combine(day, time(hour))
        self.env.flush_all()
        self.clock.move_to(moment)
        self._align_database_clock()
        self.env.invalidate_all()

    def _pass_to(self, day, hour=10):
        """Set the clock, and let the hourly job bring the statuses to that day."""
        self._travel_to(day, hour=hour)
        with self._test_mode():
            self.env.ref("okr.ir_cron_refresh_figures").method_direct_trigger()

    # -- builders ---------------------------------------------------------------

    @classmethod
    def _model(cls, name, user=None):
        return cls.env[name].with_user(user or cls.manager)

    @classmethod
    def _create_session(cls, state="draft", user=None, **values):
        session = cls._model("okr.session", user).create(
            {
                "name": "Quarter",
                "date_start": cls.quarter_start,
                "date_end": cls.quarter_end,
                "cadence": "none",
                **values,
            }
        )
        if state != "draft":
            session.action_start()
        if state == "closed":
            session.action_close()
        return session

    @classmethod
    def _create_year(cls, **values):
        return cls._create_session(
            **{
                "name": "Year",
                "date_start": date(2026, 1, 1),
                "date_end": date(2026, 12, 31),
                **values,
            }
        )

    @classmethod
    def _create_objective(cls, user=None, **values):
        return cls._model("okr.objective", user).create(
            {
                "name": "Customers come back",
                "session_id": cls.session.id,
                **values,
            }
        )

    @classmethod
    def _create_key_result(cls, stages=None, user=None, **values):
        """Make a key result; ``stages`` are the weights of its milestones."""
        if stages is not None:
            values.setdefault("type", "milestone")
            values["milestone_ids"] = [
                Command.create({"name": f"Stage {number}", "weight": weight})
                for number, weight in enumerate(stages, start=1)
            ]
        type_ = values.setdefault("type", "increase")
        if "objective_id" not in values:
            values["objective_id"] = cls.objective.id
        return cls._model("okr.key.result", user).create(
            {
                "name": "A number that moves",
                "owner_ids": [Command.set(cls.employee_user.ids)],
                **NUMBERS_BY_TYPE.get(type_, {}),
                **values,
            }
        )

    @classmethod
    def _create_initiative(cls, user=None, **values):
        if "key_result_id" not in values:
            values.setdefault("objective_id", cls.objective.id)
        return cls._model("okr.initiative", user).create(
            {
                "name": "Call them",
                "employee_id": cls.employee_user.id,
                **values,
            }
        )

    @classmethod
    def _check_in(cls, key_result, value=None, user=None, **values):
        """Update a key result, as its owner unless another user is given."""
        if value is not None:
            values["value"] = value
        return cls._model("okr.update", user or cls.user).create(
            {"key_result_id": key_result.id, **values}
        )

    def _days(self, number):
        return self.today + timedelta(days=number)

    @contextmanager
    def _thrown_away(self):
        """Forget in the end whatever was done inside."""
        with closing(self.env.cr.savepoint()):
            yield

    # -- assertions -------------------------------------------------------------

    def assertStatus(self, record, status):
        self.assertEqual(record.status, status)

    def assertState(self, record, state):
        self.assertEqual(record.state, state)

    def assertProgress(self, record, percent):
        self.assertAlmostEqual(record.progress, percent, places=4)

    @contextmanager
    def assertRefused(self, *words, error=UserError):
        """Expect a refusal whose sentence contains the words, whatever their case.

        What the database refuses is told as the server tells it to a client.
        """
        with self.assertRaises(error) as caught, mute_logger("odoo.sql_db"):
            try:
                with self.env.cr.savepoint():
                    yield caught
                    self.env.flush_all()
            except psycopg2.IntegrityError as violation:
                raise ValidationError(self._sentence_of(violation)) from violation
        for word in words:
            self.assertIn(word.lower(), str(caught.exception).lower())

    def _sentence_of(self, violation):
        table = violation.diag.table_name
        model = next(
            (self.env[name] for name in self.env if self.env[name]._table == table),
            self.env["base"],
        )
        return str(model._sql_error_to_message(violation))

    def assertRefusedBySql(self, record, **columns):
        """Expect the database itself to refuse such values in the record's row."""
        self.env.flush_all()
        assignments = SQL(", ").join(
            SQL("%s = %s", SQL.identifier(name), value)
            for name, value in columns.items()
        )
        with (
            self.assertRaises(psycopg2.IntegrityError),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            self.cr.execute(
                SQL(
                    "UPDATE %s SET %s WHERE id = %s",
                    SQL.identifier(record._table),
                    assignments,
                    record.id,
                )
            )
