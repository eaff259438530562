"""Takes away what guards the data, and lets the tests notice; runs inside Odoo.

A wall is a record rule, an access line, a constraint or unique index of the database,
or a method that refuses values. It is gone for one process, which runs the tests of the
module until the first of them fails; nothing of that is committed.
"""

import contextlib
import logging
import os
import traceback
import unittest

from odoo.api import SUPERUSER_ID, Environment
from odoo.sql_db import close_all
from odoo.tests.common import HttpCase, TransactionCase
from odoo.tests.loader import get_module_test_cases, get_test_modules
from odoo.tests.suite import TestSuite
from odoo.tools import SQL

NOTHING = ("nothing", "", 0)
# It takes walls away itself, one after the other, and knows only those that are there.
_KNOWS_NO_MISSING_ONE = "test_walls"
# Asked first, for they are quick and know much; and last, for they take minutes.
_FIRST = ("test_access_rights", "test_constraints_sql", "test_access_methods")
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
    files.sort(key=_turn)
    env.cr.rollback()
    close_all()
    noticed, used = {}, set()
    for wall in walls:
        number, what = _in_a_child(registry, wall, files)
        noticed[f"{wall[0]}: {wall[1]}"] = what
        if number is not None:
            used.add(files[number])
            # What noticed much is asked first.
            files.insert(0, files.pop(number))
    # They are silent while nothing is missing.
    _number, what = _in_a_child(registry, NOTHING, list(used))
    return {"walls": noticed, "without": what}


def _turn(file):
    name = file.__name__.rpartition(".")[2]
    return (name in _LAST) - (name in _FIRST)


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
    methods = {
        method.__name__
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
    _take_away(registry, wall)
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


def _take_away(registry, wall):
    kind, name, place = wall
    if kind == "method":
        with registry.cursor() as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            for model in _concrete(env):
                methods = model._constraint_methods
                type(model)._constraint_methods = [
                    method for method in methods if method.__name__ != name
                ]
        return
    statement = {
        "ir.rule": SQL("UPDATE ir_rule SET active = FALSE WHERE id = %s", place),
        "ir.model.access": SQL(
            "UPDATE ir_model_access SET active = FALSE WHERE id = %s", place
        ),
        "constraint": SQL(
            "ALTER TABLE %s DROP CONSTRAINT %s",
            SQL.identifier(str(place)),
            SQL.identifier(name),
        ),
        "index": SQL("DROP INDEX %s", SQL.identifier(name)),
    }.get(kind)
    begin = TransactionCase.setUpClass.__func__

    def begin_without(cls):
        begin(cls)
        if statement:
            cls.env.cr.execute(statement)
            cls.env.registry.clear_all_caches()

    TransactionCase.setUpClass = classmethod(begin_without)
