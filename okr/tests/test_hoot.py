from odoo.tests import HttpCase, no_retry, tagged

from odoo.addons.web.tests import test_js


@tagged("-at_install", "post_install")
class TestHoot(HttpCase):
    """The unit tests of the components, in a browser."""

    @no_retry
    def test_components_do_what_their_tests_say(self):
        # A subclass of HOOTCommon would run the tests of that class again, and needs
        # Odoo's own runner; only its name of a suite is of use here.
        suite = test_js.HOOTCommon._generate_hash(self, "@okr")
        self.browser_js(
            f"/web/tests?headless&loglevel=2&preset=desktop&timeout=15000&id={suite}",
            "",
            "",
            login="admin",
            timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=test_js.unit_test_error_checker,
        )
