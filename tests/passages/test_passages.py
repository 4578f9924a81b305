"""What is grown is grown again from the same seed, and only from the same."""

from pathlib import Path

from tests.passages.documents import write_documents


def grown(folder: Path, seed: int) -> list[str]:
    files = write_documents(folder, 60, seed, ["In 2016, 30 villages were lifted."])
    return [file.read_text(encoding="utf-8") for file in files]


def test_the_same_seed_grows_the_same_documents(tmp_path: Path) -> None:
    assert grown(tmp_path / "first", 1) == grown(tmp_path / "second", 1)


def test_another_seed_grows_other_documents(tmp_path: Path) -> None:
    assert grown(tmp_path / "first", 1) != grown(tmp_path / "second", 2)


def test_no_symbol_of_the_grammar_is_left_unreplaced(tmp_path: Path) -> None:
    text = " ".join(grown(tmp_path, 3))
    assert "<sentence>" not in text
    assert "<money>" not in text
