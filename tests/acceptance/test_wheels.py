"""Each module is a wheel, from which Odoo installs it, without our folder."""

import configparser
import dataclasses
import os
import subprocess
import zipfile
from pathlib import Path

import pytest
from okr_testing.shell import run_in_odoo

REPOSITORY = Path(__file__).resolve().parents[2]
MODULES = ("okr", "okr_hr_bridge")
PIP = ("--quiet", "--disable-pip-version-check", "--no-deps", "--no-index")


@pytest.fixture
def wheels(context, tmp_path):
    """The wheels of all modules, built as a publisher does."""
    folder = tmp_path / "wheels"
    _run(
        *(context.python, "-m", "pip", "wheel", *PIP, "--no-build-isolation"),
        *(f"--wheel-dir={folder}", *(f"./{module}" for module in MODULES)),
    )
    return sorted(folder.iterdir())


@pytest.fixture
def elsewhere(context, wheels, tmp_path, monkeypatch):
    """The same Odoo, with the wheels installed and without our folder."""
    installed = tmp_path / "installed"
    _run(context.python, "-m", "pip", "install", *PIP, f"--target={installed}", *wheels)
    config = configparser.RawConfigParser()
    config.read(context.config)
    path = config["options"]["addons_path"].split(",")
    others = [addons for addons in path if not Path(addons, MODULES[0]).is_dir()]
    config["options"]["addons_path"] = ",".join(others)
    with open(tmp_path / "odoo.conf", "w", encoding="utf-8") as file:
        config.write(file)
    before = os.environ.get("PYTHONPATH", "")
    monkeypatch.setenv(
        "PYTHONPATH", os.pathsep.join(filter(None, (str(installed), before)))
    )
    return dataclasses.replace(context, config=str(tmp_path / "odoo.conf")), installed


def _run(*command):
    done = subprocess.run(
        list(map(str, command)), cwd=REPOSITORY, capture_output=True, text=True
    )
    assert not done.returncode, done.stderr


def test_each_wheel_holds_its_module_and_names_what_it_needs(wheels):
    needed = {
        "okr": {"odoo==19.0.*"},
        "okr_hr_bridge": {"odoo==19.0.*", "odoo-addon-okr==19.0.*", "cryptography"},
    }
    assert len(wheels) == len(MODULES)
    for module, path in zip(MODULES, wheels, strict=True):
        assert path.name.startswith(f"odoo_addon_{module}-19.0.")
        with zipfile.ZipFile(path) as wheel:
            names = wheel.namelist()
            [metadata] = [name for name in names if name.endswith("/METADATA")]
            lines = wheel.read(metadata).decode().splitlines()
        for file in ("__manifest__.py", "LICENSE", "i18n/de.po"):
            assert f"odoo/addons/{module}/{file}" in names
        assert needed[module] == {
            line.partition(": ")[2]
            for line in lines
            if line.startswith("Requires-Dist")
        }


def test_odoo_installs_the_modules_from_their_wheels_and_they_work(elsewhere):
    context, installed = elsewhere
    database = context.copy_database("hr")
    try:
        log = Path(context.logs, f"wheel-{database.removeprefix(context.prefix)}.log")
        _run(
            *(*context.odoo, "-c", context.config, "-d", database, "--no-http"),
            *("-i", "okr_hr_bridge", "--stop-after-init", "--log-level=warn"),
            f"--logfile={log}",
        )
        said = run_in_odoo(context, database, "okr_testing.installed.try_out")
    finally:
        context.drop_database(database)
    assert said["progress"] == 40.0
    for module, path in zip(MODULES, said["found"], strict=True):
        assert Path(path).parent == installed / "odoo/addons" / module
