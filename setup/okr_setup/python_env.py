"""Virtual environments with pinned packages."""

import os
import subprocess
import sys
from pathlib import Path

from .errors import SetupError
from .process import last_line, run

SETUP = Path(__file__).resolve().parent.parent
REQUIREMENTS = SETUP / "requirements.txt"
TEST_REQUIREMENTS = SETUP / "requirements-test.txt"
# Also from within a virtual environment, ours is made from what is under it.
_INTERPRETER = str(Path(sys.executable).resolve())
_PIP = ("-m", "pip", "--disable-pip-version-check", "--no-input", "--retries", "2")


def prepare(cache, steps, name, requirements, title):
    """Return the interpreter of a virtual environment, made anew when a pin changed."""
    inputs = {
        "python": sys.version,
        "interpreter": _INTERPRETER,
        "requirements": [path.read_text(encoding="utf-8") for path in requirements],
    }
    folder = cache.root / name
    if not cache.is_built(name, inputs):
        log = cache.log("pip")

        def make(work):
            run(
                [_INTERPRETER, "-m", "venv", "--clear", work],
                what="Making a virtual environment",
                log=log,
            )
            files = [part for path in requirements for part in ("-r", path)]
            command = [work / "bin/python", *_PIP, "install", *files]
            run(command, what=title, log=log, env=clean_environment(), fetches=True)

        with steps.step(title):
            cache.build(name, inputs, make, in_place=True)
    return folder / "bin/python"


def check(python, odoo, test_tools):
    """Return the user's interpreter if it can run what is asked of it."""
    modules = ["odoo", "psycopg2", "werkzeug"]
    files = "setup/requirements.txt names"
    if test_tools:
        modules += ["pytest", "pytest_odoo"]
        files = "setup/requirements.txt and setup/requirements-test.txt name"
    code = (
        "import importlib.util, sys;"
        "missing = [n for n in sys.argv[1:] if not importlib.util.find_spec(n)];"
        "sys.exit(' '.join(missing) or None)"
    )
    done = subprocess.run(
        [python, "-c", code, *modules],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(odoo)},
        check=False,
    )
    if done.returncode:
        missing = last_line(done.stderr)
        raise SetupError(f"{python} misses {missing}: {files} what is needed.")
    return Path(python)


def install_into(cache, python, folder, requirement, what):
    """Unpack what a requirements file pins into a plain folder, and nothing else."""
    options = ["install", "--no-deps", "--target", folder, "-r", requirement]
    log = cache.log("pip")
    command = [python, *_PIP, *options]
    run(command, what=what, log=log, env=clean_environment(), fetches=True)


def clean_environment():
    """Return the environment variables without those that mix other packages in."""
    unwanted = (
        "PYTHONPATH",
        "PYTHONHOME",
        "PIP_TARGET",
        "PIP_PREFIX",
        "PIP_USER",
        "VIRTUAL_ENV",
    )
    env = {name: value for name, value in os.environ.items() if name not in unwanted}
    return {**env, "PYTHONNOUSERSITE": "1"}
