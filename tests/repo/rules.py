"""What else may not stand in a file of this repository."""

import ast
import io
import re
import tokenize
from xml.etree import ElementTree

from repo.rule import (
    APP_PYTHON,
    APP_TESTS,
    EVERYTHING,
    XML,
    Rule,
    line_of,
    pattern,
)

LINES_ALLOWED = 300
GENERATED = ("*/i18n/*", "package-lock.json")
VIEW_ID = re.compile(
    r"(?P<model>\w+)_view_"
    r"(list|form|kanban|search|calendar|graph|pivot|activity|hierarchy|tree)(_\w+)?"
)


def too_long(path, text):
    lines = text.count("\n")
    return [lines] if lines > LINES_ALLOWED else []


def _comment_lines(text):
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return {token.start[0] for token in tokens if token.type == tokenize.COMMENT}


def _raises_rights(node):
    if not isinstance(node, ast.Call):
        return False
    name = getattr(node.func, "attr", None)
    first = node.args[0] if node.args else None
    if name == "sudo":
        return getattr(first, "value", True) is not False
    return name == "with_user" and getattr(first, "id", None) == "SUPERUSER_ID"


def sudo_without_reason(path, text):
    """Find calls that raise rights and have no comment in or just above them."""
    comments = _comment_lines(text)
    pending = [(ast.parse(text), 1)]
    while pending:
        node, statement_line = pending.pop()
        if isinstance(node, ast.stmt):
            statement_line = node.lineno
        if _raises_rights(node):
            first = statement_line
            while first - 1 in comments:
                first -= 1
            if not comments & set(range(first, node.end_lineno + 1)):
                yield node.end_lineno
        pending += [(child, statement_line) for child in ast.iter_child_nodes(node)]


def _records(text, model):
    for match in re.finditer(r"<record\b[^>]*>.*?</record>", text, re.DOTALL):
        record = ElementTree.fromstring(match.group())
        if record.get("model") == model:
            yield line_of(text, match.start()), record


def _field(record, name):
    found = record.find(f"field[@name='{name}']")
    return "" if found is None else "".join(found.itertext())


def rule_that_goes_stale(path, text):
    for line, record in _records(text, "ir.rule"):
        if re.search(r"\buser\.(?!id\b)|\buser\.id\.", _field(record, "domain_force")):
            yield line


def badly_named_view(path, text):
    for line, record in _records(text, "ir.ui.view"):
        model = _field(record, "model").replace(".", "_")
        match = VIEW_ID.fullmatch(record.get("id", ""))
        if model and (not match or match["model"] != model):
            yield line


def untidy(path, text):
    if text and not text.endswith("\n"):
        yield line_of(text, len(text))
    for number, line in enumerate(text.split("\n"), start=1):
        markdown_break = path.endswith(".md") and line.endswith("  ")
        if line != line.rstrip() and not markdown_break:
            yield number
        elif path.endswith((".py", ".xml", ".js")) and "\t" in line:
            yield number


RULES = [
    Rule(
        "length",
        f"over {LINES_ALLOWED} lines: split it by idea",
        too_long,
        bad=("x = 1\n" * (LINES_ALLOWED + 1),),
        good=("x = 1\n" * LINES_ALLOWED,),
        on=("*.py", "*.xml", "*.js", "*.scss"),
        but=GENERATED,
    ),
    pattern(
        "package registry",
        r"pypi\.(org|python)|pythonhosted\.org|registry\.npmjs|npmjs\.(org|com)"
        r"|registry\.yarnpkg|(deb|ftp|security|snapshot)\.debian\.org|archive\.ubuntu"
        r"|(docker|ghcr|quay)\.io|hub\.docker|proxy\.golang|nightly\.odoo\.com",
        "the machine's own configuration names its mirrors",
        bad=("url = 'https://pypi.org/simple'\n", "deb http://deb.debian.org x\n"),
        good=("git clone https://github.com/odoo/odoo\n",),
        on=EVERYTHING,
    ),
    pattern(
        "path of one machine",
        r"(?<![\w.$}~/-])/(work|root|home|Users|mnt|media)/[\w.-]",
        "a path relative to the repository or to the user's folders",
        bad=("open('/home/somebody/x')\n", "cd /work/main\n"),
        good=("see okr/work/x, $HOME/root/x, https://example.com/home/x\n",),
        on=EVERYTHING,
    ),
    Rule(
        "sudo without a reason",
        "say in a comment beside it why the user's rights are not enough",
        sudo_without_reason,
        bad=(
            "self.sudo().write({})\n",
            "# A reason.\nx = 1\ny = self.sudo().name\n",
            "self.with_user(SUPERUSER_ID).run()\n",
        ),
        good=(
            "# The owner may not write the key result itself.\nself.sudo().write({})\n",
            "x = self.sudo().name  # Labels are shown to everybody.\n",
            "# Two lines\n# of reason.\nx = (\n    self.sudo()\n    .name\n)\n",
            "x = self.sudo(False)\n",
        ),
        on=APP_PYTHON,
        but=(APP_TESTS,),
    ),
    Rule(
        "record rule that goes stale",
        "of user a rule takes nothing but user.id: the rest is cached",
        rule_that_goes_stale,
        bad=(
            '<record id="a" model="ir.rule">\n<field name="domain_force">'
            '[("a", "in", user.employee_ids.ids)]</field></record>\n',
        ),
        good=(
            '<record id="a" model="ir.rule">\n<field name="domain_force">'
            '[("a", "=", user.id), ("b", "in", company_ids)]</field></record>\n',
        ),
        on=XML,
        sample_path="okr/security/sample.xml",
    ),
    Rule(
        "id of a view",
        "<model>_view_<type>",
        badly_named_view,
        bad=(
            '<record id="view_session_form" model="ir.ui.view">\n'
            '<field name="model">okr.session</field></record>\n',
            '<record id="okr_goal_view_form" model="ir.ui.view">\n'
            '<field name="model">okr.session</field></record>\n',
        ),
        good=(
            '<record id="okr_session_view_form" model="ir.ui.view">\n'
            '<field name="model">okr.session</field></record>\n',
            '<record id="okr_key_result_view_list_due" model="ir.ui.view">\n'
            '<field name="model">okr.key.result</field></record>\n',
        ),
        on=XML,
        sample_path="okr/views/sample.xml",
    ),
    Rule(
        "untidy text",
        "no blanks at the end of lines, no tabs, one line end at the end",
        untidy,
        bad=("x = 1 \n", "x = 1", "x = 1\r\n", "\tx = 1\n"),
        good=("x = 1\n", ""),
        on=EVERYTHING,
        but=("*.csv", "*.svg"),
    ),
    pattern(
        "English translation file",
        r"^",
        "English is the source and has no translation file",
        bad=("msgid",),
        good=(),
        on=("*/i18n/en.po", "*/i18n/en_US.po"),
        but=(),
        sample_path="okr/i18n/en.po",
    ),
    pattern(
        "output to the terminal",
        r"^\s*print\(",
        "a logger, or nothing",
        bad=("    print(x)\n",),
        good=("    blueprint(x)\n", "_logger.info(x)\n"),
        on=APP_PYTHON,
        but=(),
    ),
]
