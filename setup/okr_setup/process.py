"""Runs other programs, and turns their failure into a sentence."""

import ctypes
import os
import signal
import subprocess

from .errors import (
    SetupError,
    disk_full,
    mentions_disk_full,
    mentions_no_network,
    no_network,
)

_PR_SET_PDEATHSIG = 1


def run(
    command,
    *,
    what,
    log,
    env=None,
    cwd=None,
    fetches=False,
    given=None,
    check=True,
    **popen,
):
    """Run a program to its end and return its output, which is added to ``log`` too.

    ``what`` completes the sentence "… failed"; with ``fetches``, it names what comes
    over the network.
    """
    popen.setdefault("preexec_fn", dies_with_parent())
    try:
        done = subprocess.run(
            [str(part) for part in command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=None if given is not None else subprocess.DEVNULL,
            input=given,
            # What it says is searched for reasons, which are known in English.
            env={**(env or os.environ), "LC_ALL": "C.UTF-8"},
            cwd=cwd,
            text=True,
            errors="replace",
            check=False,
            **popen,
        )
    except FileNotFoundError as error:
        raise SetupError(
            f"{what} failed: the program {error.filename} was not found."
        ) from error
    _append(log, command, done.stdout)
    if check and done.returncode:
        raise failure(what, done.stdout, log, fetches=fetches)
    return done.stdout


def failure(what, output, log, fetches=False):
    """Return the sentence for a program that failed with this output."""
    if mentions_disk_full(output):
        return disk_full(log.parent.parent)
    if fetches and mentions_no_network(output):
        return no_network(what)
    last = last_line(output)
    doing = f"Fetching {what}" if fetches else what
    return SetupError(f"{doing} failed: {last} (more in {log})")


def last_line(output):
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return lines[-1][:300] if lines else "it said nothing"


def tail(path, size=20000):
    """Return the end of a log file."""
    try:
        with open(path, "rb") as stream:
            stream.seek(max(0, os.fstat(stream.fileno()).st_size - size))
            return stream.read().decode(errors="replace")
    except FileNotFoundError:
        return ""


def dies_with_parent(signum=signal.SIGTERM):
    """Return what a child calls first, so that it ends when the set-up is killed."""
    libc = ctypes.CDLL(None)
    parent = os.getpid()

    def call():
        libc.prctl(_PR_SET_PDEATHSIG, signum)
        if os.getppid() != parent:
            os._exit(1)

    return call


def stop(process, signum, patience):
    """Ask a child process to end; after ``patience`` seconds insist."""
    if process.poll() is None:
        process.send_signal(signum)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _append(log, command, output):
    with open(log, "a", encoding="utf-8") as stream:
        stream.write(f"$ {' '.join(str(part) for part in command)}\n{output}\n")
