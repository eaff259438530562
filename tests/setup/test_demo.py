"""What the demo database gets, and that the bridge is added to what is there."""

from types import SimpleNamespace

import pytest
from okr_setup import demo


class Databases:
    """One database, as PostgreSQL would have it."""

    server = "here"

    def __init__(self):
        self.installed, self.text = set(), None

    def exists(self, _name):
        return self.text is not None

    def has_files(self, _name):
        return True

    def comment(self, _name):
        return self.text

    def set_comment(self, _name, text):
        self.text = text

    def drop(self, _name):
        self.installed = set()

    def create(self, _name):
        self.text = ""

    def execute(self, query, database):
        assert "installed" in query, database
        return [(name,) for name in self.installed]


@pytest.fixture
def start(monkeypatch, tmp_path):
    """Make the database ready as `start` does; return what Odoo was told to do."""
    databases = Databases()
    told = []

    def odoo(self, *arguments, what):
        told.append(" ".join(arguments))
        databases.installed |= {
            name
            for words in arguments
            for name in words.split(",")
            if not name.startswith("-")
        }

    class Steps:
        def step(self, _text):
            return self

        def __enter__(self):
            return self

        def __exit__(self, *_error):
            return None

    monkeypatch.setattr(demo.Demo, "_odoo", odoo)
    environment = SimpleNamespace(
        databases=databases,
        odoo=SimpleNamespace(version="19.0"),
        cache=SimpleNamespace(root=tmp_path),
    )

    def start(with_bridge=False, **options):
        told.clear()
        demo.Demo(environment, Steps(), "okr_demo", with_bridge).ensure(**options)
        return list(told)

    return start


def test_the_app_alone_is_installed_once(start):
    assert start() == ["-i okr --with-demo"]
    assert start() == []


def test_the_bridge_comes_when_asked_for_and_stays(start):
    assert start(with_bridge=True) == ["-i okr,okr_hr_bridge --with-demo"]
    assert start() == []
    assert start(with_bridge=True, fresh=True) == ["-i okr,okr_hr_bridge --with-demo"]
    assert start(fresh=True) == ["-i okr --with-demo"]


def test_the_bridge_is_added_to_a_database_with_data(start):
    start()
    assert start(with_bridge=True) == ["-u okr -i okr_hr_bridge --with-demo"]
    assert start(with_bridge=True) == []


def test_changed_code_upgrades_what_is_there(start, monkeypatch):
    start(with_bridge=True)
    monkeypatch.setattr(demo, "fingerprint", lambda folders: str(len([*folders])))
    assert start() == ["-u okr,okr_hr_bridge"]
    assert start() == []
