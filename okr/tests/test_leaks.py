import json
import logging
from datetime import datetime, timedelta

from odoo.http import Request
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from . import leak_mails, leak_routes  # noqa: F401 - they add their channels
from .leak_channels import CHANNELS
from .leak_world import CANARY, ROLES, LeakWorld

# Without a title of their own: what is queued are numbers, dialogs are their maker's,
# and the ledger of reminders names a key result to managers, who see all of them.
WITHOUT_TITLE = {
    "okr.rollup.queue",
    "okr.reminder",
    # Named after key results, and seen with them: see test_check_in_report.
    "okr.check.in.report",
    "okr.mail.outbox",
    "okr.mail.once",
    "okr.check.in.link",
    "okr.reason.wizard",
    "okr.status.wizard",
    "okr.delete.wizard",
    "okr.check.in",
    "okr.check.in.line",
    "okr.template.wizard",
}
# The channels that answer insiders with the title: a dead channel proves nothing.
ALIVE = {
    "read",
    "web_read",
    "search_read",
    "web_search_read",
    "search_count",
    "export_data",
    "json2",
    "groups",
    "export_files",
    "files",
}
# It answers with ids and counts, as it should.
SILENT = {"progress_bar"}
# What the titles at and below the objective begin with.
OF_THE_OBJECTIVE = (
    "Because",
    "Goalpost Change",
    "Initiative",
    "Key Result",
    "Key Result Update",
    "Key result",
    "Milestone",
    "Note",
    "Objective",
    "Problem",
    "Stage",
)


class Caller:
    """One of the people, logged in over HTTP."""

    def __init__(self, case, role):
        self.case, self.world = case, case.world
        self.user = case.world.users[role]
        case.authenticate(self.user.login, self.user.login)
        scope, name = "rpc", "leaks"
        later = datetime.now() + timedelta(days=1)
        keys = case.env["res.users.apikeys"].with_user(self.user)
        self._key = keys.sudo()._generate(scope, name, later)

    def get(self, path):
        return self.case.url_open(path, timeout=60).text

    def post(self, path, **params):
        body = {"jsonrpc": "2.0", "method": "call", "params": params}
        answer = self.case.url_open(path, json=body, timeout=60)
        self.case.assertEqual(answer.status_code, 200, path)
        # The stack of the server is shown to developers, not to people.
        content = answer.json()
        if "error" in content:
            content["error"].get("data", {}).pop("debug", None)
            return json.dumps(content["error"])
        return json.dumps(content.get("result"))

    def call(self, model, method, *args, **kwargs):
        return self.post(
            f"/web/dataset/call_kw/{model}/{method}",
            model=model,
            method=method,
            args=args,
            kwargs=kwargs,
        )

    def json2(self, model, method, **arguments):
        return self.case.url_open(
            f"/json/2/{model}/{method}",
            json=arguments,
            headers={"Authorization": f"bearer {self._key}"},
            timeout=60,
        ).text

    def form(self, path, **data):
        token = Request.csrf_token(self.case)
        answer = self.case.url_open(path, data={**data, "csrf_token": token})
        return answer.text


class Listener(logging.Handler):
    """Remembers what the server wrote into its log."""

    def __init__(self):
        super().__init__(logging.INFO)
        self.said = []

    def emit(self, record):
        self.said.append(record.getMessage())


@tagged("post_install", "-at_install")
class TestLeaks(HttpCase):
    """Every model, by every way, as everybody: no canary for who may not see it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.world = LeakWorld(cls.env)

    def setUp(self):
        super().setUp()
        self.listener = Listener()
        logging.getLogger().addHandler(self.listener)
        self.addCleanup(logging.getLogger().removeHandler, self.listener)

    def _answers(self, role):
        """Yield (model, channel, answer) of everything that a role tries."""
        caller = Caller(self, role)
        for model, record in self.world.records.items():
            for name, ask in CHANNELS.items():
                with mute_logger("odoo.http", "odoo.sql_db"):
                    yield model, name, ask(caller, record)

    def _assert_no_leak(self, role):
        for model, name, answer in self._answers(role):
            with self.subTest(model=model, channel=name):
                if role in self.world.entitled(model):
                    if name in ALIVE:
                        self.assertTrue(CANARY in answer, answer[:1000])
                else:
                    self._assert_no_canary(self._of_others(role, answer))
        logged = [line for line in self.listener.said if CANARY in line]
        self.assertFalse(logged, "the log tells titles")

    def _assert_no_canary(self, answer):
        # A whole answer may be a picture.
        place = answer.find(CANARY)
        self.assertLess(place, 0, answer[max(place - 300, 0) : place + 300])

    def _of_others(self, role, answer):
        """Return the answer without the titles that this role may read."""
        if role in self.world.entitled("okr.unit"):
            answer = answer.replace(f"Unit {CANARY}", "")
        if role in self.world.entitled("okr.template"):
            for title in ("OKR Template", "Key Result of a Template"):
                answer = answer.replace(f"{title} {CANARY}", "")
        if role == "owner":
            # The owner sees the objective, and not the session of the others.
            for title in OF_THE_OBJECTIVE:
                answer = answer.replace(f"{title} {CANARY}", "")
        return answer

    def test_every_channel_would_tell_a_title(self):
        alive = {
            name
            for _model, name, answer in self._answers("manager")
            if CANARY in answer
        }
        self.assertEqual(set(CHANNELS) - alive, SILENT)

    def test_every_model_has_a_row(self):
        models = {
            name
            for name, model in self.env.registry.items()
            if model._original_module == "okr" and not model._abstract
        }
        self.assertEqual(models - WITHOUT_TITLE, set(self.world.records))

    def test_no_mail_goes_to_who_may_not_read(self):
        mails = self.env["mail.mail"].sudo().search([])
        notified = self.env["mail.notification"].sudo().search([])
        for model, message in self.world.messages.items():
            entitled = {
                self.world.users[role].partner_id for role in self.world.entitled(model)
            }
            told = notified.filtered(lambda n, m=message: n.mail_message_id == m)
            with self.subTest(model=model):
                self.assertTrue(told)
                self.assertLessEqual(set(told.res_partner_id), entitled)
        for mail in mails.filtered(lambda m: CANARY in f"{m.subject} {m.body_html}"):
            insiders = {self.world.users[role].partner_id for role in ROLES[3:7]}
            self.assertLessEqual(set(mail.recipient_ids), insiders)


def _add_test(role):
    def test(self):
        self._assert_no_leak(role)

    setattr(TestLeaks, f"test_nothing_leaks_to_{role}", test)


for _role in ROLES:
    _add_test(_role)
