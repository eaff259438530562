"""From the Apps page to a checked-in key result, as the people who do it."""

import re

import pytest
from okr_testing.form import choose_many, fill, open_app, save

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
# Odoo installs a module and all it needs in one request.
INSTALLATION = 300_000


def hire(admin, login, role):
    """Make an employee with a login, who has no right on other employees."""
    user = admin.call(
        "res.users",
        "create",
        {
            "name": login.title(),
            "login": login,
            "password": login,
            "group_ids": [admin.ref("base.group_user"), admin.ref(role)],
            # Its greeting opens over the whole screen of a phone, sooner or later.
            "odoobot_state": "disabled",
        },
    )
    return admin.call("hr.employee", "create", {"name": login.title(), "user_id": user})


def install_from_apps_page(page):
    page.goto("/odoo/apps")
    search = page.locator(".o_searchview_input")
    search.fill("OKR")
    search.press("Enter")
    card = page.locator(
        ".o_kanban_record", has=page.get_by_text("OKR", exact=True)
    ).first
    card.locator("button[name=button_immediate_install]").click()
    page.wait_for_selector(
        ".o_app, .o_menu_toggle, .o_main_navbar", timeout=INSTALLATION
    )
    page.wait_for_function(
        "() => fetch('/web/webclient/load_menus').then(r => r.text())"
        ".then(t => t.includes('okr.menu_okr_root'))",
        timeout=INSTALLATION,
    )


@pytest.fixture
def company(hr_server, new_page):
    """A company whose administrator installed the app from the Apps page."""
    page = new_page(hr_server, "admin")
    install_from_apps_page(page)
    return hr_server, page


def test_from_the_apps_page_to_a_bar_that_moves(company, new_page):
    server, page = company
    admin = server.client()
    hire(admin, "ines", "okr.group_okr_user")

    open_app(page, "OKR")
    assert page.locator(".o_breadcrumb").inner_text().strip().startswith("Sessions")
    page.click(".o_list_button_add, .o-kanban-button-new")
    fill(page, "name", "This Quarter")
    save(page)
    page.click("button[name=action_view_objectives]")
    page.click(".o_list_button_add, .o-kanban-button-new")
    fill(page, "name", "Win the market")
    save(page)
    assert page.locator("[name=session_id] input").input_value() == "This Quarter"
    page.click("button[name=action_view_key_results]")
    page.click(".o_list_button_add, .o-kanban-button-new")
    fill(page, "name", "More customers")
    choose_many(page, "owner_ids", "Ines")
    fill(page, "initial_value", "20")
    fill(page, "target_value", "40")
    save(page)
    page.goto("/odoo/okr-sessions")
    page.get_by_text("This Quarter").first.click()
    page.click("button[name=action_start]")
    page.locator(
        ".o_statusbar_status .o_arrow_button_current", has_text="In Progress"
    ).wait_for()

    employee = new_page(server, "ines", **PHONE)
    employee.goto("/odoo/key-results")
    employee.get_by_text("More customers").first.click()
    employee.click("button[name=action_update]")
    dialog = employee.locator(".modal")
    assert "Current value is 20, Should Increase to 40" in dialog.inner_text()
    value = dialog.locator("[name=value] input")
    value.fill("25")
    value.press("Enter")
    dialog.wait_for(state="detached")
    employee.goto("/odoo/okrs")
    employee.get_by_text("Win the market").first.click()
    bar = employee.locator(".o_field_widget[name=progress]").first
    bar.wait_for()
    assert re.search(r"\b25\b", bar.inner_text())
