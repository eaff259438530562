"""A real streaming replica of the PostgreSQL that the tests run on."""

import contextlib
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg2
from okr_setup.process import dies_with_parent

PATIENCE = 60
# The last words of Odoo's line for a request: "POST /web/… 200 - 12 0.010 0.012 ro".
_REQUEST = re.compile(r'"POST (?P<path>\S+) HTTP.*" 200 .* (?P<mode>ro|rw|ro->rw)$')


class Replica:
    """It lives in a folder of its own, and is reached by a socket in it."""

    def __init__(self, context):
        assert context.programs, "a replica needs the PostgreSQL of the set-up"
        self._made_ready = context
        self.folder = Path(tempfile.mkdtemp(prefix="okr-replica-"))
        self._account = {}
        if context.account:
            user, group = context.account
            shutil.chown(self.folder, user, group)
            self._account = {"user": user, "group": group, "extra_groups": []}
        self._server = None

    @property
    def options(self):
        """What Odoo has to be told to read here."""
        port = self._made_ready.connection["port"] or 5432
        return [f"--db_replica_host={self.folder}", f"--db_replica_port={port}"]

    def __enter__(self):
        source = self._made_ready.connection
        place = ["-h", source["host"], "-p", str(source["port"] or 5432)]
        data = str(self.folder / "data")
        # -R makes it a replica, and "-X stream" keeps it one from its first moment.
        self._run("pg_basebackup", *place, "-U", "postgres", "-D", data)
        settings = {
            "listen_addresses": "",
            "port": str(source["port"] or 5432),
            "unix_socket_directories": str(self.folder),
            "fsync": "off",
        }
        words = [f"--{name}={value}" for name, value in settings.items()]
        with open(self.folder / "log", "wb") as log:
            self._server = subprocess.Popen(
                [f"{self._made_ready.programs}/postgres", "-D", data, *words],
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
        quick = ["-R", "-X", "stream", "-c", "fast", "--no-sync"]
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
                assert self.value("postgres", "SELECT pg_is_in_recovery()")
                return
            except psycopg2.OperationalError:
                gone = self._server.poll() is not None
                log = (self.folder / "log").read_text(encoding="utf-8")
                assert not gone and time.monotonic() < end, log
                time.sleep(0.1)

    def value(self, database, query):
        """Return the one value of a query, as the replica knows it."""
        port = self._made_ready.connection["port"] or 5432
        with contextlib.closing(
            psycopg2.connect(
                dbname=database,
                host=str(self.folder),
                port=port,
                user=self._made_ready.connection["user"],
            )
        ) as connection:
            with connection.cursor() as cursor:
                cursor.execute(query)
                return cursor.fetchone()[0]

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
