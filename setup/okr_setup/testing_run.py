"""One run of the tests: its own server, databases, ports and logs, gone at the end."""

import contextlib
import dataclasses
import json
import shutil
import subprocess
import threading
from pathlib import Path

from . import environment as environments
from .cache import Busy, Cache
from .environment import REPOSITORY
from .errors import SetupError
from .process import dies_with_parent
from .testing_result import from_junit

_MOST_AT_ONCE = 20
# What each database to copy from has installed, and the one that it is made from.
TEMPLATES = {
    "hr": ("hr", None),
    "okr": ("okr", "hr"),
    "bridge": ("okr_hr_bridge", "okr"),
}


@dataclasses.dataclass
class Run:
    """What the kinds of test share."""

    environment: environments.Environment
    folder: Path
    prefix: str
    keyword: str | None = None
    more: tuple[str, ...] = ()
    live: bool = True

    def __post_init__(self):
        self.logs = self.folder / "logs"
        self.logs.mkdir(parents=True)
        (self.folder / "tmp").mkdir()
        self.config = self.environment.write_config(self.folder / "odoo.conf")
        self._made = {}
        self._making = threading.RLock()
        self._under_way = set()

    @property
    def databases(self):
        return self.environment.databases

    def database(self, name):
        """Return the full name of a database of this run."""
        return f"{self.prefix}{name}"

    def template(self, name):
        """Return a database to copy from: see above."""
        with self._making:
            if name not in self._made:
                self._made[name] = False
                full = self.database(name)
                module, below = TEMPLATES[name]
                self.databases.create(full, self.template(below) if below else None)
                self.install(full, module)
                self._make_bundles(full)
                self._made[name] = True
            if not self._made[name]:
                raise SetupError(f"the database {name} could not be made")
            return self.database(name)

    def copy(self, template, name):
        """Return a copy of a template, for one kind of test to spoil."""
        full = self.database(name)
        self.databases.create(full, self.template(template))
        return full

    def install(self, database, module, *options):
        """Install a module by Odoo's own command, and see that it is installed."""
        name = database.removeprefix(self.prefix)
        arguments = ["-d", database, "-i", module, "--stop-after-init", "--no-http"]
        self.odoo(f"install-{module}-in-{name}", *arguments, *options)
        query = "SELECT state FROM ir_module_module WHERE name = %s"
        rows = self.databases.execute(query, module, database=database)
        if rows != [["installed"]]:
            raise SetupError(f"{module} is not installed in the database {name}")

    def _make_bundles(self, database):
        """Build scripts and styles once, instead of in every test that opens a page.

        And let no guide for newcomers point at what a test looks at.
        """
        code = (
            "env['ir.qweb']._pregenerate_assets_bundles();"
            " env['res.users'].search([]).tour_enabled = False;"
            " env.cr.commit()"
        )
        name = f"bundles-{database.removeprefix(self.prefix)}"
        self.odoo(name, "shell", "-d", database, "--no-http", given=code)

    def odoo(self, name, *arguments, given=None):
        """Run Odoo to its end; what it says becomes a log of this run."""
        command = ["-c", str(self.config)]
        if given:
            # A sub-command comes before the options.
            command = [arguments[0], *command]
            arguments = arguments[1:]
        with open(self.logs / f"{name}.log", "ab") as log:
            code = self._call(
                [*self.environment.odoo_command, *command, *arguments],
                given=given or "",
                cwd=self.folder,
                env=self.environment.variables,
                stdout=log,
            )
        if code:
            raise SetupError(f"Odoo failed: see {log.name}")

    @contextlib.contextmanager
    def output(self, kind):
        """Open what a kind says into: a file, or None where it may speak at once."""
        if self.live:
            yield None
            return
        with open(self.folder / f"{kind}.txt", "a", encoding="utf-8") as out:
            yield out

    def said(self, kind):
        """Return what a kind said that did not speak at once."""
        path = self.folder / f"{kind}.txt"
        text = (
            path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
        )
        return text.rstrip()

    def pytest(self, kind, *arguments, database=None, variables=None):
        """Run pytest on the repository and return its result."""
        report = self.folder / f"{kind}.xml"
        command = [str(self.environment.python), "-m", "pytest", "-q"]
        command += ["-c", str(REPOSITORY / "pyproject.toml")]
        command += [f"--rootdir={REPOSITORY}", f"--junit-xml={report}"]
        command += ["-p", "no:cacheprovider"]
        command += [f"--basetemp={self.folder / 'tmp' / kind}"]
        if database:
            log = self.logs / f"{kind}.log"
            command += [f"--odoo-config={self.config}", f"--odoo-database={database}"]
            command += ["--odoo-log-level=warn", f"--odoo-extra=logfile={log}"]
            command += ["--odoo-http"]
        else:
            command += ["-p", "no:odoo"]
        if self.keyword:
            command += ["-k", self.keyword]
        with self.output(kind) as out:
            code = self._call(
                [*command, *arguments, *self.more],
                cwd=REPOSITORY,
                env={
                    **self.environment.variables,
                    "PYTHONDONTWRITEBYTECODE": "1",
                    **(variables or {}),
                },
                stdout=out,
            )
        return from_junit(kind, report, code)

    def _call(self, command, given=None, **options):
        """Run a program to its end, or until the run is stopped; return its code."""
        with subprocess.Popen(
            command,
            stdin=subprocess.PIPE if given is not None else None,
            stderr=subprocess.STDOUT if options["stdout"] else None,
            text=True,
            preexec_fn=dies_with_parent(),
            **options,
        ) as process:
            self._under_way.add(process)
            try:
                process.communicate(given)
            finally:
                self._under_way.discard(process)
        return process.returncode

    def stop(self):
        """End what is still under way, where somebody stops the whole run."""
        for process in list(self._under_way):
            process.terminate()

    def context(self, templates=tuple(TEMPLATES)):
        """Write down what tests need that start servers themselves."""
        path = self.folder / "context.json"
        context = {
            "python": str(self.environment.python),
            "odoo": self.environment.odoo_command,
            "config": str(self.config),
            "connection": dataclasses.asdict(self.environment.postgres.connection),
            "data_dir": str(self.environment.data_dir),
            "templates": {name: self.template(name) for name in templates},
            "prefix": self.prefix,
            "logs": str(self.logs),
            "folder": str(self.folder),
            "browser": self.environment.browser,
            **self.environment.postgres.for_replica(),
        }
        path.write_text(json.dumps(context, indent=1), encoding="utf-8")
        return {"OKR_TEST_CONTEXT": str(path)}


