"""Every way to end without success is one sentence."""

import errno
import re
import shutil
import tempfile
from pathlib import Path

_DISK_FULL = re.compile(
    r"No space left on device|Disk quota exceeded|disk is full", re.IGNORECASE
)
_NO_NETWORK = re.compile(
    r"Could not resolve|Temporary failure (in name )?resol|Name or service not"
    r" known|Could not connect"
    r"|Unable to connect|Connection (refused|timed out|reset|failed)|Network is"
    r" unreachable"
    r"|No route to host|Cannot connect to proxy|ProxyError|NewConnectionError|Max"
    r" retries exceeded"
    r"|Read timed out|ConnectTimeout|ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN",
    re.IGNORECASE,
)


class SetupError(Exception):
    """The set-up cannot go on; the message is the one sentence that the user reads."""


class Stopped(BaseException):
    """The user (or the system) asked the set-up to stop."""


def disk_full(place):
    """Name the fuller one of the places that are written to."""
    places = [
        path for path in (Path(place), Path(tempfile.gettempdir())) if path.exists()
    ]
    fullest = min(places, key=lambda path: shutil.disk_usage(path).free, default=place)
    return SetupError(
        f"The disk is full: make room on the disk of {fullest} and start again;"
        " what is already there is kept."
    )


def no_network(what):
    return SetupError(
        f"No network: {what} could not be fetched; check the connection"
        " (and http_proxy, https_proxy) and start again; what is already there is kept."
    )


def mentions_disk_full(text):
    return bool(_DISK_FULL.search(text))


def mentions_no_network(text):
    return bool(_NO_NETWORK.search(text))


def from_os_error(error, place):
    """Return the sentence for an error of the operating system."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full(place)
    reason = error.strerror or str(error)
    where = f" ({error.filename})" if error.filename else ""
    return SetupError(f"The system refused: {reason}{where}.")
