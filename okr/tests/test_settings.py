from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .common import OkrCase


@tagged("post_install", "-at_install")
class TestSettings(OkrCase):
    def test_a_new_company_has_the_delivered_values(self):
        company = self.env["res.company"].create({"name": "Fresh"})
        self.assertEqual(company.okr_gap_behind, 5)
        self.assertEqual(company.okr_gap_risk, 25)
        self.assertEqual(company.okr_grace_days, 0)
        self.assertFalse(company.okr_auto_close_stay)
        self.assertEqual(company.okr_key_result_visibility, "owners")
        self.assertFalse(company.okr_escalation)

    def test_the_time_zone_is_that_of_the_working_calendar(self):
        calendar = self.env["resource.calendar"].create(
            {"name": "Tokyo", "tz": "Asia/Tokyo"}
        )
        company = self.env["res.company"].create(
            {"name": "Fresh", "resource_calendar_id": calendar.id}
        )
        self.assertEqual(company.okr_tz, "Asia/Tokyo")

    def test_the_settings_page_writes_to_the_company(self):
        settings = self.env["res.config.settings"].create(
            {
                "okr_tz": "Europe/Zurich",
                "okr_gap_behind": 7,
                "okr_gap_risk": 30,
                "okr_grace_days": 2,
                "okr_auto_close_stay": True,
                "okr_key_result_visibility": "objective",
                "okr_escalation": True,
            }
        )
        settings.execute()
        company = self.env.company
        self.assertEqual(company.okr_tz, "Europe/Zurich")
        self.assertEqual(company.okr_gap_behind, 7)
        self.assertEqual(company.okr_gap_risk, 30)
        self.assertEqual(company.okr_grace_days, 2)
        self.assertTrue(company.okr_auto_close_stay)
        self.assertEqual(company.okr_key_result_visibility, "objective")
        self.assertTrue(company.okr_escalation)

    def test_the_limits_are_in_order_and_the_grace_is_not_negative(self):
        for values in (
            {"okr_gap_behind": 30, "okr_gap_risk": 25},
            {"okr_gap_behind": -1},
            {"okr_gap_risk": float("nan")},
            {"okr_gap_risk": float("inf")},
            {"okr_grace_days": -1},
        ):
            with self.subTest(str(values)), self.assertRefused():
                self.company.write(values)

    def test_an_unknown_time_zone_is_refused(self):
        with self.assertRefused("time zone"):
            self.company.okr_tz = "Middle/Earth"

    def test_users_do_not_change_the_settings_of_the_company(self):
        for user in (self.user, self.supervisor):
            with self.subTest(user.name), self.assertRefused(error=AccessError):
                self.company.with_user(user).okr_grace_days = 99

    def test_a_manager_changes_the_okr_settings_of_their_company_and_no_more(self):
        own, other = (c.with_user(self.manager) for c in self.company | self.company_b)
        own.write({"okr_grace_days": 3, "okr_gap_risk": 40, "okr_mail_digest": False})
        self.assertEqual(self.company.okr_grace_days, 3)
        self.assertEqual(self.company.okr_gap_risk, 40)
        for company, values in (
            (other, {"okr_grace_days": 3}),
            (own, {"name": "Mine now"}),
            (own, {"okr_grace_days": 4, "name": "Mine now"}),
            (own, {"okr_digest_date": "2026-01-05"}),
        ):
            with self.subTest(str(values)), self.assertRefused(error=AccessError):
                company.write(values)

    def test_the_menu_leads_each_to_the_settings_that_they_may_change(self):
        menu = self.env.ref("okr.okr_settings_menu")
        for user, model in (
            (self.env.ref("base.user_admin"), "res.config.settings"),
            (self.manager, "res.company"),
        ):
            with self.subTest(user.name):
                shown = menu.with_user(user)
                self.assertIn(menu.id, shown._visible_menu_ids())
                opened = menu.action.with_user(user).run()
                self.assertEqual(opened["res_model"], model)
        self.assertNotIn(menu.id, menu.with_user(self.supervisor)._visible_menu_ids())
        form = Form(
            self.company.with_user(self.manager), "okr.res_company_view_form_okr"
        )
        form.okr_grace_days = 7
        form.save()
        self.assertEqual(self.company.okr_grace_days, 7)

    def test_the_administrator_is_a_manager(self):
        admin = self.env.ref("base.user_admin")
        self.assertTrue(admin.has_group("okr.group_okr_manager"))

    def test_a_manager_has_all_three_roles(self):
        for role in ("user", "supervisor", "manager"):
            self.assertTrue(self.manager.has_group(f"okr.group_okr_{role}"))
        self.assertFalse(self.supervisor.has_group("okr.group_okr_manager"))
        self.assertFalse(self.user.has_group("okr.group_okr_supervisor"))

    def test_settings_of_one_company_leave_the_other_alone(self):
        self.company.okr_grace_days = 5
        self.assertEqual(self.company_b.okr_grace_days, 0)
