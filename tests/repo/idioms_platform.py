"""Old habits around jobs, security and tests, and what this project never does."""

import ast

from repo.rule import APP_PYTHON, PYTHON, decorators, is_call, pattern, syntax

PYTHON_AND_XML = (*PYTHON, "okr*/*.xml")


def _post_install_too(node):
    if not isinstance(node, ast.ClassDef):
        return False
    for item in node.decorator_list:
        if is_call(item, "tagged"):
            tags = {getattr(arg, "value", None) for arg in item.args}
            return "post_install" in tags and "-at_install" not in tags
    return False


def _default_at_import(node):
    return isinstance(node, ast.keyword) and (
        node.arg == "default" and is_call(node.value, "today", "now", "utcnow")
    )


def _self_in_its_own_loop(node):
    """Find `self.field` inside `for record in self`: it reads the whole set."""
    if not isinstance(node, ast.For) or getattr(node.iter, "id", None) != "self":
        return False
    called = {
        id(item.func)
        for statement in node.body
        for item in ast.walk(statement)
        if isinstance(item, ast.Call)
    }
    return any(
        isinstance(item, ast.Attribute)
        and getattr(item.value, "id", None) == "self"
        and item.attr != "env"
        and not item.attr.startswith("_")
        and id(item) not in called
        for statement in node.body
        for item in ast.walk(statement)
    )


def _markup_of_fstring(node):
    return (
        is_call(node, "Markup")
        and bool(node.args)
        and isinstance(node.args[0], ast.JoinedStr)
    )


def _unlimited_search(node):
    if not is_call(node, "search", "search_fetch", "search_read"):
        return False
    if any(keyword.arg == "limit" for keyword in node.keywords):
        return False
    domains = [*node.args[:1]] + [
        keyword.value for keyword in node.keywords if keyword.arg == "domain"
    ]
    if not domains:
        return not node.keywords and is_call(node, "search_read")
    return (isinstance(domains[0], ast.List) and not domains[0].elts) or (
        getattr(domains[0], "attr", None) == "TRUE"
    )


def _skipped_test(node):
    names = ("skip", "skipif", "skipIf", "skipUnless", "xfail", "expectedFailure")
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return bool(decorators(node) & set(names))
    return is_call(node, "skip", "skipTest", "importorskip", "xfail", "SkipTest")


RULES = [
    pattern(
        "old job option",
        r"\b(numbercall|doall|_notify_progress)\b",
        "these are gone; report with _commit_progress",
        bad=(
            '<field name="numbercall">-1</field>\n',
            "cron._notify_progress(done=1)\n",
        ),
        good=("self.env['ir.cron']._commit_progress(processed=1)\n",),
        on=PYTHON_AND_XML,
    ),
    pattern(
        "groups_id",
        r"\bgroups_id\b",
        "group_ids (ir.rule alone says groups)",
        bad=('<field name="groups_id" eval="[]" />\n', "user.groups_id\n"),
        good=("user.group_ids\n",),
        on=PYTHON_AND_XML,
    ),
    pattern(
        "odoo-test-helper",
        r"\bodoo_test_helper\b|\bFakeModelLoader\b|\badd_to_registry\b",
        "a test that needs no fake model",
        bad=("from odoo_test_helper import FakeModelLoader\n",),
        good=("from odoo.tests import Form\n",),
    ),
    pattern(
        "demo data in a test",
        r"\bbase\.(user_demo|partner_demo\w*|demo_\w+)\b|\bhr\.employee_(?!public)\w+"
        r"|\bokr\.demo_\w+|\bhr\.dep_\w+",
        "build what the test needs",
        bad=("cls.env.ref('base.user_demo')\n", "ref('hr.employee_al')\n"),
        good=("cls.env.ref('base.user_admin')\n",),
        on=("okr*/tests/*.py",),
        sample_path="okr/tests/test_sample.py",
    ),
    syntax(
        "both kinds of test tag",
        _post_install_too,
        '@tagged("post_install", "-at_install")',
        bad=("@tagged('post_install')\nclass A:\n    x = 1\n",),
        good=("@tagged('post_install', '-at_install')\nclass A:\n    x = 1\n",),
    ),
    syntax(
        "skipped test",
        _skipped_test,
        "a test runs or is not written",
        bad=(
            "@unittest.skip('x')\ndef test():\n    x\n",
            "@pytest.mark.skipif(a, reason='b')\ndef test():\n    x\n",
            "def test(self):\n    self.skipTest('x')\n",
        ),
        good=("def test(self):\n    self.assertTrue(x)\n",),
    ),
    syntax(
        "default evaluated at import",
        lambda node: isinstance(node, ast.Call)
        and any(_default_at_import(keyword) for keyword in node.keywords),
        "give the function, not its result",
        bad=("x = fields.Date(default=fields.Date.today())\n",),
        good=("x = fields.Date(default=fields.Date.context_today)\n",),
        on=APP_PYTHON,
    ),
    syntax(
        "self inside a loop over self",
        _self_in_its_own_loop,
        "use the loop's variable",
        bad=("for objective in self:\n    objective.a = self.progress\n",),
        good=(
            "for objective in self:\n    self._refresh(objective)\n    self.env.cr\n",
            "for child in self.child_ids:\n    child.a = self.progress\n",
        ),
        on=APP_PYTHON,
    ),
    syntax(
        "HTML in an f-string",
        _markup_of_fstring,
        "Markup('<b>%s</b>') % value, which escapes",
        bad=("Markup(f'<b>{name}</b>')\n",),
        good=("Markup('<b>%s</b>') % name\n",),
    ),
    syntax(
        "search of everything",
        _unlimited_search,
        "a domain or a limit",
        bad=("model.search([])\n", "model.search(Domain.TRUE)\n", "m.search_read()\n"),
        good=(
            "model.search([], limit=1)\n",
            "model.search(domain)\n",
            "re.search(a, b)\n",
        ),
        on=APP_PYTHON,
        but=("okr*/tests/*",),
    ),
    pattern(
        "left behind",
        r"\b(TODO|FIXME|XXX)\b|\bpdb\b|\bbreakpoint\(",
        "finish it, or say it where work is planned",
        bad=("# TODO: later\n", "import pdb\n", "    breakpoint()\n"),
        good=("# The todo state of an initiative.\n", "state = 'todo'\n"),
        on=("*.py", "*.xml", "*.js", "*.scss", "*.cjs", "setup/okr"),
    ),
]
