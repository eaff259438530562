"""Dark pictures.

Odoo Community has bundles for the dark, and no dark colours to put into them: themes
bring them. So that our own styles can be looked at in the dark, these stand in
for a theme, in the database of the pictures alone.
"""

_URL = "/okr_pictures/dark.scss"
_COLORS = """\
$o-webclient-color-scheme: dark;
$o-white: #000000;
$o-black: #ffffff;
$o-gray-100: #1b1d26;
$o-gray-200: #262a36;
$o-gray-300: #3c3e4b;
$o-gray-400: #5a5e6b;
$o-gray-500: #6b707f;
$o-gray-600: #a5aab8;
$o-gray-700: #b6bac6;
$o-gray-800: #d1d4dc;
$o-gray-900: #e4e7ee;
$o-view-background-color: #1b1d26;
$o-webclient-background-color: #111318;
$o-main-text-color: #d1d4dc;
$o-main-headings-color: #ffffff;
$o-main-link-color: #6bc6ff;
$o-action: #6bc6ff;
$body-bg: #111318;
$body-color: #d1d4dc;
$border-color: #3c3e4b;
$card-bg: #1b1d26;
$modal-content-bg: #1b1d26;
$dropdown-bg: #262a36;
$input-bg: transparent;
$text-muted: #a5aab8;
"""
# The second is loaded with the first graph, pivot or map.
_BUNDLES = "web.assets_web_dark", "web.assets_backend_lazy_dark"
_DARK = "/web/assets/any/web.assets_web_dark.min.css"


def make_ready(admin):
    """Put the colours into the dark bundles."""
    values = {
        "name": "dark.scss",
        "url": _URL,
        "mimetype": "text/scss",
        "type": "binary",
        "public": True,
        "raw": _COLORS,
    }
    admin.call("ir.attachment", "create", values)
    for bundle in _BUNDLES:
        values = {
            "name": "Dark pictures",
            "bundle": bundle,
            "directive": "before",
            "target": "web/static/src/scss/primary_variables.scss",
            "path": _URL,
        }
        admin.call("ir.asset", "create", values)


def darken(window, server):
    """Let the pages of this window be drawn with the dark bundle."""
    window.add_cookies(
        [{"name": "color_scheme", "value": "dark", "url": server.address}]
    )
    window.route(
        "**/web.assets_web.min.css",
        lambda route: route.fulfill(
            response=route.fetch(url=server.address + _DARK, timeout=120_000)
        ),
    )
