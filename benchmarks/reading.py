"""Build the marts as `python -m loaders build` does, and write what each step took.

    python -m benchmarks.reading BUILD_FILE TARGET

A program of its own, so that its memory is that of a build.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path

from loaders.building import Progress, build

# As python -m loaders build has it.
_BATCH_BYTES = 10_000_000


class Steps:
    """Adds up the seconds of each model and test over all batches."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.batch_count = 0

    def progress(self, progress: Progress) -> None:
        """Count a batch."""
        self.batch_count += 1

    def step(self, name: str, seconds: float) -> None:
        """Add what a step took."""
        self.seconds[name] += seconds


def main() -> None:
    """Build, and write JSON."""
    steps = Steps()
    if build(Path(sys.argv[1]), steps, _BATCH_BYTES):
        sys.exit("A document was set aside: this measures nothing.")
    taken = {"batches": steps.batch_count, "seconds": steps.seconds}
    Path(sys.argv[2]).write_text(json.dumps(taken), encoding="utf-8")


if __name__ == "__main__":
    main()
