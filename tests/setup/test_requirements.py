"""What is pinned installs with the oldest Python that the README names."""

from importlib import metadata

from okr_setup.python_env import REQUIREMENTS, TEST_REQUIREMENTS
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

OLDEST = "3.10.0"


def pinned():
    """Return {name: what Python it needs} of what is installed as it is pinned.

    Somebody's own interpreter may have other versions, which say nothing of the pins.
    """
    lines = [
        line
        for path in (REQUIREMENTS, TEST_REQUIREMENTS)
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    pins = [Requirement(line) for line in lines if line and not line.startswith("#")]
    found = {dist.name: dist for dist in metadata.distributions()}
    return {
        pin.name: found[pin.name].metadata["Requires-Python"]
        for pin in pins
        # What is pinned for some Pythons alone need not take the oldest.
        if pin.name in found
        and not pin.marker
        and pin.specifier.contains(found[pin.name].version)
    }


def refuse_oldest(installed):
    """Return those of {name: what Python it needs} that the oldest does not meet."""
    return [
        name
        for name, needed in installed.items()
        if not SpecifierSet(needed or "").contains(OLDEST)
    ]


def test_every_pin_takes_the_oldest_python():
    installed = pinned()
    assert "hypothesis" in installed
    assert refuse_oldest(installed) == []


def test_a_pin_for_newer_pythons_alone_is_noticed():
    assert refuse_oldest({"old": ">=3.8", "any": None, "new": ">=3.11"}) == ["new"]
