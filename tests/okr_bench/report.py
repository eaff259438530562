"""The table to read and the file for programs."""

import contextlib
import dataclasses
import logging
import os
import platform
from datetime import datetime, timezone

from okr_testing.dataset_sizes import SIZES

from odoo.tools import SQL

# Importing them is what makes their rows known.
from okr_bench import changes, groups, licensed, lists, peers, sets  # noqa: F401
from okr_bench.bench import ROWS, Bench, Line

_logger = logging.getLogger(__name__)

FAILED, _BUFFERS = "failed", "shared_buffers"
# What differs where one sees little; the others would be the same.
RARE = ("objectives", "key-results", "updates")
_FORM = "{:55} {:38} {:>18}  {:4}  {}"
HEAD = _FORM.format("what", "target", "figure", "", "beside")


def told(bench, keyword=""):
    """Yield the name and each line of all rows, or of those named so."""
    for name, (function, bridge) in ROWS.items():
        if bench.rare and name not in RARE:
            continue
        if keyword in name and bridge is bench.with_bridge:
            with bench.undone():
                for line in _told(name, function, bench):
                    yield name, line


def _told(name, function, bench):
    """Return the lines of a row; what fails is told as a loss."""
    try:
        return list(function(bench))
    except Exception as error:
        _logger.exception("The row %s failed", name)
        return [Line(name, FAILED, str(error)[:200], good=False)]


def failures(env, size, rows):
    """Return which of these rows come to no figure, and why.

    That is so where what is read by hand differs from what the product reads.
    """
    bench = Bench(env, SIZES[size], rounds=1)
    found = [
        f"{name}: {line.figure}"
        for name in rows
        for name, line in told(bench, name)
        if line.target == FAILED
    ]
    env.cr.rollback()
    return found


def as_text(line):
    verdict = "ok" if line.good else "LOSS"
    return _FORM.format(line.what, line.target, line.figure, verdict, line.beside)


def as_data(name, bench, lines):
    return {
        "dataset": f"{name} with the bridge" if bench.with_bridge else name,
        "counts": dataclasses.asdict(bench.size),
        "date": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "machine": machine(bench.env),
        "rows": [
            {
                "row": name,
                "what": line.what.strip(),
                "target": line.target,
                "figure": line.figure,
                "good": bool(line.good),
                "beside": line.beside,
                **line.data,
            }
            for name, line in lines
        ],
    }


def machine(env):
    """Return what the figures depend on besides the code."""
    [[postgresql, buffers]] = env.execute_query(
        SQL("SELECT current_setting('server_version'), current_setting(%s)", _BUFFERS)
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cores": os.cpu_count(),
        "processor": _processor(),
        "memory": round(memory / 2**30),
        "load": os.getloadavg()[0],
        "python": platform.python_version(),
        "postgresql": postgresql,
        _BUFFERS: buffers,
        "system": platform.platform(),
    }


def _processor():
    with contextlib.suppress(OSError), open("/proc/cpuinfo", encoding="utf-8") as file:
        for line in file:
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.machine()
