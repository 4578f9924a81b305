"""Print numbers, facts and sentences: with styles on a terminal, as plain lines elsewhere."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from loaders.looking import SHORT_KEY, Detail, FoundSentence, Look, Number, Span
from loaders.terminal import put, say

_MARK = "bold reverse"
_FACT = "bold green"


def print_look(console: Console, look: Look) -> None:
    """Print all about one number."""
    say(console, f"{look.table or 'number_ledger'} {look.key}", "bold")
    print_text(console, marked(console, look.sentence, look.spans))
    print_details(console, look.details + look.provenance)
    print_doubts_and_relatives(console, look)
    if look.others:
        say(console, "other numbers of the sentence", "bold")
        print_rows(console, map(_cells, look.others))


def print_doubts_and_relatives(console: Console, look: Look) -> None:
    """Print what is odd about a fact, and which other facts have to do with it."""
    if look.doubts:
        say(console, "doubts", "bold")
    for doubt in look.doubts:
        print_text(console, Text(doubt, "yellow"))
    if look.relatives:
        say(console, "related facts", "bold")
        print_rows(
            console,
            [
                (Text(r.key[:SHORT_KEY], "cyan"), r.relation, r.text, r.place)
                for r in look.relatives
            ],
        )

    if look.tree:
        say(console, "the whole and its parts", "bold")
        print_rows(
            console,
            [
                (
                    Text(branch.key[:SHORT_KEY], "cyan"),
                    Text("  " * branch.depth + branch.text, "bold" * (branch.key == look.key)),
                    branch.place,
                    branch.in_sums,
                )
                for branch in look.tree
            ],
        )


def print_details(console: Console, details: Iterable[Detail]) -> None:
    """Print labels, each with its text."""
    print_rows(console, [(Text(label, "dim"), text) for label, text in details])


def print_sentence(console: Console, sentence: FoundSentence, words: Sequence[str]) -> None:
    """Print a sentence that was found, and its numbers with their keys."""
    say(console, sentence.place, "bold")
    text = Text(sentence.text.strip())
    text.highlight_words(words, _MARK, case_sensitive=False)
    print_text(console, text)
    print_rows(console, map(_cells, sentence.numbers))
    if sentence.repeated_on:
        lines = ", ".join(map(str, sentence.repeated_on))
        print_text(console, Text(f"The sentence is repeated on line {lines}.", "dim"))


def print_numbers(console: Console, numbers: Iterable[Number], key_length: int) -> None:
    """Print numbers with so much of their keys, and where they stand."""
    print_rows(
        console,
        [(Text(n.mention_key[:key_length], "cyan"), n.mention_text, n.place) for n in numbers],
    )


def print_text(console: Console, text: Text) -> None:
    """Print running text: set in on a terminal, one line elsewhere."""
    if console.is_terminal:
        console.print(Padding(text, (0, 2)))
    else:
        console.print(Text("  ").append_text(text), soft_wrap=True)


def print_rows(console: Console, rows: Iterable[Sequence[str | Text]]) -> None:
    """Print rows in columns, of which the last one takes what room there is."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    for row in rows:
        cells = [Text(cell) if isinstance(cell, str) else cell for cell in row]
        cells[-1].overflow = "fold"
        grid.add_row(*cells)
    if grid.row_count:
        put(console, Padding(grid, (0, 0, 0, 2)))


def marked(console: Console, sentence: str, spans: Iterable[Span]) -> Text:
    """Mark parts of a sentence by style, or where there are no styles by >> and <<."""
    text, end_before = Text(), 0
    for start, end in sorted(spans):
        text.append(sentence[end_before:start])
        part = sentence[start:end]
        text.append(part if console.is_terminal else f">>{part}<<", _MARK)
        end_before = end
    text.append(sentence[end_before:])
    text.rstrip()
    return text


def _cells(number: Number) -> tuple[Text, Text, Text]:
    """Name a number by the beginning of its key, its text and what it is."""
    style = _FACT if number.fact_key else ""
    return (
        Text(number.mention_key[:SHORT_KEY], "cyan"),
        Text(number.mention_text, style),
        Text(number.kind.replace("_", " "), style or "dim"),
    )
