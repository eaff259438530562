from .tour_case import TourCase


class CheckInTourCase(TourCase):
    """An employee who owns a number that has to grow to 100."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.key_result = cls._create_key_result(
            name="New customers", visibility="objective"
        )

    def assertCheckedIn(self, value):
        update = self.key_result.update_ids
        self.assertEqual(len(update), 1)
        self.assertEqual(update.value, value)
        self.assertEqual(update.user_id, self.user)
        self.assertEqual(update.source, "manual")
        self.assertProgress(self.key_result, value)


class TestToursCheckIn(CheckInTourCase):
    """An employee checks in, wherever they come from: one number and Enter."""

    def test_from_the_list(self):
        self._tour("key-results", "okr_check_in_from_list", self.user)
        self.assertCheckedIn(40.0)

    def test_from_the_form(self):
        path = f"key-results/{self.key_result.id}"
        self._tour(path, "okr_check_in_from_form", self.user)
        self.assertCheckedIn(40.0)

    def test_from_the_kanban_card(self):
        path = "key-results?view_type=kanban"
        self._tour(path, "okr_check_in_from_kanban", self.user)
        self.assertCheckedIn(40.0)

    def test_ten_at_once(self):
        self.period.cadence = "daily"
        key_results = self.key_result
        for number in range(9):
            key_results |= self._create_key_result(name=f"Number {number}")
        self._tour("my-due-key-results", "okr_check_in_ten_at_once", self.user)
        updates = key_results.update_ids
        self.assertEqual(
            sorted(updates.mapped("value")), [float(value) for value in range(11, 21)]
        )
        self.assertEqual(updates.key_result_id, key_results)
        self.assertEqual(updates.user_id, self.user)


class TestToursPhone(CheckInTourCase):
    """The same on a phone held in one hand."""

    browser_size = "390x844"
    touch_enabled = True

    def test_from_the_first_page(self):
        self._tour("key-results", "okr_check_in_on_a_phone", self.user)
        self.assertCheckedIn(40.0)
