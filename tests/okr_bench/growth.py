"""How what is measured grows with the company: the exponent between two sizes."""

import math

from okr_bench.bench import Line

# Lists and single changes hardly grow; what counts everything grows with it.
FLAT, LINEAR = 0.3, 1.05
MOST = {
    "objectives": FLAT,
    "key-results": FLAT,
    "updates": FLAT,
    "rebuild": LINEAR,
    "new-day": LINEAR,
}


def lines(small, large):
    """Yield lines for two results as `report.as_data` returns them."""
    factor = large["counts"]["objectives"] / small["counts"]["objectives"]
    for row, most in MOST.items():
        few, many = (_milliseconds(result, row) for result in (small, large))
        if few and many:
            exponent = math.log(many / few) / math.log(factor)
            yield Line(
                f"growth of {row} from {small['dataset']} to {large['dataset']}",
                f"exponent ≤ {most:g}",
                f"{exponent:.2f}",
                exponent <= most,
                f"{few:.1f} ms / {many:.1f} ms",
                {"exponent": round(exponent, 3)},
            )


def _milliseconds(result, row):
    """Return what the first line of a row took."""
    for line in result["rows"]:
        if line["row"] == row:
            return line.get("ours", line).get("median_ms")
    return None
