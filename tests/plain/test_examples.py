"""The examples in the documentation of the plain modules are true."""

import doctest

import pytest
from okr_testing import plain


@pytest.mark.parametrize("path", plain.files(), ids=lambda path: path.name)
def test_the_examples_of_the_module_are_true(path):
    result = doctest.testmod(plain.load(path))
    assert not result.failed
    assert result.attempted, f"{path.name} has no example"
