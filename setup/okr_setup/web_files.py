"""Puts back what Debian's build of Odoo leaves to other packages."""

import os

from .errors import SetupError

# A font for Swiss payment slips, in a package that is not fetched: no page of ours
# needs it.
_MAY_DANGLE = ("l10n_ch/static/src/font/ocrb.otf",)

# The library that blurs the background of video calls is left out of Debian's build,
# although the page asks for it. It would load its model from a server on the internet,
# so nothing but its name is put back: blurring stays off.
_BLUR = "mail/static/lib/selfie_segmentation/selfie_segmentation.js"
_BLUR_STAND_IN = """\
window.SelfieSegmentation = class {
    setOptions() {}
    onResults() {}
    reset() {}
    async send() {
        throw new Error("Background blur is not part of this build.");
    }
};
"""


def mend(addons):
    """Add the files that no other package brings."""
    path = addons / _BLUR
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_BLUR_STAND_IN, encoding="utf-8")


def dangling_links(addons):
    """Return the links below ``addons`` that lead nowhere."""
    return sorted(
        os.path.relpath(os.path.join(folder, name), addons)
        for folder, folders, files in os.walk(addons)
        for name in (*folders, *files)
        if not os.path.exists(os.path.join(folder, name))
    )


def check(addons):
    """Refuse an Odoo whose pages would miss files."""
    missing = [link for link in dangling_links(addons) if link not in _MAY_DANGLE]
    if missing:
        raise SetupError(
            "Debian's package of Odoo needs files that this set-up does not know"
            f" yet: {', '.join(missing[:5])}."
        )
