"""The command `setup/okr test`."""

import dataclasses
import functools
import sys
import time
import traceback

from . import lint, options
from .errors import SetupError
from .steps import Steps
from .testing_kinds import KINDS, LONG, server_log
from .testing_lanes import lanes, run_side_by_side
from .testing_result import Result, table
from .testing_run import open_run


def add_arguments(parser):
    """Add what the command can be told."""
    names = ", ".join(kind.name for kind in (*KINDS, *LONG))
    parser.add_argument(
        "kinds",
        nargs="*",
        metavar="KIND",
        help=f"only these: {names} (the server log is always checked)",
    )
    add_common_arguments(parser)


def add_common_arguments(parser):
    parser.add_argument("-k", dest="keyword", help="only tests with this in their name")
    options.add_arguments(parser)


def run(arguments, extra):
    """Run the kinds of test and return the exit code."""
    known = {kind.name: kind for kind in (*KINDS, *LONG)}
    chosen = choose(arguments.kinds, list(known), "kind of test")
    kinds = [known[name] for name in known if name in chosen] or list(KINDS)
    complete = kinds == list(KINDS) and not arguments.keyword
    return run_kinds(kinds, arguments, extra, complete)


def choose(given, known, what):
    unknown = [name for name in given if name not in known]
    if unknown:
        raise SetupError(f"There is no {what} {unknown[0]}: choose {', '.join(known)}.")
    return given


def run_kinds(kinds, arguments, extra, complete):
    """Run these kinds and the check of the logs; the words in `extra` go to pytest."""
    steps = Steps()
    results = {}
    chosen = options.from_arguments(arguments)
    live = len(kinds) == 1
    with open_run(chosen, steps, arguments.keyword, extra, live=live) as run:
        lint.install_node_tools(run.environment, steps)
        if live:
            _announce(kinds[0], steps)
        done = run_side_by_side(kinds, functools.partial(_run_one, run), lanes())
        for kind, result in done:
            if not live:
                _announce(kind, steps)
                steps.say(run.said(kind.name))
            results[kind] = result
        told = [results[kind] for kind in kinds]
        if complete or any(run.logs.iterdir()):
            steps.say("\n== Errors and warnings in the logs of Odoo")
            told.append(server_log(run, complete))
            steps.say(f"The logs are in {run.logs}.")
        steps.say("")
    steps.say("\n".join(table(told)))
    return 0 if all(result.good for result in told) else 1


def _announce(kind, steps):
    steps.say(f"\n== {kind.sentence} ({kind.name})")


def _run_one(run, kind):
    """Run one kind; whatever happens, the next one gets its turn."""
    began = time.monotonic()
    try:
        result = kind.run(run)
    except SetupError as error:
        result = Result(kind.name, 0, 1, notes=(str(error),))
    except Exception as error:
        with run.output(kind.name) as out:
            traceback.print_exc(file=out or sys.stdout)
        note = f"{type(error).__name__}: {error}"
        result = Result(kind.name, 0, 1, notes=(note,))
    return kind, dataclasses.replace(result, seconds=time.monotonic() - began)
