from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from loaders.errors import RefusedError
from loaders.limits import Limits
from loaders.readers import read
from loaders.readers.text import read_text
from tests.loaders.samples import bytes_of_docx, docx_of, pdf_of, protected


def lines_of(name: str, content: bytes) -> list[str]:
    return [line.text for line in read(Path(name), content, Limits())[1].lines]


@given(st.lists(st.text(st.characters(exclude_categories=["C"])), min_size=1))
def test_joined_by_line_feeds_the_lines_of_a_text_are_the_text(parts: list[str]) -> None:
    text = "\n".join(parts).removeprefix("\ufeff")

    assert [line.text for line in read_text(text.encode(), Limits()).lines] == text.split("\n")


def test_a_text_keeps_carriage_returns_blanks_and_empty_lines() -> None:
    assert lines_of("a.txt", b" one \r\n\n\ttwo\x0bthree\r\n") == [
        " one \r",
        "",
        "\ttwo\x0bthree\r",
        "",
    ]


def test_a_word_document_gives_its_paragraphs_cells_and_breaks_in_order() -> None:
    document = docx.Document()
    document.add_heading("Overview")
    document.add_paragraph("first\tline").add_run().add_break()
    document.add_paragraph("")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Guizhou", "12.5"
    document.add_paragraph("the end")

    assert lines_of("a.docx", bytes_of_docx(document)) == [
        "Overview",
        "first\tline",
        "",
        "",
        "Guizhou",
        "12.5",
        "the end",
    ]


def test_a_word_document_gives_inserted_text_links_and_boxes_but_no_deleted_text() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("kept ")
    run = "<w:r><w:t>{}</w:t></w:r>"
    for xml in (
        f"<w:ins {nsdecls('w')}>{run.format('inserted ')}</w:ins>",
        f"<w:hyperlink {nsdecls('w')}>{run.format('linked')}</w:hyperlink>",
        f"<w:del {nsdecls('w')}><w:r><w:delText>deleted</w:delText></w:r></w:del>",
        f"<w:moveFrom {nsdecls('w')}>{run.format('moved away')}</w:moveFrom>",
        f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p>{run.format('boxed')}</w:p>"
        "</w:txbxContent></w:pict></w:r>",
    ):
        paragraph._p.append(parse_xml(xml))

    assert lines_of("a.docx", bytes_of_docx(document)) == ["kept inserted linked", "boxed"]


def test_a_pdf_gives_its_text_lines_with_their_pages() -> None:
    content = pdf_of(["first line", "second line"], [], ["third page"])
    file_format, extracted = read(Path("a.PDF"), content, Limits())

    assert file_format == "pdf"
    assert [(line.page, line.text) for line in extracted.lines] == [
        (1, "first line"),
        (1, "second line"),
        (3, "third page"),
    ]
    assert extracted.page_count == 3
    assert extracted.note == "1 of 3 pages hold no text"


def test_a_pdf_that_is_encrypted_without_a_password_is_read() -> None:
    assert lines_of("a.pdf", protected(pdf_of(["open"]), password="")) == ["open"]


def test_a_page_gives_the_text_of_its_blocks_as_a_browser_shows_it() -> None:
    page = b"""<!DOCTYPE html><html><head><title>not text</title><style>p {}</style></head><body>
        <h1>Poverty   <b>alleviation</b>
        </h1><p>one<br>two &amp; three</p><!-- no --><script>no()</script>
        <ul><li>a<li>b</ul>tail
        <table><tr><td>Guizhou<td>12.5</table><pre> kept
  as it is</pre><p></p><p>\xc2\xa0</p></body></html>"""

    assert lines_of("a.html", page) == [
        "Poverty alleviation",
        "one",
        "two & three",
        "a",
        "b",
        "tail",
        "Guizhou",
        "12.5",
        " kept",
        "  as it is",
        "\u00a0",
    ]


def test_a_deeply_nested_page_is_read_to_its_end() -> None:
    assert lines_of("a.html", b"<div>" * 1000 + b"text") == ["text"]


@pytest.mark.parametrize(
    ("declared", "written", "recorded"),
    [
        ("gb2312", "gb18030", "gb18030"),
        ("utf-8", "utf-8", "utf-8"),
        ("gbk", "utf-8", "utf-8"),
        ("windows-1252", "windows-1252", "windows-1252"),
    ],
)
def test_a_page_is_decoded_as_it_declares_unless_it_is_utf_8(
    declared: str, written: str, recorded: str
) -> None:
    text = "Größe" if written == "windows-1252" else "贫困人口"
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}"><p>{text}'
    _, extracted = read(Path("a.htm"), page.encode(written), Limits())

    assert [line.text for line in extracted.lines] == [text]
    assert extracted.encoding == recorded


DOCX = docx_of("text")
PDF = pdf_of(["text"])


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("blank.txt", b" \r\n\t\n", "there is no text in it"),
        ("binary.txt", b"\x00\x01\x02", "binary"),
        ("notes.md", b"text", "the format .md is not known"),
        ("notes", b"text", r"the format \(no suffix\) is not known"),
        ("really.txt", PDF, "the content is a PDF"),
        ("really.pdf", DOCX, "the content is a ZIP archive"),
        ("really.html", DOCX, "the content is a ZIP archive"),
        ("really.docx", b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Office document, or one protected"),
        ("really.docx", rb"{\rtf1 text}", "Rich Text"),
        ("picture.pdf", b"\x89PNG\r\n\x1a\n", "a picture"),
        ("cut.docx", DOCX[: len(DOCX) // 2], "damaged"),
        ("text.docx", b"just text", "damaged"),
        ("empty.docx", docx_of("", " "), "there is no text in it"),
        ("cut.pdf", PDF[: len(PDF) // 2], "its end is missing"),
        ("text.pdf", b"just text", "damaged"),
        ("hollow.pdf", b"%PDF-1.4\nnothing\n%%EOF\n", "damaged"),
        ("scan.pdf", pdf_of([], []), "there is no text in it"),
        ("secret.pdf", protected(PDF, password="secret"), "protected by a password"),
        ("empty.html", b"<html><body><script>x()</script></body></html>", "there is no text in it"),
        ("comment.html", b"<!-- nothing -->", "there is no text in it"),
        ("deep.html", b"<div>" * 5000 + b"text", "nested too deeply"),
    ],
)
def test_refuses_what_cannot_be_read(name: str, content: bytes, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason) as caught:
        read(Path(name), content, Limits())
    assert caught.value.remedy
