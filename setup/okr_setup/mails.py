"""The command `setup/okr mails`: every e-mail and the check-in page as pictures."""

import json
import socket
from pathlib import Path

from . import options, process
from .cache import Cache, write_atomically
from .demo import Demo
from .environment import prepare
from .errors import SetupError
from .server import HOST, Server
from .steps import Steps

DATABASE = "okr_mails"
LANGUAGES = ("en_US", "de_DE")
_IN_ODOO = Path(__file__).with_name("mails_in_odoo.py")
_IN_BROWSER = Path(__file__).with_name("mails_in_browser.py")
_MARK = "mails: "


def add_arguments(parser):
    """Add what the command can be told."""
    parser.add_argument(
        "--to",
        metavar="FOLDER",
        help="where the pictures go (default: pictures/mails in the cache)",
    )
    options.add_arguments(parser)


def run(arguments, _extra):
    """Write the e-mails of the demo company, and take pictures of them."""
    chosen = options.from_arguments(arguments)
    cache = Cache(chosen.cache).prepare()
    folder = Path(arguments.to or cache.root / "pictures" / "mails").absolute()
    folder.mkdir(parents=True, exist_ok=True)
    steps = Steps()
    with cache.lock("mails", wait=True):
        environment = prepare(chosen, steps, browser=True, test_tools=True)
        if not environment.browser:
            raise SetupError("No browser was found: install chromium.")
        with environment.postgres:
            Demo(environment, steps, DATABASE).ensure()
            port = _free_port()
            config = environment.write_config(
                cache.root / "run" / "mails.conf",
                http_port=port,
                db_name=DATABASE,
                dbfilter=f"^{DATABASE}$",
                log_level="warn",
                max_cron_threads=0,
            )
            with steps.step("E-mails: write"):
                pages = _write(environment, config)
            with Server(environment, steps, config, port, []) as server:
                server.wait_until_ready()
                with steps.step("E-mails: take pictures"):
                    count = _take(environment, pages, server.address, folder)
    steps.say(f"\n{count} pictures in {folder}")
    return 0


def _write(environment, config):
    """Return what Odoo wrote: a list of dicts with a name and html or a path."""
    log = environment.cache.log("mails")
    write_atomically(log, "")
    output = process.run(
        [*environment.odoo_command, "shell", "-c", config, "-d", DATABASE, "--no-http"],
        what="Writing the e-mails",
        log=log,
        env={**environment.variables, "OKR_LANGUAGES": " ".join(LANGUAGES)},
        cwd=environment.cache.root,
        given=_IN_ODOO.read_text(encoding="utf-8"),
    )
    for line in output.splitlines():
        if line.startswith(_MARK):
            return json.loads(line.removeprefix(_MARK))
    raise SetupError(f"Odoo wrote no e-mails (more in {log})")


def _take(environment, pages, address, folder):
    given = {
        "address": address,
        "browser": environment.browser,
        "folder": str(folder),
        "pages": pages,
    }
    process.run(
        [environment.python, _IN_BROWSER],
        what="Taking pictures",
        log=environment.cache.log("mails"),
        env=environment.variables,
        given=json.dumps(given),
    )
    return len(list(folder.glob("*.png")))


def _free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]
