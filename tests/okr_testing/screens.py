"""The screens of the app, as `setup/okr pictures` shows them: plain data."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Screen:
    """One screen.

    `path` names records of the demo company in braces. `clicks` are pressed one after
    another; what a phone folds away is unfolded first. `whole` shows the whole length
    and not only what fits. `expect` is what stands there when it is ready.
    """

    name: str
    path: str
    login: str = "admin"
    clicks: tuple[str, ...] = ()
    whole: bool = False
    expect: str = ".o_action_manager .o_control_panel"


def _views(name, path, views, login="admin"):
    return [
        Screen(f"{name} {view}", f"/odoo/{path}?view_type={view}", login)
        for view in views.split()
    ]


def _form(name, path, record, *tabs, login="admin"):
    """One screen for the form, and one for each of its further tabs."""
    expect = ".o_form_view .o_form_editable, .o_form_view .o_form_readonly"
    options = {"login": login, "whole": True, "expect": expect}
    address = f"/odoo/{path}/{record}"
    return [Screen(name, address, **options)] + [
        Screen(f"{name}, {tab}", address, clicks=(_tab(tab),), **options)
        for tab in tabs
    ]


def _tab(name):
    return f".o_notebook_headers [name={name}]"


def _dialog(name, path, record, *clicks, login="admin"):
    address = f"/odoo/{path}/{record}" if record else f"/odoo/{path}"
    return [Screen(name, address, login, clicks=(*clicks, ".modal"))]


UPDATE = "button[name=action_update]"
STATUS = "button:has-text('Set Status')"

SCREENS = (
    # The menus, from left to right, with each of their views.
    *_views("Sessions", "okr-sessions", "kanban list calendar activity"),
    *_views("OKRs", "okrs", "list kanban hierarchy graph pivot calendar activity"),
    *_views("OKRs of an employee", "okrs", "list", "jennie"),
    *_views("Key Results", "key-results", "list kanban graph pivot calendar activity"),
    *_views("Key Results of an employee", "key-results", "list kanban", "jennie"),
    *_views("Initiatives", "okr-initiatives", "list kanban calendar activity"),
    *_views("Due from Me", "my-due-key-results", "list kanban", "rachel"),
    *_views("My Key Results", "my-key-results", "list kanban", "rachel"),
    *_views("My Objectives", "my-objectives", "list kanban", "ronnie"),
    *_views("Asked of Others", "asked-of-others", "list kanban", "ronnie"),
    *_views("Progress", "okr-progress", "graph pivot list"),
    Screen("Dashboard", "/odoo/okr-dashboard", whole=True),
    Screen(
        "Dashboard of a year", "/odoo/okr-sessions/{okr.session_year}/okr-dashboard"
    ),
    Screen("Dashboard of an employee", "/odoo/okr-dashboard", "jennie"),
    Screen(
        "Presentation",
        "/odoo/okr-dashboard",
        clicks=(".o_okr_dashboard_present", ".o_okr_presentation_forward"),
    ),
    *_views("Check-ins", "okr-check-ins", "graph pivot list"),
    *_views("Updates", "okr-updates", "list kanban graph pivot"),
    *_views("Alignment", "okr-alignment", "list kanban"),
    *_views("Confidence", "okr-confidence", "graph pivot list"),
    *_views("Units", "okr-units", "list"),
    Screen("Settings", "/odoo/action-okr.res_config_settings_action", whole=True),
    # Nothing is there yet, or nothing is left.
    *_views("Nothing due", "my-due-key-results", "list", "admin"),
    # Forms: each kind, to be filled and as it stands.
    *_form("New session", "okr-sessions", "new"),
    *_form("A year", "okr-sessions", "{okr.session_year}", "children"),
    *_form("A quarter", "okr-sessions", "{okr.session_quarter}"),
    *_form("A draft quarter", "okr-sessions", "{okr.session_next_quarter}"),
    *_form("New objective", "okrs", "new"),
    *_form(
        "A strategic goal",
        "okrs",
        "{okr.objective_revenue}",
        "progress",
        "children",
        "related",
        "settings",
    ),
    *_form("An objective", "okrs", "{okr.objective_product}", "progress"),
    *_form(
        "An objective of an employee",
        "okrs",
        "{okr.objective_new_customers}",
        "progress",
        login="jennie",
    ),
    *_form("New key result", "key-results", "new"),
    *_form(
        "To increase",
        "key-results",
        "{okr.key_result_arr}",
        "initiatives",
        "settings",
    ),
    *_form("To decrease", "key-results", "{okr.key_result_tickets}"),
    *_form("To stay above", "key-results", "{okr.key_result_satisfaction}"),
    *_form("To stay below", "key-results", "{okr.key_result_first_answer}"),
    *_form("Stages", "key-results", "{okr.key_result_release}", "milestones"),
    *_form("Achieved or not", "key-results", "{okr.key_result_security_review}"),
    *_form("Without an update", "key-results", "{okr.key_result_talk}"),
    *_form("An initiative", "okr-initiatives", "{okr.initiative_renewals}"),
    *_form("A unit", "okr-units", "{okr.unit_tickets}"),
    # Dialogs.
    *_dialog("Update a number", "key-results", "{okr.key_result_arr}", UPDATE),
    *_dialog("Update stages", "key-results", "{okr.key_result_release}", UPDATE),
    *_dialog("Achieve", "key-results", "{okr.key_result_security_review}", UPDATE),
    *_dialog(
        "Many at once",
        "my-key-results",
        "",
        "button:has-text('Check In')",
        login="rachel",
    ),
    *_dialog("Set a status", "key-results", "{okr.key_result_arr}", STATUS),
    *_dialog(
        "Cancel with a reason",
        "okrs",
        "{okr.objective_product}",
        "button[name=action_cancel]",
    ),
    *_dialog(
        "Delete with history",
        "okrs",
        "{okr.objective_product}",
        ".o_cp_action_menus .dropdown-toggle",
        ".o-dropdown-item:has-text('Delete With History')",
    ),
)
