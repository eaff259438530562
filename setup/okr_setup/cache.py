"""The folder where the set-up keeps everything it makes."""

import contextlib
import errno
import fcntl
import json
import os
import shutil
import uuid
from pathlib import Path

from .errors import SetupError

_STAMP = ".okr-setup.json"


class Busy(Exception):
    """Another process holds the lock."""


def default_root(environ):
    """Return ``OKR_CACHE``, else ``okr-odoo`` in the user's cache folder."""
    if environ.get("OKR_CACHE"):
        return Path(environ["OKR_CACHE"]).expanduser().absolute()
    base = environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()
    return Path(base).absolute() / "okr-odoo"


def write_atomically(path, text, mode=0o644):
    """Write a file so that a reader sees the old text or the new one, never a part."""
    work = path.with_name(f"{path.name}.{os.getpid()}.work")
    try:
        with open(work, "w", encoding="utf-8", opener=_opener(mode)) as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        work.replace(path)
    except BaseException:
        work.unlink(missing_ok=True)
        raise


def _opener(mode):
    return lambda path, flags: os.open(path, flags, mode)


class Cache:
    """Folders that are complete, with a stamp of what they are made from, or absent."""

    def __init__(self, root):
        self.root = Path(root)

    def prepare(self):
        for name in (".", "run", "log", "downloads"):
            (self.root / name).mkdir(mode=0o700, parents=True, exist_ok=True)
        return self

    @property
    def identity(self):
        """A name for this cache, for what has to live outside of it."""
        path = self.root / "run" / "identity"
        if not path.exists():
            write_atomically(path, uuid.uuid4().hex[:12])
        return path.read_text(encoding="utf-8").strip()

    def check_room(self, needed):
        """Refuse to begin what cannot fit; ``needed`` counts megabytes."""
        free = shutil.disk_usage(self.root).free >> 20
        if free < needed:
            raise SetupError(
                f"The disk is too full: {needed} MB are needed in {self.root}, and"
                f" {free} MB are free; make room, or name another place with --cache."
            )

    def log(self, name):
        return self.root / "log" / f"{name}.log"

    def is_built(self, name, inputs):
        return _read(self.root / name / _STAMP) == _key(inputs)

    def build(self, name, inputs, make, in_place=False):
        """Return the folder ``name``, filled by ``make(folder)`` if the inputs are new.

        It is filled under another name and then renamed, so a killed run leaves nothing
        that looks complete. What remembers its own path (a virtual environment) is
        filled ``in_place``: there, the stamp that is written last tells.
        """
        final = self.root / name
        if self.is_built(name, inputs):
            return final
        work = final if in_place else final.with_name(f"{final.name}.work")
        remove(work)
        work.mkdir(parents=True)
        try:
            make(work)
            write_atomically(work / _STAMP, _key(inputs))
        except BaseException:
            # A part of a folder would only fill the disk.
            shutil.rmtree(work, ignore_errors=True)
            raise
        if work != final:
            remove(final)
            work.rename(final)
        return final

    @contextlib.contextmanager
    def lock(self, name, wait=False):
        """Hold a lock that the system takes back even when this process is killed."""
        path = self.root / "run" / f"{name}.lock"
        with open(path, "a", encoding="utf-8") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except OSError as error:
                if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
                    raise Busy(name) from None
                raise
            yield


def remove(path):
    """Remove a file, a link or a folder with everything in it, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _key(inputs):
    return json.dumps(inputs, sort_keys=True, indent=1, default=str)


def _read(path):
    try:
        return path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
