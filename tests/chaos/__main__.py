"""Try everything, print a table, and put it into the page of promises: `make chaos`."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.chaos.harness import Harness, trials
from tests.promises import Row, put_into_page


def main() -> int:
    """Return 1 if a promise was not kept."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=500, help="kills of all commands together")
    options.add_argument("--others", type=int, default=20, help="tries of each of the others")
    asked = options.parse_args()
    rows = []
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder:
        for result in trials(Harness(Path(folder)), asked.kills, asked.others):
            row = Row(result.what, result.promise, result.tries, len(result.failures))
            print(row.written, flush=True)
            for failure in result.failures:
                print(f"    {failure}", flush=True)
            rows.append(row)
    put_into_page("chaos", rows)
    return 1 if any(row.failures for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
