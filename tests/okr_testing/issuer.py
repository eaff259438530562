"""Who signs license keys in the tests, and what they say."""

from datetime import date

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

STATEMENT = {
    "id": "key-1",
    "customer": "Müller & Söhne",
    "seats": 50,
    "view_seats": 7,
    "valid_from": date(2026, 1, 1),
    "valid_until": date(2026, 12, 31),
}
ISSUER = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
