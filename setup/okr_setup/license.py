"""The issuer's tool: make a key pair, issue a license key, show what one says."""

import argparse
import dataclasses
import getpass
import importlib.util
import os
import secrets
import sys
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

REPOSITORY = Path(__file__).resolve().parents[2]
PASSPHRASE = "OKR_LICENSE_PASSPHRASE"
SHORTEST_PASSPHRASE = 12


class Wrong(Exception):
    """What the issuer asked for cannot be done; the text says why."""


def _license_key():
    """Return the module by which Odoo reads keys, without Odoo."""
    path = REPOSITORY / "okr_hr_bridge/license_key.py"
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


license_key = _license_key()


def main(argv=None):
    arguments = _parser().parse_args(argv)
    try:
        arguments.run(arguments)
    except Wrong as wrong:
        return _end(wrong)
    except license_key.Refused as refused:
        return _end(f"This key is not taken: {refused}.")
    except OSError as error:
        return _end(f"{error.filename}: {error.strerror}.")
    return 0


def _end(sentence):
    print(sentence, file=sys.stderr)
    return 1


def _parser():
    parser = argparse.ArgumentParser(
        prog="setup/okr-license",
        description="Make license keys for OKR, as their issuer.",
        epilog="How to keep the private key: setup/LICENSE-KEYS.md.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    pair = commands.add_parser("keypair", help="make the key pair of an issuer, once")
    pair.add_argument("private", type=Path, help="the new file of the private key")
    pair.add_argument("public", type=Path, help="the new file of the public key")
    pair.set_defaults(run=_keypair)

    issue = commands.add_parser("issue", help="issue a license key to a customer")
    issue.add_argument("private", type=Path, help="the file of the private key")
    issue.add_argument("--customer", required=True, help="for whom, as they read it")
    issue.add_argument(
        "--seats", type=int, required=True, help="how many full seats, 0 for none"
    )
    issue.add_argument(
        "--view-seats", type=int, default=0, help="how many view-only seats"
    )
    issue.add_argument(
        "--from",
        dest="valid_from",
        type=_day,
        default=date.today(),
        help="the first day, as 2026-12-31; today, if it is left out",
    )
    issue.add_argument(
        "--until", dest="valid_until", type=_day, required=True, help="the last day"
    )
    issue.add_argument("--id", help="the key id; a random one, if it is left out")
    issue.set_defaults(run=_issue)

    show = commands.add_parser("show", help="show what a license key says")
    show.add_argument("key", help="the key itself, a file that has it, or - for input")
    show.add_argument("--public", type=Path, help="check it with this public key")
    show.set_defaults(run=_show)
    return parser


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        sentence = f"{text} is no day such as 2026-12-31"
        raise argparse.ArgumentTypeError(sentence) from None


# -- key pair ---------------------------------------------------------------------


def _keypair(arguments):
    for path in (arguments.private, arguments.public):
        if path.exists():
            raise Wrong(f"{path} is there already, and is never overwritten.")
    if REPOSITORY in arguments.private.resolve().parents:
        raise Wrong("The private key must not lie in this repository: choose a place.")
    private_key = Ed25519PrivateKey.generate()
    content = private_key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(_new_passphrase().encode()),
    )
    for path in (arguments.private, arguments.public):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Nobody else may read it, not even for a moment.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with os.fdopen(os.open(arguments.private, flags, 0o600), "wb") as file:
        file.write(content)
    arguments.public.write_bytes(
        private_key.public_key().public_bytes(
            serialization.Encoding.PEM,
            serialization.PublicFormat.SubjectPublicKeyInfo,
        )
    )
    issuer = license_key.fingerprint(private_key.public_key())
    print(f"The issuer {issuer} has its private key in {arguments.private}.")
    print(f"Put {arguments.public} in place of okr_hr_bridge/issuer_public_key.pem.")


def _new_passphrase():
    passphrase = os.environ.get(PASSPHRASE)
    if passphrase is None:
        passphrase = _typed("A passphrase for the private key: ")
        if passphrase != _typed("The same again: "):
            raise Wrong("The two passphrases differ.")
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise Wrong(f"A passphrase has {SHORTEST_PASSPHRASE} characters or more.")
    return passphrase


def _typed(question):
    try:
        return getpass.getpass(question)
    except EOFError:
        raise Wrong(
            f"Nobody is there to type the passphrase: give it as {PASSPHRASE}."
        ) from None


def _private_key(path):
    passphrase = os.environ.get(PASSPHRASE)
    if passphrase is None:
        passphrase = _typed("The passphrase of the private key: ")
    try:
        private_key = serialization.load_pem_private_key(
            path.read_bytes(), passphrase.encode()
        )
    except (TypeError, ValueError):
        raise Wrong(f"{path} is no private key with this passphrase.") from None
    if not isinstance(private_key, Ed25519PrivateKey):
        raise Wrong(f"{path} is not a private key of Ed25519.")
    return private_key


# -- license keys -----------------------------------------------------------------


def _issue(arguments):
    if arguments.valid_until < max(arguments.valid_from, date.today()):
        raise Wrong("--until lies in the past, or before --from.")
    if min(arguments.seats, arguments.view_seats) < 0 or not (
        arguments.seats or arguments.view_seats
    ):
        raise Wrong("A key has a seat at least: give --seats or --view-seats.")
    try:
        line = license_key.issue(
            _private_key(arguments.private),
            id=arguments.id or secrets.token_hex(8),
            customer=arguments.customer.strip(),
            seats=arguments.seats,
            view_seats=arguments.view_seats,
            valid_from=arguments.valid_from,
            valid_until=arguments.valid_until,
        )
    except license_key.Refused:
        raise Wrong(
            f"Too much for a key: {license_key.MOST_SEATS} seats and texts of"
            f" {license_key.MOST_TEXT} characters are the most; none may be empty."
        ) from None
    print(line)


def _show(arguments):
    text = _text(arguments.key)
    if arguments.public:
        issuers = license_key.public_keys(arguments.public.read_text(encoding="utf-8"))
        if not issuers:
            raise Wrong(f"{arguments.public} has no public key of an issuer.")
        statement = license_key.verify(text, issuers)
        checked = "the signature is right"
    else:
        statement, _line = license_key.read(text)
        checked = "the signature was not checked: give --public"
    for name, value in dataclasses.asdict(statement).items():
        print(f"{name.replace('_', ' '):13} {value}")
    print(f"{'signature':13} {checked}")


def _text(given):
    if given == "-":
        return sys.stdin.read()
    path = Path(given)
    try:
        return license_key.read_bytes(path.read_bytes()) if path.is_file() else given
    except OSError:
        # A key is longer than the name of a file may be.
        return given
