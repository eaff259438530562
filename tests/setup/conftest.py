"""What the tests of the set-up share; they need neither Odoo nor PostgreSQL."""

import io

import pytest
from okr_setup.cache import Cache
from okr_setup.steps import Steps


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path / "cache").prepare()


@pytest.fixture
def steps():
    return Steps(io.StringIO())
