"""Small changes to a plain module, one at a time."""

import ast
import copy

SWAPS = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
}
FUNCTIONS = {"min": "max", "max": "min", "all": "any", "any": "all"}


def _changes(node):
    """Yield descriptions of changes to a node, with what carries each out."""
    if isinstance(node, ast.Compare):
        for index, operator in enumerate(node.ops):
            for other in SWAPS.get(type(operator), ()):
                yield _named(operator, other), _setter(node.ops, index, other())
    elif isinstance(node, ast.BinOp | ast.BoolOp):
        for other in SWAPS.get(type(node.op), ()):
            yield _named(node.op, other), _attribute(node, "op", other())
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
        yield f"{node.value} + 1", _attribute(node, "value", node.value + 1)
    elif isinstance(node, ast.Constant) and type(node.value) is bool:
        yield f"not {node.value}", _attribute(node, "value", not node.value)
    elif isinstance(node, ast.UnaryOp):
        zero = ast.Constant(0)
        yield "without the sign", _attribute(node, "op", ast.UAdd())
        if isinstance(node.op, ast.Not):
            yield "not removed", _attribute(node, "operand", zero)
    elif isinstance(node, ast.Name) and node.id in FUNCTIONS:
        yield f"{FUNCTIONS[node.id]}()", _attribute(node, "id", FUNCTIONS[node.id])
    elif isinstance(node, ast.If | ast.IfExp):
        for value in (True, False):
            yield f"if {value}", _attribute(node, "test", ast.Constant(value))


def _named(old, new):
    return f"{type(old).__name__} -> {new.__name__}"


def _attribute(node, name, value):
    return lambda: setattr(node, name, value)


def _setter(items, index, value):
    return lambda: items.__setitem__(index, value)


def mutants(source):
    """Yield every single change to the source: its line, what it is, the new tree."""
    tree = ast.parse(source)
    for place, node in enumerate(ast.walk(tree)):
        for number, (what, _carry_out) in enumerate(_changes(node)):
            changed = copy.deepcopy(tree)
            twin = list(ast.walk(changed))[place]
            _what, carry_out = list(_changes(twin))[number]
            carry_out()
            yield node.lineno, what, ast.fix_missing_locations(changed)
