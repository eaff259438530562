"""The modules of ours that work without Odoo, and can be tested without it."""

import ast
import importlib.util
import os
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Tests, and what Odoo runs once in a database.
OTHERS = {"tests", "migrations"}
VECTORS = ROOT / "okr/tests/vectors"
# Where a changed copy is looked for first: see tests/long/test_mutation.py.
CHANGED = "OKR_CHANGED_FOLDER"


def _imports_odoo(node):
    if isinstance(node, ast.ImportFrom):
        return node.level or node.module.split(".")[0] == "odoo"
    if isinstance(node, ast.Import):
        return any(alias.name.split(".")[0] == "odoo" for alias in node.names)
    return False


@cache
def files():
    """Return the paths of all plain modules of the apps."""
    return [
        path
        for path in sorted(ROOT.glob("okr*/**/*.py"))
        if not OTHERS.intersection(path.parts)
        and not path.name.startswith("__")
        and not any(map(_imports_odoo, ast.walk(ast.parse(path.read_text()))))
    ]


def load(path):
    """Return the module of a file, without the package that it lies in."""
    changed = Path(os.environ.get(CHANGED, os.devnull), path.name)
    spec = importlib.util.spec_from_file_location(
        path.stem, changed if changed.is_file() else path
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
