"""The table to read and the file for programs."""

import dataclasses
import logging
import os
import platform
from datetime import datetime, timezone

from okr_testing.dataset_sizes import SIZES

# Importing them is what makes their rows known.
from okr_bench import changes, groups, lists, peers, sets  # noqa: F401
from okr_bench.bench import ROWS, Bench, Line

_logger = logging.getLogger(__name__)

FAILED = "failed"
_FORM = "{:55} {:38} {:>18}  {:4}  {}"
HEAD = _FORM.format("what", "target", "figure", "", "beside")


def told(bench, keyword=""):
    """Yield the name and each line of all rows, or of those named so."""
    for name, function in ROWS.items():
        if keyword in name:
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


def as_data(name, size, lines):
    return {
        "dataset": name,
        "counts": dataclasses.asdict(size),
        "date": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "machine": machine(),
        "rows": [
            {
                "row": name,
                "what": line.what.strip(),
                "target": line.target,
                "figure": line.figure,
                "good": bool(line.good),
                **line.data,
            }
            for name, line in lines
        ],
    }


def machine():
    """Return what the figures depend on besides the code."""
    return {
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
        "python": platform.python_version(),
        "system": platform.platform(),
    }
