"""The kinds of test, in the order in which they begin."""

import dataclasses
import functools
import os
from collections.abc import Callable

from . import lint, testing_logs
from .environment import REPOSITORY
from .testing_result import Result

# Of Odoo's own lint: what judges modules. Its pylint checkers are among our linters,
# its rules for scripts in eslint.config.cjs; the rest is about Odoo's own modules.
_ODOO_LINT = (
    "dunderinit",
    "i18n",
    "index",
    "jstranslate",
    "manifests",
    "naming",
    "onchange_domains",
    "orm_import",
    "override_signatures",
    "pofile",
    "routes",
    "test_holes",
)


# Of the app's own tests: what looks at it as each role, and as a browser does. They
# take as long as all others together, and run beside them.
_SIGHT = (
    "test_access_*.py",
    "test_hoot.py",
    "test_leaks.py",
    "test_list_queries.py",
    "test_tours_*.py",
    "test_visibility_oracle.py",
    "test_walls.py",
)


@dataclasses.dataclass(frozen=True)
class Kind:
    """A kind of test; one that measures or crowds the machine runs `alone`."""

    name: str
    sentence: str
    run: Callable
    alone: bool = False


def _lint(run):
    with run.output("lint") as out:
        say = functools.partial(print, file=out, flush=True)
        return lint.run_linters(run.environment, say=say)


def _repository(run):
    return run.pytest("repository", "tests/repo")


def _setup(run):
    return run.pytest("set-up", "tests/setup")


def _plain(run):
    return run.pytest("plain", "tests/plain")


def _module(run):
    others = [f"--ignore-glob={REPOSITORY}/okr/tests/{name}" for name in _SIGHT]
    return run.pytest(
        "module", "okr/tests", *others, database=run.copy("okr", "module")
    )


def _sight(run):
    folder = REPOSITORY / "okr/tests"
    files = [str(path) for name in _SIGHT for path in sorted(folder.glob(name))]
    return run.pytest("sight", *files, database=run.copy("okr", "sight"))


def _bridge(run):
    database = run.copy("bridge", "bridge_tests")
    return run.pytest("bridge", "okr_hr_bridge/tests", database=database)


def _with_bridge(run):
    """Run the app's own tests beside the bridge, in a trial that does not end.

    Their people have no seats, and in a trial nobody needs one.
    """
    database = run.copy("bridge", "with_bridge")
    run.databases.execute(
        "UPDATE okr_license_pool SET trial_until = '2999-12-31'", database=database
    )
    return run.pytest("with-bridge", "okr/tests", database=database)


def _odoo_lint(run):
    [folder] = [
        addons / "test_lint/tests"
        for addons in run.environment.odoo.addons
        if (addons / "test_lint").is_dir()
    ]
    files = [str(folder / f"test_{name}.py") for name in _ODOO_LINT]
    scope = ["-p", "okr_testing.odoo_lint_scope"]
    before = run.environment.variables["PYTHONPATH"]
    path = os.pathsep.join((str(REPOSITORY / "tests"), before))
    return run.pytest(
        "odoo-lint",
        *scope,
        *files,
        database=run.copy("bridge", "lint"),
        variables={"PYTHONPATH": path},
    )


def _demo(run):
    database = run.database("demo")
    run.databases.create(database)
    run.install(database, "okr_hr_bridge", "--with-demo")
    tables = (
        "okr_session",
        "okr_objective",
        "okr_key_result",
        "okr_update",
        "okr_license_assignment",
    )
    empty = [
        table
        for table in tables
        if not run.databases.execute(
            f"SELECT 1 FROM {table} LIMIT 1", database=database
        )
    ]
    notes = (f"no demo data in {', '.join(empty)}",) if empty else ()
    return Result("demo", len(tables) - len(empty), len(empty), notes=notes)


def _acceptance(run):
    return run.pytest("acceptance", "tests/acceptance", variables=run.context())


def _load(run):
    return run.pytest("load", "tests/load", variables=run.context())


def _long(run):
    return run.pytest("long", "tests/long", variables=run.context())


def server_log(run, complete):
    """Judge the logs of all kinds before; only a complete run knows unused excuses."""
    allowed = testing_logs.read_allowed()
    bad, unused = testing_logs.check_folder(run.logs, allowed)
    for entry in bad:
        print(entry)
    notes = ()
    if complete and unused:
        patterns = ", ".join(excuse.pattern for excuse in unused)
        notes = (f"allowed but never seen: {patterns}",)
    checked = len(list(run.logs.glob("*.log")))
    return Result("server log", checked, len(bad), notes=notes)


# The long ones begin first, so that all end at about the same time.
KINDS = (
    Kind("lint", "Linters", _lint),
    Kind("module", "The app's own tests: rules and figures", _module),
    Kind("sight", "The app's own tests: who sees what, and how it looks", _sight),
    Kind("acceptance", "A browser and a real server", _acceptance),
    Kind("bridge", "The tests of the bridge to HR", _bridge),
    Kind("demo", "Installation with demo data", _demo),
    Kind("set-up", "The set-up", _setup),
    Kind("repository", "Rules of the house", _repository),
    Kind("odoo-lint", "Odoo's own lint on our modules", _odoo_lint),
    Kind("plain", "Modules of ours that work without Odoo", _plain),
    Kind("load", "Many people at once, and power cuts", _load, alone=True),
)
# These have a command of their own.
LONG = (
    Kind("long", "What takes longer", _long, alone=True),
    Kind("with-bridge", "The app's own tests beside the bridge", _with_bridge),
)
