"""What Odoo's log complains about fails the run, unless somebody gave the reason."""

import pytest
from okr_setup.testing_logs import Excuse, entries, read_allowed, unexplained

INFO = "2026-01-02 03:04:05,678 42 INFO db odoo.registry: loaded\n"
WARNING = "2026-01-02 03:04:05,678 42 WARNING db odoo.fields: two with one label\n"
ERROR = "2026-01-02 03:04:05,678 42 ERROR db odoo.sql_db: bad query\n"
TRACEBACK = [
    "Traceback (most recent call last):\n",
    '  File "x.py", line 1, in x\n',
    "ValueError: y\n",
]


def complaints(*lines, allowed=()):
    bad, _unused = unexplained(entries("a.log", lines), allowed)
    return [str(entry) for entry in bad]


def test_a_quiet_log_is_no_complaint():
    assert complaints(INFO, INFO) == []


@pytest.mark.parametrize("line", [WARNING, ERROR])
def test_a_warning_and_an_error_are_complaints_with_their_place(line):
    [complaint] = complaints(INFO, line, INFO)
    assert complaint.startswith("a.log:2: ")


def test_the_traceback_of_an_error_belongs_to_it():
    [complaint] = complaints(ERROR, *TRACEBACK, INFO)
    assert "ValueError: y" in complaint


def test_a_crash_written_past_the_logging_does_not_hide_behind_a_quiet_line():
    [complaint] = complaints(INFO, *TRACEBACK)
    assert complaint.startswith("a.log:2: OUTPUT Traceback")
    assert complaint.endswith("ValueError: y")


def test_what_a_quiet_line_goes_on_to_say_is_no_complaint():
    assert complaints(INFO, "  and more of it\n") == []


def test_output_before_the_first_record_is_a_complaint_line_by_line():
    assert len(complaints("something odd\n", "something else\n", INFO)) == 2


def test_an_excuse_covers_what_it_describes_and_nothing_else():
    excuse = Excuse("odoo.fields: two with one label", "a reason")
    assert complaints(WARNING, allowed=[excuse]) == []
    assert len(complaints(WARNING, ERROR, allowed=[excuse])) == 1


def test_an_excuse_that_no_log_needs_is_named():
    needed = Excuse("two with one label", "a reason")
    stale = Excuse("never said", "a reason")
    rare = Excuse("never said", "a reason", sometimes=True)
    _bad, unused = unexplained(entries("a", [WARNING]), [needed, stale, rare])
    assert unused == [stale]


def test_every_excuse_of_this_repository_has_a_reason():
    assert all(len(excuse.reason.split()) > 3 for excuse in read_allowed())
