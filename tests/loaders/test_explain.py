import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from loaders import explaining
from loaders.paths import BUILD_FILE, PUBLISHED_FILE
from tests.loaders.conftest import Loaders

LOG = """
import json, sys
def log(name, level, msg, **data):
    print(json.dumps({"info": {"name": name, "level": level, "msg": msg}, "data": data}))
log("LogSeedResult", "info", "1 of 2 OK", index=1, total=2)
log("LogModelResult", "error", "2 of 2 ERROR", index=2, total=2)
log("RunResultError", "error", "  Row 1 has 6 values")
print("no JSON")
sys.exit(int(sys.argv[1]))
"""


def state_of(file: Path) -> tuple[float, int] | None:
    return (file.stat().st_mtime, file.stat().st_size) if file.exists() else None


def test_explains_a_sentence_with_the_models_of_the_project(loaders: Loaders) -> None:
    before = [state_of(file) for file in (BUILD_FILE, PUBLISHED_FILE)]
    result = loaders(
        "explain", "In 2016, the Agricultural Bank of China lent 3 million yuan to Lankao County."
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


def test_what_dbt_reports_is_told(
    loaders: Loaders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_command: Sequence[str], work: Path, _on_step: explaining.OnStep) -> list[str]:
        assert (work / "explain.duckdb").exists()
        return ["Database Error in model int_number__mention"]

    monkeypatch.setattr(explaining, "_problems_of", fail)
    monkeypatch.setattr(explaining, "EXPLAIN_CACHE", tmp_path / "cache")
    result = loaders("explain", "The bank lent 3 million yuan.")

    assert result.exit_code == 2
    assert "Database Error in model int_number__mention" in result.output
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize(
    ("exit_code", "problems"), [(0, []), (1, ["Row 1 has 6 values", "no JSON"])]
)
def test_progress_and_errors_are_read_from_the_log_of_dbt(
    tmp_path: Path, exit_code: int, problems: list[str]
) -> None:
    steps: list[tuple[int, int]] = []
    command = [sys.executable, "-c", LOG, str(exit_code)]

    assert explaining._problems_of(command, tmp_path, lambda *step: steps.append(step)) == problems
    assert steps == [(1, 2), (2, 2)]


def test_a_failure_without_a_message_is_told(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "raise SystemExit(3)"]
    assert explaining._problems_of(command, tmp_path, lambda *_: None) == [
        "dbt ended with exit code 3."
    ]


def test_a_sentence_is_needed(loaders: Loaders) -> None:
    result = loaders("explain", "  ")
    assert result.exit_code == 2
    assert "Give a sentence" in result.output
