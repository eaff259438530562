"""A plugin of pytest: Odoo's own lint sees the modules of this repository only."""

from pathlib import Path

import odoo.modules
from odoo.modules import Manifest

ROOT = Path(__file__).resolve().parents[2]

_all_manifests = Manifest.all_addon_manifests


def _our_manifests():
    ours = [item for item in _all_manifests() if Path(item.path).parent == ROOT]
    assert ours, "none of our modules is on the addons path"
    return ours


Manifest.all_addon_manifests = staticmethod(_our_manifests)
odoo.modules.get_modules = lambda: [item.name for item in _our_manifests()]
