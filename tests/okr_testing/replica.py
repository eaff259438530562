"""Copies of the PostgreSQL that the tests run on: a replica, and one to kill."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg2
from okr_setup.process import dies_with_parent

PATIENCE = 60
# The last words of Odoo's line for a request: "POST /web/… 200 - 12 0.010 0.012 ro".
_REQUEST = re.compile(r'"POST (?P<path>\S+) HTTP.*" 200 .* (?P<mode>ro|rw|ro->rw)$')


class Server:
    """It lives in a folder of its own, and is reached by a socket in it."""

    # What `pg_basebackup` is told besides.
    _backup = ()

    def __init__(self, context):
        assert context.programs, "a copy needs the PostgreSQL of the set-up"
        self._made_ready = context
        self.folder = Path(tempfile.mkdtemp(prefix="okr-postgres-"))
        self._account = {}
        if context.account:
            user, group = context.account
            shutil.chown(self.folder, user, group)
            self._account = {"user": user, "group": group, "extra_groups": []}
        self._server = None

    @property
    def port(self):
        return self._made_ready.connection["port"] or 5432

    def __enter__(self):
        place = ["-h", self._made_ready.connection["host"], "-p", str(self.port)]
        data = str(self.folder / "data")
        self._run("pg_basebackup", *place, "-U", "postgres", "-D", data)
        return self.start()

    def start(self):
        """Start it, for the first time or after it was killed."""
        settings = {
            "listen_addresses": "",
            "port": str(self.port),
            "unix_socket_directories": str(self.folder),
            "fsync": "off",
        }
        words = [f"--{name}={value}" for name, value in settings.items()]
        with open(self.folder / "log", "wb") as log:
            self._server = subprocess.Popen(
                [
                    f"{self._made_ready.programs}/postgres",
                    "-D",
                    str(self.folder / "data"),
                    *words,
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd="/",
                start_new_session=True,
                preexec_fn=dies_with_parent(),
                **self._account,
            )
        self._wait()
        return self

    def __exit__(self, *_error):
        if self._server:
            self._server.kill()
            self._server.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program, *words):
        quick = [*self._backup, "-X", "stream", "-c", "fast", "--no-sync"]
        subprocess.run(
            [f"{self._made_ready.programs}/{program}", *words, *quick],
            check=True,
            capture_output=True,
            cwd="/",
            **self._account,
        )

    def _wait(self):
        end = time.monotonic() + PATIENCE
        while True:
            try:
                self.value("postgres", "SELECT 1")
                return
            except psycopg2.OperationalError:
                gone = self._server.poll() is not None
                log = (self.folder / "log").read_text(encoding="utf-8")
                assert not gone and time.monotonic() < end, log
                time.sleep(0.1)

    @contextlib.contextmanager
    def cursor(self, database):
        with contextlib.closing(
            psycopg2.connect(
                dbname=database,
                host=str(self.folder),
                port=self.port,
                user=self._made_ready.connection["user"],
            )
        ) as connection:
            with connection.cursor() as cursor:
                yield cursor

    def value(self, database, query):
        """Return the one value of a query, as this server knows it."""
        with self.cursor(database) as cursor:
            cursor.execute(query)
            return cursor.fetchone()[0]


class Mortal(Server):
    """A copy that goes on by itself, and may be killed."""

    @property
    def options(self):
        """What Odoo has to be told to work on it."""
        return [f"--db_host={self.folder}", f"--db_port={self.port}"]

    def kill(self):
        """End it with all that it does, as a power cut does."""
        # Its processes watch the first one, and are of its group.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._server.pid, signal.SIGKILL)
        self._server.wait()
        time.sleep(1)
        (self.folder / "data/postmaster.pid").unlink(missing_ok=True)


class Replica(Server):
    """A real streaming replica."""

    # It makes it a replica, and "-X stream" keeps it one from its first moment.
    _backup = ("-R",)

    @property
    def options(self):
        """What Odoo has to be told to read here."""
        return [
            f"--db_replica_host={self.folder}",
            f"--db_replica_port={self.port}",
        ]

    def __enter__(self):
        super().__enter__()
        assert self.value("postgres", "SELECT pg_is_in_recovery()")
        return self

    def catch_up(self):
        """Wait until it has all that is committed now."""
        with self._made_ready.cursor() as cursor:
            cursor.execute("SELECT pg_current_wal_lsn()")
            [there] = cursor.fetchone()
        end = time.monotonic() + PATIENCE
        query = f"SELECT pg_last_wal_replay_lsn() >= '{there}'::pg_lsn"
        while not self.value("postgres", query):
            assert time.monotonic() < end, "the replica does not follow"
            time.sleep(0.05)


def modes(server):
    """Return [(path, mode)] of the requests that a server has answered, in order."""
    found = []
    with open(server.log, encoding="utf-8") as log:
        for line in log:
            if match := _REQUEST.search(line.rstrip()):
                found.append((match["path"], match["mode"]))
    return found
