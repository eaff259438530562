"""The plain modules, by name."""

import pytest
from okr_testing import plain


@pytest.fixture(scope="session")
def arithmetic():
    return plain.load(plain.ROOT / "okr/arithmetic.py")


@pytest.fixture(scope="session")
def cadence():
    return plain.load(plain.ROOT / "okr/cadence.py")
