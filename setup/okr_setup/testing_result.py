"""What a kind of test came to, and how that is shown."""

import dataclasses
from xml.etree import ElementTree


@dataclasses.dataclass(frozen=True)
class Result:
    """How many tests of one kind passed and failed; a skipped test is a failed one."""

    kind: str
    passed: int
    failed: int
    seconds: float = 0
    notes: tuple[str, ...] = ()

    @property
    def good(self):
        """Nothing failed, and there was something to test."""
        return not self.failed and bool(self.passed)


def from_junit(kind, path, exit_code):
    """Read the report that pytest wrote, and doubt it where the exit code does."""
    try:
        cases = list(ElementTree.parse(path).getroot().iter("testcase"))
    except (OSError, ElementTree.ParseError):
        return Result(kind, 0, 1, notes=("pytest did not get as far as a report",))
    # A test with failing subtests, or one that fails again in its end, stands there
    # more than once.
    seen = {_name(case) for case in cases}
    skipped = {_name(case) for case in cases if case.find("skipped") is not None}
    failed = skipped | {
        _name(case)
        for case in cases
        if case.find("failure") is not None or case.find("error") is not None
    }
    notes = (f"{len(skipped)} skipped, which is not accepted",) if skipped else ()
    if exit_code and not failed:
        notes = (*notes, f"pytest ended with exit code {exit_code}")
        return Result(kind, len(seen), 1, notes=notes)
    return Result(kind, len(seen - failed), len(failed), notes=notes)


def _name(case):
    return case.get("classname"), case.get("name")


def table(results):
    """Return the lines of the closing table; the last one is the sum."""
    width = max(len(result.kind) for result in results)
    lines = [f"{'kind'.ljust(width)}  result  passed  failed  seconds"]
    for result in results:
        word = "passed" if result.good else "FAILED"
        line = f"{result.kind.ljust(width)}  {word}  {result.passed:6}"
        line += f"  {result.failed:6}  {result.seconds:7.0f}"
        lines.append("  ".join((line, "; ".join(result.notes))).rstrip())
    # A kind in which nothing ran has failed as a whole.
    failed = sum(result.failed or not result.passed for result in results)
    lines.append(f"{sum(result.passed for result in results)} passed, {failed} failed")
    return lines
