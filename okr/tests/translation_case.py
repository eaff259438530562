"""The files of the languages, compared with what there is to translate."""

import io
import re

import polib

from odoo.tools import file_path
from odoo.tools.translate import trans_export

LANGUAGES = ("de", "es", "fr", "tr")
# What code puts in, what a template writes, and a line of its own.
PLACE = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\{.*?\}\}|<[^>]*>|\n")
# These words of a tag are read out or shown, and translated with it.
WORDS = re.compile(r'\b(alt|aria-label|placeholder|title)="[^"]*"')
MEND = "Run: setup/okr terms"


def places(text):
    """Return what a translation has to keep, in any order."""
    return sorted(PLACE.findall(WORDS.sub("", text)))


class TranslationMixin:
    """Nobody meets a sentence in another language; ``module`` is whose they are."""

    # Odoo's own runner would pass them over.
    allow_inherited_tests_method = True
    module = None

    def _catalog(self, name):
        path = file_path(f"{self.module}/i18n/{name}", env=self.env)
        with open(path, encoding="utf-8") as stream:
            return polib.pofile(stream.read())

    def test_the_template_has_every_term_and_no_other(self):
        buffer = io.BytesIO()
        trans_export(False, [self.module], buffer, "po", self.env)
        fresh = polib.pofile(buffer.getvalue().decode())
        kept = self._catalog(f"{self.module}.pot")
        self.assertEqual(
            {entry.msgid for entry in kept}, {entry.msgid for entry in fresh}, MEND
        )

    def test_every_language_has_every_term(self):
        template = {entry.msgid for entry in self._catalog(f"{self.module}.pot")}
        for language in LANGUAGES:
            with self.subTest(language):
                catalog = self._catalog(f"{language}.po")
                self.assertEqual({entry.msgid for entry in catalog}, template, MEND)
                self.assertFalse([entry.msgid for entry in catalog if entry.fuzzy])
                missing = [e.msgid for e in catalog if not e.translated()]
                self.assertFalse(missing)

    def test_a_translation_keeps_what_is_filled_in_and_its_markup(self):
        for language in LANGUAGES:
            for entry in self._catalog(f"{language}.po"):
                with self.subTest(language, term=entry.msgid):
                    self.assertEqual(places(entry.msgstr), places(entry.msgid))
