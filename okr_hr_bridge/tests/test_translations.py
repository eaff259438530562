from odoo.tests import TransactionCase, tagged

from odoo.addons.okr.tests.translation_case import TranslationMixin


@tagged("post_install", "-at_install")
class TestTranslations(TranslationMixin, TransactionCase):
    module = "okr_hr_bridge"
