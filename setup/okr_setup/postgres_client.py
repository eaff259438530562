"""Runs one SQL statement, given as JSON, with the interpreter that has psycopg2."""

import json
import sys
import time

import psycopg2


def execute(cursor, statement, values):
    """Run the statement; a vacuum of the server's own holds up DROP DATABASE."""
    for tries_left in reversed(range(60)):
        try:
            return cursor.execute(statement, values)
        except psycopg2.errors.InsufficientPrivilege:
            if not statement.startswith("DROP DATABASE") or not tries_left:
                raise
            time.sleep(0.5)


def main():
    request = json.load(sys.stdin)
    options = {
        name: value
        for name, value in request["connection"].items()
        if value is not None
    }
    connection = psycopg2.connect(dbname=request["database"] or "postgres", **options)
    connection.autocommit = True
    with connection.cursor() as cursor:
        execute(cursor, request["statement"], request["values"] or None)
        rows = cursor.fetchall() if cursor.description else []
    connection.close()
    json.dump(rows, sys.stdout, default=str)


if __name__ == "__main__":
    try:
        main()
    except psycopg2.Error as error:
        sys.exit(" ".join(str(error).split()) or type(error).__name__)
