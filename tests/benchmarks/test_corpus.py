import re
from pathlib import Path

from benchmarks.corpus import changed, write_copies

COUNTIES = {"Heshun County": ["Heshun County", "Lu County"], "Lu County": ["Lu County"]}
TEXT = "In 2016 the bank lent 3.05 million yuan to Heshun County and Nowhere County."


def test_the_first_copy_is_the_text() -> None:
    assert changed(TEXT, 0, COUNTIES) == TEXT


def test_a_copy_has_other_numbers_and_counties_but_its_years() -> None:
    copy = changed(TEXT, 1, COUNTIES)
    match = re.fullmatch(
        r"In 2016 the bank lent ([1-9]\.0[1-9]) million yuan to Lu County and Nowhere County\.",
        copy,
    )
    assert match
    assert match[1] != "3.05"
    assert changed(TEXT, 1, COUNTIES) == copy
    assert changed(TEXT, 3, COUNTIES) != copy


def test_copies_of_the_documents_differ(tmp_path: Path) -> None:
    size = write_copies(2, tmp_path / "copies")
    files = sorted((tmp_path / "copies").iterdir())
    assert len(files) == 4
    assert size == sum(file.stat().st_size for file in files)
    assert len({file.read_bytes() for file in files}) == 4
