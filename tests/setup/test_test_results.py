"""The closing table tells the truth about what ran."""

import pytest
from okr_setup.testing_result import Result, from_junit, table

REPORT = "<testsuites><testsuite>{}</testsuite></testsuites>"
PASSED = '<testcase classname="a" name="passed" />'
FAILED = '<testcase classname="a" name="failed"><failure /></testcase>'
BROKEN = '<testcase classname="a" name="broken"><error /></testcase>'
SKIPPED = '<testcase classname="a" name="skipped"><skipped /></testcase>'


@pytest.fixture
def read(tmp_path):
    def read_report(*cases, exit_code=0):
        path = tmp_path / "report.xml"
        path.write_text(REPORT.format("".join(cases)), encoding="utf-8")
        return from_junit("kind", path, exit_code)

    return read_report


def test_passed_tests_are_good(read):
    result = read(PASSED)
    assert (result.passed, result.failed, result.good) == (1, 0, True)


@pytest.mark.parametrize("case", [FAILED, BROKEN, SKIPPED])
def test_a_failed_broken_or_skipped_test_is_a_failed_one(read, case):
    result = read(PASSED, case)
    assert (result.passed, result.failed, result.good) == (1, 1, False)


def test_a_skipped_test_is_named_as_the_reason(read):
    assert read(PASSED, SKIPPED).notes == ("1 skipped, which is not accepted",)


def test_a_test_with_many_failing_subtests_counts_once(read):
    result = read(PASSED, FAILED, FAILED)
    assert (result.passed, result.failed) == (1, 1)


def test_an_exit_code_that_the_report_does_not_explain_fails(read):
    assert not read(PASSED, exit_code=2).good


def test_a_missing_report_fails(tmp_path):
    assert not from_junit("kind", tmp_path / "none.xml", 0).good


def test_a_kind_in_which_nothing_ran_is_not_good(read):
    assert not read().good


def test_the_last_line_sums_up_and_counts_a_kind_that_did_not_run_as_failed():
    lines = table([Result("one", 5, 0), Result("two", 3, 2), Result("three", 0, 0)])
    assert lines[-1] == "8 passed, 3 failed"


def test_every_kind_has_a_line_with_its_result_counts_and_seconds():
    lines = table([Result("one", 5, 0, 7.4), Result("other", 3, 2, 61, ("why",))])
    assert lines[1].split() == ["one", "passed", "5", "0", "7"]
    assert lines[2].split() == ["other", "FAILED", "3", "2", "61", "why"]
