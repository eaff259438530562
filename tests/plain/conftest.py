"""The plain modules, by name."""

import pytest
from okr_testing import plain
from okr_testing.issuer import ISSUER, STATEMENT


@pytest.fixture(scope="session")
def arithmetic():
    return plain.load(plain.ROOT / "okr/arithmetic.py")


@pytest.fixture(scope="session")
def cadence():
    return plain.load(plain.ROOT / "okr/cadence.py")


@pytest.fixture(scope="session")
def demo_calendar():
    return plain.load(plain.ROOT / "okr/demo_calendar.py")


@pytest.fixture(scope="session")
def license_key():
    return plain.load(plain.ROOT / "okr_hr_bridge/license_key.py")


@pytest.fixture(scope="session")
def issue(license_key):
    def issue(private_key=ISSUER, **values):
        return license_key.issue(private_key, **{**STATEMENT, **values})

    return issue


@pytest.fixture(scope="session")
def verify(license_key):
    return lambda text: license_key.verify(text, [ISSUER.public_key()])


@pytest.fixture
def refuses(license_key):
    def refuses(reason, call):
        with pytest.raises(license_key.Refused) as refused:
            call()
        assert refused.value.reason == reason
        assert reason in license_key.REASONS
        assert str(refused.value) == reason.replace("_", " ")
        return refused.value

    return refuses
