"""Errors and warnings in the logs of Odoo that nobody has explained."""

import dataclasses
import json
import re

from .environment import REPOSITORY

ALLOWED = REPOSITORY / "tests/log_allowlist.json"
_RECORD = re.compile(
    r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} \d+ (?P<level>[A-Z]+) (?P<text>.*)"
)
_QUIET = ("DEBUG", "INFO", "RUNBOT")
# These are written past the logging, and would hide behind the record before.
_CRASH = re.compile(r"Traceback \(most recent|Exception (in thread|ignored in)|Fatal ")


@dataclasses.dataclass(frozen=True)
class Entry:
    """Something in a log: its level, and its text with the lines that follow."""

    place: str
    level: str
    text: str

    def __str__(self):
        return f"{self.place}: {self.level} {self.text}"


def entries(name, lines):
    """Return what a log says: records with the lines that follow them.

    A line that no record begins stands for itself, and so does a crash report.
    """
    found = []
    open_record = False
    for number, line in enumerate(lines, start=1):
        line = line.rstrip("\n")
        record = _RECORD.match(line)
        crash = _CRASH.match(line) and found and found[-1].level in _QUIET
        if record:
            found.append(Entry(f"{name}:{number}", record["level"], record["text"]))
            open_record = True
        elif crash or not open_record:
            found.append(Entry(f"{name}:{number}", "OUTPUT", line))
            open_record = open_record or bool(_CRASH.match(line))
        else:
            last = found[-1]
            found[-1] = dataclasses.replace(last, text=f"{last.text}\n{line}")
    return found


@dataclasses.dataclass(frozen=True)
class Excuse:
    """What may stand in a log, and why; `sometimes` when not every run has it."""

    pattern: str
    reason: str
    sometimes: bool = False

    def covers(self, entry):
        return re.search(self.pattern, str(entry), re.DOTALL)


def read_allowed(path=ALLOWED):
    """Return the excuses that this repository knows."""
    return [Excuse(**item) for item in json.loads(path.read_text(encoding="utf-8"))]


def unexplained(found, allowed):
    """Return the entries without an excuse, and the excuses that met no entry."""
    used, bad = set(), []
    for entry in found:
        if entry.level in _QUIET or not entry.text.strip():
            continue
        excuses = [excuse for excuse in allowed if excuse.covers(entry)]
        used.update(excuses)
        if not excuses:
            bad.append(entry)
    unused = [item for item in allowed if item not in used and not item.sometimes]
    return bad, unused


def check_folder(folder, allowed):
    """Judge all logs of a run together."""
    found = []
    for path in sorted(folder.glob("*.log")):
        with open(path, encoding="utf-8", errors="replace") as stream:
            found += entries(path.name, stream)
    return unexplained(found, allowed)
