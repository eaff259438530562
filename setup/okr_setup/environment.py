"""Everything that Odoo needs to run on this machine, made ready."""

import contextlib
import dataclasses
import os
import secrets
from pathlib import Path

from . import machine, odoo_source, postgres, postgres_existing, python_env
from .cache import Busy, Cache, write_atomically
from .databases import Databases

REPOSITORY = Path(__file__).resolve().parent.parent.parent


@dataclasses.dataclass
class Environment:
    """What ``prepare`` returns; ``with environment.postgres:`` starts PostgreSQL."""

    cache: Cache
    python: Path
    odoo: odoo_source.OdooSource
    postgres: postgres.Embedded | postgres_existing.Existing
    browser: str | None
    more_addons: tuple[str, ...] = ()

    @property
    def odoo_command(self):
        """The words that start Odoo's command line."""
        return self.odoo.command(self.python)

    @property
    def odoo_addons(self):
        """The addons path: Odoo's, that of the user's configuration file, and ours."""
        paths = [str(path) for path in self.odoo.addons]
        for path in (*self.more_addons, str(REPOSITORY)):
            if path not in paths:
                paths.append(path)
        return paths

    @property
    def data_dir(self):
        return self.cache.root / "data"

    @property
    def variables(self):
        """The environment variables of every program that imports Odoo."""
        variables = python_env.clean_environment()
        if self.postgres.own:
            variables = {
                name: value
                for name, value in variables.items()
                if not name.startswith("PG")
            }
        return {
            **variables,
            "PYTHONPATH": str(self.odoo.python_path),
            "PYTHONUNBUFFERED": "1",
        }

    @property
    def databases(self):
        """The databases of the running server."""
        return Databases(
            self.python, self.postgres.connection, self.data_dir, self.variables
        )

    def write_config(self, path, **overrides):
        """Write Odoo's configuration, safe by default; None leaves an option out."""
        options = {
            "addons_path": ",".join(self.odoo_addons),
            "data_dir": self.data_dir,
            "http_interface": "127.0.0.1",
            "list_db": False,
            "admin_passwd": secrets.token_urlsafe(24),
            **self.postgres.connection.as_options(),
            **overrides,
        }
        lines = [
            f"{name} = {value}" for name, value in options.items() if value is not None
        ]
        write_atomically(Path(path), "\n".join(["[options]", *lines, ""]), mode=0o600)
        return Path(path)


def prepare(
    options,
    steps,
    *,
    browser=False,
    node=False,
    test_tools=False,
    cluster="demo",
    durable=True,
):
    """Make everything ready that is not yet, and return it; nothing is started.

    ``cluster`` names the data folder of the embedded PostgreSQL, and ``durable=False``
    makes it fast instead of safe.
    """
    packages = machine.missing_packages(
        venv=not options.python, browser=browser, node=node
    )
    if packages and os.geteuid() != 0:
        machine.ensure_packages(packages, None, steps)
    cache = Cache(options.cache).prepare()
    with _alone(cache, steps):
        cache.check_room(_needed(options, cache, test_tools))
        machine.ensure_packages(packages, cache, steps)
        odoo = _odoo(options, cache, steps)
        python = _python(options, cache, steps, odoo, test_tools)
        if options.postgres:
            server = postgres_existing.Existing(options.postgres)
        else:
            server = postgres.Embedded(cache, steps, cluster, durable=durable)
        server.prepare(python)
    found = machine.find_browser() if browser else None
    return Environment(cache, python, odoo, server, found, options.addons)


@contextlib.contextmanager
def _alone(cache, steps):
    """Wait until no other run prepares the same cache."""
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(cache.lock("prepare"))
        except Busy:
            with steps.step("Waiting for another run that prepares the same cache"):
                stack.enter_context(cache.lock("prepare", wait=True))
        yield


def _needed(options, cache, test_tools):
    """Return how many megabytes are going to be filled, roughly."""
    needed = 150
    if not options.odoo and not options.python and not (cache.root / "odoo").exists():
        needed += 1500
    if not options.python and not (cache.root / _venv(test_tools)).exists():
        needed += 600
    return needed


def _odoo(options, cache, steps):
    if options.odoo:
        return odoo_source.from_path(options.odoo)
    if options.python:
        return odoo_source.from_interpreter(options.python)
    return odoo_source.from_debian(cache, steps)


def _python(options, cache, steps, odoo, test_tools):
    if options.python:
        return python_env.check(options.python, odoo.python_path, test_tools)
    files, title = [python_env.REQUIREMENTS], "Python packages of Odoo"
    if test_tools:
        files.append(python_env.TEST_REQUIREMENTS)
        title = f"{title} and of the tests"
    return python_env.prepare(cache, steps, _venv(test_tools), files, title)


def _venv(test_tools):
    return "python-test" if test_tools else "python"
