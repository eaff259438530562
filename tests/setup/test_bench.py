"""Where the figures go, and what may be measured."""

import pytest
from okr_bench import page
from okr_setup import bench
from okr_setup.errors import SetupError
from okr_testing.dataset_sizes import SIZES


def test_results_go_into_the_cache_unless_told(tmp_path):
    assert bench._target(None, tmp_path, "L") == tmp_path / "bench-okr-L.json"
    both = bench._target(None, tmp_path, "L", "bridge")
    assert both == tmp_path / "bench-bridge-L.json"
    told = tmp_path / "mine.json"
    assert bench._target(str(told), tmp_path / "cache", "L") == told


def test_a_folder_that_is_not_there_is_named_before_anything_is_measured(tmp_path):
    with pytest.raises(SetupError, match="There is no folder"):
        bench._target(str(tmp_path / "gone" / "x.json"), tmp_path, "S")


def test_every_size_that_can_be_made_can_be_asked_for():
    assert set(bench.SIZES) == set(SIZES)


def test_the_page_tells_of_what_can_be_measured_and_of_each_loss():
    assert {size for _template, size in bench.ALL} <= set(SIZES)
    names = ("what", "target", "figure", "good", "beside")
    lines = [("a", "≤ 2 ×", "3.1 ×", False, ""), ("b", "printed", "1 ×", True, "")]
    result = {
        "dataset": "S",
        "date": "2026-01-02T03:04:05",
        "counts": {"objectives": 2500, "key_results": 1, "updates": 1},
        "machine": {
            "cores": 2,
            "memory": 4,
            "processor": "one",
            "python": "3",
            "postgresql": "18",
        },
        "rows": [
            {**dict(zip(names, line, strict=True)), "beside": ""} for line in lines
        ],
    }
    text = page.with_tables(f"Before\n{page.BEGIN}old{page.END}\nAfter\n", [result])
    assert text.startswith("Before\n") and text.endswith("\nAfter\n")
    assert "old" not in text
    assert "| a | ≤ 2 × | 3.1 × | **lost** |  |" in text
    assert "2,500 objectives" in text and "2 lines, 1 lost." in text


def test_the_page_is_there_to_be_written():
    text = bench.PAGE.read_text(encoding="utf-8")
    assert page.with_tables(text, []) != text
