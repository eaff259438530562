"""The demo database: made once, upgraded when the code of the app changed."""

import hashlib

from . import process
from .cache import write_atomically
from .environment import REPOSITORY
from .errors import SetupError

MODULES = ("okr",)
BRIDGE = "okr_hr_bridge"
LOGIN = PASSWORD = "admin"
# The state of the database is told by a comment on itself, so it can neither be lost
# nor be about another one.
_MARK = "OKR demo"
_UNFINISHED = f"{_MARK}, unfinished"


def fingerprint(folders):
    """Return a hash over the names and contents of all files of these modules."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                content = path.read_bytes()
                digest.update(
                    f"{path.relative_to(folder.parent)} {len(content)}\n".encode()
                )
                digest.update(content)
    return digest.hexdigest()[:20]


class Demo:
    """One database with the app and its demo company.

    Asked for once, the bridge to HR stays until the database is made anew.
    """

    def __init__(self, environment, steps, name, with_bridge=False):
        self._asked = (BRIDGE,) if with_bridge else ()
        self._environment = environment
        self._steps = steps
        self._name = name
        self._databases = environment.databases
        self._config = environment.cache.root / "run" / "install.conf"

    def ensure(self, fresh=False):
        """Make the database, finish it, or bring it up to the code of today."""
        odoo = f"Odoo {self._environment.odoo.version}"
        comment = self._databases.comment(self._name)
        if fresh or not self._is_usable(comment):
            modules = (*MODULES, *self._asked)
            self._make(modules)
        else:
            installed = self._installed()
            modules = (*MODULES, *({BRIDGE} & {*self._asked, *installed}))
            if added := [name for name in modules if name not in installed]:
                self._add(added)
            elif comment != self._ready(modules, odoo):
                self._upgrade(modules if comment.endswith(odoo) else ("base",))
        missing = set(modules) - self._installed()
        if missing:
            raise SetupError(f"{', '.join(sorted(missing))} is not installed.")
        self._databases.set_comment(self._name, self._ready(modules, odoo))

    def _ready(self, modules, odoo):
        """Return what stands on a database that is finished."""
        code = fingerprint(REPOSITORY / module for module in modules)
        return f"{_MARK}, code {code}, {odoo}"

    def _is_usable(self, comment):
        """Whether it is there, finished and ours; what is not ours stops the run."""
        if not self._databases.exists(self._name):
            return False
        # A run that was killed right after creating it left it without a comment.
        ours = comment.startswith(_MARK) if comment else not self._tables()
        if not ours:
            place = f"{self._name} on {self._databases.server}"
            raise SetupError(
                f"The database {place} was not made by this set-up and is left alone:"
                " choose another name with --database."
            )
        finished = comment not in (None, _UNFINISHED)
        whole = finished and self._databases.has_files(self._name)
        return whole and set(MODULES) <= self._installed()

    def _tables(self):
        query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        return self._databases.execute(query, database=self._name)

    def _installed(self):
        query = "SELECT name FROM ir_module_module WHERE state = 'installed'"
        rows = self._databases.execute(query, database=self._name)
        return {name for (name,) in rows}

    def _make(self, modules):
        modules = ",".join(modules)
        with self._steps.step(f"Demo database: install {modules} with its demo data"):
            self._databases.drop(self._name)
            self._databases.create(self._name)
            self._databases.set_comment(self._name, _UNFINISHED)
            self._odoo("-i", modules, "--with-demo", what=f"Installing {modules}")

    def _add(self, modules):
        modules = ",".join(modules)
        with self._steps.step(f"Demo database: add {modules} with its demo data"):
            old = ",".join(MODULES)
            arguments = ["-u", old, "-i", modules, "--with-demo"]
            self._odoo(*arguments, what=f"Adding {modules}")

    def _upgrade(self, modules):
        modules = ",".join(modules)
        what = f"Upgrading {modules} (start --fresh makes a new demo database)"
        with self._steps.step(f"Demo database: upgrade {modules}"):
            self._odoo("-u", modules, what=what)

    def _odoo(self, *arguments, what):
        environment = self._environment
        environment.write_config(self._config, log_level="warn", db_name=self._name)
        log = environment.cache.log("install")
        write_atomically(log, "")
        program = [*environment.odoo_command, "-c", self._config]
        process.run(
            [*program, "--stop-after-init", "--no-http", *arguments],
            what=what,
            log=log,
            env=environment.variables,
            cwd=environment.cache.root,
        )
        missing = set(MODULES) - self._installed()
        if missing:
            raise SetupError(
                f"{what} failed: {', '.join(missing)} is not installed (more in {log})"
            )
