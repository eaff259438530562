"""An integrator checks in by the commands of the documentation."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from okr_testing.shell import run_in_odoo

PAGE = Path(__file__).resolve().parents[2] / "okr/doc/web_api.md"
CHECKING_IN = "Checking in"
VOIDING = re.compile(r"`(okr\.update/\w+)` with `(\{.+?\})`")


def commands():
    """Return {heading: the command below it}, as a reader would copy them."""
    sections = PAGE.read_text(encoding="utf-8").split("\n## ")
    found = {}
    for section in sections:
        if command := re.search(r"^```sh\n(.+?)^```$", section, re.M | re.S):
            found[section.partition("\n")[0]] = command[1]
    return found


@pytest.fixture
def shop(context, okr_server):
    """Run a command as an integrator does; return how it ended and what it said."""
    made = run_in_odoo(context, okr_server.database, "okr_testing.web_api.build")
    variables = {
        "PATH": os.environ["PATH"],
        "OKR_URL": okr_server.address,
        "OKR_DATABASE": okr_server.database,
        "OKR_KEY": made["key"],
        "no_proxy": "127.0.0.1",
    }

    def run(command, key_result="key_result", **others):
        done = subprocess.run(
            # The number of the example is the only thing that is another's.
            command.replace(
                '"key_result_id": 7', f'"key_result_id": {made[key_result]}'
            ),
            shell=True,
            env={**variables, **others},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.stdout, done.stderr
        return done.returncode, json.loads(done.stdout), done.stderr

    run.made = made
    return run


def test_an_integrator_checks_in_as_documented(shop, okr_server):
    documented = commands()
    code, mine, _said = shop(documented["Which key results are mine"])
    before = {row["id"]: row["current_value"] for row in mine}
    assert (code, before[shop.made["key_result"]]) == (0, 30.0)

    code, [update], _said = shop(documented[CHECKING_IN])
    assert code == 0
    admin = okr_server.client()
    [row] = admin.call(
        "okr.update", "read", [update], ["value", "note", "source", "late", "user_id"]
    )
    assert (row["value"], row["note"]) == (10.0, "From the shop")
    assert (row["source"], row["late"]) == ("manual", False)
    assert row["user_id"][1] == "Ines"
    [row] = admin.call(
        "okr.key.result", "read", [shop.made["key_result"]], ["current_value"]
    )
    assert row["current_value"] == 10.0

    # What was wrong is voided, by the words of the page.
    path, body = VOIDING.search(PAGE.read_text(encoding="utf-8")).groups()
    voiding = documented[CHECKING_IN].replace("okr.update/create", path)
    voiding = re.sub(
        r"--data '.+'", f"--data '{body.replace('[12]', f'[{update}]')}'", voiding
    )
    code, _answer, said = shop(voiding)
    assert code == 0, said
    [row] = admin.call("okr.update", "read", [update], ["voided", "void_reason"])
    assert row == {"id": update, "voided": True, "void_reason": "Read the wrong meter"}

    # An integrator learns from every refusal what to do.
    check_in = documented[CHECKING_IN]
    for changed, others, status, words in (
        (check_in, {"key_result": "later"}, 422, "has not started"),
        (check_in.replace('"value": 10', '"value": "10"'), {}, 422, "New Value"),
        (check_in.replace('"value"', '"valeu"'), {}, 422, "valeu"),
        (
            check_in.replace('"key_result_id": 7', '"key_result_id": 99'),
            {},
            403,
            "visible",
        ),
        (check_in.replace("okr.update/create", "okr.update/send"), {}, 404, "send"),
        (check_in.replace("$OKR_KEY", "wrong"), {}, 401, "apikey"),
        (check_in.replace("]}", "]"), {}, 400, "json"),
    ):
        asking = changed.replace("curl ", "curl --write-out '%{stderr}%{http_code}' ")
        code, answer, said = shop(asking, **others)
        assert (code, said[-3:]) == (22, str(status))
        assert words in answer["message"], answer["message"]
