"""Where the pictures go, and the page that shows them."""

import re
from pathlib import Path

import pytest
from okr_setup import pictures
from okr_setup.environment import REPOSITORY
from okr_setup.errors import SetupError
from okr_testing import contact_sheet, page_pictures
from okr_testing.screens import SCREENS


def test_pictures_go_into_the_cache_unless_told(tmp_path):
    assert pictures._folder(None, tmp_path) == tmp_path / "pictures"
    assert pictures._folder(str(tmp_path / "x"), Path("/")) == tmp_path / "x"


def test_pictures_never_go_into_the_repository(tmp_path):
    with pytest.raises(SetupError, match="in the repository"):
        pictures._folder(str(REPOSITORY / "okr" / "static"), tmp_path)


def test_no_two_screens_have_the_same_picture():
    names = [screen.name for screen in SCREENS]
    assert len(set(names)) == len(names)


def test_every_picture_that_a_page_shows_can_be_taken_anew():
    kept = {path.name for path in pictures.PAGES.glob("screenshot_*.png")}
    assert kept == {f"screenshot_{name}.png" for name in page_pictures.PICTURES}
    pages = [REPOSITORY / "README.md", pictures.PAGES / "index.html"]
    pages += (REPOSITORY / "okr" / "doc").glob("*.md")
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    assert kept == set(re.findall(r"screenshot_\w+\.png", text))


def test_the_page_shows_each_picture_with_its_faults(tmp_path):
    contact_sheet.write(
        tmp_path,
        [
            ("OKRs", "phone", "okrs-phone.png", []),
            ("OKRs", "desktop", "okrs-desktop.png", ["console: <b>odd</b>"]),
        ],
    )
    page = (tmp_path / "index.html").read_text()
    assert page.count("<h2>OKRs</h2>") == 1
    assert 'src="okrs-phone.png"' in page
    assert "console: &lt;b&gt;odd&lt;/b&gt;" in page
