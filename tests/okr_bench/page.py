"""Writes the table of the day into the page of the documentation.

python -m okr_bench.page page.md S.json L.json …
"""

import json
import sys
from pathlib import Path

BEGIN, END = "<!-- measured -->", "<!-- /measured -->"
_HEAD = ("what", "target", "figure", "", "beside it")


def main(page, *results):
    results = [json.loads(Path(name).read_text(encoding="utf-8")) for name in results]
    path = Path(page)
    path.write_text(with_tables(path.read_text(encoding="utf-8"), results), "utf-8")


def with_tables(text, results):
    """Return the text of a page with these results between its marks."""
    before, rest = text.split(BEGIN)
    _old, after = rest.split(END)
    tables = "\n\n".join(_table(result) for result in results)
    return f"{before}{BEGIN}\n\n{tables}\n\n{END}{after}"


def _table(result):
    counts, machine = result["counts"], result["machine"]
    lost = sum(not row["good"] for row in result["rows"])
    lines = [
        f"### {result['dataset']}: {counts['objectives']:,} objectives,"
        f" {counts['key_results']:,} key results, {counts['updates']:,} updates",
        "",
        f"{result['date'][:10]}, {machine['cores']} cores, {machine['memory']} GB,"
        f" {machine['processor']}, Python {machine['python']}, PostgreSQL"
        f" {machine['postgresql']}. {len(result['rows'])} lines, {lost} lost.",
        "",
        _row(_HEAD),
        _row(["---"] * len(_HEAD)),
    ]
    for row in result["rows"]:
        verdict = "holds" if row["good"] else "**lost**"
        if row["target"] == "printed":
            verdict = ""
        what = row["what"].strip()
        cells = [what, row["target"], row["figure"], verdict, row["beside"]]
        lines.append(_row(cells))
    return "\n".join(lines)


def _row(cells):
    return f"| {' | '.join(cell.strip().replace('|', '/') for cell in cells)} |"


if __name__ == "__main__":
    main(*sys.argv[1:])
