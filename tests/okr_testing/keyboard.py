"""Goes through a page as people do who have no mouse."""

# Nobody presses a key more often to get anywhere.
LIMIT = 80


def _is_on(page, selector):
    focused = (
        page.locator(selector)
        .locator("xpath=self::*")
        .evaluate_all("(found) => found.some((el) => el === document.activeElement)")
    )
    return bool(focused)


def _press_until(page, key, selector):
    for _press in range(LIMIT):
        if _is_on(page, selector):
            return
        page.keyboard.press(key)
        page.wait_for_timeout(20)
    on = page.evaluate("() => document.activeElement?.outerHTML.slice(0, 200)")
    raise AssertionError(f"{key} does not lead to {selector}, but to {on}")


def tab_to(page, selector):
    """Press Tab until the focus is on the selector."""
    _press_until(page, "Tab", selector)


def arrow_to(page, selector):
    """Press the arrow down until the focus is on the selector."""
    _press_until(page, "ArrowDown", selector)


def hotkey(page, selector):
    """Press what Odoo shows over a control while Alt is held down."""
    keys = page.locator(selector).first.get_attribute("data-hotkey")
    page.keyboard.press(
        "+".join(["Alt", *(key.capitalize() for key in keys.split("+"))])
    )
