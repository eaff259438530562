"""The PostgreSQL server that the set-up brings along."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from . import process
from .cache import remove
from .databases import Connection
from .errors import SetupError, disk_full, mentions_disk_full
from .postgres_files import Files

# A socket's path may have 107 characters; the rest is for its own name.
_LONGEST_SOCKET_FOLDER = 90
_PATIENCE = 60
# Odoo refuses to work as a superuser called "postgres"; its role is not one.
_ROLE = (
    "SELECT 'CREATE ROLE odoo LOGIN CREATEDB'"
    " WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'odoo') \\gexec"
)


class Embedded:
    """PostgreSQL out of a Python wheel, reached by a socket in a private folder."""

    own = True

    def __init__(self, cache, steps, cluster, durable=True):
        self._steps = steps
        self._durable = durable
        self._files = Files(cache, steps, cluster)
        self._server = None
        self._sockets = None
        self.connection = None

    @property
    def programs(self):
        """The folder of ``postgres``, ``psql``, ``pgbench`` and the others."""
        return self._files.programs

    def for_replica(self):
        """Return what it takes to run another server beside this one."""
        account = self._files.as_account()
        return {
            "programs": str(self.programs),
            "account": [account["user"], account["group"]] if account else None,
        }

    def prepare(self, python):
        """Make ready what ``with`` starts; ``python`` has a pip to fetch it with."""
        self._files.prepare(python)

    def __enter__(self):
        with self._steps.step("PostgreSQL: start"):
            self._heal()
            self._sockets = self._socket_folder()
            try:
                self._start()
            except BaseException:
                self.__exit__()
                raise
        self.connection = Connection(host=str(self._sockets), port=5432, user="odoo")
        return self

    def __exit__(self, *_error):
        if self._server:
            process.stop(self._server, signal.SIGINT, _PATIENCE)
            self._server = None
        if self._sockets != self._files.cluster:
            shutil.rmtree(self._sockets, ignore_errors=True)

    def is_alive(self):
        return self._server is not None and self._server.poll() is None

    def explain_end(self):
        """Return the sentence for a server that is gone although nobody stopped it."""
        output = process.tail(self._files.log)
        if mentions_disk_full(output):
            return disk_full(self._files.cluster)
        reason = process.last_line(output)
        return SetupError(
            f"PostgreSQL stopped by itself: {reason} (more in {self._files.log})"
        )

    def destroy(self):
        """Remove the cluster with all its databases."""
        remove(self._files.cluster)

    def _heal(self):
        """End what a killed run has left behind on this data folder."""
        lock = self._files.data / "postmaster.pid"
        with contextlib.suppress(FileNotFoundError, ValueError, IndexError):
            pid = int(lock.read_text(encoding="utf-8").splitlines()[0])
            for signum in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
                if self._serves(pid):
                    os.kill(pid, signum)
                    _wait_until(lambda: not self._serves(pid), 10)
        lock.unlink(missing_ok=True)

    def _serves(self, pid):
        """Whether this process is a PostgreSQL server: it lives in its data folder."""
        try:
            return os.path.samefile(f"/proc/{pid}/cwd", self._files.data)
        except OSError:
            return False

    def _start(self):
        safe = "on" if self._durable else "off"
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": self._sockets,
            "unix_socket_permissions": "0700",
            "fsync": safe,
            "full_page_writes": safe,
        }
        options = []
        for name, value in settings.items():
            options += ["-c", f"{name}={value}"]
        remove(self._files.log)
        with open(self._files.log, "ab") as log:
            self._files.own(self._files.log)
            self._server = subprocess.Popen(
                [self._files.programs / "postgres", "-D", self._files.data, *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd="/",
                start_new_session=True,
                preexec_fn=process.dies_with_parent(signal.SIGINT),
                **self._files.as_account(),
            )
        if not _wait_until(self._is_ready_or_gone, _PATIENCE) or not self.is_alive():
            log = self._files.log
            raise process.failure("Starting PostgreSQL", process.tail(log), log)
        self._psql(_ROLE)

    def _is_ready_or_gone(self):
        answer = self._psql("SELECT 1", check=False) if self.is_alive() else "1"
        return answer.strip() == "1"

    def _psql(self, statement, check=True):
        options = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", "postgres"]
        place = ["-h", self._sockets, "-p", "5432", "-U", "postgres"]
        return self._files.run(
            "psql", *options, *place, what="psql", check=check, given=statement
        )

    def _socket_folder(self):
        cluster = self._files.cluster
        if len(os.fsencode(cluster)) <= _LONGEST_SOCKET_FOLDER:
            return cluster
        folder = Path(tempfile.mkdtemp(prefix="okr-odoo-"))
        self._files.own(folder)
        return folder


def _wait_until(condition, patience):
    end = time.monotonic() + patience
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True
