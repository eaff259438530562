"""License keys: what is signed is believed, and nothing that differs from it."""

import dataclasses
from datetime import date

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from okr_testing.issuer import ISSUER, STATEMENT

STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))


def _signed(license_key, content, private_key=ISSUER):
    """Return a key over any content, as only the issuer could make it."""
    signed = f"OKR1.{license_key._encode(content)}"
    return f"{signed}.{license_key._encode(private_key.sign(signed.encode()))}"


def _content(license_key, **values):
    statement = license_key.verify(
        license_key.issue(ISSUER, **STATEMENT), [ISSUER.public_key()]
    )
    statement = {
        **dataclasses.asdict(statement),
        "valid_from": "2026-01-01",
        "valid_until": "2026-12-31",
        **values,
    }
    return license_key._canonical(statement)


# -- what is said -----------------------------------------------------------------


def test_a_key_says_what_was_signed(issue, verify, license_key):
    assert dataclasses.asdict(verify(issue())) == {
        **STATEMENT,
        "product": "okr",
        "license_type": "OKR (Objectives & Key Results)",
        "issuer": license_key.fingerprint(ISSUER.public_key()),
    }


def test_a_key_is_one_line_of_plain_signs(issue):
    assert set(issue()) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
    )
    assert issue().startswith("OKR1.")


def test_the_key_of_an_example_stays_readable(verify):
    """A change of the format would make all keys worthless that were issued."""
    assert verify(EXAMPLE).customer == "Müller & Söhne"


EXAMPLE = (
    "OKR1.eyJjdXN0b21lciI6Ik1cdTAwZmNsbGVyICYgU1x1MDBmNmhuZSIsImlkIjoia2V5LTEiLCJ"
    "pc3N1ZXIiOiI1NjQ3NWFhNzU0NjM0NzRjIiwibGljZW5zZV90eXBlIjoiT0tSIChPYmplY3RpdmV"
    "zICYgS2V5IFJlc3VsdHMpIiwicHJvZHVjdCI6Im9rciIsInNlYXRzIjo1MCwidmFsaWRfZnJvbSI"
    "6IjIwMjYtMDEtMDEiLCJ2YWxpZF91bnRpbCI6IjIwMjYtMTItMzEiLCJ2aWV3X3NlYXRzIjo3fQ."
    "YTIqmj70w6t9qEavV0s1iEh9q-lcEaCLGCrvsD6D4o25svlZPGyoGkIIORxxFXtvCNyOMIYFzWtB"
    "DME3bXXnAA"
)


def test_both_ends_of_a_key_belong_to_it(issue, verify, refuses):
    statement = verify(issue())
    statement.check_day(date(2026, 1, 1))
    statement.check_day(date(2026, 12, 31))
    early = refuses("not_yet_valid", lambda: statement.check_day(date(2025, 12, 31)))
    assert early.values == {"day": date(2026, 1, 1)}
    late = refuses("expired", lambda: statement.check_day(date(2027, 1, 1)))
    assert late.values == {"day": date(2026, 12, 31)}


def test_a_key_of_one_day_holds_on_it(issue, verify):
    day = date(2026, 1, 1)
    verify(issue(valid_from=day, valid_until=day)).check_day(day)


# -- who signed -------------------------------------------------------------------


def test_the_key_of_another_issuer_is_refused(issue, verify, refuses):
    refuses("unknown_issuer", lambda: verify(issue(STRANGER)))


def test_where_no_issuer_is_known_every_key_is_refused(issue, license_key, refuses):
    refuses("unknown_issuer", lambda: license_key.verify(issue(), []))


def test_of_several_issuers_each_counts(issue, license_key):
    both = [ISSUER.public_key(), STRANGER.public_key()]
    assert license_key.verify(issue(), both)
    assert license_key.verify(issue(STRANGER), both)


def test_who_claims_to_be_the_issuer_has_a_wrong_signature(
    license_key, verify, refuses
):
    text = _signed(license_key, _content(license_key), STRANGER)
    refuses("wrong_signature", lambda: verify(text))


def test_a_key_for_another_product_is_refused(issue, verify, refuses):
    refuses("other_product", lambda: verify(issue(product="crm")))
    refuses("other_product", lambda: verify(issue(license_type="CRM")))


# -- what even the issuer cannot sign ---------------------------------------------


@pytest.mark.parametrize(
    "values",
    [
        {"seats": 0, "view_seats": 0},
        {"seats": -1},
        {"view_seats": -1},
        {"seats": 10_000_001},
        {"seats": True},
        {"seats": 1.0},
        {"seats": "1"},
        {"customer": ""},
        {"customer": "x" * 201},
        {"customer": 7},
        {"id": ""},
        {"id": None},
        {"valid_until": "2025-12-31"},
        {"valid_from": "soon"},
        {"valid_from": 20260101},
        {"more": 1},
    ],
)
def test_a_senseless_statement_is_damaged_even_if_it_is_signed(
    values, license_key, verify, refuses
):
    text = _signed(license_key, _content(license_key, **values))
    refuses("damaged", lambda: verify(text))


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"null", b"{}", b"\xff", b"{" * 5000, b'{"a":1,"a":1}'],
)
def test_signed_nonsense_is_damaged(content, license_key, verify, refuses):
    refuses("damaged", lambda: verify(_signed(license_key, content)))


def test_a_statement_in_another_spelling_is_damaged(license_key, verify, refuses):
    content = _content(license_key).replace(b'":', b'": ')
    refuses("damaged", lambda: verify(_signed(license_key, content)))


def test_a_statement_with_something_left_out_is_damaged(license_key, verify, refuses):
    content = _content(license_key).replace(b'"seats":50,', b"")
    refuses("damaged", lambda: verify(_signed(license_key, content)))


def test_seats_of_one_kind_are_enough_and_ten_million_too(issue, verify):
    assert verify(issue(seats=1, view_seats=0)).seats == 1
    assert verify(issue(seats=0, view_seats=1)).view_seats == 1
    assert verify(issue(seats=10_000_000)).seats == 10_000_000
    assert verify(issue(customer="x" * 200)).customer == "x" * 200


def test_the_issuer_cannot_issue_what_would_be_refused(issue, refuses):
    refuses("damaged", lambda: issue(seats=0, view_seats=0))


# -- files of public keys ---------------------------------------------------------


def _pem(public_key):
    return public_key.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    ).decode()


def test_the_file_of_the_issuer_may_hold_several_keys_and_words(license_key):
    mine, other = ISSUER.public_key(), STRANGER.public_key()
    text = f"The old one\n{_pem(mine)}\nand the new one:\n{_pem(other)}"
    found = [license_key.fingerprint(key) for key in license_key.public_keys(text)]
    assert found == [license_key.fingerprint(mine), license_key.fingerprint(other)]
    assert found[0] == "56475aa75463474c"


def test_an_empty_or_senseless_file_knows_no_issuer(license_key):
    broken = _pem(ISSUER.public_key()).replace("M", "!", 1)
    other_kind = _pem(ec.generate_private_key(ec.SECP256R1()).public_key())
    for text in ("", "hello", broken, other_kind):
        assert license_key.public_keys(text) == []
