"""Given to Odoo's shell: writes the template of each module, and merges it."""

# ruff: noqa: F821 - the shell brings env, the command brings given
import io
import sys
from pathlib import Path

import polib

from odoo.tools.translate import trans_export


def fresh(module):
    """Return what there is to translate in a module."""
    buffer = io.BytesIO()
    trans_export(False, [module], buffer, "po", env)
    return polib.pofile(buffer.getvalue().decode())


def terms(catalog):
    return [(entry.msgid, entry.occurrences, entry.comment) for entry in catalog]


def save(catalog, path):
    """Write a file whose terms have changed; its dates alone are no change."""
    if not path.is_file() or terms(polib.pofile(str(path))) != terms(catalog):
        catalog.save(str(path))


for module in given["modules"]:
    folder = Path(given["root"], module, "i18n")
    folder.mkdir(exist_ok=True)
    template = fresh(module)
    save(template, folder / f"{module}.pot")
    for language in given["languages"]:
        path = folder / f"{language}.po"
        catalog = polib.pofile(str(path)) if path.is_file() else polib.POFile()
        known = {entry.msgid: entry.msgstr for entry in catalog}
        catalog.metadata = {**template.metadata, "Language": language}
        catalog.header = template.header
        catalog[:] = [
            polib.POEntry(
                msgid=entry.msgid,
                msgstr=known.get(entry.msgid, ""),
                occurrences=entry.occurrences,
                comment=entry.comment,
            )
            for entry in template
        ]
        save(catalog, path)
        for entry in catalog.untranslated_entries():
            sys.stdout.write(f"terms: {module} {language}: {entry.msgid!r}\n")
