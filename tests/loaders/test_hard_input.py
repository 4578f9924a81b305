"""Files that ask for more than a reader should give, and texts that hide in odd places."""

import io
import os
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import duckdb
import pytest

from loaders.errors import RefusedError, WarehouseError
from loaders.limits import Limits, limits_of, written
from loaders.loading import find_files
from loaders.paths import CHECKOUT
from loaders.readers import read
from loaders.reading import ReadingProcess
from tests.loaders.conftest import Loaders
from tests.loaders.samples import docx_of, pdf_of


def lines_of(name: str, content: bytes) -> list[str]:
    return [line.text for line in read(Path(name), content, Limits())[1].lines]


def docx_with(body: str, prologue: str = "") -> bytes:
    """Put a body into a Word document by hand."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx_of("x"))) as original,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as changed,
    ):
        for part in original.namelist():
            content = original.read(part)
            if part == "word/document.xml":
                names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
                content = (
                    f"{prologue}<w:document {names}><w:body>{body}</w:body></w:document>".encode()
                )
            changed.writestr(part, content)
    return buffer.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("name", "content", "setting", "reason"),
    [
        ("a.txt", b"text", "size=1", None),
        ("a.txt", b"a" * 2_000_000, "size=1", "the file is too large"),
        ("a.txt", b"a\n" * 6, "lines=5", "it has 7 lines"),
        ("a.pdf", pdf_of(["one"], ["two"]), "pages=1", "it has 2 pages"),
        ("a.docx", docx_with(paragraph("a" * 2_000_000)), "unpacked=1", "it unpacks to too much"),
        ("a.docx", docx_with(paragraph("a" * 11_000_000)), "ratio=9", "it unpacks to too many"),
        ("a.txt", b"a\n" * 6_000_000, "seconds=1", "reading it takes too long"),
        ("a.txt", b"a\n" * 6_000_000, "memory=250", "reading it takes too much memory"),
    ],
)
def test_a_file_may_take_so_much_and_no_more(
    tmp_path: Path, name: str, content: bytes, setting: str, reason: str | None
) -> None:
    file, other = tmp_path / name, tmp_path / "other.txt"
    file.write_bytes(content)
    other.write_text("other")
    with ReadingProcess(limits_of([setting])) as reader:
        if reason is None:
            assert reader.read(file).byte_count == len(content)
        else:
            with pytest.raises(RefusedError) as refusal:
                reader.read(file)
            assert refusal.value.reason.startswith(reason)
            assert f"--limit {setting.partition('=')[0]}=NUMBER" in refusal.value.remedy
        assert reader.read(other).byte_count == 5


@pytest.mark.parametrize("setting", ["seconds", "seconds=", "seconds=0", "seconds=-1", "page=3"])
def test_what_is_no_limit_is_named(setting: str) -> None:
    with pytest.raises(WarehouseError, match=f"{setting} is no limit"):
        limits_of([setting])


def test_the_page_names_the_limits_as_they_are() -> None:
    assert written(Limits()) in (CHECKOUT / "docs" / "loading.md").read_text(encoding="utf-8")


def test_no_file_stops_the_others(loaders: Loaders, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b'<meta charset="unicode_escape"><p>caf\xe9 \\ud800</p>')
    (tmp_path / "b.html").write_bytes(b'<meta charset="idna"><p>caf\xe9</p>')
    (tmp_path / "c.txt").write_bytes(b"good")
    with (tmp_path / "d.txt").open("wb") as sparse:
        sparse.truncate(3 * 1024**3)
    long_name = tmp_path / ("e" * 300 + ".txt")
    long_path = tmp_path / "/".join(["f" * 200] * 30) / "g.txt"
    result = loaders("load", *find_files([tmp_path]), long_name, long_path)

    assert result.exit_code == 1
    assert loaders.query("select file_name from raw.document") == [("c.txt",)]
    assert [reason for (reason,) in loaders.query("select reason from raw.refusal order by path")][
        :3
    ] == [
        "the encoding is none of UTF-8, UTF-16 and GB18030, or the file is damaged",
        "the encoding is none of UTF-8, UTF-16 and GB18030, or the file is damaged",
        "the file is too large: up to 200 MiB are allowed",
    ]
    assert "1 of 6 files are loaded, 5 refused." in result.output


def test_english_text_in_gb18030_may_have_dashes_and_quotes() -> None:
    text = "The county’s “first” plan — 2016–2020 · poverty… €5 "
    for length in range(1, len(text) + 1):
        part = text[:length]
        content = part.encode("gb18030")
        assert lines_of("a.txt", b"x" + content) == ["x" + part]


def test_a_docx_loses_no_text_behind_comments_and_entities() -> None:
    prologue = '<!DOCTYPE w:document [<!ENTITY many "3 million">]>'
    content = docx_with(
        paragraph("gave <!-- a note -->5 yuan <?hint?>and 6")
        + paragraph("to &many; people in <![CDATA[2016 & ]]>2017"),
        prologue,
    )
    assert lines_of("a.docx", content) == [
        "gave 5 yuan and 6",
        "to &many; people in 2016 & 2017",
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<button>5 people</button><button>8 people</button>",
        "<label>5 people</label><label>8 people</label>",
        "<textarea>5 people</textarea><textarea>8 people</textarea>",
        "<select><option>5 people<option>8 people</select>",
        "<span>5 people</span><input value=7><span>8 people</span>",
        "<output>5 people</output><output>8 people</output>",
    ],
)
def test_controls_of_a_page_are_lines_of_their_own(page: str) -> None:
    assert lines_of("a.html", page.encode()) == ["5 people", "8 people"]


@pytest.mark.parametrize(
    "text", ["\u200b", "\ufeff\ufeff", "\u00ad\u200d \u2060\n\u3000", "\u0301"]
)
def test_text_that_nobody_can_see_is_no_text(text: str) -> None:
    with pytest.raises(RefusedError, match="there is no text in it"):
        read(Path("a.txt"), text.encode(), Limits())


def test_text_that_was_not_decoded_is_refused() -> None:
    with pytest.raises(RefusedError, match="unreadable"):
        read(Path("a.txt"), ("poor " * 10 + "\ufffd").encode(), Limits())


def test_chinese_text_is_loaded_and_told(loaders: Loaders, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("全国减贫1300万人。", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Guizhou (贵州) lifted 5 people.", encoding="utf-8")
    first, second, _ = loaders("load", tmp_path / "a.txt", tmp_path / "b.txt").output.splitlines()

    assert "mostly Chinese: only English is read, so little will come of it" in first
    assert "Chinese" not in second


def test_content_stays_as_long_as_one_file_holds_it(loaders: Loaders, tmp_path: Path) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    for file in (first, second):
        file.write_text("same")
    loaders("load", first, second)
    first.write_text("changed")
    loaders("load", first)

    current = "select file_name from raw.document where is_current order by all"
    assert loaders.query(current) == [("a.txt",), ("b.txt",)]
    assert loaders.text_of("b.txt") == "same"
    loaders("remove", "b.txt")
    assert loaders.query(current) == [("a.txt",)]
    first.write_text("same")
    loaders("load", first)
    assert loaders.text_of("a.txt") == "same"


def test_a_name_that_is_taken_needs_a_word_of_consent(loaders: Loaders, tmp_path: Path) -> None:
    for folder in ("2016", "2017"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(folder)
    loaders("load", tmp_path / "2016")
    result = loaders("load", tmp_path / "2017")

    assert result.exit_code == 1
    assert "--replace" in result.output
    assert loaders.text_of("a.txt") == "2016"
    assert loaders("load", "--replace", tmp_path / "2017").exit_code == 0
    assert loaders.text_of("a.txt") == "2017"
    (tmp_path / "2017" / "a.txt").write_text("2018")
    assert loaders("load", tmp_path / "2017").exit_code == 0
    assert loaders.text_of("a.txt") == "2018"
    assert loaders.query("select count(*) from raw.document where is_current") == [(1,)]


def test_the_same_file_elsewhere_is_no_other_one(loaders: Loaders, tmp_path: Path) -> None:
    for folder in ("2016", "moved"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text("same")
        assert loaders("load", tmp_path / folder).exit_code == 0


def test_a_build_file_that_knows_no_paths_takes_a_new_version(
    loaders: Loaders, tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    file.write_text("old")
    loaders("load", file)
    with duckdb.connect(str(loaders.build_file)) as connection:
        connection.execute("drop table raw.file")
    file.write_text("new")
    assert loaders("load", file).exit_code == 0
    assert loaders.text_of("a.txt") == "new"
    assert loaders.query("select path from raw.file") == [(str(file),)]


def test_folders_behind_links_are_read_once(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.txt").write_text("a")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path / "elsewhere")
    (folder / "same").symlink_to(tmp_path / "elsewhere")
    (folder / "loop").symlink_to(folder)

    assert find_files([folder]) == [folder / "link" / "a.txt"]


def test_a_full_disk_is_told_and_what_was_loaded_stays(loaders: Loaders, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    loaders("load", tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text("\n".join(os.urandom(40).hex() for _ in range(60_000)))
    limit = loaders.build_file.stat().st_size + 100_000
    done = subprocess.run(
        [sys.executable, "-m", "loaders", "load", str(tmp_path / "b.txt")],
        env=os.environ | {"WAREHOUSE_BUILD_FILE": str(loaders.build_file)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2, done.stderr
    assert "cannot be opened or written" in done.stderr
    assert "Traceback" not in done.stderr
    assert loaders.text_of("a.txt") == "text"
    assert loaders("load", tmp_path / "b.txt").exit_code == 0
