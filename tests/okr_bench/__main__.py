"""Measures a database that okr_testing.dataset has filled; prints and writes a table.

python -m okr_bench --config odoo.conf --database okr_s --size S --to result.json
"""

import argparse
import json
import sys

import odoo
from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", required=True)
    parser.add_argument("--database", required=True)
    parser.add_argument("--size", default="S")
    parser.add_argument("--to", help="the file for the results")
    parser.add_argument("--beside", help="results of a smaller size, for the growth")
    parser.add_argument("--make", action="store_true", help="fill the database first")
    parser.add_argument("-k", dest="keyword", default="", help="only rows named so")
    given = parser.parse_args()
    odoo.tools.config.parse_config(["-c", given.config, "--log-level=error"])
    with Registry(given.database).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        if given.make:
            make(env, given.size)
        else:
            measure(env, given)


def make(env, size):
    from okr_testing import dataset

    dataset.build(env, size)
    env.cr.commit()
    # As the server's own vacuum leaves it, sooner or later.
    env.cr._cnx.autocommit = True
    env.cr._obj.execute("VACUUM ANALYZE")
    env.cr._cnx.autocommit = False


def measure(env, given):
    from okr_testing.dataset_sizes import SIZES

    from okr_bench import growth, report
    from okr_bench.bench import Bench

    bench, lines = Bench(env, SIZES[given.size]), []
    sys.stdout.write(report.HEAD + "\n")

    def keep(name, line):
        sys.stdout.write(report.as_text(line) + "\n")
        sys.stdout.flush()
        lines.append((name, line))
        # At once: a run that is stopped has measured something.
        data = report.as_data(given.size, bench, lines)
        if given.to:
            with open(given.to, "w", encoding="utf-8") as out:
                json.dump(data, out, indent=1)
        return data

    data = report.as_data(given.size, bench, lines)
    for name, line in report.told(bench, given.keyword):
        data = keep(name, line)
    if given.beside:
        with open(given.beside, encoding="utf-8") as file:
            small = json.load(file)
        for line in list(growth.lines(small, data)):
            keep("growth", line)


if __name__ == "__main__":
    main()
