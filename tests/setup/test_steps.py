"""The user sees what is done while it is done."""

import io

import pytest
from okr_setup.steps import Steps


@pytest.fixture
def out():
    return io.StringIO()


def test_a_step_is_one_line_with_its_time(out):
    steps = Steps(out)
    with steps.step("Odoo: unpack"):
        assert out.getvalue().startswith("Odoo: unpack ...")
    assert out.getvalue().endswith(" 0.0 s\n")
    assert out.getvalue().count("\n") == 1


def test_a_failed_step_is_marked(out):
    with pytest.raises(ValueError), Steps(out).step("Odoo: unpack"):
        raise ValueError
    assert out.getvalue().endswith(" failed\n")


def test_a_line_in_the_middle_of_a_step_stands_by_itself(out):
    steps = Steps(out)
    with steps.step("Odoo: start"):
        steps.say("WARNING something")
    assert out.getvalue().splitlines()[1] == "WARNING something"


def test_the_total_closes_the_list(out):
    Steps(out).total()
    assert out.getvalue().startswith("Ready ")
