"""How large the made companies are."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """How many there are; `open` of 1,000 objectives are for all the company."""

    users: int
    employees: int
    departments: int
    tags: int
    objectives: int
    key_results: int
    updates: int
    open: int = 490


SIZES = {
    "XS": Size(100, 50, 10, 8, 300, 1_000, 5_000),
    "S": Size(1_000, 500, 50, 20, 2_500, 10_000, 100_000),
    "L": Size(20_000, 10_000, 500, 50, 50_000, 200_000, 2_000_000),
    "L-rare": Size(20_000, 10_000, 500, 50, 50_000, 200_000, 2_000_000, open=5),
}
