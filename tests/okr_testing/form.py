"""What people do in Odoo's forms, by the name of the field."""


def fill(scope, name, text):
    """Type into a field."""
    box = scope.locator(f".o_field_widget[name={name}]")
    box = box.locator("input:visible, textarea:visible").first
    box.fill(text)
    box.press("Tab")


def choose_many(page, name, text):
    """Choose a record in a many2many field."""
    box = page.locator(f".o_field_widget[name={name}] input:visible").first
    box.fill(text)
    page.locator(".o-autocomplete--dropdown-item", has_text=text).first.click()


def save(page):
    """Save the form and wait until it is."""
    page.locator(".o_form_button_save:visible").first.click()
    page.locator(
        ".o_form_saved, .o_form_view:not(:has(.o_form_button_save:visible))"
    ).first.wait_for()


def open_app(page, name):
    """Open an app from the home menu."""
    page.locator(".o_navbar_apps_menu button").first.click()
    page.locator(".o-dropdown--menu .o_app", has_text=name).first.click()
    page.wait_for_selector(".o_action_manager .o_view_controller")
