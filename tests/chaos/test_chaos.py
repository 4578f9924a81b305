"""A few of each trial; `make chaos` tries hundreds."""

from pathlib import Path

from tests.chaos.harness import Harness, trials


def test_nothing_is_lost_and_nothing_half_is_published(tmp_path: Path) -> None:
    results = list(trials(Harness(tmp_path), kills=5, others=2))

    assert {result.what: result.failures for result in results if result.failures} == {}
    assert all(result.tries > 0 for result in results)
