from pathlib import Path

from loaders.paths import BUILD_FILE, PUBLISHED_FILE
from tests.loaders.conftest import Loaders


def state_of(file: Path) -> tuple[float, int] | None:
    return (file.stat().st_mtime, file.stat().st_size) if file.exists() else None


def test_explains_a_sentence_with_the_models_of_the_project(loaders: Loaders) -> None:
    before = [state_of(file) for file in (BUILD_FILE, PUBLISHED_FILE)]
    result = loaders(
        "explain",
        "--rules",
        "In 2016, the Agricultural Bank of China lent 3 million yuan to Lankao County.",
    )

    assert result.exit_code == 0, result.output
    lines = [" ".join(line.split()) for line in result.output.splitlines()]
    assert (
        "In >>2016<<, the Agricultural Bank of China lent >>3 million yuan<< to Lankao County."
        in lines
    )
    # The lexicon knows the verb, and the verb speaks for the reading that is chosen.
    assert [line for line in lines if line.startswith("lent ") and "give_lend" in line]
    number = lines[lines.index("number: 3 million yuan") :]
    assert "value 3,000,000" in number
    assert [line for line in number if line.startswith("kind = funds") and "(chosen)" in line]
    assert [line for line in number if line.startswith("instrument = loan") and "(chosen)" in line]
    assert [line for line in number if line.startswith("+") and " lend" in line]
    fact = lines[lines.index("fact in fct_funds_allocated: 3 million yuan") :]
    for told in ("amount 3,000,000 CNY", "instrument loan", "status actual", "period 2016"):
        assert told in fact
    assert [line for line in fact if line.startswith("counties Lankao County (Henan)")]
    assert [line for line in fact if line.startswith("given by Agricultural Bank of China")]
    assert not loaders.build_file.exists()
    assert [state_of(file) for file in (BUILD_FILE, PUBLISHED_FILE)] == before


def test_without_rules_facts_and_other_numbers_are_shown(loaders: Loaders) -> None:
    result = loaders("explain", "In 2016, the bank lent 3 million yuan to Lankao County.")

    assert result.exit_code == 0, result.output
    lines = [" ".join(line.split()) for line in result.output.splitlines()]
    assert "fact in fct_funds_allocated: 3 million yuan" in lines
    assert lines[lines.index("other numbers, and what they were read as") + 1] == "2016 date"
    assert not [line for line in lines if "(chosen)" in line or line.startswith("words of")]


def test_a_sentence_is_needed(loaders: Loaders) -> None:
    result = loaders("explain", "  ")
    assert result.exit_code == 2
    assert "Give a sentence" in result.output
