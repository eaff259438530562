"""What a license key says, and whether it can be believed. Works without Odoo.

A key is one line, ``OKR1.<statement>.<signature>``. The statement is JSON in one
fixed spelling; the signature is Ed25519 over all that stands before it. Both are
written in the alphabet of base64 that addresses use, without padding.
"""

import base64
import binascii
import dataclasses
import hashlib
import json
import re
from datetime import date

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FORMAT = "OKR1"
PRODUCT = "okr"
LICENSE_TYPE = "OKR (Objectives & Key Results)"
MOST_SEATS = 10_000_000
MOST_TEXT = 200
# Longer than any key can be; what is longer is not looked at.
MOST_CHARACTERS = 8_000

_PEM = re.compile(r"-----BEGIN PUBLIC KEY-----.+?-----END PUBLIC KEY-----", re.DOTALL)
# What mail programs add: quotes of an answer, soft ends of lines, invisible signs.
_FROM_MAIL = re.compile("^[>\\s]+|=?\\s*$", re.MULTILINE)
_INVISIBLE = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]")


class Refused(ValueError):
    """The key is not taken; ``reason`` is one of the words below."""

    def __init__(self, reason, **values):
        super().__init__(reason.replace("_", " "))
        self.reason = reason
        self.values = values


REASONS = (
    "not_text",
    "damaged",
    "other_format",
    "unknown_issuer",
    "wrong_signature",
    "other_product",
    "not_yet_valid",
    "expired",
)


@dataclasses.dataclass(frozen=True)
class Statement:
    """What the issuer says: who may seat how many people, and from when to when."""

    customer: str
    id: str
    issuer: str
    license_type: str
    product: str
    seats: int
    valid_from: date
    valid_until: date
    view_seats: int

    def check_day(self, today):
        """Raise unless the key holds on that day; both ends belong to it."""
        if today < self.valid_from:
            raise Refused("not_yet_valid", day=self.valid_from)
        if today > self.valid_until:
            raise Refused("expired", day=self.valid_until)


def read_bytes(content):
    """Return the text of a file; Notepad writes other encodings than mail does."""
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return content.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("not_text") from None


def clean(text):
    """Return the key as one line, without what an e-mail added to it.

    >>> clean("> OKR1.abc\\r\\n> .def  ")
    'OKR1.abc.def'
    """
    line = _INVISIBLE.sub("", _FROM_MAIL.sub("", text[:MOST_CHARACTERS]))
    return line.strip("\"'<>")


def read(text):
    """Return the statement of a key, believed or not, and the line it stands in."""
    line = clean(text)
    parts = line.split(".")
    if re.fullmatch(r"OKR[0-9]{1,3}", parts[0]) and parts[0] != FORMAT:
        raise Refused("other_format")
    if len(parts) != 3 or parts[0] != FORMAT:
        raise Refused("damaged")
    return _statement(_decode(parts[1])), line


def verify(text, public_keys):
    """Return the statement of a key that one of the issuers has signed.

    :param public_keys: the ``Ed25519PublicKey`` of each trusted issuer
    """
    statement, line = read(text)
    known = {fingerprint(public_key): public_key for public_key in public_keys}
    if statement.issuer not in known:
        raise Refused("unknown_issuer")
    signed, _dot, signature = line.rpartition(".")
    try:
        known[statement.issuer].verify(_decode(signature), signed.encode())
    except InvalidSignature:
        raise Refused("wrong_signature") from None
    if statement.product != PRODUCT or statement.license_type != LICENSE_TYPE:
        raise Refused("other_product")
    return statement


def issue(private_key, **statement):
    """Return a key; the arguments are the fields of ``Statement`` but the issuer."""
    values = {
        "product": PRODUCT,
        "license_type": LICENSE_TYPE,
        **statement,
        "issuer": fingerprint(private_key.public_key()),
    }
    values |= {name: values[name].isoformat() for name in ("valid_from", "valid_until")}
    content = _canonical(values)
    _statement(content)
    signed = f"{FORMAT}.{_encode(content)}"
    return f"{signed}.{_encode(private_key.sign(signed.encode()))}"


def fingerprint(public_key):
    """Return by which an issuer is known."""
    raw = public_key.public_bytes(
        serialization.Encoding.Raw, serialization.PublicFormat.Raw
    )
    return hashlib.sha256(raw).hexdigest()[:16]


def public_keys(text):
    """Return the Ed25519 keys of a file; a new issuer may stand beside the old one."""
    found = []
    for block in _PEM.findall(text):
        try:
            public_key = serialization.load_pem_public_key(block.encode())
        except ValueError:
            continue
        if isinstance(public_key, Ed25519PublicKey):
            found.append(public_key)
    return found


# -- spelling -------------------------------------------------------------------


def _canonical(values):
    return json.dumps(values, sort_keys=True, separators=(",", ":")).encode()


def _encode(content):
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _decode(text):
    """Return the bytes; each has one spelling only, or a changed sign could pass."""
    try:
        content = base64.urlsafe_b64decode(
            text.encode("ascii") + b"=" * (-len(text) % 4)
        )
    except (UnicodeEncodeError, binascii.Error):
        raise Refused("damaged") from None
    if _encode(content) != text:
        raise Refused("damaged")
    return content


def _statement(content):
    try:
        values = json.loads(content)
        names = {field.name for field in dataclasses.fields(Statement)}
        if not isinstance(values, dict) or values.keys() != names:
            raise ValueError
        if _canonical(values) != content:
            raise ValueError
        for name in ("valid_from", "valid_until"):
            values[name] = date.fromisoformat(values[name])
        statement = Statement(**values)
    except (ValueError, TypeError, RecursionError):
        raise Refused("damaged") from None
    if not _is_sound(statement):
        raise Refused("damaged")
    return statement


def _is_sound(statement):
    texts = (
        statement.customer,
        statement.id,
        statement.issuer,
        statement.license_type,
        statement.product,
    )
    counts = (statement.seats, statement.view_seats)
    return (
        all(isinstance(text, str) and 0 < len(text) <= MOST_TEXT for text in texts)
        and all(type(count) is int and 0 <= count <= MOST_SEATS for count in counts)
        and any(counts)
        and statement.valid_from <= statement.valid_until
    )
