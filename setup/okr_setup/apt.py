"""Fetches Debian packages of any suite, without changing anything on the system."""

import shutil
from pathlib import Path

from .apt_output import packages_in, sites_in
from .cache import remove, write_atomically
from .errors import SetupError, mentions_no_network, no_network
from .process import run

_KEYRINGS = (
    Path("/usr/share/keyrings/debian-archive-keyring.gpg"),
    Path("/usr/share/keyrings/debian-archive-keyring.pgp"),
)
_OTHER_WAY = "use --odoo PATH with an Odoo 19 that you have"

# The hooks that a machine runs after its own updates are none of our business.
_CONFIGURATION = """\
Dir::Etc::SourceList "{work}/sources.list";
Dir::Etc::SourceParts "{work}/parts";
Dir::Etc::Preferences "{work}/preferences";
Dir::Etc::PreferencesParts "{work}/parts";
Dir::State "{work}/state";
Dir::State::Lists "{work}/lists";
Dir::Cache "{work}/cache";
APT::Sandbox::User "root";
APT::Default-Release "";
Acquire::Languages "none";
Acquire::Retries "1";
Acquire::http::Timeout "20";
Acquire::https::Timeout "20";
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Post-Invoke;
"""


class Archive:
    """The machine's own package mirror, asked with private lists."""

    def __init__(self, cache, suites):
        self._cache = cache
        self._suites = suites
        self._work = cache.root / "apt"
        self._downloads = cache.root / "downloads"
        self._log = cache.log("apt")
        self._configuration = self._work / "apt.conf"

    def open(self, packages):
        """Read the lists of the first site that has all packages (``name/suite``)."""
        self._check_machine()
        remove(self._work)
        for name in (
            "parts",
            "state",
            "lists/partial",
            "cache/archives/partial",
            "downloads",
        ):
            (self._work / name).mkdir(parents=True, exist_ok=True)
        write_atomically(self._configuration, _CONFIGURATION.format(work=self._work))
        what = "the lists of Debian's packages"
        for site in self._sites():
            keyring = next(path for path in _KEYRINGS if path.exists())
            lines = [
                f"deb [signed-by={keyring}] {site} {suite} main\n"
                for suite in self._suites
            ]
            write_atomically(self._work / "sources.list", "".join(lines))
            said = self._apt("update", what=what, check=False)
            found = self._describe(packages)
            if len(found) == len(packages):
                return found
            if mentions_no_network(said):
                raise no_network(what)
        raise SetupError(
            "The package mirror of this machine does not have all of"
            f" {' '.join(packages)}; {_OTHER_WAY}"
            f" (more in {self._log})."
        )

    def fetch(self, packages):
        """Return the paths of the downloaded packages; apt checks their signatures."""
        found = self._describe(packages)
        paths = {package: self._downloads / found[package].file for package in packages}
        missing = [
            package for package, path in paths.items() if not found[package].is_in(path)
        ]
        if missing:
            what = f"from Debian, {' '.join(missing)}"
            folder = self._work / "downloads"
            self._apt("download", *missing, what=what, cwd=folder)
            for package in missing:
                (folder / paths[package].name).replace(paths[package])
        return list(paths.values())

    def fetched(self):
        """Return how many bytes of the running download are here."""
        places = [
            *(self._work / "downloads").glob("*"),
            *(self._work / "cache/archives/partial").glob("*"),
        ]
        return sum(path.stat().st_size for path in places if path.is_file())

    def close(self):
        remove(self._work)

    def _describe(self, packages):
        """Return what the archive has of ``packages``, each as ``name/suite``."""
        output = self._apt(
            "download", "--print-uris", *packages, what="asking apt", check=False
        )
        found = packages_in(output)
        names = {package: package.partition("/")[0] for package in packages}
        return {
            package: found[name] for package, name in names.items() if name in found
        }

    def _sites(self):
        lists = self._work / "lists"
        command = [
            "apt-get",
            "update",
            "--print-uris",
            "-o",
            f"Dir::State::Lists={lists}",
        ]
        output = run(command, what="Asking apt for its mirror", log=self._log)
        found = sites_in(output)
        if not found:
            raise SetupError(
                f"This machine's apt knows no Debian mirror; {_OTHER_WAY}."
            )
        return found

    def _apt(self, *arguments, what, check=True, cwd=None):
        command = ["apt-get", "-q", "-c", self._configuration, *arguments]
        return run(
            command,
            what=what,
            log=self._log,
            fetches=True,
            check=check,
            cwd=cwd or self._work,
        )

    def _check_machine(self):
        tools = [name for name in ("apt-get", "dpkg-deb") if not shutil.which(name)]
        if tools or not any(path.exists() for path in _KEYRINGS):
            reason = (
                f"{' and '.join(tools)} not found"
                if tools
                else "Debian's archive keyring not found"
            )
            raise SetupError(
                "Odoo is fetched as a Debian package, and this is not Debian"
                f" ({reason}); {_OTHER_WAY}."
            )


def unpack(package, folder, log):
    run(["dpkg-deb", "-x", package, folder], what=f"Unpacking {package.name}", log=log)