@contextlib.contextmanager
def open_run(options, steps, keyword=None, more=(), node=True, live=True):
    """Prepare and start everything for a run, and take it all away afterwards."""
    cache = Cache(options.cache).prepare()
    with _slot(cache) as slot:
        environment = environments.prepare(
            options,
            steps,
            browser=True,
            node=node,
            test_tools=True,
            cluster=slot,
            durable=False,
        )
        folder = cache.root / "run" / slot
        shutil.rmtree(folder, ignore_errors=True)
        prefix = f"okr_{slot.replace('-', '_')}_{cache.identity}_"
        with environment.postgres:
            environment.databases.drop_all(prefix)
            made_ready = Run(environment, folder, prefix, keyword, tuple(more), live)
            try:
                yield made_ready
            finally:
                made_ready.stop()
                environment.databases.drop_all(prefix)
        if environment.postgres.own:
            environment.postgres.destroy()
        shutil.rmtree(folder / "tmp", ignore_errors=True)


@contextlib.contextmanager
def _slot(cache):
    """Take the first free place; a killed run leaves its place, and we tidy it."""
    for number in range(1, _MOST_AT_ONCE + 1):
        slot = f"test-{number}"
        with contextlib.ExitStack() as stack:
            try:
                stack.enter_context(cache.lock(slot))
            except Busy:
                continue
            yield slot
            return
    raise SetupError(f"{_MOST_AT_ONCE} runs of the tests are under way already.")
