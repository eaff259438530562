"""Whatever goes wrong ends in one sentence, without a traceback."""

import errno
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from okr_setup import apt, machine, process
from okr_setup.errors import SetupError, from_os_error
from okr_setup.server import HOST, RunFile, check_port

ENTRY = Path(__file__).resolve().parents[2] / "setup" / "okr"


@pytest.fixture
def start(tmp_path):
    """Run `setup/okr start` and return its exit code and what it says."""

    def run(*arguments, **variables):
        done = subprocess.run(
            [sys.executable, ENTRY, "start", *arguments],
            env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), **variables},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stderr.strip()

    return run


@pytest.fixture
def taken_port():
    with socket.create_server((HOST, 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def free_port():
    with socket.create_server((HOST, 0)) as server:
        port = server.getsockname()[1]
    return str(port)


def assert_sentence(said, *words):
    assert len(said.splitlines()) == 1
    assert "Traceback" not in said
    for word in words:
        assert word in said


def test_a_port_in_use_names_the_option(start, taken_port):
    code, said = start("--port", str(taken_port))
    assert code == 1
    assert_sentence(said, f"Port {taken_port} is in use", "--port")


@pytest.mark.parametrize("port", [0, 65536, -1])
def test_a_number_that_is_no_port_is_refused(port):
    with pytest.raises(SetupError, match="not a port"):
        check_port(port)


def test_a_second_start_names_the_address_of_the_first(start, cache):
    RunFile(cache).write(address="http://127.0.0.1:8069", pid=0, config="")
    with cache.lock("start"):
        code, said = start("--cache", str(cache.root))
    assert code == 1
    assert_sentence(said, "runs already", "http://127.0.0.1:8069", "Ctrl-C")


def test_a_second_start_while_the_first_prepares_says_so(start, cache):
    with cache.lock("start"):
        code, said = start("--cache", str(cache.root))
    assert code == 1
    assert_sentence(said, "Another start")


def test_a_folder_without_odoo_is_a_sentence(start, tmp_path, free_port):
    code, said = start("--port", free_port, "--odoo", str(tmp_path))
    assert code == 1
    assert_sentence(said, f"There is no Odoo in {tmp_path}")


def test_a_machine_without_apt_is_told_what_to_use_instead(start, tmp_path, free_port):
    code, said = start("--port", free_port, PATH=str(tmp_path))
    assert code == 1
    assert_sentence(said, "this is not Debian", "--odoo PATH")


def test_no_room_at_all_is_a_sentence():
    error = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert_sentence(str(from_os_error(error, "/")), "The disk is full", "start again")


def test_any_other_refusal_of_the_system_names_the_file():
    error = PermissionError(errno.EACCES, os.strerror(errno.EACCES), "/etc/shadow")
    assert_sentence(str(from_os_error(error, "/")), "Permission denied", "/etc/shadow")


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("tar: x: write: No space left on device", "The disk is full"),
        ("E: Could not connect to 127.0.0.1:9", "No network"),
        ("Temporary failure resolving 'mirror.example'", "No network"),
        ("ProxyError('Cannot connect to proxy.')", "No network"),
        ("first line\nERROR: no such package\n", "ERROR: no such package"),
        ("", "it said nothing"),
    ],
)
def test_a_program_that_fails_is_explained(tmp_path, output, words):
    log = tmp_path / "log" / "pip.log"
    error = process.failure("The packages", output, log, fetches=True)
    assert_sentence(str(error), words)


def test_what_a_failing_program_said_is_in_the_log(tmp_path):
    log = tmp_path / "log"
    program = [sys.executable, "-c", "print('why'); raise SystemExit(3)"]
    with pytest.raises(SetupError, match="Trying it failed: why"):
        process.run(program, what="Trying it", log=log)
    assert "why" in log.read_text()


def test_a_missing_program_is_named(tmp_path):
    with pytest.raises(SetupError, match="no-such-program was not found"):
        process.run(["no-such-program"], what="Trying it", log=tmp_path / "log")


def test_missing_packages_are_named_with_the_line_that_installs_them(
    monkeypatch, cache, steps
):
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    packages = machine.missing_packages(browser=True, node=True)
    with pytest.raises(SetupError) as caught:
        machine.ensure_packages(packages, cache, steps)
    line = "sudo apt-get install chromium nodejs npm"
    assert_sentence(str(caught.value), line)


def test_a_python_without_virtual_environments_is_named(monkeypatch):
    monkeypatch.setattr(machine.importlib.util, "find_spec", lambda _name: None)
    assert machine.missing_packages(venv=True) == ["python3-venv"]


def test_nothing_is_missing_when_nothing_is_needed(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert machine.missing_packages() == []


def test_the_archive_keyring_is_part_of_debian(monkeypatch, cache):
    monkeypatch.setattr(apt, "_KEYRINGS", ())
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(SetupError, match="archive keyring not found"):
        apt.Archive(cache, ["sid"]).open(["odoo-19/sid"])


def test_an_older_python_is_told_the_version_it_needs():
    code = ENTRY.read_text(encoding="utf-8")
    old = "import sys; sys.version_info = (3, 9, 18)\n"
    name = f"__file__ = {json.dumps(str(ENTRY))}\n"
    done = subprocess.run(
        [sys.executable, "-c", old + name + code],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert_sentence(done.stderr.strip(), "Python 3.10 or newer", "Python 3.9")


def test_the_entry_has_no_syntax_that_an_older_python_cannot_read():
    code = ENTRY.read_text(encoding="utf-8")
    compile(code, str(ENTRY), "exec")
    for newer in ('f"', "f'", ":=", "match ", "print "):
        assert newer not in code


def test_what_a_killed_start_left_running_is_ended(cache):
    config = cache.root / "run" / "odoo.conf"
    program = [sys.executable, "-c", "import time; time.sleep(60)", str(config)]
    with subprocess.Popen(program) as left:
        run_file = RunFile(cache)
        run_file.write(address="http://127.0.0.1:1", pid=left.pid, config=str(config))
        # Collected at once, as an orphan is.
        threading.Thread(target=left.wait, daemon=True).start()
        run_file.end_leftover()
        assert left.wait(5) == -signal.SIGTERM
    assert run_file.read() == {}


def test_a_process_that_is_not_ours_is_left_alone(cache):
    program = [sys.executable, "-c", "import time; time.sleep(60)"]
    with subprocess.Popen(program) as other:
        run_file = RunFile(cache)
        run_file.write(address="http://127.0.0.1:1", pid=other.pid, config="/odoo.conf")
        run_file.end_leftover()
        assert other.poll() is None
        other.kill()
