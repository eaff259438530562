"""Takes a picture of every screen; the command is `setup/okr pictures`."""

import argparse
import re
import sys
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

from okr_testing import browser, contact_sheet, dark
from okr_testing.context import Context
from okr_testing.screens import SCREENS
from okr_testing.server import Server

WAYS = {
    "desktop light": {"viewport": {"width": 1366, "height": 768}},
    "desktop dark": {
        "viewport": {"width": 1366, "height": 768},
        "color_scheme": "dark",
    },
    "phone light": {"viewport": {"width": 390, "height": 844}, "has_touch": True},
    "phone dark": {
        "viewport": {"width": 390, "height": 844},
        "has_touch": True,
        "color_scheme": "dark",
    },
}
MOST_SHIFT = 0.1
LONGEST = 3000
# What a phone folds away: the buttons of a form.
_FOLDED = ".o_statusbar_buttons .o-dropdown"
# The page is at rest when nothing in it has changed for a moment.
REST = """() => new Promise((resolve) => {
    let timer;
    const done = () => { watch.disconnect(); resolve(); };
    const again = () => { clearTimeout(timer); timer = setTimeout(done, 400); };
    const watch = new MutationObserver(again);
    watch.observe(document, {subtree: true, childList: true, attributes: true});
    setTimeout(done, 8000);
    again();
})"""
_LENGTH = """() => Math.max(...[...document.querySelectorAll(
    ".o_action_manager, .o_action, .o_content, .o_form_view_container, "
    + ".o_form_renderer, .modal-body, .settings"
)].map((node) => node.getBoundingClientRect().top + node.scrollHeight))"""


class Photographer:
    """Goes through the screens in one way of looking."""

    def __init__(self, started, server, folder, way):
        self._started = started
        self._server = server
        self._folder = folder
        self._way = way
        self._pages = {}
        self._complaints = browser.Complaints()

    def take(self, screen):
        """Return the file and the faults of a screen."""
        page = self._page(screen.login)
        file = re.sub(r"\W+", "-", f"{screen.name} {self._way}".lower()) + ".png"
        try:
            faults = self._show(page, screen)
            page.screenshot(path=self._folder / file)
        except Error as error:
            page.screenshot(path=self._folder / file)
            faults = [f"it does not come up: {str(error).splitlines()[0]}"]
        faults += self._complaints.take()
        page.set_viewport_size(WAYS[self._way]["viewport"])
        return file, faults

    def _page(self, login):
        if login not in self._pages:
            page = browser.open_page(
                self._started, self._server, self._complaints, **WAYS[self._way]
            )
            # A form that is left would be saved, and be on the next picture.
            page.context.add_init_script("navigator.sendBeacon = () => true")
            if "dark" in self._way:
                dark.darken(page.context, self._server)
            browser.log_in(page, login)
            page.evaluate(REST)
            self._complaints.take()
            self._pages[login] = page
        return self._pages[login]

    def _show(self, page, screen):
        page.goto(self._address(screen.path))
        page.wait_for_selector(screen.expect)
        page.evaluate(REST)
        for selector in screen.clicks:
            self._click(page, selector)
            page.evaluate(REST)
        shift, moved = browser.layout_shift(page)
        faults = []
        if shift > MOST_SHIFT:
            faults.append(f"CLS {shift:.2f}: {'; '.join(moved[:3])}")
        if "phone" in self._way:
            faults += [f"too wide: {found}" for found in browser.too_wide(page)]
        if screen.whole:
            size = dict(WAYS[self._way]["viewport"])
            length = min(int(page.evaluate(_LENGTH)) + 16, LONGEST)
            page.set_viewport_size({**size, "height": max(size["height"], length)})
            page.evaluate(REST)
        return faults

    def _click(self, page, selector):
        target = page.locator(selector).first
        if selector == ".modal":
            target.wait_for()
            return
        if not target.is_visible():
            page.locator(_FOLDED).first.click()
            page.evaluate(REST)
            target = page.locator(f"{selector}:visible").first
        target.click()

    def _address(self, path):
        return re.sub(r"\{(.+?)\}", lambda name: self._id(name[1]), path)

    def _id(self, xmlid):
        known = self._server.known
        if xmlid not in known:
            known[xmlid] = str(self._server.admin.ref(xmlid))
        return known[xmlid]

    def close(self):
        for page in self._pages.values():
            page.context.close()


def take_all(server, context, folder, keyword):
    """Take the pictures; return (screen, way, file, faults) of each."""
    screens = [s for s in SCREENS if not keyword or keyword.lower() in s.name.lower()]
    pictures = []
    with sync_playwright() as playwright:
        started = browser.launch(playwright, context)
        for way in WAYS:
            photographer = Photographer(started, server, folder, way)
            for screen in screens:
                file, faults = photographer.take(screen)
                pictures.append((screen.name, way, file, faults))
                for fault in faults:
                    print(f"{screen.name}, {way}: {fault}", flush=True)
            photographer.close()
        started.close()
    return pictures


def forgotten(admin):
    """Return the views of the app's menus that no screen shows."""
    shown = {screen.path for screen in SCREENS}
    root = admin.ref("okr.okr_menu_root")
    menus = admin.call(
        "ir.ui.menu",
        "search_read",
        [("id", "child_of", root), ("action", "like", "ir.actions.act_window,")],
        ["action"],
    )
    ids = [int(menu["action"].partition(",")[2]) for menu in menus]
    actions = admin.call("ir.actions.act_window", "read", ids, ["path", "views"])
    return sorted(
        f"{action['path']} as {view} is not among the screens"
        for action in actions
        if action["path"]
        for _id, view in action["views"]
        if view != "form" and f"/odoo/{action['path']}?view_type={view}" not in shown
    )


def _silence_the_bot(admin):
    """Keep the greeting away that fills the whole screen of a phone."""
    users = admin.call("res.users", "search", [])
    admin.call("res.users", "write", users, {"odoobot_state": "disabled"})


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--database", required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("-k", dest="keyword")
    arguments = parser.parse_args()
    arguments.to.mkdir(parents=True, exist_ok=True)
    context = Context.read()
    server = Server(context, arguments.database).start()
    try:
        server.admin = server.client()
        server.known = {}
        dark.make_ready(server.admin)
        _silence_the_bot(server.admin)
        missing = [] if arguments.keyword else forgotten(server.admin)
        pictures = take_all(server, context, arguments.to, arguments.keyword)
    finally:
        server.stop()
    contact_sheet.write(arguments.to, pictures)
    faulty = sum(bool(faults) for _screen, _way, _file, faults in pictures)
    print("\n".join([*missing, f"{len(pictures)} pictures, {faulty} with faults"]))
    return 1 if faulty or missing or not pictures else 0


if __name__ == "__main__":
    sys.exit(main())
