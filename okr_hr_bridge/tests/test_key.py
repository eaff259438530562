import base64
from datetime import timedelta
from unittest.mock import patch

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tools import file_open, mute_logger

from .. import license_key
from ..models.okr_license_key import DEMO_ISSUER_FILE, OkrLicenseKey
from .common import LicenseCase


class TestKey(LicenseCase):
    """The administrator imports license keys; what is wrong leaves nothing behind."""

    def assertNotTaken(self, text, *words):
        keys = self.env["okr.license.key"]
        before = keys.search_count([])
        with self.assertRefused(*words):
            keys.with_user(self.administrator).create({"key": text})
        self.assertEqual(keys.search_count([]), before)
        self.assertEqual(self.pool.full_seats, 0)

    def test_the_administrator_imports_a_key_and_it_says_what_it_gives(self):
        key = self._import_key(seats=50, view_seats=7)
        self.assertEqual((key.seats, key.view_seats), (50, 7))
        self.assertEqual(key.customer, "My Company")
        self.assertEqual(key.license_type, "OKR (Objectives & Key Results)")
        self.assertEqual(key.state, "valid")
        self.assertEqual((self.pool.full_seats, self.pool.view_seats), (50, 7))

    def test_nobody_but_the_administrator_imports_or_reads_keys(self):
        key = self._import_key()
        for user in (self.hr_manager, self.hr_officer, self.manager, self.user):
            with self.subTest(user=user.name):
                with self.assertRaises(AccessError):
                    self._import_key(user=user)
                with self.assertRaises(AccessError):
                    key.with_user(user).read(["name"])

    # -- pasted and as a file -------------------------------------------------------

    def _dialog(self, **values):
        dialogs = self.env["okr.license.import"].with_user(self.administrator)
        return dialogs.create(values)

    def test_a_key_is_pasted_with_the_line_breaks_of_an_e_mail(self):
        text = self._key_text(id="mail")
        lines = [text[at : at + 60] for at in range(0, len(text), 60)]
        self._dialog(key="> " + "\r\n>  ".join(lines) + "\u00a0\n").action_import()
        key = self.env["okr.license.key"].search([("name", "=", "mail")])
        self.assertEqual(key.key, text)

    def test_a_key_is_imported_from_a_file_of_any_editor(self):
        for encoding in ("utf-8", "utf-8-sig", "utf-16"):
            content = self._key_text(id=encoding).encode(encoding)
            self._dialog(file=base64.b64encode(content)).action_import()
        self.assertEqual(self.pool.full_seats, 30)

    def test_a_file_that_is_no_text_is_refused(self):
        picture = base64.b64encode(b"\x89PNG\r\n\x1a\n\xff\xd8")
        with self.assertRefused("not a text"):
            self._dialog(file=picture).action_import()

    def test_pasting_and_choosing_a_file_at_once_is_refused(self):
        text = self._key_text()
        with self.assertRefused("not both"):
            self._dialog(key=text, file=base64.b64encode(text.encode())).action_import()

    def test_nothing_at_all_is_refused(self):
        with self.assertRefused("paste the whole key"):
            self._dialog().action_import()

    # -- what is refused, each with its own sentence ----------------------------------

    def test_a_damaged_key_is_refused(self):
        text = self._key_text()
        for broken in (text[:-1], text[5:], text.replace(".", "", 1), "OKR1", "hello"):
            self.assertNotTaken(broken, "damaged")

    def test_a_wrong_signature_is_refused(self):
        first, second = self._key_text(), self._key_text(seats=99)
        mixed = second.rpartition(".")[0] + "." + first.rpartition(".")[2]
        self.assertNotTaken(mixed, "signature")

    def test_an_unknown_issuer_is_refused(self):
        stranger = Ed25519PrivateKey.generate()
        self.assertNotTaken(self._key_text(issuer=stranger), "issuer", "not known")

    def test_as_delivered_no_issuer_is_known(self):
        text = self._key_text()
        with file_open("okr_hr_bridge/issuer_public_key.pem") as file:
            self.assertEqual(file.read(), "")
        self.assertFalse(self.env["okr.license.key"]._has_issuer())
        with patch.object(OkrLicenseKey, "_issuers", lambda self: []):
            self.assertNotTaken(text, "issuer", "not known")

    def test_a_key_that_is_not_valid_yet_is_refused(self):
        tomorrow = self.today + timedelta(days=1)
        self.assertNotTaken(self._key_text(valid_from=tomorrow), "02/17/2026", "then")

    def test_an_expired_key_is_refused(self):
        yesterday = self.today - timedelta(days=1)
        self.assertNotTaken(self._key_text(valid_until=yesterday), "ended", "new one")

    def test_a_key_for_another_product_is_refused(self):
        self.assertNotTaken(self._key_text(product="crm"), "another product")
        self.assertNotTaken(self._key_text(license_type="CRM"), "another product")

    def test_a_key_of_another_format_is_refused(self):
        text = self._key_text().replace("OKR1", "OKR2")
        self.assertNotTaken(text, "format", "update")

    def test_a_key_counts_once(self):
        text = self._key_text(id="twice")
        keys = self.env["okr.license.key"].with_user(self.administrator)
        keys.create({"key": text})
        with self.assertRefused("already"):
            keys.create({"key": f" {text}\n"})
        with self.assertRefused("already"):
            keys.create([{"key": self._key_text(id="new")}] * 2)
        self.assertEqual(self.pool.full_seats, 10)

    def test_a_key_with_no_seat_cannot_be_issued_and_one_with_a_million_counts(self):
        with self.assertRaises(license_key.Refused):
            self._key_text(seats=0, view_seats=0)
        self._import_key(seats=1_000_000)
        self.assertEqual(self.pool.full_seats, 1_000_000)

    def test_no_key_holds_fewer_seats_than_none(self):
        key = self._import_key()
        for values in ({"seats": -1}, {"view_seats": -1}):
            self.assertRefusedBySql(key, **values)

    def test_there_is_one_pool_of_seats(self):
        pools = self.env["okr.license.pool"]
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            pools.create({})

    def test_nothing_but_the_text_of_a_key_is_believed(self):
        keys = self.env["okr.license.key"].with_user(self.administrator)
        with self.assertRefused("whole key"):
            keys.create({"key": self._key_text(), "seats": 999})
        key = self._import_key()
        with self.assertRefused("as it was issued"):
            key.write({"seats": 999})

    def test_a_number_changed_in_the_database_makes_the_key_worthless(self):
        key = self._import_key()
        self.env.cr.execute("UPDATE okr_license_key SET seats = 999")
        key.invalidate_recordset()
        self.assertEqual(key.state, "not_trusted")
        self.env["okr.license.pool"]._refresh()
        self.assertEqual(self.pool.full_seats, 0)

    # -- several, removed, ended ------------------------------------------------------

    def test_where_nothing_changed_the_pool_is_not_written(self):
        # Whoever saves at the same moment would wait for it, and begin anew.
        self._import_key(view_seats=0)
        self.pool._refresh()
        self.env.flush_all()
        with self.assertQueryCount(1):
            self.env["okr.license.pool"]._refresh()
            self.env.flush_all()

    def test_several_keys_add_up(self):
        self._import_key(seats=10, view_seats=0)
        self._import_key(seats=5, view_seats=3)
        self.assertEqual((self.pool.full_seats, self.pool.view_seats), (15, 3))

    def test_of_several_keys_each_ends_on_its_day(self):
        self._import_key(seats=10, valid_until=self.today + timedelta(days=10))
        self._import_key(seats=5, valid_until=self.today + timedelta(days=20))
        self._travel_to(self.today + timedelta(days=11))
        self.env["okr.license.key"]._cron_watch()
        self.assertEqual(self.pool.full_seats, 5)
        self._travel_to(self.today + timedelta(days=21))
        self.env["okr.license.key"]._cron_watch()
        self.assertEqual(self.pool.full_seats, 0)
        self.assertEqual(self.env["okr.license.key"].search([])[0].state, "ended")

    def test_a_key_can_be_removed_and_data_stay(self):
        key = self._import_key()
        assignment = self._assign(self.employee_user)
        key.unlink()
        self.assertTrue(assignment.active)
        self.assertTrue(self.objective.exists())
        self.assertSeats(full=1)

    def test_without_a_valid_key_nothing_can_be_assigned(self):
        with self.assertRefused("no valid license key", "License Keys"):
            self._assign(self.employee_user)
        self._import_key(valid_until=self.today + timedelta(days=10))
        self._travel_to(self.today + timedelta(days=11))
        with self.assertRefused("no valid license key"):
            self._assign(self.employee_user)

    def test_when_keys_end_below_the_seats_taken_nobody_loses_theirs(self):
        kept = self._import_key(seats=1)
        more = self._import_key(seats=2)
        for employee in (
            self.employee_user,
            self.employee_manager,
            self.employee_supervisor,
        ):
            self._assign(employee)
        more.unlink()
        self.assertSeats(full=3)
        self._check_in(self._create_key_result(), 5)
        self.assertEqual(kept.state, "valid")

    def test_while_more_seats_are_taken_than_bought_nobody_is_seated(self):
        self._import_key(seats=1)
        more = self._import_key(seats=1)
        first = self._assign(self.employee_user)
        second = self._assign(self.employee_manager)
        more.unlink()
        with self.assertRefused("2 are taken", "give 1"):
            self._assign(self.employee_supervisor)
        first.action_release()
        with self.assertRefused("0 of 1 are free"):
            self._assign(self.employee_supervisor)
        second.action_release()
        self._assign(self.employee_supervisor)
        self.assertSeats(full=1)

    def test_while_seats_of_one_kind_are_too_many_none_of_the_other_is_given(self):
        self._import_key(seats=0, view_seats=5)
        more = self._import_key(seats=1, view_seats=0)
        first = self._assign(self.employee_user)
        more.unlink()
        view = {"license_type_id": self.view_type.id}
        with self.assertRefused("Full seats", "1 are taken", "give 0"):
            self._assign(self.employee_supervisor, **view)
        first.action_release()
        self._assign(self.employee_supervisor, **view)
        self.assertSeats(view=1)

    # -- the demo key -----------------------------------------------------------------

    def test_the_demo_key_counts_with_the_demo_data_alone(self):
        keys = self.env["okr.license.key"]
        with file_open(DEMO_ISSUER_FILE) as file:
            [demo] = license_key.public_keys(file.read())
        module = self.env["ir.module.module"]._get("okr_hr_bridge")
        # The patch of these tests stands in the way of the method itself.
        issuers = self.real_issuers
        for installed, counts in ((True, True), (False, False)):
            module.demo = installed
            found = {license_key.fingerprint(key) for key in issuers(keys)}
            self.assertEqual(license_key.fingerprint(demo) in found, counts)

    real_issuers = staticmethod(OkrLicenseKey._issuers)
