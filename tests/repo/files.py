"""The files of this repository: what git has, or would take."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def tracked_paths():
    """Return the paths of all files that are tracked, or new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    paths = sorted(path for path in listed.split("\0") if path)
    assert paths, "git lists no file: is this a clone?"
    return [path for path in paths if (ROOT / path).is_file()]


@cache
def tracked_texts():
    """Return the content of every text file, by its path."""
    texts = {}
    for path in tracked_paths():
        content = (ROOT / path).read_bytes()
        if b"\0" not in content:
            texts[path] = content.decode()
    return texts
