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


def read_allowed(path=ALLOWED):
    """Return the patterns that may appear, each with its reason."""
    allowed = json.loads(path.read_text(encoding="utf-8"))
    return {re.compile(item["pattern"], re.DOTALL): item["reason"] for item in allowed}


def unexplained(found, allowed):
    """Return the entries that no pattern explains, and the patterns that met none."""
    unused = set(allowed)
    bad = []
    for entry in found:
        if entry.level in _QUIET or not entry.text.strip():
            continue
        matching = [pattern for pattern in allowed if pattern.search(str(entry))]
        unused -= set(matching)
        if not matching:
            bad.append(entry)
    return bad, sorted(pattern.pattern for pattern in unused)


def check_folder(folder, allowed):
    """Judge all logs of a run together."""
    found = []
    for path in sorted(folder.glob("*.log")):
        with open(path, encoding="utf-8", errors="replace") as stream:
            found += entries(path.name, stream)
    return unexplained(found, allowed)
