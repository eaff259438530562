"""What is pinned installs with the oldest Python that the README names."""

from importlib import metadata

import pytest
from okr_setup.python_env import REQUIREMENTS, TEST_REQUIREMENTS
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

OLDEST = "3.10.0"


def pins(path):
    """Return the requirements of a file that count for the Python that runs this."""
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return [pin for pin in found if not pin.marker or pin.marker.evaluate()]


def refuse_oldest(installed):
    """Return those of {name: what Python it needs} that the oldest does not meet."""
    return [
        name
        for name, needed in installed.items()
        if not SpecifierSet(needed or "").contains(OLDEST)
    ]


@pytest.mark.parametrize(
    "path", [REQUIREMENTS, TEST_REQUIREMENTS], ids=lambda p: p.stem
)
def test_every_pin_takes_the_oldest_python(path):
    installed = {
        pin.name: metadata.metadata(pin.name)["Requires-Python"]
        for pin in pins(path)
        if "python_version" not in str(pin.marker)
    }
    assert installed
    assert refuse_oldest(installed) == []


def test_a_pin_for_newer_pythons_alone_is_noticed():
    assert refuse_oldest({"old": ">=3.8", "any": None, "new": ">=3.11"}) == ["new"]
