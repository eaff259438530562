"""Reads what apt prints about its archives and packages."""

import dataclasses
import hashlib
import re
import urllib.parse

_SUITES = frozenset(
    "bullseye bookworm trixie forky duke sid oldstable stable testing unstable".split()
)
_TARGET = re.compile(r"^'([^']+?)/?dists/([^/']+)/")
_FILE = re.compile(r"^'[^']+' (\S+) (\d+) (\w+):(\w+)$", re.MULTILINE)


def sites_in(uris):
    """Return the Debian archives among what apt would update from, best first."""
    found = {}
    for line in uris.splitlines():
        match = _TARGET.match(line)
        if match and match[2].partition("-")[0] in _SUITES:
            main = match[2] in _SUITES
            found[match[1]] = found.get(match[1], False) or main
    return sorted(found, key=lambda site: not found[site])


def packages_in(uris):
    """Return the package files that apt would download, by the package's name."""
    packages = [Package(*match.groups()) for match in _FILE.finditer(uris)]
    return {package.file.partition("_")[0]: package for package in packages}


@dataclasses.dataclass(frozen=True)
class Package:
    """One package file, as apt describes it."""

    file: str
    bytes: str
    algorithm: str
    hash: str

    @property
    def version(self):
        return urllib.parse.unquote(self.file.split("_")[1])

    @property
    def megabytes(self):
        return int(self.bytes) >> 20

    def is_in(self, path):
        """Whether this file is the package, whole."""
        return path.exists() and file_hash(path, self.algorithm) == self.hash


def file_hash(path, algorithm):
    """Return the hash of a file by the name that apt gives the algorithm."""
    digest = hashlib.new(algorithm.lower().removesuffix("sum"))
    with open(path, "rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
