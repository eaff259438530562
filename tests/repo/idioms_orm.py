"""What older Odoo versions wrote in Python, where the text alone shows it."""

from repo.rule import APP_TESTS, OWN_FOLDER, pattern

RULES = [
    pattern(
        "_sql_constraints",
        r"\b_sql_constraints\b",
        "models.Constraint, models.UniqueIndex",
        bad=("    _sql_constraints = []\n",),
        good=("    _name_unique = models.Constraint('unique(name)', 'x')\n",),
    ),
    pattern(
        "old domain import",
        r"odoo\.osv|from odoo import .*\bosv\b|odoo\.domains"
        r"|\bexpression\.(AND|OR|FALSE_|TRUE_|normal)",
        "from odoo.fields import Domain",
        bad=(
            "from odoo.osv import expression\n",
            "domain = expression.AND([a, b])\n",
            "from odoo.domains import Domain\n",
        ),
        good=("from odoo.fields import Domain\n",),
    ),
    pattern(
        "import of odoo.orm",
        r"^\s*(from|import)\s+odoo\.orm",
        "odoo.api, odoo.fields, odoo.models",
        bad=("from odoo.orm.domains import Domain\n",),
        good=("from odoo import models\n",),
    ),
    pattern(
        "search method that asks for '='",
        r"\boperator\s*(==|!=|(not\s+)?in)\s*[\[({]?\s*['\"](=|!=)['\"]",
        "the ORM sends 'in': handle it and return NotImplemented otherwise",
        bad=(
            "    if operator == '=':\n",
            "    if operator not in ('=', '!='):\n",
        ),
        good=("    if operator != 'in':\n", "    if operator in ('<', '>='):\n"),
    ),
    pattern(
        "name_search override",
        r"\bdef _?name_search\b",
        "_rec_names_search or _search_display_name",
        bad=("    def _name_search(self, name):\n", "    def name_search(self):\n"),
        good=("    def _search_display_name(self, operator, value):\n",),
    ),
    pattern(
        "name_get",
        r"\bname_get\b",
        "_compute_display_name",
        bad=("    def name_get(self):\n",),
        good=("    username_getter = 1\n",),
    ),
    pattern(
        "read_group",
        r"(?<![\w])read_group\s*\(",
        "_read_group, for clients formatted_read_group",
        bad=("    rows = self.read_group([], [], [])\n",),
        good=(
            "    rows = self._read_group([])\n",
            "    rows = self.formatted_read_group([])\n",
        ),
    ),
    pattern(
        "itertools.groupby",
        r"\bfrom itertools import .*\bgroupby\b|\bitertools\.groupby\b",
        "recordset.grouped, odoo.tools.groupby",
        bad=("from itertools import chain, groupby\n", "itertools.groupby(x)\n"),
        good=("from itertools import chain\n",),
    ),
    pattern(
        "SELECT through the cursor",
        r"\bcr\.execute\(\s*(SQL\(\s*)?['\"]{1,3}\s*SELECT\b",
        "env.execute_query, which flushes",
        bad=("self.env.cr.execute(SQL('''\n    SELECT 1'''))\n",),
        good=("self.env.execute_query(SQL('SELECT 1'))\n",),
        but=(OWN_FOLDER, "tests/*"),
    ),
    pattern(
        "old field option",
        r"\b(group_operator|auto_join)\s*=",
        "aggregator=, bypass_search_access=",
        bad=("x = fields.Float(group_operator='avg')\n", "auto_join=True\n"),
        good=("x = fields.Float(aggregator='avg')\n",),
    ),
    pattern(
        "_check_recursion",
        r"\b_check_(m2m_)?recursion\b",
        "_parent_store refuses cycles; else _has_cycle",
        bad=("if not self._check_recursion():\n",),
        good=("if self._has_cycle('parent_id'):\n",),
    ),
    pattern(
        "old access check",
        r"\b_?check_access_rights?\b|\b_?check_access_rules?\b|\b_filter_access_rules\w*",
        "check_access, has_access, _filtered_access",
        bad=("self.check_access_rights('read')\n", "x.check_access_rule('write')\n"),
        good=("self.check_access('read')\n",),
    ),
    pattern(
        "module-level _",
        r"^\s*from odoo(\.tools\.translate)? import .*(?<=[\s,])_(?=[\s,]|$)",
        "self.env._, or LazyTranslate for module-level texts",
        bad=("from odoo import _, models\n", "from odoo import models, _\n"),
        good=("from odoo.tools.translate import LazyTranslate\n",),
    ),
    pattern(
        "private environment attributes",
        r"\bself\._(cr|uid|context)\b",
        "env.cr, env.uid, env.context",
        bad=("self._cr.commit()\n", "self._context.get('a')\n"),
        good=("self.env.context.get('a')\n",),
    ),
    pattern(
        "time zones by hand",
        r"^\s*(import pytz|from pytz)\b",
        "env.tz, or zoneinfo",
        bad=("import pytz\n",),
        good=("from zoneinfo import ZoneInfo\n",),
        but=(OWN_FOLDER, APP_TESTS),
    ),
    pattern(
        "toggle_active",
        r"\btoggle_active\b",
        "action_archive, action_unarchive",
        bad=("self.toggle_active()\n",),
        good=("self.action_archive()\n",),
    ),
    pattern(
        "row lock in SQL",
        r"\bFOR UPDATE NOWAIT\b",
        "lock_for_update, try_lock_for_update",
        bad=("'SELECT 1 FOR UPDATE NOWAIT'\n",),
        good=("self.try_lock_for_update()\n",),
    ),
]
