"""What older Odoo versions wrote in views, data and scripts."""

import re

from repo.rule import SCRIPT, XML, Rule, line_of, pattern, xml_pattern

HIDDEN_FIELD = re.compile(r"<field\b[^<>]*\binvisible=\"(1|True)\"[^<>]*>")
GROUP_RECORD = re.compile(r"<record\b[^>]*model=\"res\.groups\".*?</record>", re.DOTALL)
SEARCH_VIEW = re.compile(r"<search\b.*?</search>", re.DOTALL)


def _hidden_without_reason(path, text):
    for match in HIDDEN_FIELD.finditer(text):
        if not text[: match.start()].rstrip().endswith("-->"):
            yield line_of(text, match.start())


def _inside(block, regex):
    """Look for a regular expression, but only inside blocks of the text."""

    def find(path, text):
        for outer in block.finditer(text):
            for match in re.finditer(regex, outer.group()):
                yield line_of(text, outer.start() + match.start())

    return find


SAMPLE_VIEW = "okr/views/sample.xml"

RULES = [
    xml_pattern(
        "tree",
        r"<tree\b|</tree>|view_mode\"?>[^<]*\btree\b|view_mode=['\"][^'\"]*\btree\b",
        "list",
        bad=("<tree>\n", '<field name="view_mode">tree,form</field>\n'),
        good=('<list>\n<field name="view_mode">list,form</field>\n',),
    ),
    pattern(
        "tree in an action",
        r"['\"]view_mode['\"]:\s*['\"][^'\"]*\btree\b|\(\w+(\.id)?,\s*['\"]tree['\"]\)",
        "list",
        bad=('action = {"view_mode": "tree,form"}\n', 'views = [(False, "tree")]\n'),
        good=('action = {"view_mode": "list,form"}\n',),
    ),
    xml_pattern(
        "attrs or states",
        r"<[^<>!]*\s(attrs|states)=",
        "expressions: invisible=\"state != 'draft'\"",
        bad=('<field name="a" attrs="{}" />\n', '<button states="draft" />\n'),
        good=('<field name="a" invisible="not b" />\n', '<field name="states" />\n'),
    ),
    xml_pattern(
        "kanban-box",
        r"\bkanban-box\b",
        '<t t-name="card">',
        bad=('<t t-name="kanban-box">\n',),
        good=('<t t-name="card">\n',),
    ),
    xml_pattern(
        "oe_chatter",
        r"\boe_chatter\b",
        "<chatter />",
        bad=('<div class="oe_chatter">\n',),
        good=("<chatter />\n",),
    ),
    Rule(
        "group of a search view",
        "a group in a search view has neither string nor expand",
        _inside(SEARCH_VIEW, r"<group\b[^>]*\b(string|expand)="),
        bad=('<search>\n<group expand="0" string="Group By">\n</group></search>\n',),
        good=(
            '<search>\n<group name="group_by">\n</group></search>\n',
            '<form><group string="Numbers" /></form>\n',
        ),
        on=XML,
        sample_path=SAMPLE_VIEW,
    ),
    Rule(
        "hidden helper field",
        "the server adds what modifiers need; else say why in a comment before it",
        _hidden_without_reason,
        bad=('<field\n    name="state"\n    invisible="1"\n/>\n',),
        good=(
            '<!-- The widget reads it. -->\n<field name="a" invisible="1" />\n',
            '<field name="a" invisible="not b" />\n',
            '<field name="a" column_invisible="True" />\n',
        ),
        on=XML,
        sample_path=SAMPLE_VIEW,
    ),
    xml_pattern(
        "t-esc or t-raw",
        r"\bt-(esc|raw)=",
        "t-out",
        bad=('<t t-esc="a" />\n', '<t t-raw="a" />\n'),
        good=('<t t-out="a" />\n',),
    ),
    xml_pattern(
        "target inline",
        r"name=\"target\">inline<",
        "current, new, fullscreen or main",
        bad=('<field name="target">inline</field>\n',),
        good=('<field name="target">new</field>\n',),
    ),
    xml_pattern(
        "numbered x2many command",
        r"\(\s*[0-6]\s*,\s*(0|False|ref\()",
        "Command.create, link, set, …",
        bad=("eval=\"[(4, ref('a'))]\"\n", 'eval="[(6, 0, [])]"\n'),
        good=("eval=\"[Command.link(ref('a'))]\"\n", 'eval="(2024, 1, 1)"\n'),
    ),
    Rule(
        "old field of a group",
        "privilege_id, user_ids",
        _inside(GROUP_RECORD, r"name=\"(category_id|users)\""),
        bad=(
            '<record id="a" model="res.groups">\n<field name="category_id" /></record>',
        ),
        good=(
            '<record id="a" model="res.groups">\n<field name="user_ids" /></record>',
            '<record id="a" model="res.groups.privilege">\n'
            '<field name="category_id" /></record>',
        ),
        on=XML,
        sample_path=SAMPLE_VIEW,
    ),
    xml_pattern(
        "date arithmetic in a domain",
        r"\bcontext_today\(",
        'date macros: ("date", "&lt;", "today -14d")',
        bad=("domain=\"[('a', '=', context_today())]\"\n",),
        good=("domain=\"[('a', '=', 'today')]\"\n",),
    ),
    pattern(
        "module comment",
        r"@odoo-module|\bodoo\.define\(",
        "every file under static/src is a module",
        bad=("/** @odoo-module */\n", "odoo.define('a', function () {\n"),
        good=('import {Component} from "@odoo/owl";\n',),
        on=SCRIPT,
        sample_path="okr/static/src/sample.esm.js",
    ),
]
