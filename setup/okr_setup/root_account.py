"""Where and as whom PostgreSQL runs for root, since it refuses to run as root."""

import contextlib
import pwd
import shutil
import subprocess
from pathlib import Path

from .errors import SetupError

_SYSTEM_USER = "okr-odoo"
# Root's own cache is closed to that user, and stays closed.
_ROOT_HOME = Path("/var/lib/okr-odoo")


def ensure(steps):
    """Return the system user that runs PostgreSQL for root."""
    try:
        return pwd.getpwnam(_SYSTEM_USER)
    except KeyError:
        pass
    command = ["useradd", "--system", "--no-create-home", "--home-dir", str(_ROOT_HOME)]
    done = subprocess.run(
        [*command, "--shell", "/usr/sbin/nologin", _SYSTEM_USER],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SetupError(
            f"PostgreSQL does not run as root, and the system user {_SYSTEM_USER}"
            " could not be made:"
            f" {done.stderr.strip() or 'useradd failed'}."
        )
    steps.say(
        f"PostgreSQL does not run as root: made the system user {_SYSTEM_USER} for it."
    )
    return pwd.getpwnam(_SYSTEM_USER)


def home_of(cache):
    """Return the folder for this cache, and remove those whose cache is gone."""
    _ROOT_HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
    for folder in _ROOT_HOME.iterdir():
        with contextlib.suppress(OSError):
            owner = Path((folder / "cache").read_text(encoding="utf-8"))
            identity = owner / "run/identity"
            if (
                not identity.exists()
                or identity.read_text(encoding="utf-8") != folder.name
            ):
                shutil.rmtree(folder)
    home = _ROOT_HOME / cache.identity
    home.mkdir(mode=0o755, exist_ok=True)
    (home / "cache").write_text(str(cache.root), encoding="utf-8")
    return home
