import re
from pathlib import Path

import duckdb
import pytest
from typer.testing import Result

from loaders.looking import Number, spans_in_sentence
from tests.loaders.conftest import Loaders

MARTS = Path(__file__).with_name("marts.ddl")


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    file = tmp_path / "the warehouse.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute(MARTS.read_text(encoding="utf-8"))
    return file


def number(key: str, line: int, start: int, text: str) -> Number:
    return Number(key, "r.txt", line, start, start + len(text), text, "", "people", None, None)


def lines_of(result: Result) -> list[str]:
    """Return what was printed, with one blank between words."""
    return [" ".join(line.split()) for line in result.output.splitlines()]


def test_shows_all_about_an_amount(loaders: Loaders, warehouse: Path) -> None:
    result = loaders("show", "a1", "--warehouse", warehouse)

    assert result.exit_code == 0, result.output
    assert lines_of(result) == [
        "fct_funds_allocated a1",
        "Gave 2 and then >>2 million yuan<< for [health].",
        "amount more than 1,500,000 to 2,000,000 USD (13,000,000 CNY)",
        "instrument loan",
        "for each of 3, 6,000,000 in all",
        "stock yes: a balance or the size of a fund",
        "status planned",
        "period 2016 to 2018",
        "counties Lu County (Hebei), from the sentence; Wu County, from the section",
        "provinces Hebei, from the sentence",
        "reported by Trade Union",
        "given by Agricultural Bank (“the Bank”)",
        "theme Health",
        "safe to sum no: still to be done",
        "completeness 0.8 of 1",
        "document r.txt (A Report)",
        "line 7, characters 16 to 30",
        "rule kind_funds (kind is funds, weight 3; decided 1,200 numbers,"
        " right in 39 of 40 checked)",
        "funder by giver_named_subject, 2.5 ahead",
        "part of by stated",
        "close call status between planned and actual, 0.5 apart",
        "doubts",
        "implausible size (medium): too much",
        "the whole and its parts",
        "b1 5 million yuan line 9 summed",
        "a1 2 million yuan line 7 still to be done",
        "other numbers of the sentence",
        "a0 2 people",
    ]


def test_shows_the_parts_of_a_total_and_what_is_not_stated(
    loaders: Loaders, warehouse: Path
) -> None:
    lines = lines_of(loaders("show", "b1", "--warehouse", warehouse))

    assert lines[lines.index("the whole and its parts") + 1 :][:2] == [
        "b1 5 million yuan line 9 summed",
        "a1 2 million yuan line 7 still to be done",
    ]
    for label in ("period", "counties", "provinces", "reported by", "given by", "theme"):
        assert f"{label} not stated" in lines
    assert "safe to sum yes" in lines


def test_the_tree_has_all_that_the_widest_whole_contains(loaders: Loaders, warehouse: Path) -> None:
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(
            "insert into marts.fct_funds_allocated by name"
            " select * replace ('a2' as funds_key, 'a1' as contained_in_key, 8 as source_line,"
            " '1 million yuan' as mention_text, 'part of what is added' as not_additive_reason)"
            " from marts.fct_funds_allocated where funds_key = 'a1'"
        )
    printed = loaders("show", "a1", "--warehouse", warehouse).output.splitlines()

    tree = printed[printed.index("the whole and its parts") + 1 :][:3]
    assert [" ".join(line.split()) for line in tree] == [
        "b1 5 million yuan line 9 summed",
        "a1 2 million yuan line 7 still to be done",
        "a2 1 million yuan line 8 part of what is added",
    ]
    # Each step is told by its indentation.
    assert [line.index("million") - 2 for line in tree] == sorted(
        {line.index("million") - 2 for line in tree}
    )


def test_a_circle_of_parts_ends(loaders: Loaders, warehouse: Path) -> None:
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(
            "update marts.fct_funds_allocated set contained_in_key = 'a1' where funds_key = 'b1'"
        )
    result = loaders("show", "a1", "--warehouse", warehouse)

    assert result.exit_code == 0, result.output


def test_a_number_of_a_training_leads_to_its_row(loaders: Loaders, warehouse: Path) -> None:
    lines = lines_of(loaders("show", "c0", "--warehouse", warehouse))

    assert lines[:2] == [
        "fct_trainings_held c1",
        "Held >>3 courses<< with >>50 farmers<<.",
    ]
    assert "sessions 3, line 11: “3 courses”" in lines
    assert "participants 50 (person-time), line 11: “50 farmers”" in lines
    assert "period 2016" in lines


def test_shows_people_lifted(loaders: Loaders, warehouse: Path) -> None:
    lines = lines_of(loaders("show", "e", "--warehouse", warehouse))

    assert "lifted about 400 (person)" in lines
    assert "period until 2020" in lines
    assert "rule none" in lines


def test_a_number_that_is_no_fact_is_shown_too(loaders: Loaders, warehouse: Path) -> None:
    lines = lines_of(loaders("show", "A0", "--warehouse", warehouse))

    assert lines[:2] == ["number_ledger a0", "Gave >>2<< and then 2 million yuan for [health]."]
    assert "read as people: no fact" in lines
    assert "rule echo (kind is that of the numbers beside it, weight 2.5; decided 7 numbers)" in (
        lines
    )
    # What kind of money it is, is no question of people.
    assert not [line for line in lines if line.startswith("close call")]


