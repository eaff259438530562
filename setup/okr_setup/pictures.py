"""The command `setup/okr pictures`: every screen of the demo company, to look at."""

import os
import subprocess
from pathlib import Path

from . import options
from .environment import REPOSITORY
from .errors import SetupError
from .process import dies_with_parent
from .steps import Steps
from .testing_run import open_run

PAGES = REPOSITORY / "okr" / "static" / "description"


def add_arguments(parser):
    """Add what the command can be told."""
    parser.add_argument(
        "--to", metavar="DIR", help="where the pictures go (default: in the cache)"
    )
    parser.add_argument("-k", dest="keyword", help="only screens with this in the name")
    parser.add_argument(
        "--pages",
        action="store_true",
        help="take those that the Apps page and the pages for users show, in place",
    )
    options.add_arguments(parser)


def run(arguments, _extra):
    """Take the pictures and return the exit code: 1 where a screen has a fault."""
    steps = Steps()
    chosen = options.from_arguments(arguments)
    folder = PAGES if arguments.pages else _folder(arguments.to, chosen.cache)
    # A departure is among the pages.
    module = "okr_hr_bridge" if arguments.pages else "okr"
    program = "page_pictures" if arguments.pages else "pictures"
    more = ["-k", arguments.keyword] if arguments.keyword else []
    with open_run(chosen, steps, node=False) as made_ready:
        database = made_ready.database("pictures")
        with steps.step("Demo company"):
            made_ready.databases.create(database)
            made_ready.install(database, module, "--with-demo")
        steps.say(f"Pictures go to {folder}")
        given = ["--database", database, "--to", str(folder)]
        code = _take(made_ready, program, *given, *more)
        made_ready.databases.drop(database)
    if not arguments.pages:
        steps.say(f"Look at {folder / 'index.html'}")
    return code


def _folder(given, cache):
    folder = Path(given).expanduser().absolute() if given else cache / "pictures"
    if folder.resolve().is_relative_to(REPOSITORY):
        raise SetupError(f"{folder} is in the repository: choose another place.")
    return folder


def _take(made_ready, program, *given):
    variables = made_ready.environment.variables
    paths = [str(REPOSITORY / "tests"), str(REPOSITORY / "setup")]
    done = subprocess.run(
        [made_ready.environment.python, "-m", f"okr_testing.{program}", *given],
        cwd=made_ready.folder,
        env={
            **variables,
            **made_ready.context(templates=()),
            "PYTHONPATH": os.pathsep.join([*paths, variables["PYTHONPATH"]]),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        check=False,
        preexec_fn=dies_with_parent(),
    )
    return done.returncode
