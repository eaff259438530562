"""Pages of a real browser that remember every complaint."""

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PATIENCE = 30_000


class Complaints:
    """Errors of the console, of scripts and of the server while a page is open."""

    def __init__(self):
        self.found = []

    def watch(self, page):
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.found.append(f"script: {error}"))
        page.on("response", self._response)

    def _console(self, message):
        if message.type in ("error", "assert"):
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
    page = window.new_page()
    complaints.watch(page)
    return page


def log_in(page, login, password=None):
    """Log in through the form; in tests a password is the login."""
    page.goto("/web/login")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", password or login)
    page.click("button[type=submit]")
    page.wait_for_selector(".o_web_client .o_main_navbar")
