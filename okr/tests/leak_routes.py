"""The ways out that are routes of their own; see ``leak_channels``."""

import json

from .leak_channels import channel, links_of, title_of


@channel
def export_files(caller, record):
    wanted = {
        "model": record._name,
        "fields": [
            {"name": name, "label": name}
            for name in [title_of(record), *links_of(record)]
        ],
        "ids": False,
        "domain": [],
        "groupby": [],
        "import_compat": False,
        "context": {},
    }
    return caller.form("/web/export/csv", data=json.dumps(wanted))


@channel
def papers(caller, record):
    """What is printed of the record, and of the objectives of a session."""
    name = record._name.removeprefix("okr.")
    if name not in ("session", "objective"):
        return ""  # nothing else is printed
    return caller.get(f"/report/html/okr.report_{name}/{record.id}")


@channel
def files(caller, record):
    attachment = caller.world.attachments[record._name]
    title = title_of(record)
    return (
        caller.get(f"/web/content/{attachment.id}")
        + caller.get(f"/web/image/{attachment.id}")
        + caller.get(f"/web/content/{record._name}/{record.id}/{title}")
        + caller.call("ir.attachment", "search_read", [], ["name", "res_name"])
    )


@channel
def thread(caller, record):
    place = {"thread_model": record._name, "thread_id": record.id}
    wanted = ["followers", "attachments", "activities", "suggestedRecipients"]
    fetch = [["mail.thread", {**place, "request_list": wanted}]]
    return (
        caller.post("/mail/data", fetch_params=fetch)
        + caller.post("/mail/thread/messages", **place)
        + caller.post("/mail/thread/recipients/get_suggested_recipients", **place)
        + caller.post(
            "/mail/thread/subscribe", res_model=record._name, res_id=record.id
        )
        + caller.get(f"/mail/view?model={record._name}&res_id={record.id}")
    )


@channel
def inbox(caller, record):
    message = caller.world.messages.get(record._name)
    return (
        caller.post("/mail/inbox/messages")
        + caller.post("/mail/history/messages")
        + caller.call("mail.message", "search_read", [("model", "=", record._name)])
        + (caller.call("mail.message", "read", message.ids) if message else "")
    )


@channel
def systray(caller, record):
    return (
        caller.post("/mail/data", fetch_params=["systray_get_activities"])
        + caller.call(
            "mail.activity", "search_read", [("res_model", "=", record._name)]
        )
        + caller.call("mail.activity", "get_activity_data", record._name, [])
    )


@channel
def breadcrumbs(caller, record):
    return caller.post(
        "/web/action/load_breadcrumbs",
        actions=[{"model": record._name, "resId": record.id}],
    )
