"""What the user chooses, by option or by environment variable."""

import configparser
import dataclasses
import os
import urllib.parse
from pathlib import Path

from .cache import default_root
from .databases import Connection
from .errors import SetupError

EMBEDDED = "embedded"


@dataclasses.dataclass(frozen=True)
class Options:
    """The choices that ``start`` and the tests share."""

    cache: Path
    odoo: str | None = None
    python: str | None = None
    postgres: Connection | None = None
    addons: tuple[str, ...] = ()


def add_arguments(parser):
    """Add the shared options to a command."""
    group = parser.add_argument_group("use what you already have")
    group.add_argument(
        "--odoo",
        metavar="PATH",
        help="an Odoo 19 checkout or package (or set ODOO_PATH)",
    )
    group.add_argument(
        "--python",
        metavar="PROGRAM",
        help="the Python interpreter that has Odoo's dependencies",
    )
    group.add_argument(
        "--postgres",
        metavar="URL",
        help="a running server, such as postgresql://odoo@localhost:5432"
        " (or set PGHOST, PGPORT, PGUSER, PGPASSWORD);"
        ' "embedded" ignores those variables',
    )
    group.add_argument(
        "--config",
        metavar="FILE",
        help="an Odoo configuration file, for its server and its addons path",
    )
    group.add_argument(
        "--cache", metavar="FOLDER", help="where everything is kept (or set OKR_CACHE)"
    )


def from_arguments(arguments, environ=os.environ):
    """Return the options: arguments first, then the file, then the environment."""
    config = _read_config(arguments.config) if arguments.config else {}
    return Options(
        cache=cache_of(arguments, environ),
        odoo=arguments.odoo or environ.get("ODOO_PATH") or None,
        python=arguments.python,
        postgres=_choose_postgres(arguments.postgres, config, environ),
        addons=tuple(
            path.strip()
            for path in config.get("addons_path", "").split(",")
            if path.strip()
        ),
    )


def cache_of(arguments, environ=os.environ):
    """Return the folder where everything is kept."""
    if arguments.cache:
        return Path(arguments.cache).expanduser().absolute()
    return default_root(environ)


def _choose_postgres(given, config, environ):
    if given == EMBEDDED:
        return None
    if given:
        return parse_url(given)
    if arguments := _from_config(config):
        return arguments
    if environ.get("PGHOST") or environ.get("PGSERVICE"):
        return Connection(
            host=environ.get("PGHOST"),
            port=_port(environ["PGPORT"]) if environ.get("PGPORT") else None,
            user=environ.get("PGUSER"),
            password=environ.get("PGPASSWORD"),
        )
    return None


def parse_url(text):
    """Return the connection that a postgresql:// address describes."""
    url = urllib.parse.urlsplit(text)
    query = dict(urllib.parse.parse_qsl(url.query))
    if url.scheme not in ("postgresql", "postgres"):
        raise SetupError(
            "--postgres takes an address such as postgresql://odoo@localhost:5432,"
            f" not {text}."
        )
    try:
        port = url.port
    except ValueError:
        raise SetupError(f"--postgres {text}: the port is not a number.") from None
    return Connection(
        host=_host(url) or query.get("host"),
        port=port or (_port(query["port"]) if "port" in query else None),
        user=urllib.parse.unquote(url.username or "") or query.get("user"),
        password=urllib.parse.unquote(url.password or "") or query.get("password"),
        sslmode=query.get("sslmode"),
    )


def _host(url):
    """Return the host as written: it can be the path of a socket's folder."""
    place = url.netloc.rpartition("@")[2]
    if url.port:
        place = place.rpartition(":")[0]
    return urllib.parse.unquote(place).strip("[]")


def _read_config(path):
    parser = configparser.RawConfigParser()
    try:
        with open(Path(path).expanduser(), encoding="utf-8") as stream:
            parser.read_file(stream)
        return dict(parser["options"])
    except (OSError, KeyError, configparser.Error) as error:
        reason = getattr(error, "strerror", None) or "it has no readable [options]"
        raise SetupError(
            f"The configuration file {path} cannot be used: {reason}."
        ) from error


def _from_config(config):
    unset = ("", "false", "none")
    values = {
        name: config[f"db_{name}"]
        for name in ("host", "port", "user", "password", "sslmode")
        if config.get(f"db_{name}", "").strip().lower() not in unset
    }
    if not values.keys() & {"host", "port", "user"}:
        return None
    if "port" in values:
        values["port"] = _port(values["port"])
    return Connection(**{"user": None, **values})


def _port(text):
    try:
        return int(text)
    except ValueError:
        raise SetupError(f"The port {text} of PostgreSQL is not a number.") from None
