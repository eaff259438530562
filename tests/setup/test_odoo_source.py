"""Which Odoo is taken, and where it comes from."""

import pytest
from okr_setup import web_files
from okr_setup.apt_output import Package, packages_in, sites_in
from okr_setup.demo import fingerprint
from okr_setup.errors import SetupError
from okr_setup.odoo_source import from_path, read_version, recorded

RELEASE = "version_info = (19, 0, 0, FINAL, 0, '')\n"
URIS = """\
'{0}/debian/dists/bookworm-updates/InRelease' a_InRelease 0
'{0}/debian/dists/bookworm/InRelease' b_InRelease 0
'{0}/debian-security/dists/bookworm-security/InRelease' c_InRelease 0
'{1}/node_20.x/dists/nodistro/InRelease' d_InRelease 0
'{1}/apt/dists/cloud-sdk-bookworm/InRelease' e_InRelease 0
"""


def make_odoo(root, release=RELEASE, program=True):
    for module in ("odoo/addons/base", "addons/hr"):
        (root / module).mkdir(parents=True)
        (root / module / "__manifest__.py").write_text("{}")
    (root / "odoo/release.py").write_text(release)
    if program:
        (root / "odoo-bin").write_text("")
    return root


@pytest.mark.parametrize(
    ("text", "version"),
    [
        (RELEASE, "19.0"),
        ("version_info = ('saas~19', 1, 0, FINAL, 0, '')", "saas~19.1"),
        ("nothing", "of an unknown version"),
    ],
)
def test_the_version_is_read_without_importing_odoo(text, version):
    assert read_version(text) == version


def test_a_checkout_brings_its_program_and_both_its_addons_folders(tmp_path):
    odoo = from_path(make_odoo(tmp_path))
    assert odoo.command("python3") == ["python3", str(tmp_path / "odoo-bin")]
    assert odoo.addons == (tmp_path / "odoo/addons", tmp_path / "addons")
    assert odoo.python_path == tmp_path


def test_an_installed_package_is_run_as_a_module(tmp_path):
    make_odoo(tmp_path, program=False)
    for path in (tmp_path, tmp_path / "odoo"):
        odoo = from_path(path)
        assert odoo.python_path == tmp_path
        assert odoo.command("python3") == ["python3", "-m", "odoo"]


def test_another_series_is_refused(tmp_path):
    make_odoo(tmp_path, RELEASE.replace("19", "18"))
    with pytest.raises(SetupError, match="needs Odoo 19.0, and .* has Odoo 18.0"):
        from_path(tmp_path)


def test_a_folder_without_odoo_is_refused(tmp_path):
    with pytest.raises(SetupError, match="There is no Odoo in"):
        from_path(tmp_path)


@pytest.mark.parametrize(
    "mirror", ["https://mirror.example", "file:/srv/mirror", "mirror+file:/etc/list"]
)
def test_the_mirror_is_the_one_that_apt_uses(mirror):
    uris = URIS.format(mirror, "https://other.example")
    assert sites_in(uris) == [f"{mirror}/debian", f"{mirror}/debian-security"]


def test_a_machine_without_debian_sources_has_no_mirror():
    assert sites_in("'https://x.example/ubuntu/dists/noble/InRelease' a 0\n") == []


def test_the_recorded_package_has_a_version_and_a_hash():
    odoo = recorded()["odoo"]
    assert odoo["version"].startswith("19.0")
    assert len(odoo["sha256"]) == 64


def test_the_packages_of_a_download_are_known_by_their_names():
    uris = (
        "WARNING: something\n"
        "'https://mirror.example/o/odoo_1_all.deb' odoo_1_all.deb 12 SHA256:ab\n"
        "'file:/srv/f/fonts_2_all.deb' fonts_2_all.deb 34 SHA512:cd\n"
    )
    assert packages_in(uris) == {
        "odoo": Package("odoo_1_all.deb", "12", "SHA256", "ab"),
        "fonts": Package("fonts_2_all.deb", "34", "SHA512", "cd"),
    }


def test_a_package_names_its_version_also_with_an_epoch(tmp_path):
    package = Package("fonts_2%3a0~1-3_all.deb", str(5 << 20), "SHA256", "")
    assert (package.version, package.megabytes) == ("2:0~1-3", 5)


def test_a_damaged_download_is_not_used(tmp_path):
    good = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    package = Package("odoo_1_all.deb", "3", "SHA256", good)
    path = tmp_path / "odoo_1_all.deb"
    assert not package.is_in(path)
    path.write_text("ab")
    assert not package.is_in(path)
    path.write_text("abc")
    assert package.is_in(path)


def test_a_link_that_leads_nowhere_is_noticed(tmp_path):
    (tmp_path / "web").mkdir()
    (tmp_path / "web/jquery.js").symlink_to("../../share/jquery.js")
    with pytest.raises(SetupError, match="web/jquery.js"):
        web_files.check(tmp_path)


def test_the_font_of_swiss_payment_slips_may_be_missing(tmp_path):
    font = tmp_path / "l10n_ch/static/src/font/ocrb.otf"
    font.parent.mkdir(parents=True)
    font.symlink_to("nowhere")
    web_files.check(tmp_path)


def test_the_stand_in_never_replaces_the_real_library(tmp_path):
    web_files.mend(tmp_path)
    [path] = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert "SelfieSegmentation" in path.read_text()
    path.write_text("the real one")
    web_files.mend(tmp_path)
    assert path.read_text() == "the real one"


def test_the_fingerprint_follows_names_and_contents_but_not_compiled_files(tmp_path):
    module = tmp_path / "okr"
    module.mkdir()
    (module / "a.py").write_text("1")
    first = fingerprint([module])
    (module / "__pycache__").mkdir()
    (module / "__pycache__/a.pyc").write_text("2")
    assert fingerprint([module]) == first
    (module / "a.py").rename(module / "b.py")
    renamed = fingerprint([module])
    (module / "b.py").write_text("2")
    assert len({first, renamed, fingerprint([module])}) == 3
