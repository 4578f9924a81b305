"""Print what the models made of a text."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from loaders.explaining import Explanation, ReadNumber, Sentence
from loaders.looking import Look
from loaders.printing import (
    marked,
    print_details,
    print_doubts_and_relatives,
    print_rows,
    print_text,
)
from loaders.terminal import say


def print_explanation(console: Console, explanation: Explanation, *, with_rules: bool) -> None:
    """Print every sentence and the facts; with rules also what led to them, and what spoke against.

    with_rules: for those who write rules: words, names, and all readings of each number.
    """
    sentences = explanation.sentences()
    for sentence in sentences:
        _print_sentence(console, sentence)
    _print_facts(console, explanation.facts())
    numbers = {sentence.key: explanation.numbers(sentence) for sentence in sentences}
    others = [
        (number.text, number.kind)
        for sentence in sentences
        for number in numbers[sentence.key]
        if not number.is_fact
    ]
    if others:
        _title(console, "other numbers, and what they were read as")
        print_rows(console, others)
    if with_rules:
        for sentence in sentences:
            _print_words(console, sentence)
            for number in numbers[sentence.key]:
                _print_number(console, number)


def _print_sentence(console: Console, sentence: Sentence) -> None:
    _title(console, f"sentence ({sentence.paragraph_type})")
    print_text(console, marked(console, sentence.text, sentence.number_spans))
    if sentence.paragraph_type != "body":
        say(console, "  It is not taken for running text. End it with a full stop.", "yellow")


def _print_words(console: Console, sentence: Sentence) -> None:
    if sentence.words:
        _title(console, "words of the lexicon, and their classes")
        print_rows(console, sentence.words)
    if sentence.unknown_words:
        _title(console, "words that the lexicon does not hold")
        print_text(console, Text(" ".join(sentence.unknown_words)))
    if sentence.names:
        _title(console, "places, organisations, periods")
        print_rows(console, [(Text(kind, "dim"), *others) for kind, *others in sentence.names])


def _print_number(console: Console, number: ReadNumber) -> None:
    _title(console, f"number: {number.text}")
    print_details(console, number.details)
    for reading in number.readings:
        verdict = " (chosen)" if reading.is_chosen else ""
        say(
            console,
            f"  {reading.decision} = {reading.name}: {reading.score:g}{verdict}",
            "bold green" if reading.is_chosen else "",
        )
        print_rows(
            console,
            [
                (f"  {item.weight:+g}", item.cue, Text(item.rule_id, "dim"))
                for item in reading.evidence
            ],
        )


def _print_facts(console: Console, facts: Sequence[Look]) -> None:
    if not facts:
        _title(console, "no fact")
    for fact in facts:
        _title(console, f"fact in {fact.table}: {fact.text}")
        print_details(console, fact.details)
        print_doubts_and_relatives(console, fact)


def _title(console: Console, title: str) -> None:
    say(console, f"\n{title}", "bold")
