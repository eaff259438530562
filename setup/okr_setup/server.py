"""Odoo in the foreground, on loopback."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request

from . import process
from .cache import write_atomically
from .errors import SetupError

HOST = "127.0.0.1"
_PATIENCE_TO_START = 300
_PATIENCE_TO_STOP = 30


def check_port(port):
    """Refuse a port that cannot be used."""
    if not 1 <= port <= 65535:
        raise SetupError(
            f"{port} is not a port: choose one between 1024 and 65535 with --port."
        )
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise SetupError(
                f"Port {port} is for root only: choose another with --port, such as"
                " --port 8070."
            ) from None
        except OSError:
            raise SetupError(
                f"Port {port} is in use: choose another with --port, such as --port"
                f" {port + 1}."
            ) from None


class RunFile:
    """Tells other starts where this one answers, and what a killed one left running."""

    def __init__(self, cache):
        self._path = cache.root / "run" / "start.json"

    def read(self):
        try:
            return json.loads(self._path.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return {}

    def write(self, **values):
        write_atomically(self._path, json.dumps(values))

    def remove(self):
        self._path.unlink(missing_ok=True)

    def end_leftover(self):
        """End the Odoo of a start that was killed."""
        left = self.read()
        pid, config = left.get("pid"), left.get("config")
        for signum in (signal.SIGTERM, signal.SIGKILL):
            end = time.monotonic() + 10
            if pid and _runs(pid, config):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signum)
                while _runs(pid, config) and time.monotonic() < end:
                    time.sleep(0.1)
        self.remove()


class Server:
    """One Odoo process."""

    def __init__(self, environment, steps, config, port, arguments):
        self._steps = steps
        self._reader = None
        self._environment = environment
        self._config = config
        self._arguments = arguments
        self.address = f"http://{HOST}:{port}"
        self._process = None

    def __enter__(self):
        self._process = subprocess.Popen(
            [
                *self._environment.odoo_command,
                "-c",
                str(self._config),
                *self._arguments,
            ],
            env=self._environment.variables,
            cwd=self._environment.cache.root,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            preexec_fn=process.dies_with_parent(),
        )
        # Line by line, so that the lines of the steps and those of Odoo do not run into
        # each other.
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        return self

    def __exit__(self, *_error):
        process.stop(self._process, signal.SIGTERM, _PATIENCE_TO_STOP)
        self._reader.join(1)

    def _read(self):
        for line in self._process.stdout:
            # Also when nobody can read it, Odoo must not wait for us.
            with contextlib.suppress(OSError):
                self._steps.say(line.rstrip())

    @property
    def pid(self):
        return self._process.pid

    def wait_until_ready(self):
        end = time.monotonic() + _PATIENCE_TO_START
        while not self._answers():
            self._check()
            if time.monotonic() > end:
                raise SetupError(
                    f"Odoo does not answer at {self.address} after"
                    f" {_PATIENCE_TO_START} seconds."
                )
            time.sleep(0.2)

    def wait(self):
        """Stay here until Odoo or PostgreSQL ends by itself, which is an error."""
        while True:
            self._check()
            time.sleep(0.5)

    def _check(self):
        if self._process.poll() is not None:
            raise SetupError("Odoo stopped by itself; the lines above tell why.")
        if not self._environment.postgres.is_alive():
            raise self._environment.postgres.explain_end()

    def _answers(self):
        try:
            # A proxy of the environment must not be asked for this machine's own
            # address.
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            with opener.open(f"{self.address}/web/login", timeout=60) as answer:
                return answer.status == 200
        except urllib.error.HTTPError as error:
            raise SetupError(
                f"Odoo's login page answers with the error {error.code}."
            ) from error
        except OSError:
            return False


def _runs(pid, config):
    """Whether this process is an Odoo that uses our configuration file."""
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as stream:
            return os.fsencode(str(config)) in stream.read().split(b"\0")
    except OSError:
        return False
