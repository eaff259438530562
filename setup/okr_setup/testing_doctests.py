"""Run the doctests of the files that are named; the last line is the count as JSON."""

import doctest
import importlib.util
import json
import sys
from pathlib import Path


def main(paths):
    attempted = failed = 0
    for path in paths:
        spec = importlib.util.spec_from_file_location(Path(path).stem, path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        result = doctest.testmod(module)
        attempted += result.attempted
        failed += result.failed
    sys.stdout.write(f"\n{json.dumps([attempted, failed])}\n")


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    main(sys.argv[1:])
