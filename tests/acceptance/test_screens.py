"""Every screen: no complaint, nothing that jumps, and a name on all that is pressed."""

import pytest
from okr_testing import browser as browsers
from okr_testing import keyboard, screen_reader
from okr_testing.shell import run_in_odoo

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
DESK = {"viewport": {"width": 1366, "height": 768}}
READY = ".o_action_manager .o_content"
# What a good page may move, of one screenful.
CLS = 0.1
DIALOGS = (
    ("key-results", "button[name=action_update]"),
    ("key-results", "button:has-text('Set Status')"),
    ("okrs", "button[name=action_cancel]"),
    ("okr-sessions", "button[name=action_close]"),
)


@pytest.fixture
def company(context, start_server):
    """A server with one of everything, and the ids of the records by their path."""
    database = context.copy_database("okr")
    ids = run_in_odoo(context, database, "okr_testing.small_company.build")
    server = start_server(database=database)
    yield server, ids
    # Pages that were left may still ask.
    server.stop()
    context.drop_database(database)


def screens(server):
    """Return the addresses of all views of our menus."""
    actions = server.client().call(
        "ir.actions.act_window",
        "search_read",
        [("res_model", "=like", "okr.%"), ("path", "!=", False)],
        ["path", "view_mode"],
    )
    return ["/odoo/okr-dashboard"] + [
        f"/odoo/{action['path']}?view_type={view}"
        for action in actions
        for view in action["view_mode"].split(",")
        if view != "form"
    ]


def forms(ids):
    paths = {path: id_ for path, id_ in ids.items() if path != "stages"}
    return [f"/odoo/{path}/{id_}" for path, id_ in paths.items()] + [
        f"/odoo/{path}/new" for path in paths
    ]


class Walk:
    """Looks at one screen after the other and remembers what is wrong with each."""

    def __init__(self, page, complaints, phone=False):
        self.page, self.complaints, self.wrong = page, complaints, []
        self.phone = phone

    def look(self, address):
        self.page.goto(address)
        self.page.wait_for_selector(READY)
        self.page.wait_for_timeout(700)
        self.judge(address)

    def judge(self, place):
        shift, moved = browsers.layout_shift(self.page)
        faults = screen_reader.faults(self.page) + self.complaints.take()
        if shift > CLS:
            faults.append(f"moves by {shift:.2f}: {moved[:3]}")
        if self.phone:
            faults += [f"too wide: {found}" for found in browsers.too_wide(self.page)]
        self.wrong += [f"{place}: {fault}" for fault in faults]


def test_every_screen_of_a_manager(company, new_page):
    server, ids = company
    page = new_page(server, "admin", **DESK)
    walk = Walk(page, new_page.complaints)
    for address in screens(server) + forms(ids):
        walk.look(address)
    for path, button in DIALOGS:
        page.goto(f"/odoo/{path}/{ids[path]}")
        page.locator(button).first.click()
        page.wait_for_selector(".modal")
        page.wait_for_timeout(500)
        walk.judge(f"{path} {button}")
    walk.look("/odoo/okr-dashboard")
    page.locator("button:has-text('Present')").click()
    page.locator(".o_okr_presentation h1").wait_for()
    walk.judge("the presentation")
    assert not walk.wrong, "\n".join(walk.wrong)


def of_employees(addresses):
    """Return the addresses without what employees have no menu for."""
    return [one for one in addresses if not one.startswith("/odoo/okr-units")]


def test_every_screen_of_an_employee(company, new_page):
    server, ids = company
    walk = Walk(new_page(server, "ines", **DESK), new_page.complaints)
    for address in of_employees(screens(server)) + forms(ids)[: len(ids) - 1]:
        walk.look(address)
    assert not walk.wrong, "\n".join(walk.wrong)


@pytest.mark.parametrize("login", ["ines", "admin"])
def test_every_screen_on_a_phone(company, new_page, login):
    server, ids = company
    walk = Walk(new_page(server, login, **PHONE), new_page.complaints, phone=True)
    # A phone shows one view of each.
    paths = sorted({address.split("?")[0] for address in screens(server)})
    if login == "ines":
        paths = of_employees(paths)
    for address in paths + forms(ids)[: len(ids) - 1]:
        walk.look(address)
    assert not walk.wrong, "\n".join(walk.wrong)


def test_a_check_in_without_a_mouse(company, new_page):
    server, _ids = company
    page = new_page(server, "ines", **DESK)
    keyboard.tab_to(page, ".o_navbar_apps_menu button")
    page.keyboard.press("Enter")
    keyboard.arrow_to(page, ".o-dropdown--menu .o_app:has-text('OKR')")
    page.keyboard.press("Enter")
    page.locator(".o_breadcrumb", has_text="Sessions").wait_for()
    keyboard.hotkey(page, "[data-menu-xmlid='okr.okr_key_result_menu']")
    page.locator(".o_data_row", has_text="To increase").wait_for()
    page.locator(".o_searchview_input:focus").wait_for()
    keyboard.arrow_to(page, ".o_data_row:has-text('To increase') *")
    page.keyboard.press("Enter")
    page.locator(".o_form_view button[name=action_update]").wait_for()
    keyboard.tab_to(page, "button[name=action_update]")
    page.keyboard.press("Enter")
    page.locator(".modal [name=value] input:focus").wait_for()
    page.keyboard.press("Control+A")
    page.keyboard.type("60")
    page.keyboard.press("Enter")
    page.locator(".modal").wait_for(state="detached")
    assert "60" in page.locator("[name=progress]").first.inner_text()


def test_a_card_of_the_map_opens_without_a_mouse(company, new_page):
    server, _ids = company
    page = new_page(server, "admin", **DESK)
    page.goto("/odoo/okrs?view_type=hierarchy")
    page.locator(".o_hierarchy_node").first.wait_for()
    page.locator(".o_searchview_input:focus").wait_for()
    keyboard.arrow_to(page, ".o_hierarchy_node_content")
    keyboard.tab_to(page, "button[name=hierarchy_search_subsidiaries]")
    page.keyboard.press("Enter")
    page.locator(".o_hierarchy_node", has_text="Win a town").first.wait_for()
    keyboard.tab_to(page, ".o_hierarchy_node_content[aria-label='Win a town']")
    page.keyboard.press("Enter")
    page.locator(".o_form_view [name=parent_id]").wait_for()
