"""The command `setup/okr lint`."""

from . import lint, options
from .environment import prepare
from .steps import Steps
from .testing import choose


def add_arguments(parser):
    """Add what the command can be told."""
    parser.add_argument(
        "linters",
        nargs="*",
        metavar="LINTER",
        help=f"only these: {', '.join(lint.NAMES)}",
    )
    parser.add_argument("--fix", action="store_true", help="mend what can be mended")
    options.add_arguments(parser)


def run(arguments, _extra):
    """Run the linters and return the exit code."""
    names = choose(arguments.linters, lint.NAMES, "linter")
    steps = Steps()
    chosen = options.from_arguments(arguments)
    environment = prepare(chosen, steps, node=True, test_tools=True)
    lint.install_node_tools(environment, steps)
    return 0 if lint.run_linters(environment, names, arguments.fix).good else 1
