"""What the user chooses, by option, configuration file or environment variable."""

import argparse

import pytest
from okr_setup import options, postgres_existing
from okr_setup.cli import _split
from okr_setup.databases import Connection, quote
from okr_setup.errors import SetupError


@pytest.fixture
def choose(tmp_path):
    """Return the options for these words and variables."""

    def parse(*words, **environ):
        parser = argparse.ArgumentParser()
        options.add_arguments(parser)
        environ.setdefault("OKR_CACHE", str(tmp_path))
        return options.from_arguments(parser.parse_args(words), environ)

    return parse


@pytest.fixture
def config(tmp_path):
    def write(**values):
        lines = [f"{name} = {value}\n" for name, value in values.items()]
        (tmp_path / "odoo.conf").write_text("".join(["[options]\n", *lines]))
        return str(tmp_path / "odoo.conf")

    return write


def test_without_any_choice_everything_is_our_own(choose):
    chosen = choose()
    assert (chosen.odoo, chosen.python, chosen.postgres) == (None, None, None)


def test_an_odoo_is_named_by_option_or_variable(choose):
    assert choose(ODOO_PATH="/opt/odoo").odoo == "/opt/odoo"
    assert choose("--odoo", "/src/odoo", ODOO_PATH="/opt/odoo").odoo == "/src/odoo"


def test_the_usual_variables_name_a_server(choose):
    chosen = choose(PGHOST="db", PGPORT="5433", PGUSER="me", PGPASSWORD="secret")
    assert chosen.postgres == Connection("db", 5433, "me", "secret")


def test_a_role_alone_does_not_name_a_server(choose):
    assert choose(PGUSER="me", PGPASSWORD="secret").postgres is None


def test_the_variables_can_be_ignored(choose):
    assert choose("--postgres", "embedded", PGHOST="db").postgres is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://me:p%40ss@db:5433", Connection("db", 5433, "me", "p@ss")),
        ("postgres://db", Connection("db", None, None, None)),
        ("postgresql://me@/?host=/run/pg", Connection("/run/pg", None, "me", None)),
        ("postgresql://%2FRun%2Fpg:5433", Connection("/Run/pg", 5433, None, None)),
        ("postgresql://[::1]:5433", Connection("::1", 5433, None, None)),
        (
            "postgresql://me@db/?sslmode=require",
            Connection("db", None, "me", None, "require"),
        ),
    ],
)
def test_an_address_names_a_server(choose, url, expected):
    assert choose("--postgres", url).postgres == expected


@pytest.mark.parametrize("url", ["mysql://db", "db:5432", "postgresql://db:port"])
def test_an_address_that_is_none_is_refused(choose, url):
    with pytest.raises(SetupError, match="--postgres"):
        choose("--postgres", url)


def test_a_configuration_file_brings_its_server_and_its_addons(choose, config):
    path = config(
        db_host="db", db_user="me", db_password="False", addons_path="/a, /b,"
    )
    chosen = choose("--config", path, PGHOST="other")
    assert chosen.postgres == Connection("db", None, "me", None)
    assert chosen.addons == ("/a", "/b")


def test_a_configuration_file_without_a_server_leaves_ours(choose, config):
    assert choose("--config", config(db_host="False", db_port=False)).postgres is None


def test_an_unreadable_configuration_file_is_named(choose, tmp_path):
    with pytest.raises(SetupError, match="cannot be used: No such file"):
        choose("--config", str(tmp_path / "none.conf"))
    (tmp_path / "bad.conf").write_text("db_host = x")
    with pytest.raises(SetupError, match="no readable"):
        choose("--config", str(tmp_path / "bad.conf"))


def test_the_role_that_odoo_refuses_is_refused_first():
    server = postgres_existing.Existing(Connection("db", None, "postgres"))
    with pytest.raises(SetupError, match="role postgres"):
        server.prepare("python3")


def test_a_connection_becomes_options_of_odoo():
    connection = Connection("db", 5433, "me")
    expected = {"db_host": "db", "db_port": 5433, "db_user": "me"}
    assert connection.as_options() == expected


def test_words_after_two_dashes_are_handed_on():
    words = ["start", "--port", "1", "--", "--dev=all", "--", "x"]
    assert _split(words) == (["start", "--port", "1"], ["--dev=all", "--", "x"])


def test_a_name_in_sql_cannot_end_its_quotes():
    assert quote('a"; DROP') == '"a""; DROP"'
