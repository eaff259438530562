"""Every small change to a plain module is noticed by the tests of plain modules."""

import ast
import multiprocessing
import os
import signal

import pytest
from okr_testing import plain
from okr_testing.mutation import mutants

PATIENCE = 60
PLAIN_TESTS = plain.ROOT / "tests/plain"
# Changes after which a module does the same as before, each with the reason.
SAME = {
    ("0.0 + 1", "numbers = (current, initial, target"): (
        "what stands for a missing critical value is only asked whether it is finite"
    ),
    ("LtE -> Lt", "if today <= start"): "the line below gives 0 on the first day too",
    ("100.0 + 1", "BANDS = "): "100 and more have been answered before",
    ("1 + 1", "sign = 1 if kind"): "only the sign of it is asked",
    ("1 + 1", "if step > 1"): "the steps are 1, 7 and 14",
}


def _interrupt(_signal, _frame):
    raise KeyboardInterrupt


def _survives(case):
    """Tell whether the tests pass with the changed module in place of the file.

    It is called in a process that was forked from this one and ends after it.
    """
    folder, name, text = case
    folder.mkdir()
    (folder / name).write_text(text, encoding="utf-8")
    os.environ[plain.CHANGED] = str(folder)
    # A change may make a loop endless.
    signal.signal(signal.SIGALRM, _interrupt)
    signal.alarm(PATIENCE)
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    options = ["-x", "-q", "-p", "no:odoo", "-p", "no:cacheprovider", "-s"]
    code = pytest.main([*options, f"--rootdir={plain.ROOT}", str(PLAIN_TESTS)])
    assert code != pytest.ExitCode.NO_TESTS_COLLECTED
    return code == pytest.ExitCode.OK


def _unnoticed(path, folder, changes):
    """Return the changes that all tests pass with."""
    cases = [
        (folder / str(number), path.name, ast.unparse(tree))
        for number, (_what, tree) in enumerate(changes)
    ]
    with multiprocessing.get_context("fork").Pool(maxtasksperchild=1) as pool:
        survived = pool.map(_survives, cases, chunksize=1)
    whats = [what for what, _tree in changes]
    return [what for what, alive in zip(whats, survived, strict=True) if alive]


def test_a_module_without_a_change_passes(tmp_path):
    [path, *_others] = plain.files()
    unchanged = ast.parse(path.read_text(encoding="utf-8"))
    assert _unnoticed(path, tmp_path, [("nothing", unchanged)]) == ["nothing"]


@pytest.mark.parametrize("path", plain.files(), ids=lambda path: path.name)
def test_no_change_goes_unnoticed(path, tmp_path):
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()
    changes = [
        (f"{path.name}:{line}: {what}: {lines[line - 1].strip()}", tree)
        for line, what, tree in mutants(source)
        if not any(
            what == harmless and text in lines[line - 1] for harmless, text in SAME
        )
    ]
    assert changes
    unnoticed = _unnoticed(path, tmp_path, changes)
    assert not unnoticed, "\n".join(unnoticed)
