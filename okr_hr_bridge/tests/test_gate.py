from datetime import timedelta
from unittest.mock import patch

from odoo import Command
from odoo.exceptions import AccessError, UserError

from .common import LicenseCase

TITLE = "Customers come back"


class TestGate(LicenseCase):
    """Whom a missing seat keeps out, and who needs none."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.key_result = cls._create_key_result()
        cls.unit = cls.env["okr.unit"].with_user(cls.manager).create({"name": "Visits"})

    # -- the trial ----------------------------------------------------------------

    def test_in_the_trial_nobody_needs_a_seat(self):
        self._travel_to(self.today + timedelta(days=30))
        self.assertEqual(self._reads(self.user), [TITLE])
        self._check_in(self.key_result, 5)
        self._create_objective(user=self.supervisor)

    def test_after_the_trial_everybody_with_a_role_reads_and_nobody_writes(self):
        self._end_trial()
        for user in (self.user, self.supervisor, self.manager):
            self.assertEqual(self._reads(user), [TITLE])
        with self.assertRefused("license keys", "read and exported", error=AccessError):
            self._create_objective(user=self.manager)
        with self.assertRefused("license keys", error=AccessError):
            self.objective.with_user(self.manager).name = "Another"
        with self.assertRefused("license keys", error=AccessError):
            self.key_result.with_user(self.manager).unlink()
        with self.assertRefused("license keys", error=UserError):
            self._check_in(self.key_result, 5)

    def test_after_the_trial_who_has_no_role_sees_nothing_all_the_same(self):
        self._end_trial()
        with self.assertRaises(AccessError):
            self._reads(self.user_none)

    def test_after_the_trial_everything_can_be_exported(self):
        self._end_trial()
        self._give(self.user, "base.group_allow_export")
        objective = self.objective.with_user(self.user)
        rows = objective.export_data(["name", "session_id"])
        self.assertEqual(rows["datas"], [[TITLE, "Quarter"]])

    def test_the_first_valid_key_ends_the_trial(self):
        self._import_key()
        with self.assertRefused("no OKR seat", error=AccessError):
            self._reads(self.user)

    def test_a_key_that_is_removed_does_not_bring_the_trial_back(self):
        self._import_key().unlink()
        self.assertEqual(self._reads(self.user), [TITLE])
        with self.assertRefused("license keys", error=AccessError):
            self._create_objective(user=self.manager)

    # -- without a seat -----------------------------------------------------------

    def test_with_a_key_who_has_no_seat_is_refused_whatever_their_role(self):
        self._import_key()
        for user in (self.user, self.supervisor, self.manager):
            self._give(user, "base.group_allow_export")
            with self.subTest(user=user.name):
                for call in (
                    lambda records: records.search([]),
                    lambda records: records.search_count([]),
                    lambda records: records.search_read([]),
                    lambda records: records.web_search_read([], {"name": {}}),
                    lambda records: records.name_search("Customers"),
                    lambda records: records.formatted_read_group([], ["state"], []),
                    lambda records: records.browse(self.objective.id).read(["name"]),
                    lambda records: records.browse(self.objective.id).name,
                    lambda records: records.create({"name": "A", "session_id": 1}),
                    lambda records: records.browse(self.objective.id).write({}),
                    lambda records: records.browse(self.objective.id).unlink(),
                    lambda records: records.browse(self.objective.id).copy(),
                    lambda records: records.browse(self.objective.id).web_read(
                        {"name": {}}
                    ),
                    lambda records: records.browse(self.objective.id).export_data(
                        ["name"]
                    ),
                ):
                    self.env.flush_all()
                    self.env.invalidate_all()
                    records = self.env["okr.objective"].with_user(user)
                    with self.assertRaises(AccessError):
                        call(records)

    def test_with_a_key_every_okr_model_is_closed_to_the_manager_without_a_seat(self):
        self._import_key()
        for name in self.env:
            model = self.env[name].with_user(self.manager)
            if not name.startswith("okr.") or model._abstract:
                continue
            with self.subTest(model=name):
                self.assertFalse(model.has_access("read"))
                self.assertFalse(model.has_access("create"))

    def test_an_import_without_a_seat_brings_nothing_in(self):
        self._import_key()
        objectives = self.env["okr.objective"].with_user(self.manager)
        rows = [["Imported", self.session.id]]
        done = objectives.load(["name", "session_id/.id"], rows)
        self.assertFalse(done["ids"])
        self.assertTrue(done["messages"])

    def test_a_title_is_hidden_from_who_has_no_seat_in_a_label_too(self):
        self._import_key()
        label = self._as_link(self.manager)
        self.assertEqual(label, "Not visible to you")

    def _as_link(self, user):
        """Return the label as a link shows it, which Odoo reads as superuser."""
        self.env.flush_all()
        self.env.invalidate_all()
        return self.objective.with_user(user).sudo().display_name

    def test_a_role_that_another_group_implies_opens_nothing_either(self):
        self._import_key()
        team = self.env["res.groups"].create(
            {
                "name": "Team leads",
                "implied_ids": [Command.link(self.okr_manager_group.id)],
                "user_ids": [Command.link(self.joiner.id)],
            }
        )
        self.assertTrue(self.joiner.has_group("okr.group_okr_manager"))
        with self.assertRefused("no OKR seat", error=AccessError):
            self._reads(self.joiner)
        team.implied_ids = [Command.clear()]

    def test_a_role_that_is_imported_opens_nothing_either(self):
        self._import_key()
        done = self.env["res.users"].load(
            ["id", "name", "login", "group_ids/id"],
            [["__test__.imported", "Imported", "imported", "okr.group_okr_manager"]],
        )
        self.assertFalse(done["messages"])
        with self.assertRefused("no OKR seat", error=AccessError):
            self._reads(self.env["res.users"].browse(done["ids"]))

    def test_a_copied_account_has_the_roles_and_no_seat(self):
        self._import_key()
        self._assign(self.employee_manager)
        copied = self.manager.copy({"login": "copied", "name": "Copied"})
        self.assertFalse(copied.okr_seat)
        with self.assertRefused("no OKR seat", error=AccessError):
            self._reads(copied)

    def test_who_has_no_seat_is_told_nothing_by_e_mail(self):
        switches = self.env["okr.mail.switches"]._okr_mail_switches()
        self.user.write(dict.fromkeys(switches, True))
        outbox = self.env["okr.mail.outbox"]
        about = {"session_started": self.session, "became_owner": self.key_result}
        mails = self.env["okr.mail"]
        for kind, records in about.items():
            self.assertTrue(mails._compose(kind, self.user, records.ids), kind)
            mails._send(kind, {self.user: records})
        self.assertTrue(outbox.search([("user_id", "=", self.user.id)]))
        self._import_key()
        for kind, records in about.items():
            self.assertIsNone(mails._compose(kind, self.user, records.ids), kind)
        self._assign(self.employee_user, license_type_id=self.view_type.id)
        for kind, records in about.items():
            self.assertTrue(mails._compose(kind, self.user, records.ids), kind)

    # -- who needs none -----------------------------------------------------------

    def test_an_administrator_configures_without_a_seat(self):
        self._give(self.administrator, "okr.group_okr_manager")
        self._import_key()
        units = self.env["okr.unit"].with_user(self.administrator)
        units.create({"name": "Nights"})
        with self.assertRefused("no OKR seat", error=AccessError):
            self._reads(self.administrator)

    def test_after_the_end_an_administrator_still_configures(self):
        self._give(self.administrator, "okr.group_okr_manager")
        self._end_trial()
        self.unit.with_user(self.administrator).name = "Days"
        with self.assertRefused("license keys", error=AccessError):
            self.unit.with_user(self.manager).name = "Weeks"

    def test_superuser_code_needs_no_seat(self):
        self._import_key()
        objective = self.objective.sudo()
        objective.with_user(self.user).sudo().name = "By a job"
        self._pass_to(self.today + timedelta(days=1))
        self.assertEqual(objective.name, "By a job")

    # -- time ---------------------------------------------------------------------

    def test_after_the_end_of_the_key_everybody_reads_and_nobody_writes(self):
        self._import_key(valid_until=self.today + timedelta(days=40))
        self._assign(self.employee_manager)
        self._travel_to(self.today + timedelta(days=40))
        self._create_objective()
        self._travel_to(self.today + timedelta(days=41))
        with self.assertRefused("ended on", "license keys", error=AccessError):
            self._create_objective()
        self.assertEqual(self._reads(self.manager), [TITLE])
        self.assertEqual(self._reads(self.user), [TITLE])

    def test_a_clock_set_back_brings_no_key_to_life(self):
        self._import_key(valid_until=self.today + timedelta(days=40))
        self._assign(self.employee_manager)
        self._travel_to(self.today + timedelta(days=41))
        self.env["okr.license.key"]._cron_watch()
        for days in (1, 30, 5 * 366):
            self._travel_to(self.today + timedelta(days=41 - days))
            with self.assertRefused("ended on", error=AccessError):
                self._create_objective()
        self.env["okr.license.key"]._cron_watch()
        with self.assertRefused("ended on", error=AccessError):
            self._create_objective()

    def test_a_clock_set_back_brings_no_trial_back(self):
        self._end_trial()
        self.env["okr.license.key"]._cron_watch()
        self._travel_to(self.today)
        with self.assertRefused("license keys", error=AccessError):
            self._create_objective()

    def test_asking_for_the_seat_costs_no_query(self):
        self._import_key()
        self._assign(self.employee_user)
        pool = type(self.env["okr.license.pool"])
        with_gate = self._queries_of_a_list()
        with patch.object(pool, "_refusal", lambda self, model, operation: ""):
            without = self._queries_of_a_list()
        self.assertEqual(with_gate, without)

    def _queries_of_a_list(self):
        objectives = self.env["okr.objective"].with_user(self.user)
        for _warm in range(2):
            self.env.flush_all()
            self.env.invalidate_all()
            # What every request reads of the account.
            objectives.env.user.fetch()
            before = self.env.cr.sql_log_count
            objectives.web_search_read([], {"name": {}, "session_id": {"fields": {}}})
        return self.env.cr.sql_log_count - before
