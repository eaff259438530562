"""The compose file, which no test can run: its syntax, and what it names."""

from pathlib import Path

import pytest
import yaml
from okr_setup.environment import REPOSITORY

FILE = REPOSITORY / "setup/compose.yaml"
# What the Compose specification calls them; a slip of the pen is no key of it.
TOP = {"name", "services", "networks", "volumes", "configs", "secrets"}
SERVICE = {
    "command",
    "depends_on",
    "environment",
    "healthcheck",
    "image",
    "ports",
    "volumes",
}
# Beside those of the image.
ADDONS = "/opt/okr"
IMAGES = {"db": "postgres", "odoo": "odoo"}


@pytest.fixture
def compose():
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def test_it_has_no_key_that_compose_does_not_know(compose):
    assert compose.keys() <= TOP
    for service in compose["services"].values():
        assert service.keys() <= SERVICE


def test_it_takes_the_official_images_of_a_fixed_series(compose):
    images = {name: one["image"] for name, one in compose["services"].items()}
    assert {name: image.split(":")[0] for name, image in images.items()} == IMAGES
    assert images["odoo"] == "odoo:19"
    assert images["db"].split(":")[1].isdigit()


def test_odoo_waits_for_the_database_and_can_log_in_to_it(compose):
    db, odoo = compose["services"]["db"], compose["services"]["odoo"]
    [(host, waiting)] = odoo["depends_on"].items()
    assert (host, waiting) == ("db", {"condition": "service_healthy"})
    assert "healthcheck" in db
    assert odoo["environment"] == {
        "HOST": host,
        "USER": db["environment"]["POSTGRES_USER"],
        "PASSWORD": db["environment"]["POSTGRES_PASSWORD"],
    }


def test_every_module_is_mounted_and_every_volume_is_declared(compose):
    mounted, volumes = set(), set()
    assert f"--addons-path={ADDONS}" in compose["services"]["odoo"]["command"]
    for service in compose["services"].values():
        for volume in service["volumes"]:
            source, target, *_mode = volume.split(":")
            if source.startswith("."):
                folder = (FILE.parent / source).resolve()
                assert (folder / "__manifest__.py").is_file()
                assert target == f"{ADDONS}/{folder.name}"
                mounted.add(folder)
            else:
                volumes.add(source)
    assert mounted == {path.parent for path in REPOSITORY.glob("*/__manifest__.py")}
    assert volumes == compose["volumes"].keys()


def test_nobody_else_in_the_network_reaches_it(compose):
    assert "ports" not in compose["services"]["db"]
    for port in compose["services"]["odoo"]["ports"]:
        assert port.startswith("127.0.0.1:")


def test_the_readme_says_that_nobody_has_run_it():
    text = Path(REPOSITORY, "README.md").read_text(encoding="utf-8")
    [paragraph] = [part for part in text.split("\n\n") if "compose.yaml" in part]
    assert "not been run" in paragraph
