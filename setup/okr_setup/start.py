"""The command ``start``: Odoo with the app and its demo company."""

import re

from . import demo, options
from .cache import Busy, Cache
from .environment import prepare
from .errors import SetupError, Stopped
from .server import RunFile, Server, check_port
from .steps import Steps

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,62}")


def add_arguments(parser):
    parser.add_argument(
        "--port",
        type=int,
        default=8069,
        help="where Odoo answers on 127.0.0.1 (default: 8069)",
    )
    parser.add_argument(
        "--fresh", action="store_true", help="drop the demo database and make a new one"
    )
    parser.add_argument(
        "--database",
        metavar="NAME",
        default="okr_demo",
        help="the name of the demo database (default: okr_demo)",
    )
    parser.add_argument(
        "--with-bridge",
        action="store_true",
        help="add okr_hr_bridge: license keys and seats, with a key for the demo",
    )
    options.add_arguments(parser)


def run(arguments, odoo_arguments):
    if not _NAME.fullmatch(arguments.database):
        raise SetupError(
            f"{arguments.database} cannot be the name of a database: use letters,"
            " digits and _ only."
        )
    chosen = options.from_arguments(arguments)
    cache = Cache(chosen.cache).prepare()
    run_file = RunFile(cache)
    try:
        with cache.lock("start"):
            run_file.end_leftover()
            check_port(arguments.port)
            return _run(arguments, odoo_arguments, chosen, run_file)
    except Busy:
        address = run_file.read().get("address")
        if address:
            raise SetupError(
                f"OKR runs already, at {address}: stop it with Ctrl-C in its terminal."
            ) from None
        raise SetupError(
            "Another start is at work on the same cache: wait for it, or stop it."
        ) from None


def _run(arguments, odoo_arguments, chosen, run_file):
    steps = Steps()
    environment = prepare(chosen, steps)
    with environment.postgres:
        database = demo.Demo(
            environment, steps, arguments.database, arguments.with_bridge
        )
        database.ensure(fresh=arguments.fresh)
        config = environment.write_config(
            environment.cache.root / "run" / "odoo.conf",
            http_port=arguments.port,
            db_name=arguments.database,
            dbfilter=f"^{arguments.database}$",
            log_level="warn",
        )
        try:
            with Server(
                environment, steps, config, arguments.port, odoo_arguments
            ) as server:
                run_file.write(
                    address=server.address, pid=server.pid, config=str(config)
                )
                with steps.step("Odoo: start"):
                    server.wait_until_ready()
                steps.total()
                steps.say(_welcome(server.address))
                server.wait()
        except Stopped:
            steps.say("\nStopping …")
        finally:
            run_file.remove()
    steps.say("Stopped.")
    return 0


def _welcome(address):
    return f"""
  Address    {address}
  Login      {demo.LOGIN}
  Password   {demo.PASSWORD}

Press Ctrl-C to stop."""
