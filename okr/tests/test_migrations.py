from odoo.modules.migration import exec_script
from odoo.tests import TransactionCase, tagged
from odoo.tools import file_path


@tagged("post_install", "-at_install")
class TestMigrations(TransactionCase):
    """What an older version has left does not stand in the way of this one."""

    def test_nameless_views_of_our_actions_make_room_for_named_ones(self):
        views = self.env["ir.actions.act_window.view"]
        ours = self.env.ref("okr.okr_key_result_action_due")
        theirs = self.env.ref("base.action_res_users")
        named = ours.view_ids
        self.assertTrue(named)
        nameless = views.create(
            [
                {"act_window_id": action.id, "view_mode": "activity"}
                for action in (ours, theirs)
            ]
        )
        self.env.flush_all()
        path = file_path("okr/migrations/19.0.1.0.1/pre-migration.py")
        exec_script(self.env.cr, "19.0.1.0.0", path, "okr", "pre")
        self.env.invalidate_all()
        self.assertEqual((named + nameless).exists(), named + nameless[1])
