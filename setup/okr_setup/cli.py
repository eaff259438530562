"""The command line."""

import argparse
import importlib
import os
import signal
import sys

from . import options
from .errors import SetupError, Stopped, from_os_error

_COMMANDS = {
    "start": ("start", "run", "start Odoo with OKR and its demo company"),
    "test": ("testing", "run", "run the tests and linters"),
    "test-long": ("testing_long", "run", "run the tests that take long"),
    "bench": ("bench", "run", "measure how fast it is, beside the best that we know"),
    "mails": ("mails", "run", "take pictures of every e-mail, in two languages"),
    "pictures": ("pictures", "run", "take a picture of every screen"),
    "terms": ("terms", "run", "bring the files of the languages up to date"),
    "lint": ("lint_command", "run", "run the linters; --fix mends what it can"),
}


def main(argv=None):
    words = list(sys.argv[1:] if argv is None else argv)
    words, extra = _split(words)
    parser = argparse.ArgumentParser(
        prog="setup/okr", description="OKR for Odoo: start it, or test it."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (module, _function, text) in _COMMANDS.items():
        command = commands.add_parser(
            name, help=text, description=text, epilog="Words after -- are handed on."
        )
        # A command reads only its own module.
        if name in words:
            importlib.import_module(f".{module}", __package__).add_arguments(command)
    arguments = parser.parse_args(words)
    module, function, _text = _COMMANDS[arguments.command]
    # The user that runs PostgreSQL for root reads what root unpacks.
    os.umask(0o022)
    _stop_on_signals()
    try:
        return getattr(importlib.import_module(f".{module}", __package__), function)(
            arguments, extra
        )
    except SetupError as error:
        return _end(error)
    except OSError as error:
        return _end(from_os_error(error, options.cache_of(arguments)))
    except (Stopped, KeyboardInterrupt):
        print("\nStopped; what is already there is kept.", file=sys.stderr)
        return 130


def _split(words):
    """Part our own words from those after ``--``."""
    if "--" in words:
        place = words.index("--")
        return words[:place], words[place + 1 :]
    return words, []


def _end(error):
    sys.stdout.flush()
    print(f"\n{error}", file=sys.stderr)
    return 1


def _stop_on_signals():
    """Let the first of these signals end the run in order; more change nothing."""
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def stop(_signum, _frame):
        for signum in signals:
            signal.signal(signum, signal.SIG_IGN)
        raise Stopped

    for signum in signals:
        signal.signal(signum, stop)
