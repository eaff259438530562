"""What the pages for users call a menu or a button is what the screen calls it."""

import re
from pathlib import Path

import polib
import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PAGES = sorted(REPOSITORY.glob("okr/doc/*.md"))
MODULES = ("okr", "okr_hr_bridge")
NAME = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")
MARKUP = re.compile(r"<[^>]+>")
# These are Odoo's own.
ODOO = {
    "Access Rights",
    "Add API Key",
    "Actions",
    "Apply",
    "Archive",
    "Create User",
    "Export",
    "Hierarchy",
    "Kanban",
    "Import records",
    "List",
    "My Preferences",
    "New",
    "Security",
    "Test",
    "Update Preferences",
    "Users & Companies",
    "Users",
}
# A word that is explained, and a column of the template files.
WORDS = {"key results", "id"}


@pytest.fixture(scope="module")
def terms():
    found = set()
    for module in MODULES:
        path = REPOSITORY / module / "i18n" / f"{module}.pot"
        found |= {MARKUP.sub("", entry.msgid) for entry in polib.pofile(str(path))}
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_names_what_is_on_screen(page, terms):
    text = page.read_text(encoding="utf-8")
    names = {
        part
        for name in NAME.findall(text)
        for part in " ".join(name.split()).split(" > ")
    }
    assert not sorted(names - terms - ODOO - WORDS)


def test_there_is_a_page_for_each_reader():
    assert {"employee", "hr_admin", "manager", "web_api"} <= {p.stem for p in PAGES}
