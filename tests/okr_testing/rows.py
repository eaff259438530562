"""Copies rows inside the database, many in one statement; runs inside Odoo."""

from odoo.tools import SQL


def multiply(record, number, source=None, **given):
    """Insert copies of a record and return the id of the first; the others follow.

    :param source: what to select from instead of the series ``n``, from 0
    :param given: the SQL of a column, in terms of the source, by the name of the column
    """
    env, table = record.env, SQL.identifier(record._table)
    env.flush_all()
    sequence = SQL("pg_get_serial_sequence(%s, 'id')", record._table)
    [[first]] = env.execute_query(SQL("SELECT nextval(%s)", sequence))
    given["id"] = SQL("%s + n", first)
    names = [
        name
        for name, field in record._fields.items()
        if field.store and field.column_type
    ]
    env.cr.execute(
        SQL(
            "INSERT INTO %(table)s (%(names)s) SELECT %(values)s"
            " FROM %(table)s one, %(source)s WHERE one.id = %(id)s",
            table=table,
            names=SQL(", ").join(map(SQL.identifier, names)),
            values=SQL(", ").join(
                given.get(name, SQL.identifier("one", name)) for name in names
            ),
            source=source or SQL("generate_series(0, %s) n", number - 1),
            id=record.id,
        )
    )
    env.execute_query(SQL("SELECT setval(%s, %s)", sequence, first + number - 1))
    env.invalidate_all(flush=False)
    return first


def link(field, query):
    """Return what fills a many2many with the pairs of a query."""
    return SQL(
        "INSERT INTO %s (%s, %s) %s ON CONFLICT DO NOTHING",
        SQL.identifier(field.relation),
        SQL.identifier(field.column1),
        SQL.identifier(field.column2),
        query,
    )


def following(record):
    """Return the id that the next row of the table will have."""
    record.env.flush_all()
    sequence = SQL.identifier(f"{record._table}_id_seq")
    [[last]] = record.env.execute_query(SQL("SELECT last_value FROM %s", sequence))
    return last + 1


def draw(salt, below, what="n"):
    """Return the SQL of a number from 0, always the same for a row and a salt."""
    return SQL(
        "((hashint8extended(%s, %s) & 1073741823) %% %s)::int",
        SQL(what),
        salt,
        below,
    )


def choose(salt, shares, what="n"):
    """Return the SQL of a key of ``shares``, each as often of 1,000 as it says."""
    number, upto, cases = draw(salt, 1000, what), 0, []
    for key, share in shares.items():
        upto += share
        cases.append(SQL("WHEN %s < %s THEN %s", number, upto, key))
    assert upto == 1000, f"the shares of {', '.join(shares)} are {upto} of 1,000"
    return SQL("CASE %s END", SQL(" ").join(cases))
