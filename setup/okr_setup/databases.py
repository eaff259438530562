"""Databases on the PostgreSQL server in use, by the psycopg2 that Odoo needs anyway."""

import dataclasses
import json
import os
import shutil
import subprocess
from pathlib import Path

from .errors import SetupError, disk_full, mentions_disk_full

_CLIENT = Path(__file__).with_name("postgres_client.py")


@dataclasses.dataclass(frozen=True)
class Connection:
    """How a server is reached; what is None is left to PostgreSQL's own defaults."""

    host: str | None = None
    port: int | None = None
    user: str | None = "odoo"
    password: str | None = None
    sslmode: str | None = None

    def as_options(self):
        """Return the settings of Odoo's configuration file."""
        values = dataclasses.asdict(self)
        return {
            f"db_{name}": value for name, value in values.items() if value is not None
        }

    def __str__(self):
        role = f"role {self.user}" if self.user else "role of the system user"
        return f"{self.host or 'localhost'}:{self.port or 5432} ({role})"


class Databases:
    """Create, copy, mark and drop databases, each with its filestore."""

    def __init__(self, python, connection, data_dir, variables):
        self._python = python
        self._variables = variables
        self._connection = connection
        self._filestore = Path(data_dir) / "filestore"

    def execute(self, statement, *values, database=None):
        """Run one statement and return its rows."""
        request = {
            "connection": dataclasses.asdict(self._connection),
            "database": database,
            "statement": statement,
            "values": values,
        }
        done = subprocess.run(
            [str(self._python), str(_CLIENT)],
            input=json.dumps(request),
            capture_output=True,
            text=True,
            check=False,
            env=self._variables,
        )
        if done.returncode:
            if mentions_disk_full(done.stderr):
                raise disk_full("PostgreSQL")
            lines = done.stderr.strip().splitlines() or ["no answer"]
            raise SetupError(f"PostgreSQL at {self._connection}: {lines[-1]}")
        return json.loads(done.stdout)

    @property
    def server(self):
        return str(self._connection)

    def names(self, prefix=""):
        rows = self.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", prefix
        )
        return [name for (name,) in rows]

    def exists(self, name):
        return bool(self.execute("SELECT 1 FROM pg_database WHERE datname = %s", name))

    def create(self, name, template=None):
        """Create an empty database for Odoo, or a copy of another with its files."""
        if template:
            self.execute(f"CREATE DATABASE {quote(name)} TEMPLATE {quote(template)}")
            self._copy_files(template, name)
            return
        self.execute(
            f"CREATE DATABASE {quote(name)} ENCODING 'UTF8' LC_COLLATE 'C' TEMPLATE"
            " template0"
        )
        # Odoo does the same when it creates a database; the embedded server does not
        # have it.
        if self.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'"):
            self.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm", database=name)

    def drop(self, name):
        """Drop a database, whoever is still connected, and its files."""
        self.execute(f"DROP DATABASE IF EXISTS {quote(name)} WITH (FORCE)")
        shutil.rmtree(self._filestore / name, ignore_errors=True)

    def drop_all(self, prefix):
        for name in self.names(prefix):
            self.drop(name)

    def has_files(self, name):
        return (self._filestore / name).is_dir()

    def comment(self, name):
        """Return the comment of a database, or None."""
        comment = "shobj_description(oid, 'pg_database')"
        query = f"SELECT {comment} FROM pg_database WHERE datname = %s"
        rows = self.execute(query, name)
        return rows[0][0] if rows else None

    def set_comment(self, name, text):
        # A comment cannot take a parameter; the text is ours and holds no quote.
        self.execute(f"COMMENT ON DATABASE {quote(name)} IS '{text}'")

    def _copy_files(self, template, name):
        source, target = self._filestore / template, self._filestore / name
        shutil.rmtree(target, ignore_errors=True)
        if source.is_dir():
            # Odoo never changes a stored file, it only adds and removes them: links are
            # enough.
            shutil.copytree(source, target, copy_function=os.link)


def quote(name):
    return '"' + name.replace('"', '""') + '"'
