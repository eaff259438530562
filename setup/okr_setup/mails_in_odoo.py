"""Given to Odoo's shell: writes each e-mail of the demo company in each language."""

# ruff: noqa: F821 - the shell brings env
import contextlib
import json
import os
from datetime import date, timedelta

NAMES = {"de_DE": "Kim Berger", "en_US": "Robin Sander"}
KEY_RESULTS = ("became_owner", "check_in_due", "deadline", "achieved", "escalation")
SESSIONS = ("session_started", "session_closed", "session_report", "digest")
SWITCHES = env["okr.mail.switches"]._okr_mail_switches()


def reader(language, number):
    """Return a manager of the demo company who reads this language."""
    env["res.lang"]._activate_lang(language)
    modules = env["ir.module.module"].search([("state", "=", "installed")])
    modules._update_translations([language])
    login = f"okr_mails_{number}"
    user = env["res.users"].search([("login", "=", login)])
    user = user or env["res.users"].create(
        {
            "name": NAMES[language],
            "login": login,
            "email": f"{login}@example.com",
            "group_ids": [env.ref("okr.group_okr_manager").id],
        }
    )
    user.write({"lang": language, "tz": "Europe/Brussels"})
    user.write(dict.fromkeys(SWITCHES, True))
    if not user.employee_ids:
        env["hr.employee"].create({"name": user.name, "user_id": user.id})
    return user


def owned(user):
    """Make key results of the running session, of different kinds, the user's."""
    found = env["okr.key.result"].search(
        [
            ("session_id.state", "=", "in_progress"),
            ("state", "in", ("draft", "in_progress")),
        ]
    )
    chosen = found.browse()
    for type_ in ("increase", "decrease", "stay_below", "achieved", "milestone"):
        chosen |= found.filtered(lambda one, type_=type_: one.type == type_)[:1]
    for key_result in chosen.filtered(lambda one: user not in one.owner_ids.user_id):
        key_result.owner_ids += user.employee_id
    return chosen


@contextlib.contextmanager
def scene(kind, records):
    """Let it be true, while it is written, what an e-mail of this kind tells."""
    point = env.cr.savepoint()
    if kind == "deadline":
        soon = date.today() + timedelta(days=5)
        records.write({"deadline": soon, "goalpost_reason": "It is needed sooner"})
    elif kind == "session_closed":
        records.action_close()
    yield
    point.close(rollback=True)
    env.invalidate_all(flush=False)


def silent():
    """Return those of which nobody has heard for the longest time."""
    late = [("status", "in", ("behind", "at_risk")), ("state", "=", "in_progress")]
    running = [("session_id.state", "=", "in_progress")]
    return env["okr.key.result"].search(
        late + running, order="last_update_date, id", limit=2
    )


def pages_of(user):
    """Yield the e-mails to a user and the pages of their links."""
    mails = env["okr.mail"]
    language = user.lang[:2]
    mine = owned(user)
    running = mine.session_id.search([("state", "=", "in_progress")])
    # The one that shows most.
    sessions = running.sorted(lambda one: len(mine & one.objective_ids.key_result_ids))
    sessions = sessions[-1:]
    chosen = {
        "became_owner": mine[:1],
        "check_in_due": mine[:3],
        "deadline": mine[:1],
        "achieved": mine.search([("status", "=", "achieved")], limit=1) or mine[:1],
        "escalation": silent(),
        **dict.fromkeys(SESSIONS, sessions),
        "digest": running,
    }
    for kind in KEY_RESULTS + SESSIONS:
        with scene(kind, chosen[kind]):
            values = mails._compose(kind, user, chosen[kind].ids)
        if not values:
            raise SystemExit(f"There is nothing to tell: {kind}")
        yield {
            "name": f"{kind}-{language}",
            "from": values["email_from"],
            "subject": values["subject"],
            "html": values["body_html"],
        }
    for key_result in mine:
        path = key_result.with_user(user)._check_in_path()
        yield {"name": f"link_{key_result.type}-{language}", "path": path}
    yield {"name": f"link_bad-{language}", "path": "/okr/check-in/AQ"}


pages = [
    page
    for number, language in enumerate(os.environ["OKR_LANGUAGES"].split())
    for page in pages_of(reader(language, number))
]
env.cr.commit()
print("mails: " + json.dumps(pages), flush=True)
