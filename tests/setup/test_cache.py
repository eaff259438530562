"""A killed run leaves nothing that looks complete."""

from pathlib import Path

import pytest
from okr_setup.cache import Busy, Cache, default_root, write_atomically
from okr_setup.errors import SetupError


def fill(text):
    return lambda folder: (folder / "file").write_text(text)


def test_a_folder_is_made_once_for_the_same_inputs(cache):
    cache.build("odoo", {"version": 1}, fill("first"))
    folder = cache.build("odoo", {"version": 1}, fill("second"))
    assert (folder / "file").read_text() == "first"


def test_a_changed_pin_makes_the_folder_anew(cache):
    cache.build("odoo", {"version": 1}, fill("first"))
    folder = cache.build("odoo", {"version": 2}, fill("second"))
    assert (folder / "file").read_text() == "second"


@pytest.mark.parametrize("in_place", [False, True])
def test_a_failed_step_leaves_no_folder_behind(cache, in_place):
    def fail(folder):
        fill("half")(folder)
        raise SetupError("no more")

    before = set(cache.root.iterdir())
    with pytest.raises(SetupError):
        cache.build("odoo", {}, fail, in_place=in_place)
    assert set(cache.root.iterdir()) == before


@pytest.mark.parametrize("name", ["odoo", "odoo.work"])
def test_what_a_killed_run_left_is_thrown_away(cache, name):
    (cache.root / name).mkdir()
    (cache.root / name / "half").write_text("half")
    folder = cache.build("odoo", {}, fill("whole"))
    assert sorted(path.name for path in folder.iterdir()) == [".okr-setup.json", "file"]
    assert not (cache.root / "odoo.work").exists()


def test_a_failed_renewal_keeps_what_was_there(cache):
    def fail(_folder):
        raise SetupError("no network")

    folder = cache.build("odoo", {"version": 1}, fill("first"))
    with pytest.raises(SetupError):
        cache.build("odoo", {"version": 2}, fail)
    assert (folder / "file").read_text() == "first"


def test_only_one_run_holds_a_lock(cache):
    with cache.lock("start"):
        with pytest.raises(Busy), Cache(cache.root).lock("start"):
            raise AssertionError("two runs hold the same lock")
    with cache.lock("start"):
        pass


def test_a_file_that_cannot_be_written_keeps_its_old_text(tmp_path):
    path = tmp_path / "file"
    write_atomically(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(path, "new \udcff")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_secrets_are_written_for_their_owner_only(tmp_path):
    write_atomically(tmp_path / "odoo.conf", "db_password = x", mode=0o600)
    assert (tmp_path / "odoo.conf").stat().st_mode & 0o777 == 0o600


def test_the_cache_is_closed_to_others(cache):
    assert cache.root.stat().st_mode & 0o077 == 0


def test_the_identity_of_a_cache_stays(cache, tmp_path):
    assert cache.identity == Cache(cache.root).identity
    assert cache.identity != Cache(tmp_path / "other").prepare().identity


def test_a_disk_with_too_little_room_is_refused_before_anything_is_fetched(cache):
    with pytest.raises(SetupError, match=r"too full: \d+ MB are needed"):
        cache.check_room(10**12)


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, Path("~/.cache/okr-odoo").expanduser()),
        ({"XDG_CACHE_HOME": "/var/cache/me"}, Path("/var/cache/me/okr-odoo")),
        ({"XDG_CACHE_HOME": "/x", "OKR_CACHE": "/srv/okr"}, Path("/srv/okr")),
    ],
)
def test_where_the_cache_is(environ, expected):
    assert default_root(environ) == expected
