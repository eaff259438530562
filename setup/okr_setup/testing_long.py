"""The command `setup/okr test-long`."""

from .testing import add_common_arguments, run_kinds
from .testing_kinds import LONG


def add_arguments(parser):
    """Add what the command can be told."""
    add_common_arguments(parser)


def run(arguments, extra):
    """Run what takes long and return the exit code; by name, only tests/long."""
    kinds = LONG[:1] if arguments.keyword else LONG
    return run_kinds(kinds, arguments, extra, complete=False)
