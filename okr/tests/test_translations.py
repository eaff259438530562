from odoo.tests import TransactionCase, tagged

from .translation_case import TranslationMixin


@tagged("post_install", "-at_install")
class TestTranslations(TranslationMixin, TransactionCase):
    module = "okr"
