"""Odoo 19: Debian's package, unpacked, or the one that the user has."""

import dataclasses
import json
import re
import subprocess
from pathlib import Path

from . import apt, web_files
from .apt_output import file_hash
from .cache import remove
from .errors import SetupError

_PACKAGES = Path(__file__).resolve().parent.parent / "packages.json"
_VERSION = re.compile(r"^version_info\s*=\s*\(([^,]+),\s*(\d+)", re.MULTILINE)
_SERIES = "19.0"


@dataclasses.dataclass(frozen=True)
class OdooSource:
    """Where Odoo is, and how it is called."""

    python_path: Path
    program: Path | None
    addons: tuple[Path, ...]
    version: str

    def command(self, python):
        if self.program:
            return [str(python), str(self.program)]
        return [str(python), "-m", "odoo"]


def recorded():
    return json.loads(_PACKAGES.read_text(encoding="utf-8"))


def from_debian(cache, steps):
    """Unpack Debian's package and what its web pages need, once."""
    record = recorded()
    folder = cache.root / "odoo"
    if not cache.is_built("odoo", record):
        _build(cache, steps, record)
    notice = folder / "another-version"
    if notice.exists():
        steps.warn(notice.read_text(encoding="utf-8"))
    root = folder / "usr/lib/python3/dist-packages"
    return OdooSource(
        python_path=root,
        program=folder / "usr/bin/odoo",
        addons=(root / "odoo/addons",),
        version=_version_of_package(folder),
    )


def _build(cache, steps, record):
    odoo = record["odoo"]
    wanted = f"{odoo['package']}/{odoo['suite']}"
    others = [f"{name}/{suite}" for name, suite in record["web_files"].items()]
    archive = apt.Archive(
        cache, suites=sorted({odoo["suite"], *record["web_files"].values()})
    )
    with steps.step("Lists of Debian's packages"):
        package = archive.open([wanted, *others])[wanted]
    title = f"Odoo {package.version}: download {package.megabytes} MB"
    with steps.step(title, lambda: f"{archive.fetched() >> 20} MB"):
        paths = archive.fetch([wanted])
    with steps.step("Fonts and scripts of its pages: download"):
        paths += archive.fetch(others)
    archive.close()

    def unpack(folder):
        for path in paths:
            apt.unpack(path, folder, cache.log("unpack"))
        # Next to the package stand a second copy of its Python files and its build
        # scripts, under common names.
        root = folder / "usr/lib/python3/dist-packages"
        for extra in ("addons", "doc", "setup"):
            remove(root / extra)
        web_files.mend(root / "odoo/addons")
        web_files.check(root / "odoo/addons")
        (folder / "version").write_text(package.version, encoding="utf-8")
        sha256 = file_hash(paths[0], "sha256")
        if (package.version, sha256) != (odoo["version"], odoo["sha256"]):
            text = (
                f"this is Odoo {package.version} with the hash {sha256};"
                f" OKR was tried with {odoo['version']}, {odoo['sha256']}."
            )
            (folder / "another-version").write_text(text, encoding="utf-8")

    with steps.step("Odoo: unpack"):
        cache.build("odoo", record, unpack)


def _version_of_package(folder):
    return (folder / "version").read_text(encoding="utf-8")


def from_path(path):
    """Accept a checkout, a folder that holds the package ``odoo``, or that package."""
    given = Path(path).expanduser().absolute()
    for root in (given, given.parent, given / "usr/lib/python3/dist-packages"):
        release = root / "odoo/release.py"
        if release.is_file() and (root != given.parent or given.name == "odoo"):
            break
    else:
        raise SetupError(
            f"There is no Odoo in {given}: expected odoo-bin and odoo/release.py of a"
            " checkout."
        )
    version = read_version(release.read_text(encoding="utf-8"))
    if version != _SERIES:
        raise SetupError(f"OKR needs Odoo {_SERIES}, and {root} has Odoo {version}.")
    program = root / "odoo-bin"
    return OdooSource(
        python_path=root,
        program=program if program.is_file() else None,
        addons=tuple(
            folder
            for folder in (root / "odoo/addons", root / "addons")
            if _has_modules(folder)
        ),
        version=version,
    )


def from_interpreter(python):
    """Find the Odoo that a Python interpreter of the user imports."""
    code = "import odoo.release; print(odoo.release.__file__)"
    try:
        done = subprocess.run(
            [str(python), "-c", code], capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise SetupError(
            f"The Python interpreter {python} cannot be run: {error.strerror}."
        ) from error
    if done.returncode:
        raise SetupError(
            f"The Python interpreter {python} has no Odoo; name one with --odoo PATH."
        )
    return from_path(Path(done.stdout.strip()).parent)


def read_version(text):
    """Return the series, such as "19.0", from the text of Odoo's ``release.py``."""
    match = _VERSION.search(text)
    if not match:
        return "of an unknown version"
    major = match[1].strip("'\"")
    return f"{major}.{match[2]}"


def _has_modules(folder):
    return any(folder.glob("*/__manifest__.py"))
