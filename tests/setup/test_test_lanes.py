"""Kinds of test run side by side, and those that crowd the machine by themselves."""

import threading
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from okr_setup.testing_lanes import run_side_by_side
from okr_setup.testing_run import Run


@dataclass(frozen=True)
class Kind:
    name: str
    alone: bool = False


def run(*kinds, at_once=2, work=lambda kind: None):
    def run_kind(kind):
        work(kind)
        return kind.name

    return list(run_side_by_side(kinds, run_kind, at_once))


def test_two_run_at_the_same_time():
    meeting = threading.Barrier(2, timeout=10)
    names = run(Kind("a"), Kind("b"), work=lambda kind: meeting.wait())
    assert sorted(names) == ["a", "b"]


def test_no_more_than_there_is_room_for():
    under_way, most = set(), []

    def work(kind):
        under_way.add(kind)
        most.append(len(under_way))
        under_way.remove(kind)

    run(*(Kind(str(number)) for number in range(9)), at_once=1, work=work)
    assert max(most) == 1


def test_one_that_is_to_be_alone_waits_for_all_others():
    kinds = (Kind("alone", alone=True), Kind("a"), Kind("b"))
    assert run(*kinds)[-1] == "alone"


def test_after_an_interruption_no_other_begins():
    begun = []

    def break_down(kind):
        begun.append(kind.name)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(Kind("a"), Kind("alone", alone=True), at_once=1, work=break_down)
    assert "alone" not in begun


def test_an_interruption_does_not_wait_for_the_others():
    ended = threading.Event()

    def work(kind):
        if kind.name == "a":
            raise KeyboardInterrupt
        ended.wait(10)
        ended.set()

    with pytest.raises(KeyboardInterrupt):
        run(Kind("a"), Kind("b"), work=work)
    assert not ended.is_set()
    ended.set()


def test_a_kind_that_says_nothing_has_nothing_to_tell(tmp_path):
    quiet = SimpleNamespace(folder=tmp_path, live=False)
    assert Run.said(quiet, "demo") == ""
    with Run.output(quiet, "demo") as out:
        out.write("Done.\n")
    assert Run.said(quiet, "demo") == "Done."
