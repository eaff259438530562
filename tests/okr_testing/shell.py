"""Runs a function of the tests inside Odoo, in a process of its own."""

import json
import subprocess
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
_MARK = "result of the test: "
_CODE = """
import json, sys
sys.path.insert(0, {tests!r})
import importlib
function = getattr(importlib.import_module({module!r}), {function!r})
result = function(env, **json.loads({arguments!r}))
# Closed by a function that forks: a connection is not shared with children.
env.cr.closed or env.cr.commit()
print({mark!r} + json.dumps(result), flush=True)
"""


def start_in_odoo(context, database, path, **arguments):
    """Start a process that calls `path` ("module.function") with an environment."""
    module, function = path.rsplit(".", 1)
    code = _CODE.format(
        tests=str(TESTS),
        module=module,
        function=function,
        arguments=json.dumps(arguments),
        mark=_MARK,
    )
    log = f"{context.logs}/shell-{database.removeprefix(context.prefix)}.log"
    # A sub-command comes before the options.
    command = [*context.odoo, "shell", "-c", context.config, "-d", database]
    command += ["--no-http", "--log-level=warn", f"--logfile={log}"]
    # A function may start as many threads as people, each with a connection.
    command += ["--db_maxconn=80"]
    pipe = subprocess.PIPE
    started = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
    started.stdin.write(code)
    started.stdin.close()
    # What was written is gone with it: nothing more is to be sent.
    started.stdin = None
    return started


def run_in_odoo(context, database, path, **arguments):
    """Call `path` ("module.function") with an environment; return what it returns."""
    stdout, stderr = start_in_odoo(context, database, path, **arguments).communicate()
    for line in stdout.splitlines():
        if line.startswith(_MARK):
            return json.loads(line.removeprefix(_MARK))
    raise AssertionError(f"{path} failed in {database}: {stderr}")
