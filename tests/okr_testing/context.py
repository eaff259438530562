"""What the run of the tests has made ready: databases to copy, a browser, folders."""

import contextlib
import json
import os
import secrets
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg2
from psycopg2 import sql


@dataclass(frozen=True)
class Context:
    python: str
    odoo: list[str]
    config: str
    connection: dict
    data_dir: str
    templates: dict[str, str]
    prefix: str
    logs: str
    folder: str
    browser: str
    # Of the PostgreSQL of the set-up: its folder, and the user and group it runs as.
    programs: str | None = None
    account: list | None = None

    @classmethod
    def read(cls):
        path = os.environ.get("OKR_TEST_CONTEXT")
        assert path, "start these tests with: setup/okr test acceptance"
        return cls(**json.loads(Path(path).read_text(encoding="utf-8")))

    @contextlib.contextmanager
    def cursor(self, database="postgres"):
        """Open a cursor that commits each statement."""
        options = {
            name: value for name, value in self.connection.items() if value is not None
        }
        connection = psycopg2.connect(dbname=database, **options)
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                yield cursor
        finally:
            connection.close()

    def copy_database(self, template, ending=""):
        """Return the name of a new copy: of `hr`, `okr` or `bridge`.

        The logs of its servers are named so, too.
        """
        name = f"{self.prefix}{template}_{secrets.token_hex(4)}{ending}"
        source = self.templates[template]
        with self.cursor() as cursor:
            cursor.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                    sql.Identifier(name), sql.Identifier(source)
                )
            )
        filestore = Path(self.data_dir) / "filestore"
        if (filestore / source).is_dir():
            shutil.copytree(filestore / source, filestore / name)
        return name

    def drop_database(self, name):
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        for tries_left in reversed(range(60)):
            try:
                with self.cursor() as cursor:
                    cursor.execute(statement.format(sql.Identifier(name)))
                break
            except psycopg2.errors.InsufficientPrivilege:
                # The server's own vacuum is at it, and is not ours to end.
                if not tries_left:
                    raise
                time.sleep(0.5)
        shutil.rmtree(Path(self.data_dir) / "filestore" / name, ignore_errors=True)
