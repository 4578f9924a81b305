"""Load all files and build the marts from those that load: `make torture`.

Prints a table and puts it into the page of promises.
"""

import sys
import tempfile
from pathlib import Path

from loaders.limits import Limits
from tests.promises import Row, put_into_page
from tests.torture.inputs import inputs
from tests.torture.running import build, load, unlike


def main() -> int:
    """Return 1 if a file ended otherwise than expected."""
    files = list(inputs())
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        run = load(files, Path(folder))
        built = build(Path(folder))
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
    rows.append(
        Row(
            f"those that are loaded, through all models and tests, in {built.seconds:.0f} s,"
            f" with {built.mebibytes:,} MiB of memory",
            "built, and none set aside",
            built.documents,
            built.documents if built.error else len(built.set_aside),
        )
    )
    print(rows[-1].written, *built.set_aside, built.error, sep="\n    ")
    put_into_page("torture", rows)
    return 1 if any(row.failures for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
