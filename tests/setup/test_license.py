"""The issuer's tool, as it is called."""

import os
import stat
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

TOOL = Path(__file__).resolve().parents[2] / "setup/okr-license"
SECRET = "correct horse battery"
TOMORROW = date.today() + timedelta(days=1)


def run(*words, passphrase=SECRET, given=""):
    given_here = {} if passphrase is None else {"OKR_LICENSE_PASSPHRASE": passphrase}
    return subprocess.run(
        [sys.executable, str(TOOL), *map(str, words)],
        input=given,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **given_here},
        # Nobody is asked at the terminal of whoever runs the tests.
        start_new_session=True,
    )


@pytest.fixture
def pair(tmp_path):
    private, public = tmp_path / "private.pem", tmp_path / "public.pem"
    done = run("keypair", private, public)
    assert done.returncode == 0, done.stderr
    return private, public


def issue(private, *words, **options):
    words = words or ("--seats", 5)
    return run(
        *("issue", private, "--customer", "My Company", "--until", TOMORROW),
        *words,
        **options,
    )


def test_help_says_what_there_is():
    for words in (["--help"], ["keypair", "--help"], ["issue", "--help"]):
        assert "usage: setup/okr-license" in run(*words).stdout


def test_the_private_key_is_encrypted_and_for_its_owner_alone(pair):
    private, public = pair
    assert "ENCRYPTED PRIVATE KEY" in private.read_text()
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert public.read_text().startswith("-----BEGIN PUBLIC KEY-----")


def test_a_pair_that_is_there_is_never_overwritten(pair, tmp_path):
    before = pair[0].read_bytes()
    done = run("keypair", pair[0], tmp_path / "other.pem")
    assert done.returncode == 1
    assert "never overwritten" in done.stderr
    assert pair[0].read_bytes() == before


def test_a_private_key_does_not_go_into_the_repository(tmp_path):
    place = TOOL.parent / "private.pem"
    done = run("keypair", place, tmp_path / "public.pem")
    assert "must not lie in this repository" in done.stderr
    assert not place.exists()


def test_a_folder_that_is_not_there_yet_is_made_for_its_owner_alone(tmp_path):
    folder = tmp_path / "okr-issuer"
    done = run("keypair", folder / "private.pem", folder / "public.pem")
    assert done.returncode == 0, done.stderr
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_short_passphrase_is_refused(tmp_path):
    done = run("keypair", tmp_path / "a.pem", tmp_path / "b.pem", passphrase="short")
    assert "12 characters" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_key_is_issued_and_shown(pair):
    private, public = pair
    done = issue(private, "--seats", 50, "--view-seats", 7, "--id", "first")
    assert done.returncode == 0, done.stderr
    shown = run("show", done.stdout, "--public", public).stdout
    for line in (
        "customer      My Company",
        "id            first",
        "seats         50",
        "view seats    7",
        f"valid until   {TOMORROW}",
        "signature     the signature is right",
    ):
        assert line in shown


def test_a_key_is_shown_from_a_file_and_from_the_input(pair, tmp_path):
    line = issue(pair[0]).stdout
    (tmp_path / "key.txt").write_text(line)
    assert "My Company" in run("show", tmp_path / "key.txt").stdout
    assert "was not checked" in run("show", "-", given=line).stdout


def test_what_is_no_key_or_of_somebody_else_is_said_so(pair, tmp_path):
    assert run("show", "hello").stderr == "This key is not taken: damaged.\n"
    other = tmp_path / "other.pem", tmp_path / "other-public.pem"
    run("keypair", *other)
    done = run("show", issue(pair[0]).stdout, "--public", other[1])
    assert done.stderr == "This key is not taken: unknown issuer.\n"
    assert done.returncode == 1
    done = run("show", issue(pair[0]).stdout, "--public", pair[0])
    assert "has no public key" in done.stderr


def test_two_keys_have_two_ids(pair):
    assert issue(pair[0]).stdout != issue(pair[0]).stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--seats", 0), "a seat at least"),
        (("--seats", -1), "a seat at least"),
        (("--seats", 10_000_001), "10000000 seats"),
        (("--seats", 1, "--until", "2020-01-01"), "in the past"),
        (("--seats", 1, "--until", "soon"), "no day such as"),
        (("--seats", 1, "--customer", " "), "none may be empty"),
        (("--seats", "many"), "invalid int"),
    ],
)
def test_what_cannot_be_issued_is_said_in_words(pair, words, said):
    done = issue(pair[0], *words)
    assert done.returncode
    assert not done.stdout
    assert said in done.stderr


def test_a_wrong_passphrase_or_file_is_said_in_words(pair, tmp_path):
    done = issue(pair[0], passphrase="something else entirely")
    assert "no private key with this passphrase" in done.stderr
    assert "no private key" in issue(pair[1]).stderr
    assert "No such file" in issue(tmp_path / "missing.pem").stderr
    unasked = issue(pair[0], passphrase=None).stderr
    assert "give it as OKR_LICENSE_PASSPHRASE" in unasked
    assert "Traceback" not in unasked
