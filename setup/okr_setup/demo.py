"""The demo database: made once, upgraded when the code of the app changed."""

import hashlib

from . import process
from .cache import write_atomically
from .environment import REPOSITORY
from .errors import SetupError

MODULES = ("okr",)
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
    """One database with the app and its demo company."""

    def __init__(self, environment, steps, name):
        self._environment = environment
        self._steps = steps
        self._name = name
        self._databases = environment.databases
        self._config = environment.cache.root / "run" / "install.conf"

    def ensure(self, fresh=False):
        """Make the database, finish it, or bring it up to the code of today."""
        code = fingerprint(REPOSITORY / module for module in MODULES)
        ready = f"{_MARK}, code {code}, Odoo {self._environment.odoo.version}"
        comment = self._databases.comment(self._name)
        exists = self._databases.exists(self._name)
        if exists and not self._is_ours(comment):
            raise SetupError(
                f"The database {self._name} on {self._databases.server} was not made"
                " by this set-up and is left alone:"
                " choose another name with --database."
            )
        if comment == ready and not fresh and self._databases.has_files(self._name):
            return
        if (
            exists
            and comment not in (None, _UNFINISHED)
            and not fresh
            and self._databases.has_files(self._name)
        ):
            same_odoo = comment.endswith(f"Odoo {self._environment.odoo.version}")
            self._upgrade(MODULES if same_odoo else ("base",))
        else:
            self._make()
        self._databases.set_comment(self._name, ready)

    def _is_ours(self, comment):
        if comment:
            return comment.startswith(_MARK)
        # Killed between its creation and its first comment.
        tables = "SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1"
        return not self._databases.execute(tables, database=self._name)

    def _make(self):
        modules = ",".join(MODULES)
        with self._steps.step(f"Demo database: install {modules} with its demo data"):
            self._databases.drop(self._name)
            self._databases.create(self._name)
            self._databases.set_comment(self._name, _UNFINISHED)
            self._odoo("-i", modules, "--with-demo", what=f"Installing {modules}")
            self._check()

    def _upgrade(self, modules):
        modules = ",".join(modules)
        with self._steps.step(f"Demo database: upgrade {modules}"):
            self._odoo(
                "-u",
                modules,
                what=f"Upgrading {modules} (start --fresh makes a new demo database)",
            )
            self._check()

    def _odoo(self, *arguments, what):
        environment = self._environment
        environment.write_config(self._config, log_level="warn")
        log = environment.cache.log("install")
        write_atomically(log, "")
        common = [
            "-c",
            self._config,
            "-d",
            self._name,
            "--stop-after-init",
            "--no-http",
        ]
        command = [*environment.odoo_command, *common, *arguments]
        process.run(
            command,
            what=what,
            log=log,
            env=environment.variables,
            cwd=environment.cache.root,
        )

    def _check(self):
        query = "SELECT name FROM ir_module_module WHERE state = 'installed'"
        rows = self._databases.execute(query, database=self._name)
        if not {(module,) for module in MODULES} <= set(map(tuple, rows)):
            log = self._environment.cache.log("install")
            raise process.failure("Installing the app", process.tail(log), log)
