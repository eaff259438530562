"""The ways in which a title could get out, each a function to what was answered.

A channel gets a caller and a record, and returns all that the server said. A new
way is a new function here; it is then tried on every model as every role.
"""

from .leak_world import CANARY

LINKS = ("session_id", "objective_id", "key_result_id", "parent_id")
CHANNELS = {}


def channel(function):
    CHANNELS[function.__name__] = function
    return function


def title_of(record):
    """Return the field of the model that holds the canary."""
    for name in ("note", "reason", "name"):
        if name in record._fields:
            return name
    raise AssertionError(record._name)


def links_of(record):
    return [name for name in LINKS if name in record._fields]


# -- reading ----------------------------------------------------------------------


@channel
def read(caller, record):
    return caller.call(record._name, "read", record.ids)


@channel
def web_read(caller, record):
    spec = {name: {"fields": {"display_name": {}}} for name in links_of(record)}
    spec |= {title_of(record): {}, "display_name": {}}
    return caller.call(record._name, "web_read", record.ids, specification=spec)


@channel
def search_read(caller, record):
    return caller.call(record._name, "search_read", [])


@channel
def web_search_read(caller, record):
    spec = {name: {"fields": {"display_name": {}}} for name in links_of(record)}
    spec |= {title_of(record): {}, "display_name": {}}
    return caller.call(record._name, "web_search_read", [], specification=spec)


@channel
def names(caller, record):
    return caller.call(record._name, "name_search", "CANARY") + caller.call(
        record._name, "name_search", ""
    )


@channel
def search_count(caller, record):
    domain = [(title_of(record), "ilike", "CANARY")]
    count = caller.call(record._name, "search_count", domain)
    return CANARY if count.strip().isdigit() and int(count) else count


@channel
def export_data(caller, record):
    columns = [title_of(record), *links_of(record)]
    return caller.call(record._name, "export_data", record.ids, columns)


@channel
def copy(caller, record):
    return caller.call(record._name, "copy_data", record.ids)


@channel
def json2(caller, record):
    return caller.json2(record._name, "read", ids=record.ids) + caller.json2(
        record._name, "search_read", domain=[]
    )


# -- groups -------------------------------------------------------------------------


@channel
def groups(caller, record):
    said = ""
    for name in [*links_of(record), title_of(record), "display_name"]:
        said += caller.call(
            record._name, "formatted_read_group", [], [name], ["__count"]
        )
        said += caller.call(record._name, "web_read_group", [], [name], ["__count"])
    return said


@channel
def search_panel(caller, record):
    said = ""
    for name in links_of(record):
        for method in ("search_panel_select_range", "search_panel_select_multi_range"):
            said += caller.call(record._name, method, name)
    return said


@channel
def progress_bar(caller, record):
    bar = {"field": "state", "colors": {"draft": "a", "in_progress": "b"}}
    return "".join(
        caller.call(record._name, "read_progress_bar", [], name, bar)
        for name in links_of(record)
    )


# -- from elsewhere -----------------------------------------------------------------


@channel
def neighbours(caller, record):
    """What visible records say of the hidden ones that they are linked to."""
    said = ""
    if record._name != "okr.objective":
        return said  # once is enough: these are the same for every record
    for neighbour in (caller.world.child, caller.world.elsewhere):
        said += caller.call("okr.objective", "read", neighbour.ids)
        spec = {"fields": {"display_name": {}, "name": {}}}
        names = (
            "parent_id",
            "session_id",
            "child_ids",
            "related_objective_ids",
            "related_key_result_ids",
        )
        said += caller.call(
            "okr.objective", "web_read", neighbour.ids, dict.fromkeys(names, spec)
        )
        said += caller.call(
            "okr.objective",
            "export_data",
            neighbour.ids,
            ["parent_id", "parent_id/name", "session_id", "session_id/name"],
        )
    return said


@channel
def curves(caller, record):
    """What the charts and the history below them tell."""
    history = {"update_ids": {"fields": {"display_name": {}, "note": {}}}}
    curves = {
        "okr.key.result": {"chart": {}, "chart_small": {}, **history},
        "okr.objective": {"chart": {}, **history},
    }.get(record._name)
    if not curves:
        return ""
    ids = record.ids
    if record._name == "okr.objective":
        ids = [*ids, caller.world.child.id, caller.world.elsewhere.id]
    return "".join(
        caller.call(record._name, "web_read", [id_], specification=curves)
        for id_ in ids
    )


@channel
def dashboards(caller, record):
    """What the dashboard tells of its session and of all that is below it."""
    sessions = {
        "okr.session": record,
        "okr.objective": caller.world.child.sudo().session_id,
    }.get(record._name)
    if not sessions:
        return ""  # the same two for every record
    return (
        caller.call("okr.session", "dashboard_data", sessions.ids)
        + caller.call("okr.session", "dashboard_data", [])
        + caller.call("okr.session", "presentation_data", sessions.ids)
    )


@channel
def hierarchy(caller, record):
    if record._name != "okr.objective":
        return ""  # as above
    spec = {
        "name": {},
        "child_ids": {},
        "hidden_child_count": {},
        "parent_id": {"fields": {"display_name": {}}},
    }
    return "".join(
        caller.call("okr.objective", "hierarchy_read", domain, spec, "parent_id", below)
        for domain in ([], [("id", "=", caller.world.child.id)])
        for below in (None, "child_ids")
    )


@channel
def domains(caller, record):
    """What a search for the title through a link tells by finding something."""
    said = ""
    link = {
        "okr.session": "session_id",
        "okr.objective": "parent_id",
        "okr.key.result": "key_result_ids",
        "okr.initiative": "initiative_ids",
    }.get(record._name)
    for path in (link, f"{link}.display_name", f"{link}.name") if link else ():
        domain = [(path, "ilike", "CANARY"), ("name", "not ilike", "CANARY")]
        found = caller.call("okr.objective", "search_count", domain)
        said += CANARY if found.strip().isdigit() and int(found) else found
    return said


# -- writing ------------------------------------------------------------------------


@channel
def written_links(caller, record):
    """What comes back to whoever writes the id of the record into a link."""
    said = ""
    for model in ("okr.objective", "okr.key.result", "okr.initiative", "okr.update"):
        for name, field in record.env[model]._fields.items():
            if field.comodel_name == record._name and field.type == "many2one":
                values = {name: record.id, "name": "Mine"}
                spec = {name: {"fields": {"display_name": {}}}}
                said += caller.call(model, "onchange", [], values, [name], spec)
                said += caller.call(model, "web_save", [], values, spec)
                said += caller.call(
                    model, "default_get", [name], context={f"default_{name}": record.id}
                )
    return said


@channel
def actions(caller, record):
    """What public methods say, when refused too."""
    said = ""
    for method, arguments in (
        ("action_cancel", []),
        ("action_reopen", []),
        ("action_update", []),
        ("action_void", []),
        ("action_close", []),
        ("action_view_children", []),
        ("action_view_key_results", []),
        ("action_view_updates", []),
        ("write", [{"sequence": "x"}]),
        ("get_formview_action", []),
        ("get_metadata", []),
    ):
        if hasattr(record, method):
            said += caller.call(record._name, method, record.ids, *arguments)
    return said


@channel
def debug(caller, record):
    """Odoo explains refusals to whoever turns on the debug mode."""
    caller.get("/odoo?debug=1")
    said = "".join(
        caller.call(record._name, method, record.ids, *arguments)
        for method, arguments in (("read", []), ("write", [{"active": True}]))
    )
    caller.get("/odoo?debug=0")
    return said
