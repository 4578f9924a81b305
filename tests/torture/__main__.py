"""Load all files, print a table, and put it into the page of promises: `make torture`."""

import sys
import tempfile
from pathlib import Path

from loaders.limits import Limits
from tests.promises import Row, put_into_page
from tests.torture.inputs import inputs
from tests.torture.running import load, unlike


def main() -> int:
    """Return 1 if a file ended otherwise than expected."""
    files = list(inputs())
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        run = load(files, Path(folder))
    rows = []
    for group in dict.fromkeys(file.group for file in files):
        of_group = [file for file in files if file.group == group]
        wrong = [told for file in of_group if (told := unlike(file, run))]
        rows.append(Row(group, "loaded or refused as expected", len(of_group), len(wrong)))
        print(rows[-1].written, *wrong, sep="\n    ", flush=True)
    taken = f"all of them, in {run.seconds:.0f} s, with {run.mebibytes:,} MiB of memory"
    too_much = len(files) if run.mebibytes > Limits().memory else 0
    rows.append(Row(taken, "no more memory than one file may take", len(files), too_much))
    print(rows[-1].written)
    put_into_page("torture", rows)
    return 1 if any(row.failures for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
