"""An issuer, keys, and the people of OKR with and without a seat."""

from datetime import date, timedelta
from unittest.mock import patch

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from odoo import Command
from odoo.tests import new_test_user

from odoo.addons.okr.tests.common import OkrCase

from .. import license_key
from ..models.okr_license_key import OkrLicenseKey


class LicenseCase(OkrCase):
    """The company of the OKR tests on the first day of its trial, without a key.

    ``administrator`` has the settings and no OKR role; ``hr_manager`` and
    ``hr_officer`` are people of HR without one; ``joiner`` is an employee with an
    account and no role. ``first_day`` is that of the trial, also where no clock stands.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first_day = cls.today or date.today()
        cls.issuer = Ed25519PrivateKey.generate()
        patcher = patch.object(
            OkrLicenseKey, "_issuers", lambda self: [cls.issuer.public_key()]
        )
        patcher.start()
        cls.addClassCleanup(patcher.stop)
        cls.pool = cls.env["okr.license.pool"]._get()
        cls._begin_trial()
        cls.full_type = cls.env.ref("okr_hr_bridge.okr_license_type_full")
        cls.view_type = cls.env.ref("okr_hr_bridge.okr_license_type_view")
        cls.administrator = cls._create_account(
            "admin_of_settings", "base.group_system"
        )
        cls.hr_manager = cls._create_account("hr_manager", "hr.group_hr_manager")
        cls.hr_officer = cls._create_account("hr_officer", "hr.group_hr_user")
        cls.joiner = cls.user_none
        cls.employee_joiner = cls.employee_none
        cls.okr_user_group = cls.env.ref("okr.group_okr_user")
        cls.okr_manager_group = cls.env.ref("okr.group_okr_manager")

    @classmethod
    def _begin_trial(cls):
        """Let the app have been installed today, whenever it was."""
        cls.env["okr.license.key"].search([]).unlink()
        cls.pool.write(
            {
                "trial_until": cls.first_day + timedelta(days=30),
                "latest_day": cls.first_day,
                "licensed_until": False,
            }
        )
        cls.pool._refresh()

    @classmethod
    def _create_account(cls, name, groups):
        return new_test_user(
            cls.env,
            login=f"okr_{name}",
            name=f"The {name}",
            email=f"{name}@example.com",
            groups=f"base.group_user,{groups}",
            company_id=cls.company.id,
            tz="UTC",
        )

    @classmethod
    def _create_employee(cls, name, **values):
        user = cls._create_account(name, "base.group_user")
        return cls.env["hr.employee"].create(
            {
                "name": f"The {name}",
                "user_id": user.id,
                "company_id": cls.company.id,
                **values,
            }
        )

    # -- keys ---------------------------------------------------------------------

    @classmethod
    def _key_text(cls, issuer=None, **values):
        cls._keys_made = getattr(cls, "_keys_made", 0) + 1
        return license_key.issue(
            issuer or cls.issuer,
            **{
                "customer": "My Company",
                "id": f"key-{cls._keys_made}",
                "seats": 10,
                "view_seats": 5,
                "valid_from": cls.first_day - timedelta(days=1),
                "valid_until": cls.first_day + timedelta(days=300),
                **values,
            },
        )

    @classmethod
    def _import_key(cls, user=None, **values):
        keys = cls.env["okr.license.key"].with_user(user or cls.administrator)
        return keys.create({"key": cls._key_text(**values)})

    def _end_trial(self):
        self._travel_to(self.today + timedelta(days=31))

    # -- seats --------------------------------------------------------------------

    @classmethod
    def _assign(cls, employee, user=None, **values):
        """Seat an employee as the HR manager, with roles only where asked for."""
        assignments = cls.env["okr.license.assignment"].with_user(
            user or cls.hr_manager
        )
        return assignments.create(
            {
                "employee_id": employee.id,
                "assign_roles": False,
                "preset_emails": False,
                **values,
            }
        )

    def _groups_of(self, user):
        names = {
            "okr.group_okr_user": "user",
            "okr.group_okr_supervisor": "supervisor",
            "okr.group_okr_manager": "manager",
        }
        return {name for xmlid, name in names.items() if user.has_group(xmlid)}

    def _give(self, user, *xmlids):
        user.group_ids = [Command.link(self.env.ref(xmlid).id) for xmlid in xmlids]

    # -- what they see ------------------------------------------------------------

    def _reads(self, user):
        """Return what the user finds, a request of their own."""
        self.env.flush_all()
        self.env.invalidate_all()
        objectives = self.env["okr.objective"].with_user(user)
        return objectives.search([("id", "=", self.objective.id)]).mapped("name")

    def assertSeats(self, full=0, view=0):
        """Expect so many seats to be taken, whoever counts them."""
        taken = self.pool._taken()
        self.assertEqual((taken["full"], taken["view"]), (full, view))
        seated = self.env["okr.license.assignment"].search([])
        kinds = seated.mapped("kind")
        self.assertEqual((kinds.count("full"), kinds.count("view")), (full, view))
        accounts = self.env["res.users"].search([("okr_seat", "!=", False)])
        self.assertEqual(accounts, seated.user_id)
