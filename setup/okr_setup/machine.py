"""Programs that only the machine's administrator can install."""

import importlib.util
import os
import shutil

from .errors import SetupError
from .process import run

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def missing_packages(*, venv=False, browser=False, node=False):
    """Return the Debian packages that have to be installed first."""
    packages = []
    if venv and not (
        importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")
    ):
        packages.append("python3-venv")
    if browser and not find_browser():
        packages.append("chromium")
    if node:
        packages += [
            package
            for command, package in (("node", "nodejs"), ("npm", "npm"))
            if not shutil.which(command)
        ]
    return packages


def find_browser():
    for name in _BROWSERS:
        path = shutil.which(name)
        if path:
            return path
    return None


def ensure_packages(packages, cache, steps):
    """Install the packages for root; for others, name the line that installs them."""
    if not packages:
        return
    line = f"apt-get install {' '.join(packages)}"
    if os.geteuid() != 0:
        raise SetupError(f"Please install what is missing first: sudo {line}")
    if not shutil.which("apt-get"):
        raise SetupError(
            f"Please install what is missing first: {', '.join(packages)}."
        )
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    log = cache.log("apt-install")
    with steps.step(f"System packages: {', '.join(packages)}"):
        what = "the list of the machine's packages"
        # What apt installs is not torn apart when this program is killed.
        more = {"log": log, "env": env, "fetches": True, "preexec_fn": None}
        run(["apt-get", "-q", "update"], what=what, check=False, **more)
        command = ["apt-get", "-q", "-y", "--no-install-recommends", "install"]
        run([*command, *packages], what=", ".join(packages), **more)
