"""What older Odoo versions wrote in Python, where it takes the syntax to see it."""

import ast

from repo.rule import APP_PYTHON, assigned, decorators, is_call, is_model, syntax


def _model_without_name(node):
    if not is_model(node) or assigned(node, "_name") is not None:
        return False
    return not isinstance(assigned(node, "_inherit"), ast.Constant)


def _single_create(node):
    return is_model(node) and any(
        isinstance(item, ast.FunctionDef)
        and item.name == "create"
        and "model_create_multi" not in decorators(item)
        for item in node.body
    )


def _raise_in_unlink(node):
    return (
        isinstance(node, ast.FunctionDef)
        and node.name == "unlink"
        and any(isinstance(item, ast.Raise) for item in ast.walk(node))
    )


def _unlink_hook_name(node):
    return (
        isinstance(node, ast.FunctionDef)
        and "ondelete" in decorators(node)
        and not node.name.startswith(("_unlink_if_", "_unlink_except_"))
    )


def _search_then_read(node):
    return is_call(node, "read") and is_call(
        getattr(node.func, "value", None), "search"
    )


def _is_small_number(node, *numbers):
    return (
        isinstance(node, ast.Constant)
        and type(node.value) is int
        and (node.value in numbers)
    )


def _numbered_command(node):
    if not isinstance(node, ast.Tuple) or len(node.elts) not in (2, 3):
        return False
    first, second, *rest = node.elts
    if _is_small_number(first, 1, 2, 3, 4):
        return getattr(second, "attr", None) == "id" or is_call(second, "ref")
    return (
        bool(rest)
        and _is_small_number(first, 0, 5, 6)
        and isinstance(second, ast.Constant)
        and second.value in (0, False, None)
        and (getattr(first, "value", 0) == 5 or not isinstance(rest[0], ast.Constant))
    )


def _init_with_sql(node):
    return is_model(node) and any(
        isinstance(item, ast.FunctionDef) and item.name == "init" for item in node.body
    )


def _sql_in_fstring(node):
    return (
        is_call(node, "execute", "execute_query", "execute_query_dict", "SQL")
        and bool(node.args)
        and isinstance(node.args[0], ast.JoinedStr)
    )


def _formatted_before_translation(node):
    return (
        is_call(node, "_", "_lt", "LazyTranslate")
        and bool(node.args)
        and (
            isinstance(node.args[0], ast.BinOp | ast.JoinedStr)
            or is_call(node.args[0], "format")
        )
    )


def _json_route(node):
    return is_call(node, "route") and any(
        keyword.arg == "type" and getattr(keyword.value, "value", None) == "json"
        for keyword in node.keywords
    )


RULES = [
    syntax(
        "model without _name",
        _model_without_name,
        "write _name on the model",
        bad=("class Session(models.Model):\n    _description = 'x'\n",),
        good=(
            "class Session(models.Model):\n    _name = 'okr.session'\n",
            "class Users(models.Model):\n    _inherit = 'res.users'\n",
        ),
    ),
    syntax(
        "SQL in init()",
        _init_with_sql,
        "models.Index, or the _table_query of a report",
        bad=(
            "class A(models.Model):\n    _name = 'a'\n    def init(self):\n        x\n",
        ),
        good=("class A(models.Model):\n    def _initial(self):\n        x\n",),
    ),
    syntax(
        "search, then read",
        _search_then_read,
        "search_fetch or search_read",
        bad=("rows = model.search(domain).read(['name'])\n",),
        good=("rows = model.search_fetch(domain, ['name'])\n",),
    ),
    syntax(
        "SQL in an f-string",
        _sql_in_fstring,
        'SQL("… %s", SQL.identifier(name))',
        bad=("env.cr.execute(f'DELETE FROM {table}')\n", "SQL(f'SELECT {x}')\n"),
        good=("env.execute_query(SQL('SELECT %s', x))\n",),
    ),
    syntax(
        "raise in unlink",
        _raise_in_unlink,
        "@api.ondelete(at_uninstall=False)",
        bad=("def unlink(self):\n    raise UserError(x)\n",),
        good=("def _unlink_except_used(self):\n    raise UserError(x)\n",),
    ),
    syntax(
        "name of an @api.ondelete method",
        _unlink_hook_name,
        "_unlink_if_… or _unlink_except_…",
        bad=("@api.ondelete(at_uninstall=False)\ndef _check(self):\n    x\n",),
        good=("@api.ondelete(at_uninstall=False)\ndef _unlink_if_new(self):\n    x\n",),
    ),
    syntax(
        "create of one record",
        _single_create,
        "@api.model_create_multi",
        bad=("class A(models.Model):\n    def create(self, v):\n        x\n",),
        good=(
            "class A(models.Model):\n"
            "    @api.model_create_multi\n    def create(self, v):\n        x\n",
        ),
        on=APP_PYTHON,
    ),
    syntax(
        "text put together before it is translated",
        _formatted_before_translation,
        'self.env._("… %(name)s", name=value)',
        bad=("self.env._('a %s' % b)\n", "_('a {}'.format(b))\n", "_(f'a {b}')\n"),
        good=("self.env._('a %(b)s', b=b)\n",),
    ),
    syntax(
        "numbered x2many command",
        _numbered_command,
        "Command.create, link, set, …",
        bad=("x = [(0, 0, {})]\n", "x = [(6, 0, ids)]\n", "x = [(4, tag.id)]\n"),
        good=(
            "x = [(0, 50, 100)]\n",
            "a == (0, 0, 7)\n",
            "x = [Command.link(tag.id)]\n",
        ),
    ),
    syntax(
        'route of type "json"',
        _json_route,
        'type="jsonrpc"',
        bad=("@http.route('/a', type='json', auth='user')\ndef a(self):\n    x\n",),
        good=("@http.route('/a', type='jsonrpc', auth='user')\ndef a(self):\n    x\n",),
    ),
]
