"""What a rule about this repository's own text is, and the ways to write one."""

import ast
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fnmatch import fnmatch

PYTHON = ("okr*/*.py", "tests/*.py")
APP_PYTHON = ("okr*/*.py",)
XML = ("okr*/*.xml",)
SCRIPT = ("okr*/*.js",)
EVERYTHING = ("*",)

# A rule has to quote what it forbids, so the rules do not judge themselves.
OWN_FOLDER = "tests/repo/*"
APP_TESTS = "okr*/tests/*"


@dataclass(frozen=True)
class Rule:
    """Something that may not stand in a file, with a proof that it is noticed.

    `find` gets the path and the text of a file and yields line numbers. `bad` is a
    sample that must be found, `good` one that looks like it and must not be.
    """

    name: str
    instead: str
    find: Callable[[str, str], Iterable[int]]
    bad: tuple[str, ...]
    good: tuple[str, ...] = ()
    on: tuple[str, ...] = PYTHON
    but: tuple[str, ...] = (OWN_FOLDER,)
    sample_path: str = "okr/models/sample.py"

    def concerns(self, path):
        return any(fnmatch(path, glob) for glob in self.on) and not any(
            fnmatch(path, glob) for glob in self.but
        )

    def findings(self, path, text):
        """Return one line per place, ready to be read by a person."""
        if not self.concerns(path):
            return []
        return [
            f"{path}:{line}: {self.name}: {self.instead}"
            for line in sorted(set(self.find(path, text)))
        ]


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def pattern(name, regex, instead, *, flags=0, **kwargs):
    """Make a rule of a regular expression on the text."""
    compiled = re.compile(regex, re.MULTILINE | flags)

    def find(path, text):
        return [line_of(text, match.start()) for match in compiled.finditer(text)]

    return Rule(name, instead, find, **kwargs)


def syntax(name, matches, instead, **kwargs):
    """Make a rule of a question put to every node of the syntax tree."""

    def find(path, text):
        return [node.lineno for node in ast.walk(ast.parse(text)) if matches(node)]

    return Rule(name, instead, find, **kwargs)


def xml_pattern(name, regex, instead, **kwargs):
    """Make a rule of a regular expression on XML, where a tag may span lines."""
    kwargs.setdefault("sample_path", "okr/views/sample.xml")
    return pattern(name, regex, instead, on=XML, **kwargs)


def is_call(node, *names):
    """Tell whether the node calls a method or function with one of these names."""
    if not isinstance(node, ast.Call):
        return False
    called = getattr(node.func, "attr", getattr(node.func, "id", None))
    return called in names


def is_model(node):
    """Tell whether the node is the class of a model of Odoo."""
    return isinstance(node, ast.ClassDef) and any(
        isinstance(base, ast.Attribute)
        and base.attr in ("Model", "AbstractModel", "TransientModel")
        for base in node.bases
    )


def assigned(class_node, name):
    """Return the value that a class gives to one of its attributes, or None."""
    for statement in class_node.body:
        if isinstance(statement, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == name
            for target in statement.targets
        ):
            return statement.value
    return None


def decorators(node):
    """Return the names of the decorators of a function or class."""
    calls = (getattr(item, "func", item) for item in node.decorator_list)
    return {getattr(call, "attr", getattr(call, "id", None)) for call in calls}
