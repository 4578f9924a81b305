"""Which rules have no example that can be run is written down, so that they become fewer."""

from pathlib import Path

from tests.rules.__main__ import read_examples

_WITHOUT = Path(__file__).with_name("without_passage.txt")


def test_no_further_rule_is_without_a_passage() -> None:
    listed = set(_WITHOUT.read_text(encoding="utf-8").split())
    without = set(read_examples()[1])
    assert not without - listed, "give these an example with the number in «marks»"
    assert not listed - without, f"these have a passage or are gone: take them off {_WITHOUT.name}"
