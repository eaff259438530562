"""Given to Python with Playwright: takes pictures of pages, wide and on a phone."""

import json
import sys
from pathlib import Path

from browser_flags import FLAGS
from playwright.sync_api import sync_playwright

WIDTHS = {"phone": 390, "desktop": 820}
# As a mail program shows it: who, about what, and the message.
HEAD = """<meta name="viewport" content="width=device-width, initial-scale=1">
<div style="font: 13px sans-serif; color: #555; border-bottom: 1px solid #ccc;
 margin-bottom: 8px; padding-bottom: 8px;"><b style="font-size: 17px; color: #000;"
 id="subject"></b><br><span id="from"></span></div>"""
FILL = """([subject, from]) => {
    document.getElementById("subject").textContent = subject;
    document.getElementById("from").textContent = from;
}"""


def main():
    given = json.load(sys.stdin)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=given["browser"], args=FLAGS
        )
        for kind, width in WIDTHS.items():
            window = browser.new_context(
                base_url=given["address"],
                viewport={"width": width, "height": 600},
                is_mobile=kind == "phone",
                device_scale_factor=2 if kind == "phone" else 1,
            )
            for page in given["pages"]:
                path = Path(given["folder"]) / f"{page['name']}-{kind}.png"
                take(window, page, path)
        browser.close()


def take(window, page, path):
    tab = window.new_page()
    if "html" in page:
        tab.set_content(HEAD + page["html"])
        tab.evaluate(FILL, [page["subject"], page["from"]])
        too_wide = tab.evaluate("document.documentElement.scrollWidth > innerWidth")
        if too_wide:
            sys.exit(f"{path.name}: wider than the screen")
    else:
        tab.goto(page["path"], wait_until="load")
    tab.screenshot(path=path, full_page=True)
    tab.close()


main()
