"""The command `setup/okr bench`: how fast it is, beside the best that we know."""

import os
import subprocess
from pathlib import Path

from . import options
from .environment import REPOSITORY
from .errors import SetupError
from .process import dies_with_parent
from .steps import Steps
from .testing_run import open_run

SIZES = ("S", "L", "L-rare", "XS")
# Odoo's own apps that do something of the kind.
PEERS = ("project", "gamification")


def add_arguments(parser):
    """Add what the command can be told."""
    parser.add_argument(
        "--size", choices=SIZES, default="S", help="how large a company (default: S)"
    )
    parser.add_argument(
        "--to", metavar="FILE", help="the results as JSON (default: in the cache)"
    )
    parser.add_argument(
        "--beside", metavar="FILE", help="results of a smaller company, for the growth"
    )
    parser.add_argument("-k", dest="keyword", help="only rows with this in the name")
    options.add_arguments(parser)


def run(arguments, _extra):
    """Print the table and return the exit code; a target that is missed is told."""
    steps = Steps()
    chosen = options.from_arguments(arguments)
    target = _target(arguments.to, chosen.cache, arguments.size)
    words = ["--size", arguments.size, "--to", str(target)]
    if arguments.beside:
        words += ["--beside", str(Path(arguments.beside).expanduser().absolute())]
    if arguments.keyword:
        words += ["-k", arguments.keyword]
    with open_run(chosen, steps, node=False) as made_ready:
        database = made_ready.copy("okr", "bench")
        for module in PEERS:
            with steps.step(f"Beside it: {module}"):
                made_ready.install(database, module)
        with steps.step(f"A company of size {arguments.size}"):
            code = _call(made_ready, database, "--size", arguments.size, "--make")
        code = code or _call(made_ready, database, *words)
    if not code:
        steps.say(f"The results are in {target}")
    return code


def _target(given, cache, size):
    if not given:
        return cache / f"bench-{size}.json"
    target = Path(given).expanduser().absolute()
    if not target.parent.is_dir():
        raise SetupError(f"There is no folder {target.parent}.")
    return target


def _call(made_ready, database, *words):
    variables = made_ready.environment.variables
    paths = [str(REPOSITORY / "tests"), variables["PYTHONPATH"]]
    command = [str(made_ready.environment.python), "-m", "okr_bench"]
    command += ["--config", str(made_ready.config), "--database", database]
    done = subprocess.run(
        [*command, *words],
        cwd=made_ready.folder,
        env={
            **variables,
            "PYTHONPATH": os.pathsep.join(paths),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        check=False,
        preexec_fn=dies_with_parent(),
    )
    return done.returncode
