from lxml import html

from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestEmptyLists(TransactionCase):
    """Nobody is left alone with an empty page."""

    def test_each_says_what_it_is_for_and_what_to_do_next(self):
        names = self.env["ir.model.data"].search(
            [("module", "=like", "okr%"), ("model", "=", "ir.actions.act_window")]
        )
        actions = self.env["ir.actions.act_window"].browse(names.mapped("res_id"))
        lists = actions.filtered(
            lambda action: action.target == "current" and "list" in action.view_mode
        )
        self.assertIn(self.env.ref("okr.okr_objective_action_mine"), lists)
        for action in lists:
            with self.subTest(action.xml_id):
                page = html.fromstring(f"<div>{action.help or ''}</div>")
                title, *hints = page.findall("p")
                self.assertEqual(title.get("class"), "o_view_nocontent_smiling_face")
                self.assertTrue(title.text_content().strip())
                self.assertTrue(hints and hints[0].text_content().strip())
