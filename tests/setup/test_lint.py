"""Each linter that the project runs can fail: a sample that is only bad for it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from okr_setup import lint

import odoo

ROOT = Path(__file__).resolve().parents[2]
CONFIGURATION = (
    ".editorconfig",
    ".oca_hooks.cfg",
    ".prettierignore",
    ".prettierrc.json",
    ".pylintrc",
    "eslint.config.cjs",
    "pyproject.toml",
)
HEADER = '<?xml version="1.0" encoding="UTF-8" ?>\n'
MODEL = """\
from odoo import fields, models


class Sample(models.Model):
    _name = "sample"
    _description = "Sample"

    name = fields.Char()
"""
TERM = '#. module: sample\n#. odoo-python\n#: code:a.py:0\nmsgid "A"\nmsgstr ""\n'
GOOD = {
    "okr/__init__.py": "from . import models\n",
    "okr/__manifest__.py": (
        "{\n"
        '    "name": "Sample",\n'
        '    "summary": "A module that every linter likes",\n'
        '    "version": "19.0.1.0.0",\n'
        '    "author": "OKR for Odoo",\n'
        '    "license": "LGPL-3",\n'
        '    "depends": ["base"],\n'
        '    "data": ["views/sample.xml"],\n'
        "}\n"
    ),
    "okr/README.md": "# Sample\n",
    "okr/models/__init__.py": "from . import sample\n",
    "okr/models/sample.py": MODEL,
    "okr/static/src/sample.esm.js": "export const sample = 1;\n",
    "okr/views/sample.xml": (
        f'{HEADER}<odoo>\n    <record id="a" model="b" />\n</odoo>\n'
    ),
}
BAD = {
    "ruff": {"okr/models/sample.py": f"import os\n{MODEL}"},
    "pylint": {
        "okr/models/sample.py": f"{MODEL}\n    def run(self):\n        print(1)\n"
    },
    "odoo-pylint": {
        "okr/models/sample.py": (
            f"{MODEL}\n    def run(self, name):\n"
            '        self.env.cr.execute("DROP TABLE %s" % name)\n'
        )
    },
    "oca-module": {"okr/views/sample.xml": "<odoo>\n</odoo>\n"},
    "oca-po": {"okr/i18n/de.po": f'msgid ""\nmsgstr ""\n\n{TERM}\n{TERM}'},
    "prettier": {"okr/views/sample.xml": f"{HEADER}<odoo><record  id='a'/></odoo>\n"},
    "eslint": {"okr/static/src/sample.esm.js": "var unused = 1;\n"},
    "upgrade-code": {
        "okr/controllers/main.py": (
            "@http.route('/a', type='json', auth='user')\ndef run():\n    return 1\n"
        )
    },
}


@pytest.fixture
def run_on(tmp_path, monkeypatch):
    """Run one linter on a repository with the good sample and some other files."""
    addons = Path(odoo.__path__[0]) / "addons"
    environment = SimpleNamespace(
        python=Path(sys.executable),
        odoo=SimpleNamespace(addons=[addons]),
        odoo_command=[sys.executable, "-c", "import odoo.cli; odoo.cli.main()"],
        odoo_addons=[str(addons), str(tmp_path)],
        variables={**os.environ, "PYTHONPATH": str(addons.parents[1])},
    )
    for name in CONFIGURATION:
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    (tmp_path / ".gitignore").write_text("node_modules\n", encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    monkeypatch.setattr(lint, "REPOSITORY", tmp_path)

    def run(name, files):
        for path, text in {**GOOD, **files}.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
        said = []
        return lint.run_linters(environment, [name], say=said.append), said

    return run


def test_there_is_a_bad_sample_for_every_linter():
    assert set(BAD) == set(lint.NAMES)


@pytest.mark.parametrize("name", lint.NAMES)
def test_the_linter_accepts_a_good_module(run_on, name):
    result, said = run_on(name, {})
    assert (result.passed, result.failed) == (1, 0), said


@pytest.mark.parametrize("name", lint.NAMES)
def test_the_linter_refuses_its_bad_sample(run_on, name):
    result, said = run_on(name, BAD[name])
    assert (result.passed, result.failed) == (0, 1), said
    assert len(said) > 1, "a failure without a word about why"
