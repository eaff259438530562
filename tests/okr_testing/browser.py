"""Pages of a real browser that remember every complaint."""

from okr_setup.browser_flags import FLAGS

PATIENCE = 30_000
# What the browser says of itself, on any page.
_OF_THE_BROWSER = ("[GroupMarkerNotSet", "GPU stall due to ReadPixels")
# The largest sum of a window of at most five seconds without a pause of one: CLS.
_WATCH_LAYOUT = """() => {
    const shifts = (window.okrLayoutShifts = []);
    const name = (node) => node?.nodeType === 1
        ? `${node.localName}.${[...node.classList].join(".")}` : String(node?.nodeName);
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
            if (!entry.hadRecentInput) {
                shifts.push({
                    value: entry.value,
                    time: entry.startTime,
                    moved: entry.sources.map(({node}) => name(node)),
                });
            }
        }
    }).observe({type: "layout-shift", buffered: true});
}"""

# What a thumb would have to push to the side.
_TOO_WIDE = """() => [...document.querySelectorAll(
    "html, .o_form_view .o_content, .o_form_sheet_bg, .o_form_sheet, .modal-body, "
    + ".o_kanban_view .o_content"
)].filter((node) => node.scrollWidth > node.clientWidth + 1
    && getComputedStyle(node).display !== "inline").map((node) => (
    `${node.className || node.localName}: `
    + `${node.scrollWidth} of ${node.clientWidth}`))"""


class Complaints:
    """Errors and warnings of the console, of scripts and of the server."""

    def __init__(self):
        self.found = []

    def watch(self, page):
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.found.append(f"script: {error}"))
        page.on("response", self._response)

    def take(self):
        """Return what was found since the last time."""
        found, self.found = self.found, []
        return found

    def _console(self, message):
        if message.type not in ("error", "assert", "warning"):
            return
        if not any(words in message.text for words in _OF_THE_BROWSER):
            self.found.append(f"console: {message.text} ({message.location})")

    def _response(self, response):
        if response.status >= 500:
            self.found.append(f"server: {response.status} {response.url}")


def launch(playwright, context):
    """Start the browser that the machine has; without one the test fails."""
    assert context.browser, "no browser was found"
    return playwright.chromium.launch(executable_path=context.browser, args=FLAGS)


def open_page(browser, server, complaints, **options):
    """Open an empty page that leads to the server; options are those of a context."""
    window = browser.new_context(base_url=server.address, locale="en-US", **options)
    window.set_default_timeout(PATIENCE)
    window.add_init_script(f"({_WATCH_LAYOUT})()")
    page = window.new_page()
    complaints.watch(page)
    return page


def layout_shift(page):
    """Return the CLS since the page was opened, and what moved in it, worst first.

    Moves right after a click or a key do not count, as in the browser's own CLS.
    """
    worst, window = 0.0, []
    shifts = page.evaluate("() => window.okrLayoutShifts || []")
    for shift in shifts:
        if window and (
            shift["time"] - window[-1]["time"] > 1000
            or shift["time"] - window[0]["time"] > 5000
        ):
            window = []
        window.append(shift)
        worst = max(worst, sum(one["value"] for one in window))
    shifts.sort(key=lambda shift: shift["value"], reverse=True)
    return worst, [f"{one['value']:.3f} {one['moved']}" for one in shifts]


def too_wide(page):
    """Return what is wider than its place, and scrolls to the side."""
    return page.evaluate(_TOO_WIDE)


def forget_layout_shifts(page):
    """Begin to count anew, for what the page shows next without being loaded."""
    page.evaluate("() => { window.okrLayoutShifts?.splice(0); }")


def log_in(page, login, password=None):
    """Log in through the form; in tests a password is the login."""
    page.goto("/web/login")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", password or login)
    page.click("button[type=submit]")
    page.wait_for_selector(".o_web_client .o_main_navbar")
