"""A real Odoo server, in a process of its own."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

from okr_setup.process import dies_with_parent

from okr_testing.client import Client

PATIENCE = 180
# Odoo gives its workers this long to finish what they do.
GRACE = 30


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """Odoo serving one database; its log is judged at the end of the run."""

    def __init__(self, context, database, workers=0, options=()):
        self._made_ready = context
        self.database = database
        self.workers = workers
        self.options = list(options)
        self.port = free_port()
        self._websockets = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = f"{context.logs}/server-{database.removeprefix(context.prefix)}.log"
        self._process = None

    def start(self):
        # Odoo's own script is called, because prefork workers need it to start anew.
        command = [*self._made_ready.odoo, "-c", self._made_ready.config]
        command += ["-d", self.database, f"--db-filter=^{self.database}$"]
        command += [f"--http-port={self.port}", f"--workers={self.workers}"]
        command += [f"--gevent-port={self._websockets}", "--max-cron-threads=0"]
        with open(self.log, "ab") as log:
            self._process = subprocess.Popen(
                [*command, *self.options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=dies_with_parent(),
            )
        try:
            self._wait()
        except BaseException:
            self.kill()
            raise
        return self

    def _wait(self):
        end = time.monotonic() + PATIENCE
        while not self._answers():
            assert self._process.poll() is None, f"Odoo ended: see {self.log}"
            assert time.monotonic() < end, f"Odoo does not answer: see {self.log}"
            time.sleep(0.2)

    def _answers(self):
        url = f"{self.address}/web/health"
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE):
                pass
            # Prefork workers have a process for websockets beside them. It asks for the
            # database while it starts, and ends with a raw traceback if that is gone.
            if self.workers:
                socket.create_connection(("127.0.0.1", self._websockets), 1).close()
        except urllib.error.HTTPError:
            raise
        except OSError:
            return False
        return True

    def stop(self):
        """End the server as an administrator does."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(GRACE)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self):
        """End the server and its workers as a power cut does."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def client(self, login="admin", password=None):
        """Return somebody logged in; in tests a password is the login."""
        return Client(self, login, password or login)
