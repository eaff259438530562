"""Takes away what guards the data, and lets the tests notice; runs inside Odoo.

A wall is a record rule, an access line, a constraint or unique index of the database,
or a method that refuses values. It is gone while a process of its own runs the tests of
the module until the first of them fails, and stands again after that.
"""

import contextlib
import logging
import os
import traceback
import unittest

from odoo.api import SUPERUSER_ID, Environment
from odoo.sql_db import close_all
from odoo.tests.common import HttpCase
from odoo.tests.loader import get_module_test_cases, get_test_modules
from odoo.tests.suite import TestSuite
from odoo.tools import SQL

NOTHING = ("nothing", "", 0)
# It takes walls away itself, one after the other, and knows only those that are there.
_KNOWS_NO_MISSING_ONE = "test_walls"
# Asked first, for they are quick and know much; and last, for they take minutes.
_FIRST = ("test_access_rights", "test_record_rights", "test_constraints_sql")
_LAST = ("test_list_queries", "test_properties", "test_reminder_days")


def unnoticed(env, module, keyword=""):
    """Return {wall: the test that noticed, or None} of a module."""
    registry = env.registry
    walls = [wall for wall in _walls(env, module) if keyword in wall[1]]
    files = [
        file
        for file in get_test_modules(module)
        if not file.__name__.endswith(_KNOWS_NO_MISSING_ONE)
    ]
    # What is open would be shared with the children.
    env.cr.close()
    close_all()
    noticed, used = {}, set()
    for wall in walls:
        files.sort(key=lambda file, wall=wall: _turn(file, wall[1]))
        number, what = _in_a_child(registry, wall, files)
        noticed[f"{wall[0]}: {wall[1]}"] = what
        if number is not None:
            used.add(files[number])
            # What noticed much is asked first.
            files.insert(0, files.pop(number))
    # They are silent while nothing is missing.
    _number, what = _in_a_child(registry, NOTHING, list(used))
    return {"walls": noticed, "without": what}


def _turn(file, wall):
    """Return -1 for tests to be asked first: they know much, or are of its model."""
    name = file.__name__.rpartition(".")[2]
    model = name.removeprefix("test_").replace("_", "")
    near = name in _FIRST or model in wall.replace("_", "").lower()
    return (name in _LAST) - near


def _walls(env, module):
    """Return (kind, name, place) of each; the place is a table, an id or a model."""
    names = env["ir.model.data"].search(
        [("module", "=", module), ("model", "in", ("ir.rule", "ir.model.access"))],
        order="model, name",
    )
    walls = [(name.model, name.name, name.res_id) for name in names]
    walls += env.execute_query(
        SQL(
            "SELECT CASE WHEN i.indexrelid IS NULL THEN 'constraint' ELSE 'index' END,"
            " con.name, coalesce(c.conrelid, i.indrelid)::regclass::text"
            " FROM ir_model_constraint con"
            " JOIN ir_module_module module ON module.id = con.module"
            " LEFT JOIN pg_constraint c ON c.conname = con.name AND c.contype = 'c'"
            " LEFT JOIN pg_index i ON i.indexrelid = to_regclass(quote_ident(con.name))"
            " AND i.indisunique WHERE module.name = %s"
            " AND (c.oid IS NOT NULL OR i.indexrelid IS NOT NULL) ORDER BY 1, 2",
            module,
        )
    )
    # By class, for models that know nothing of each other may use one name.
    methods = {
        method.__qualname__
        for model in _concrete(env)
        for method in model._constraint_methods
        if method.__module__.startswith(f"odoo.addons.{module}.")
    }
    return walls + [("method", name, 0) for name in sorted(methods)]


def _concrete(env):
    """Yield the models with a table: others may not say what they check."""
    return (env[name] for name, model in env.registry.items() if not model._abstract)


def _in_a_child(registry, wall, files):
    """Return the number of the file whose tests noticed first, and which test did."""
    out, into = os.pipe()
    child = os.fork()
    if not child:
        os.close(out)
        code = 1
        with contextlib.suppress(BaseException), os.fdopen(into, "w") as answer:
            try:
                answer.write(_noticed(registry, wall, files))
            except BaseException:
                answer.write(f"0\n{traceback.format_exc()}")
            code = 0
        os._exit(code)
    os.close(into)
    with os.fdopen(out) as answer:
        number, _line, what = answer.read().partition("\n")
    _pid, status = os.waitpid(child, 0)
    assert status == 0, f"{wall}: the tests ended with {status}"
    return (int(number), what) if what else (None, None)


def _noticed(registry, wall, files):
    # What is refused here is no fault of the server, whose log is judged.
    logging.getLogger().handlers.clear()
    with _taken_away(registry, wall):
        for number, file in enumerate(files):
            result = unittest.TestResult()
            result.failfast = True
            cases = [
                case
                for case in get_module_test_cases(file)
                if not isinstance(case, HttpCase)
            ]
            TestSuite(cases).run(result)
            for test, _trace in result.failures + result.errors:
                return f"{number}\n{test}"
    return ""


@contextlib.contextmanager
def _taken_away(registry, wall):
    """Commit that it is gone, for some tests look with a second connection.

    Within the transaction of a test, such a one would wait for its table for ever.
    """
    kind, name, place = wall
    if kind == "method":
        _forget(registry, name)
    away, back = _statements(registry, wall)
    _commit(registry, away)
    try:
        yield
    finally:
        _commit(registry, back)


def _forget(registry, name):
    """Let no model ask the method, also when the registry is set up once more."""
    with registry.cursor() as cr:
        for model in _concrete(Environment(cr, SUPERUSER_ID, {})):
            methods = model._constraint_methods
            type(model)._constraint_methods = [
                method for method in methods if method.__qualname__ != name
            ]
            for method in methods:
                if method.__qualname__ == name:
                    vars(method).pop("_constrains", None)


def _statements(registry, wall):
    """Return what takes it away and what puts it back."""
    kind, name, place = wall
    if kind in ("ir.rule", "ir.model.access"):
        table = SQL.identifier(kind.replace(".", "_"))
        return tuple(
            SQL("UPDATE %s SET active = %s WHERE id = %s", table, active, place)
            for active in (False, True)
        )
    if kind == "constraint":
        table, constraint = SQL.identifier(place), SQL.identifier(name)
        definition = _defined(
            registry,
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s",
            name,
        )
        return (
            SQL("ALTER TABLE %s DROP CONSTRAINT %s", table, constraint),
            SQL("ALTER TABLE %s ADD CONSTRAINT %s %s", table, constraint, definition),
        )
    if kind == "index":
        definition = _defined(
            registry, "SELECT pg_get_indexdef(to_regclass(quote_ident(%s)))", name
        )
        return SQL("DROP INDEX %s", SQL.identifier(name)), definition
    return None, None


def _defined(registry, question, name):
    with registry.cursor() as cr:
        cr.execute(question, [name])
        # A definition may hold a percent sign.
        return SQL(cr.fetchone()[0].replace("%", "%%"))


def _commit(registry, statement):
    with registry.cursor() as cr:
        if statement:
            cr.execute(statement)
    registry.clear_all_caches()
