"""The command `setup/okr terms`: what there is to translate, and what is missing."""

import json
from pathlib import Path

from . import lint, options
from .environment import REPOSITORY
from .steps import Steps
from .testing_run import open_run

LANGUAGES = ("de", "es", "fr", "tr")
_IN_ODOO = Path(__file__).with_name("terms_in_odoo.py")
_MARK = "terms: "


def add_arguments(parser):
    """Add what the command can be told."""
    options.add_arguments(parser)


def run(arguments, _extra):
    """Bring the files in i18n up to date; return 1 while a term has no translation."""
    steps = Steps()
    with open_run(options.from_arguments(arguments), steps, node=False) as made_ready:
        database = made_ready.template("bridge")
        with steps.step("Terms: export, and merge into the languages"):
            given = {"root": str(REPOSITORY), "modules": lint.modules()}
            code = f"given = {json.dumps({**given, 'languages': LANGUAGES})}\n"
            code += _IN_ODOO.read_text(encoding="utf-8")
            made_ready.odoo("terms", "shell", "-d", database, "--no-http", given=code)
        said = (made_ready.logs / "terms.log").read_text(encoding="utf-8")
    lines = [line.partition(_MARK)[2] for line in said.splitlines() if _MARK in line]
    steps.say("\n".join(lines) or "Every term is translated.")
    return 1 if lines else 0
