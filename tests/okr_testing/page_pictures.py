"""Takes the pictures that the Apps page and the pages for users show.

The command is `setup/okr pictures --pages`.
"""

import argparse
import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from okr_testing import browser
from okr_testing.context import Context
from okr_testing.pictures import REST
from okr_testing.server import Server

COLOURS = 256
# Odoo asks for the icons of apps that are not there.
OF_ODOO = "/static/description/icon.png"
# Pictures in the page are there, and what is drawn in it has come to rest.
LOADED = "() => [...document.images].every((image) => image.complete)"
DRAWING = 2000
VALUE = ".o_field_widget[name=value] input"


def _objectives(page, _ref):
    page.goto("/odoo/okrs?view_type=list")


def _due(page, _ref):
    page.goto("/odoo/my-due-key-results?view_type=list")
    row = page.locator(".o_data_row", has_text="twelve mentees")
    row.locator(".o_okr_quick_update input").fill("8")


def _update(page, _ref):
    page.goto("/odoo/my-due-key-results?view_type=list")
    row = page.locator(".o_data_row", has_text="Sell $400,000 more")
    row.locator("button[name=action_update]").click()
    page.fill(f".modal {VALUE}", "295000")
    page.click(".modal [name=confidence] :text-is('Challenging')")
    page.fill(
        ".modal [name=note] textarea",
        "Two renewals with an upgrade. Next week we meet the third of the ten key "
        "accounts.",
    )


def _key_result(page, ref):
    page.goto(f"/odoo/key-results/{ref('okr.key_result_tickets')}")


def _dashboard(page, _ref):
    page.goto("/odoo/okr-dashboard")


def _present(page, ref):
    _dashboard(page, ref)
    page.click(".o_okr_dashboard_present")
    page.click(".o_okr_presentation_forward")


def _templates(page, ref):
    page.goto(f"/odoo/okr-sessions/{ref('okr.session_next_quarter')}")
    page.click("button:has-text('Add from Templates')")
    for field, title in (
        ("template_ids", "Get better at what my team"),
        ("template_ids", "Spend our time on the work itself"),
        ("department_ids", "Sales"),
        ("department_ids", "Marketing"),
    ):
        page.fill(f".modal [name={field}] input", title)
        page.click(f".o-autocomplete--dropdown-item:has-text('{title}')")
    page.click(".modal label:has-text('One for each person')")


def _departure(page, ref):
    page.goto(f"/odoo/employees/{ref('hr.employee_jod')}")
    page.click(".o_cp_action_menus .dropdown-toggle")
    page.click(".o-dropdown-item:has-text('Archive')")
    page.wait_for_selector(".modal .o_data_row")


# How to get there, who looks at it, and how high the picture is.
PICTURES = {
    "objectives": (_objectives, "admin", 768),
    "due": (_due, "rachel", 380),
    "update": (_update, "rachel", 768),
    "key_result": (_key_result, "admin", 1040),
    "dashboard": (_dashboard, "admin", 1040),
    "present": (_present, "admin", 768),
    "templates": (_templates, "admin", 768),
    "departure": (_departure, "admin", 768),
}


def take(server, context, folder, keyword=""):
    """Take those with this in the name, and return what a screen complained of."""
    admin = server.client()
    complaints = browser.Complaints()
    with sync_playwright() as playwright:
        started = browser.launch(playwright, context)
        for name, (show, login, height) in PICTURES.items():
            if keyword not in name:
                continue
            size = {"width": 1366, "height": height}
            page = browser.open_page(started, server, complaints, viewport=size)
            page.context.add_init_script("navigator.sendBeacon = () => true")
            browser.log_in(page, login)
            show(page, admin.ref)
            page.evaluate(REST)
            page.wait_for_function(LOADED)
            page.wait_for_timeout(DRAWING)
            _store(page.screenshot(), folder / f"screenshot_{name}.png")
            page.context.close()
        started.close()
    return [said for said in complaints.take() if OF_ODOO not in said]


def _store(picture, path):
    """Keep it small, for everybody who installs the app downloads it."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--database", required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("-k", dest="keyword", default="")
    arguments = parser.parse_args()
    context = Context.read()
    server = Server(context, arguments.database).start()
    try:
        complaints = take(server, context, arguments.to, arguments.keyword)
    finally:
        server.stop()
    print("\n".join(complaints))
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
