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


# What the page of the documentation tells of.
ALL = (("okr", "S"), ("okr", "L"), ("okr", "L-rare"), ("bridge", "S"))
PAGE = REPOSITORY / "okr/doc/speed.md"


def add_arguments(parser):
    """Add what the command can be told."""
    parser.add_argument(
        "--size", choices=SIZES, default="S", help="how large a company (default: S)"
    )
    parser.add_argument(
        "--bridge", action="store_true", help="what the bridge to HR adds"
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help=f"S, L, L-rare and the bridge, and write {PAGE.name} anew",
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
    size, template = arguments.size, "bridge" if arguments.bridge else "okr"
    target = _target(arguments.to, chosen.cache, size, template)
    words = []
    if arguments.beside:
        words += ["--beside", str(Path(arguments.beside).expanduser().absolute())]
    if arguments.keyword:
        words += ["-k", arguments.keyword]
    with open_run(chosen, steps, node=False) as made_ready:
        if arguments.all:
            return _all(made_ready, steps, chosen.cache)
        return _measure(made_ready, steps, template, size, target, *words)


def _all(made_ready, steps, cache):
    """Measure what the page tells of, and write it down there."""
    results = []
    for template, size in ALL:
        target = _target(None, cache, size, template)
        words = ["--beside", results[0]] if size == "L" else []
        if code := _measure(made_ready, steps, template, size, target, *words):
            return code
        results.append(str(target))
    return _call(made_ready, "okr_bench.page", str(PAGE), *results)


def _measure(made_ready, steps, template, size, target, *words):
    """Make a company in a database of its own, measure it, and write the results."""
    database = made_ready.copy(template, f"bench_{template}_{size}")
    if template == "okr":
        for module in PEERS:
            with steps.step(f"Beside it: {module}"):
                made_ready.install(database, module)
    place = ["--config", str(made_ready.config), "--database", database]
    place += ["--size", size]
    with steps.step(f"A company of size {size}"):
        code = _call(made_ready, "okr_bench", *place, "--make")
    code = code or _call(made_ready, "okr_bench", *place, "--to", str(target), *words)
    made_ready.databases.drop(database)
    if not code:
        steps.say(f"The results are in {target}")
    return code


def _target(given, cache, size, template="okr"):
    if not given:
        return cache / f"bench-{template}-{size}.json"
    target = Path(given).expanduser().absolute()
    if not target.parent.is_dir():
        raise SetupError(f"There is no folder {target.parent}.")
    return target


def _call(made_ready, module, *words):
    variables = made_ready.environment.variables
    paths = [str(REPOSITORY / "tests"), variables["PYTHONPATH"]]
    done = subprocess.run(
        [str(made_ready.environment.python), "-m", module, *words],
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
