from odoo.tests import no_retry, tagged

from odoo.addons.web.tests.test_js import HOOTCommon, unit_test_error_checker


@tagged("-at_install", "post_install")
class TestHoot(HOOTCommon):
    """The unit tests of the components, in a browser."""

    @no_retry
    def test_components_do_what_their_tests_say(self):
        suite = self._generate_hash("@okr")
        self.browser_js(
            f"/web/tests?headless&loglevel=2&preset=desktop&timeout=15000&id={suite}",
            "",
            "",
            login="admin",
            timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=unit_test_error_checker,
        )
