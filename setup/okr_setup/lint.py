"""The linters: what each is called with, and one run over all of them."""

import dataclasses
import os
import subprocess
import time
from collections.abc import Callable

from .environment import REPOSITORY
from .testing_result import Result

# What Odoo's test_lint asks of pylint, for our modules instead of all of Odoo.
_ODOO_PYLINT = (
    "eval-used,function-redefined,gettext-placeholders,gettext-repr,gettext-variable,"
    "missing-gettext,raise-unlink-override,sql-injection,undefined-variable,"
    "unreachable,used-before-assignment"
)
_ODOO_CHECKERS = (
    "_pylint_path_setup,_odoo_checker_sql_injection,_odoo_checker_gettext,"
    "_odoo_checker_unlink_override"
)
_NODE = REPOSITORY / "node_modules"


@dataclasses.dataclass(frozen=True)
class Linter:
    """A tool and its command lines; one that gets no files is not run."""

    name: str
    commands: Callable
    variables: Callable = lambda environment: {}


def tracked(*patterns):
    """Return the files that git has, or would take, and that are still there."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        + ["--", *patterns],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return sorted(path for path in listed.split("\0") if (REPOSITORY / path).is_file())


def modules():
    """Return the folders of our add-ons."""
    return [path.split("/")[0] for path in tracked(":(glob)*/__manifest__.py")]


def _ruff(environment, fix):
    files = tracked("*.py", "setup/okr")
    ruff = [environment.python, "-m", "ruff"]
    quiet = ["--quiet", "--no-cache"]
    return [
        [*ruff, "check", *quiet, *(["--fix"] if fix else []), *files],
        [*ruff, "format", *quiet, *([] if fix else ["--diff"]), *files],
    ]


def _pylint(environment, fix):
    return [[environment.python, "-m", "pylint", *modules()]] if modules() else []


def _odoo_pylint(environment, fix):
    command = [environment.python, "-m", "pylint", f"--rcfile={os.devnull}"]
    command += ["--score=n", "--disable=all,useless-option-value"]
    command += [f"--enable={_ODOO_PYLINT}", f"--load-plugins={_ODOO_CHECKERS}"]
    return [[*command, *modules()]] if modules() else []


def _odoo_pylint_variables(environment):
    [checkers] = [
        addons / "test_lint/tests"
        for addons in environment.odoo.addons
        if (addons / "test_lint/tests").is_dir()
    ]
    before = environment.variables["PYTHONPATH"]
    return {
        "PYTHONPATH": f"{checkers}{os.pathsep}{before}",
        "ADDONS_PATH": os.pathsep.join(environment.odoo_addons),
    }


def _oca(program, *patterns):
    def commands(environment, fix):
        files = tracked(*patterns)
        command = [environment.python.parent / program, "--config=.oca_hooks.cfg"]
        return [[*command, *(["--fix"] if fix else []), *files]] if files else []

    return commands


def _prettier(environment, fix):
    files = tracked("*.xml", "*.js", "*.cjs")
    mode = "--write" if fix else "--check"
    return [[_NODE / ".bin/prettier", "--log-level=warn", mode, *files]]


def _eslint(environment, fix):
    files = tracked("*.js", "*.cjs")
    return [[_NODE / ".bin/eslint", *(["--fix"] if fix else []), *files]]


def _upgrade_code(environment, fix):
    command = [*environment.odoo_command, "upgrade_code", "--from=17.0", "--to=19.0"]
    command += ["--glob=okr*/**/*", "--dry-run", f"--addons-path={REPOSITORY}"]
    return [command] if modules() else []


LINTERS = (
    Linter("ruff", _ruff),
    Linter("pylint", _pylint),
    Linter("odoo-pylint", _odoo_pylint, _odoo_pylint_variables),
    Linter("oca-module", _oca("oca-checks-odoo-module", ":(glob)*/__manifest__.py")),
    Linter("oca-po", _oca("oca-checks-po", "*.po", "*.pot")),
    Linter("prettier", _prettier),
    Linter("eslint", _eslint),
    Linter("upgrade-code", _upgrade_code),
)
NAMES = tuple(linter.name for linter in LINTERS)


def install_node_tools(environment, steps):
    """Install what package-lock.json pins, once for each content of that file."""
    lock = (REPOSITORY / "package-lock.json").read_text(encoding="utf-8")
    stamp = _NODE / ".okr-lock"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == lock:
        return
    # Imported here because the rest of this module runs without the network.
    from .process import run

    with steps.step("Formatters and linters of XML and JavaScript"):
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        log = environment.cache.log("npm")
        run(command, what="npm's packages", log=log, cwd=REPOSITORY, fetches=True)
        stamp.write_text(lock, encoding="utf-8")


def run_linters(environment, names=(), fix=False, say=print):
    """Run the linters and return their result; what a failing one said is shown."""
    failed = []
    chosen = [linter for linter in LINTERS if not names or linter.name in names]
    for linter in chosen:
        env = {**environment.variables, **linter.variables(environment)}
        outputs = []
        started = time.monotonic()
        for command in linter.commands(environment, fix):
            done = subprocess.run(
                [str(part) for part in command],
                cwd=REPOSITORY,
                env=env,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
            if done.returncode:
                outputs.append(done.stdout.strip() or f"exit code {done.returncode}")
        if outputs:
            failed.append(linter.name)
        word = "FAILED" if outputs else "ok"
        say(f"  {linter.name}: {word} ({time.monotonic() - started:.0f} s)")
        for output in outputs:
            say(output)
    return Result(
        "lint",
        passed=len(chosen) - len(failed),
        failed=len(failed),
        notes=tuple(failed),
    )
