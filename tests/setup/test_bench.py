"""Where the figures go, and what may be measured."""

import pytest
from okr_setup import bench
from okr_setup.errors import SetupError
from okr_testing.dataset_sizes import SIZES


def test_results_go_into_the_cache_unless_told(tmp_path):
    assert bench._target(None, tmp_path, "L") == tmp_path / "bench-L.json"
    told = tmp_path / "mine.json"
    assert bench._target(str(told), tmp_path / "cache", "L") == told


def test_a_folder_that_is_not_there_is_named_before_anything_is_measured(tmp_path):
    with pytest.raises(SetupError, match="There is no folder"):
        bench._target(str(tmp_path / "gone" / "x.json"), tmp_path, "S")


def test_every_size_that_can_be_made_can_be_asked_for():
    assert set(bench.SIZES) == set(SIZES)
