"""The command `setup/okr test-long`."""

from .testing import add_common_arguments, run_kinds
from .testing_kinds import LONG


def add_arguments(parser):
    """Add what the command can be told."""
    add_common_arguments(parser)


def run(arguments, extra):
    """Run tests/long and return the exit code."""
    return run_kinds([LONG], arguments, extra, complete=False)
