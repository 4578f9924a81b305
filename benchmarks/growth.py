"""How the time of a model grows with the text: as text to the power of an exponent.

What dbt takes to make a table of one row does not grow and is taken off, once for each batch.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.warehouse import Size

# No model may grow faster than its input; measuring has its noise.
HIGHEST = 1.15
# What takes less is mostly noise.
FLOOR_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Growth:
    """How a model grew from one size to the next."""

    model: str
    copies: tuple[int, int]
    seconds: tuple[float, float]
    exponent: float


def growths(sizes: Sequence[Size], floor: float) -> list[Growth]:
    """Return the growth of every model that takes its time, the steepest first.

    floor: the seconds that dbt takes for a table of one row.
    """
    found = []
    for smaller, larger in pairwise(sizes):
        text = math.log(larger.text_bytes / smaller.text_bytes)
        for model in smaller.model_seconds.keys() & larger.model_seconds.keys():
            before, after = (
                size.model_seconds[model] - floor * size.batch_count for size in (smaller, larger)
            )
            # A quick model at the smaller size has no exponent that could be trusted.
            if after >= FLOOR_SECONDS and before >= floor:
                exponent = math.log(after / before) / text
                found.append(
                    Growth(model, (smaller.copies, larger.copies), (before, after), exponent)
                )
    return sorted(found, key=lambda growth: -growth.exponent)


def too_steep(found: Sequence[Growth]) -> list[str]:
    """Tell of each model that grows faster than the text."""
    return [
        f"{growth.model}: {growth.seconds[0]:.1f} s at ×{growth.copies[0]},"
        f" {growth.seconds[1]:.1f} s at ×{growth.copies[1]}: exponent {growth.exponent:.2f}"
        for growth in found
        if growth.exponent > HIGHEST
    ]
