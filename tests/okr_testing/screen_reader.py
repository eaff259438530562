"""What a screen reader and a keyboard find on a page.

Only what lies in our screens and dialogs is looked at: some controls of Odoo's own
frame around them, of its lists, calendars and chatter have no name.
"""

# Of what people press or fill: what has no name, and what no Tab reaches.
_UNNAMED = """() => {
    // Behind an open dialog nothing can be reached.
    const screen = document.querySelector(".modal-content")
        ? ".modal-content" : ".o_action_manager .o_content";
    const seen = (el) => {
        const box = el.getBoundingClientRect();
        const style = getComputedStyle(el);
        return box.width > 0 && box.height > 0 && style.visibility !== "hidden"
            && el.closest(screen)
            && !el.closest("[aria-hidden=true], .o_optional_columns_dropdown,"
                + " .o_list_record_selector, .o_calendar_sidebar_container,"
                + " .o_calendar_header, .oi-panel-right, .o-mail-Chatter,"
                + " .modal-header");
    };
    const byId = (el, attribute) => (el.getAttribute(attribute) || "").split(/\\s+/)
        .map((id) => id && document.getElementById(id)?.textContent || "").join(" ");
    const name = (el) => [
        el.getAttribute("aria-label"), byId(el, "aria-labelledby"), el.innerText,
        el.title, el.placeholder, el.value && el.type === "submit" ? el.value : "",
        ...[...(el.labels || [])].map((label) => label.innerText),
        ...[...el.querySelectorAll("[aria-label], [title], img[alt]")].map((inner) =>
            inner.getAttribute("aria-label") || inner.title || inner.alt),
        el.dataset.tooltip,
    ].some((text) => text && text.trim());
    const field = (el) => el.closest(".o_field_widget")?.getAttribute("name") || "";
    const tell = (el) => `${field(el)} ${el.outerHTML.slice(0, 200)}`;
    const controls = [...document.querySelectorAll(
        "button, a[href], input:not([type=hidden]), select, textarea,"
        + " [role=button], [role=link], [role=checkbox], [role=menuitem]"
    )].filter(seen);
    return {
        unnamed: controls.filter((el) => !name(el)).map(tell),
        unreachable: controls.filter((el) => el.matches("[role=button], [role=link]")
            && !el.matches("button, a[href], input") && el.tabIndex < 0).map(tell),
    };
}"""


def faults(page):
    """Return the controls without a name, and those that no Tab reaches."""
    found = page.evaluate(_UNNAMED)
    return [f"no name: {one}" for one in found["unnamed"]] + [
        f"mouse only: {one}" for one in found["unreachable"]
    ]
