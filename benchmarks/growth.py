"""How the time of a model grows with the text: as text to the power of an exponent."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.warehouse import Size

# No model may grow faster than its input; measuring has its noise.
HIGHEST = 1.15
# What takes less is mostly the start of a statement, which does not grow.
FLOOR_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Growth:
    """How a model grew from one size to the next."""

    model: str
    copies: tuple[int, int]
    seconds: tuple[float, float]
    exponent: float


def growths(sizes: Sequence[Size]) -> list[Growth]:
    """Return the growth of every model that takes its time, the steepest first."""
    found = [
        Growth(
            model,
            (smaller.copies, larger.copies),
            (seconds, larger.model_seconds[model]),
            math.log(larger.model_seconds[model] / seconds)
            / math.log(larger.text_bytes / smaller.text_bytes),
        )
        for smaller, larger in pairwise(sizes)
        for model, seconds in smaller.model_seconds.items()
        if larger.model_seconds.get(model, 0) >= FLOOR_SECONDS and seconds > 0
    ]
    return sorted(found, key=lambda growth: -growth.exponent)


def too_steep(found: Sequence[Growth]) -> list[str]:
    """Tell of each model that grows faster than the text."""
    return [
        f"{growth.model}: {growth.seconds[0]:.1f} s at ×{growth.copies[0]},"
        f" {growth.seconds[1]:.1f} s at ×{growth.copies[1]}: exponent {growth.exponent:.2f}"
        for growth in found
        if growth.exponent > HIGHEST
    ]
