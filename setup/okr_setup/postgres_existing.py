"""A PostgreSQL server that runs already."""

from .errors import SetupError


class Existing:
    """A PostgreSQL server that somebody else runs: neither started nor stopped."""

    own = False

    def __init__(self, connection):
        self.connection = connection

    def for_replica(self):
        return {}  # its programs are not ours

    def prepare(self, _python):
        if self.connection.user == "postgres":
            raise SetupError(
                "Odoo refuses the database role postgres: name another one that may"
                " create databases."
            )

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        pass

    def is_alive(self):
        return True