@pytest.mark.parametrize(
    ("key", "exit_code", "told"),
    [
        ("zz", 1, ["No number has the key zz.", "search WORDS"]),
        ("a", 1, ["Several keys begin with a", "a0 2 r.txt:7", "a1 2 million yuan r.txt:7"]),
        (" ", 2, ["Give a key"]),
    ],
)
def test_a_key_that_names_no_number_or_several_is_refused(
    loaders: Loaders, warehouse: Path, key: str, exit_code: int, told: list[str]
) -> None:
    result = loaders("show", key, "--warehouse", warehouse)

    assert result.exit_code == exit_code
    printed = " ".join(lines_of(result))
    assert [part for part in told if part not in printed] == []


def test_finds_sentences_that_hold_all_words(loaders: Loaders, warehouse: Path) -> None:
    result = loaders("search", "HEALTH", "gave", "--warehouse", warehouse)

    assert result.exit_code == 0, result.output
    assert lines_of(result) == [
        "r.txt:7",
        "Gave 2 and then 2 million yuan for [health].",
        "a0 2 people",
        "a1 2 million yuan funds",
    ]


def test_finds_sentences_with_a_place_only_and_says_what_is_left(
    loaders: Loaders, warehouse: Path
) -> None:
    first = loaders("search", "health", "--limit", "1", "--warehouse", warehouse)
    assert lines_of(first)[:2] == ["r.txt:3", "The Health Post of Lu County."]
    assert lines_of(first)[-1] == "… and 1 more: --limit 2"

    both = loaders("search", "health", "--warehouse", warehouse)
    assert [line for line in lines_of(both) if line.startswith("r.txt")] == ["r.txt:3", "r.txt:7"]


def test_a_sentence_that_is_repeated_has_its_own_numbers_only(
    loaders: Loaders, warehouse: Path
) -> None:
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(
            "insert into marts.number_ledger select * replace"
            " ('z1' as mention_key, 20 as source_line, null as fact_key, null as fact_table)"
            " from marts.number_ledger where mention_key = 'b1'"
        )
    found = lines_of(loaders("search", "in all", "--warehouse", warehouse))
    assert found == [
        "r.txt:9",
        "5 million yuan in all.",
        "b1 5 million yuan funds",
        "The sentence is repeated on line 20.",
    ]
    assert not [
        line
        for line in lines_of(loaders("show", "b1", "--warehouse", warehouse))
        if line.startswith("z1")
    ]


def test_what_looks_like_a_pattern_is_searched_as_it_is(loaders: Loaders, warehouse: Path) -> None:
    assert loaders("search", "[health]", "--warehouse", warehouse).exit_code == 0
    assert loaders("search", "h%h", "--warehouse", warehouse).exit_code == 1
    nothing = loaders("search", "it's", "--warehouse", warehouse)
    assert nothing.exit_code == 1
    assert "No sentence" in nothing.output
    assert loaders("search", " ", "--warehouse", warehouse).exit_code == 2


@pytest.mark.parametrize("command", ["show", "search"])
def test_a_missing_or_foreign_file_is_named(loaders: Loaders, tmp_path: Path, command: str) -> None:
    missing = loaders(command, "a1", "--warehouse", tmp_path / "no.duckdb")
    assert missing.exit_code == 2
    assert "There is no warehouse" in missing.output
    duckdb.connect(str(tmp_path / "empty.duckdb")).close()
    empty = loaders(command, "a1", "--warehouse", tmp_path / "empty.duckdb")
    assert empty.exit_code == 2
    assert "holds no marts" in empty.output


@pytest.mark.parametrize("arguments", [("show", "a1"), ("search", "health"), ("export", "x")])
def test_a_pipe_gets_plain_text_and_whole_lines(
    loaders: Loaders,
    warehouse: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "30")
    printed = loaders(*arguments, "--warehouse", warehouse).output

    assert not re.search(r"[\x1b─-╿]| $", printed, re.MULTILINE)
    if arguments[0] != "export":
        assert re.search(r"^  Gave 2 and then .* for \[health\]\.$", printed, re.MULTILINE)


def test_a_terminal_gets_styles_and_colours_unless_unwanted(
    loaders: Loaders, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    coloured = re.compile(r"\x1b\[(\d+;)*3\d")
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    printed = loaders("show", "a1", "--warehouse", warehouse).output
    assert "\x1b[1;7m2 million yuan\x1b[0m" in printed
    assert ">>" not in printed
    assert coloured.search(printed)

    monkeypatch.setenv("NO_COLOR", "1")
    printed = loaders("show", "a1", "--warehouse", warehouse).output
    assert "\x1b[1;7m2 million yuan\x1b[0m" in printed
    assert not coloured.search(printed)


def test_a_warehouse_of_another_version_is_told_from_a_broken_one(
    loaders: Loaders, warehouse: Path
) -> None:
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("drop table marts.dim_theme")
    result = loaders("show", "a1", "--warehouse", warehouse)
    assert result.exit_code == 2
    assert "lacks what this version" in result.output
    assert "make warehouse" in result.output


def test_a_number_is_found_at_its_own_place_in_the_sentence() -> None:
    sentence = "In 2016, 6 of 16 came, 6 left."
    numbers = [
        number("a", 4, 53, "2016"),
        number("b", 4, 59, "6"),
        number("c", 4, 64, "16"),
        # The sentence goes on in the next line.
        number("d", 5, 0, "6 left"),
    ]
    assert spans_in_sentence(sentence, numbers) == {
        "a": (3, 7),
        "b": (9, 10),
        "c": (14, 16),
        "d": (23, 29),
    }
    assert spans_in_sentence("Nothing here.", numbers) == {}
