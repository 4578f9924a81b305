"""Every kind of file ends as expected, and none takes more than it may."""

import re
import time
from pathlib import Path

import pytest

from loaders.limits import Limits
from loaders.readers import html
from tests.torture.inputs import inputs
from tests.torture.running import load, unlike

# What takes long to make or to read is tried by `make torture` only.
_SMALL = 2_000_000


def test_every_file_ends_as_expected(tmp_path: Path) -> None:
    files = [file for file in inputs() if len(file.content) < _SMALL]
    run = load(files, tmp_path)

    assert len(files) >= 170
    assert [told for file in files if (told := unlike(file, run))] == []
    assert run.mebibytes < Limits().memory


@pytest.mark.parametrize(
    ("pattern", "worst"),
    [
        (html._HTML_SPACE, " "),
        (html._CHARSET, b"<meta "),
        (html._CHARSET, b"<meta charset=' "),
    ],
)
def test_time_of_a_pattern_grows_with_its_input(
    pattern: re.Pattern[str] | re.Pattern[bytes], worst: str | bytes
) -> None:
    def seconds(repeated: int) -> float:
        text = worst * repeated
        started = time.perf_counter()
        pattern.sub(text[:0], text)  # type: ignore[arg-type]
        return time.perf_counter() - started

    short = min(seconds(20_000) for _ in range(3))
    long = min(seconds(160_000) for _ in range(3))
    assert long < 8 * 4 * max(short, 0.001)
