from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import OkrCase

SHIPPED = (
    "number",
    "percent",
    "points",
    "hours",
    "days",
    "minutes",
    "customers",
    "visits",
    "currency",
)


@tagged("post_install", "-at_install")
class TestUnit(OkrCase):
    def _sentence(self, value, **unit):
        unit = self._model("okr.unit").create({"name": "Test unit", **unit})
        key_result = self._create_key_result(
            unit_id=unit.id, initial_value=0, target_value=100000
        )
        self._check_in(key_result, value)
        return key_result.update_information

    def test_the_usual_units_are_there_for_all_companies(self):
        for name in SHIPPED:
            with self.subTest(name):
                unit = self.env.ref(f"okr.unit_{name}")
                self.assertFalse(unit.company_id)
                self.assertTrue(unit.with_user(self.user).has_access("read"))
                self.assertTrue(unit.with_user(self.user_b).has_access("read"))

    def test_a_symbol_stands_before_or_after(self):
        before = self._sentence(12, symbol="CHF", position="before")
        after = self._sentence(12, symbol="visits", position="after")
        self.assertRegex(before, r"CHF\s?12\b")
        self.assertRegex(after, r"\b12\s?visits")

    def test_decimals_are_those_of_the_unit(self):
        self.assertIn("is 12.50,", self._sentence(12.5, decimals=2))
        self.assertIn("is 12.3,", self._sentence(12.34, decimals=1))
        self.assertIn("is 12,", self._sentence(12.34, decimals=0))

    def test_a_duration_reads_minutes_and_seconds(self):
        key_result = self._create_key_result(
            unit_id=self.env.ref("okr.unit_minutes").id,
            type="decrease",
            initial_value=5,
            target_value=2.5,
        )
        self._check_in(key_result, 157 / 60)
        self.assertIn("2:37", key_result.update_information)
        self.assertIn("2:30", key_result.update_information)

    def test_a_duration_carries_sixty_seconds(self):
        sentence = self._sentence(2.9999, format="duration")
        self.assertIn("3:00", sentence)

    def test_a_negative_duration_has_one_sign(self):
        self.assertIn("-0:30", self._sentence(-0.5, format="duration"))

    def test_a_currency_writes_its_symbol(self):
        euro = self._enable_currency("EUR")
        sentence = self._sentence(12, format="currency", currency_id=euro.id)
        self.assertIn("€", sentence)

    def test_users_read_supervisors_add_managers_change(self):
        Unit = self.env["okr.unit"]
        values = {"name": "Page visits", "symbol": "PV"}
        with self.assertRefused(error=AccessError):
            Unit.with_user(self.user).create(values)
        unit = Unit.with_user(self.supervisor).create(values)
        with self.assertRefused(error=AccessError):
            unit.with_user(self.supervisor).name = "Views"
        unit.with_user(self.manager).name = "Views"
        self.assertEqual(unit.name, "Views")

    def test_decimals_are_neither_negative_nor_endless(self):
        for decimals in (-1, 40):
            with self.subTest(decimals=decimals), self.assertRefused("decimal"):
                self._sentence(1, decimals=decimals)

    def test_a_unit_of_one_company_is_not_used_in_another(self):
        unit = self._model("okr.unit", self.manager_b).create(
            {"name": "Theirs", "company_id": self.company_b.id}
        )
        with self.assertRefused():
            self._create_key_result(unit_id=unit.id)
