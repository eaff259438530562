"""What lies where in this repository."""

import ast
import csv
import hashlib
import io

TOP_LEVEL = {
    "okr",
    "okr_hr_bridge",
    "tests",
    "setup",
    "README.md",
    # configuration of tools that want it here
    "eslint.config.cjs",
    "package.json",
    "package-lock.json",
    "pyproject.toml",
}

# The worked cases are given: they are read, and never bent to fit the code.
VECTORS = {
    "progress.csv": "b9ac13f171f0c8f160e84d9a9beef9772b23b922a4c016bf6be055d247ecfd61",
    "rollup.csv": "f94d854d514eef38b1d866ec2d2a7690a9f03761458ea432646334e7598bb91f",
}

MANIFEST = {"license": "LGPL-3", "author": "OKR for Odoo"}


def strangers_at_the_top(paths):
    """Return the top-level entries that are neither ours nor dotfiles."""
    entries = {path.split("/")[0] for path in paths}
    return sorted(
        entry
        for entry in entries
        if entry not in TOP_LEVEL and not entry.startswith(".")
    )


def manifest_faults(path, text):
    """Return what is wrong with the licence, author and version of a module."""
    manifest = ast.literal_eval(text)
    faults = [
        f"{path}: {key} is {manifest.get(key)!r}, not {value!r}"
        for key, value in MANIFEST.items()
        if manifest.get(key) != value
    ]
    if not str(manifest.get("version")).startswith("19.0."):
        faults.append(f"{path}: version {manifest.get('version')!r} is not for 19.0")
    return faults


def vector_faults(name, content):
    """Return what is wrong with a file of worked cases."""
    faults = []
    if not list(csv.DictReader(io.StringIO(content.decode()))):
        faults.append(f"{name} holds no case")
    if VECTORS.get(name) not in (None, hashlib.sha256(content).hexdigest()):
        faults.append(f"{name} differs from the cases that were given")
    return faults


def files_without_interpreter(modes_and_texts):
    """Return the executable files that do not say what runs them."""
    return [
        path
        for path, (executable, text) in modes_and_texts.items()
        if executable != text.startswith("#!")
    ]
