"""Everything lies where a stranger looks for it."""

import os

from repo.files import ROOT, tracked_paths, tracked_texts
from repo.layout import (
    files_without_interpreter,
    manifest_faults,
    strangers_at_the_top,
    vector_faults,
)

GOOD_MANIFEST = (
    "{'license': 'LGPL-3', 'author': 'OKR for Odoo', 'version': '19.0.1.0.0'}"
)


def test_a_stranger_at_the_top_level_is_noticed():
    paths = ["okr/__init__.py", ".ci/run", "notes.txt", "docs/x.md"]
    assert strangers_at_the_top(paths) == ["docs", "notes.txt"]


def test_the_top_level_holds_only_what_belongs_there():
    assert strangers_at_the_top(tracked_paths()) == []


def test_a_wrong_manifest_is_noticed():
    assert manifest_faults("okr/__manifest__.py", GOOD_MANIFEST) == []
    for good, bad in (
        ("LGPL-3", "AGPL-3"),
        ("OKR for Odoo", "Somebody"),
        ("19.0.1", "18.0.1"),
    ):
        manifest = GOOD_MANIFEST.replace(good, bad)
        assert len(manifest_faults("okr/__manifest__.py", manifest)) == 1, bad


def test_every_module_has_the_licence_author_and_version_of_the_project():
    faults = [
        fault
        for path, text in tracked_texts().items()
        if path.endswith("/__manifest__.py")
        for fault in manifest_faults(path, text)
    ]
    assert not faults, "\n".join(faults)


def test_changed_or_empty_cases_are_noticed():
    assert vector_faults("other.csv", b"a,b\n1,2\n") == []
    assert vector_faults("other.csv", b"a,b\n") == ["other.csv holds no case"]
    assert vector_faults("progress.csv", b"a,b\n1,2\n") == [
        "progress.csv differs from the cases that were given"
    ]


def test_the_worked_cases_are_there_as_given():
    faults = [
        fault
        for path in tracked_paths()
        if "/tests/vectors/" in path and path.endswith(".csv")
        for fault in vector_faults(path.rsplit("/", 1)[1], (ROOT / path).read_bytes())
    ]
    assert not faults, "\n".join(faults)


def test_an_executable_without_an_interpreter_is_noticed():
    samples = {
        "good": (True, "#!/bin/sh\n"),
        "no interpreter": (True, "echo\n"),
        "not executable": (False, "#!/bin/sh\n"),
        "plain": (False, "x = 1\n"),
    }
    assert files_without_interpreter(samples) == ["no interpreter", "not executable"]


def test_executables_say_what_runs_them_and_scripts_can_be_run():
    found = {
        path: (os.access(ROOT / path, os.X_OK), text)
        for path, text in tracked_texts().items()
    }
    assert files_without_interpreter(found) == []


def test_ci_calls_the_test_command_and_nothing_else():
    lines = (ROOT / ".ci/run").read_text().splitlines()
    commands = [line for line in lines if line and not line.startswith("#")]
    assert commands == ['exec "$(dirname "$0")/../setup/okr" test']
