"""Files, good and bad, each with what should become of it."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from tests.loaders.samples import docx_of, pdf_of, protected

LOADED = "loaded"
ENCODING = "the encoding is none of"
BINARY = "the content is binary"
NO_TEXT = "there is no text in it"
DAMAGED_DOCX = "the .docx file is damaged"
DAMAGED_PDF = "the PDF is damaged"
UNKNOWN = "the format"
MISNAMED = "the name ends in"

PLAIN = "In 2016, 5 people of Lu County left poverty.\n"
DASHES = "The county’s “first” plan — 2016–2020 — gave 3 million yuan…\n"
CHINESE = "Lu County (泸县) gave 5 yuan（人民币）。\n"


@dataclass(frozen=True, slots=True)
class Input:
    """A file, and how it should end: loaded, or the beginning of the reason why not."""

    group: str
    name: str
    content: bytes
    outcome: str


def inputs() -> Iterator[Input]:
    """Make all files."""
    makers = {
        "encodings": _encodings(),
        "odd texts": _texts(),
        "names and suffixes": _names(),
        "content of another kind": _misnamed(),
        "Word documents": _docx(),
        "PDF documents": _pdf(),
        "HTML pages": _html(),
    }
    for group, maker in makers.items():
        for number, (name, content, outcome) in enumerate(maker):
            # A name is known once: the number keeps those apart that only differ in content.
            unique = name if group == "names and suffixes" else f"{group[:4]}_{number:02}_{name}"
            yield Input(group, unique, content, outcome)


_Made = Iterator[tuple[str, bytes, str]]


def _encodings() -> _Made:
    marks = {"utf-8-sig": b"", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
    for text in (PLAIN, DASHES, CHINESE):
        for encoding in ("utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "gb18030"):
            yield f"{encoding}.txt", text.encode(encoding), LOADED
            if encoding in marks:
                yield f"{encoding}_mark.txt", marks[encoding] + text.encode(encoding), LOADED
        yield "gb_mark.txt", b"\x84\x31\x95\x33" + text.encode("gb18030"), LOADED
    for text, encoding in (
        ("café and crème for 5 people", "cp1252"),
        ("Größe, Maß und Übung für 5 Menschen", "latin-1"),
        ("бедность пяти человек", "koi8-r"),
        ("бедность пяти человек", "cp1251"),
    ):
        yield f"{encoding}.txt", text.encode(encoding), ENCODING
    for encoding, mark in (("utf-32-le", b"\xff\xfe\0\0"), ("utf-32-be", b"\0\0\xfe\xff")):
        yield f"{encoding}.txt", mark + PLAIN.encode(encoding), ENCODING
    for broken in (b"\xed\xa0\x80", b"\xc0\x80", b"\xf8\x88\x80\x80\x80", b"\xff\xff\xff"):
        yield "broken.txt", PLAIN.encode() + broken, ENCODING
    yield "cut.txt", CHINESE.encode("gb18030") + b"\xe8", ENCODING
    yield "odd.txt", b"\xff\xfe" + b"odd", ENCODING


def _texts() -> _Made:
    yield "empty.txt", b"", "the file is empty"
    for invisible in (
        " ",
        "\n\n\n",
        "\t\r\n",
        "\u200b",
        "\ufeff",
        "\u00ad\u2060",
        "\u3000",
        "\u0301",
    ):
        yield "invisible.txt", (invisible * 3).encode(), NO_TEXT
    for text in (
        "x",
        "5",
        PLAIN.strip(),
        PLAIN.replace("\n", "\r\n") * 3,
        PLAIN.replace("\n", "\r") * 3,
        PLAIN.replace("\n", "\x85") * 3,
        PLAIN.replace(" ", "\u3000"),
        "5 people " * 100_000,
        PLAIN * 50_000,
        "9" * 100_000,
        "1," * 50_000,
        "-" * 100_000,
        "(" * 100_000,
        "3 million yuan ($500,000), 400-810-1234, ISBN 978-7-5111-3299-7, 1-2-3 strategy",
        ".5 million yuan, 3,75 million yuan, 1.234.567 yuan, 0 yuan, 200 trillion yuan",
        "from 9 to 5 people; 12-34-56; account 6222021234567890123; 10000000000000000000000000",
        "\u202e5 people\u202c and \x1b[2J nothing" + " else" * 1_000,
        "=1+1\n+5\n-5\n@sum\n<script>alert(1)</script>\n'; drop table raw.line; --\n{{ 7*7 }}",
        "👨‍👩‍👧 5 people 𠀀 貧",
        "٣ million, Ⅳ, ½, 五百, ５００",
    ):
        yield "text.txt", text.encode(), LOADED
    for binary in (b"\0", b"a\0b\0\0", bytes(range(256)), b"\x01\x02\x03" * 9, b"text \x02\x03"):
        yield "binary.txt", PLAIN.encode() + binary, BINARY
    yield "undecoded.txt", ("5 people\ufffd" * 9).encode(), "more than one character in a hundred"


def _names() -> _Made:
    suffixes = "doc xls xlsx ppt pptx odt rtf md csv json xml zip png jpg exe py sql tex epub txt~"
    for suffix in suffixes.split():
        yield f"document.{suffix}", PLAIN.encode(), UNKNOWN
    yield "no suffix", PLAIN.encode(), UNKNOWN
    yield "a.\x1b[2J", PLAIN.encode(), UNKNOWN
    for number, name in enumerate(
        (
            "UPPER.TXT",
            "with blanks.txt",
            'it\'s "quoted".txt',
            "贫困.txt",
            "line\nbreak.txt",
            "escape\x1b[2J.txt",
            "-rf.txt",
            "; rm x.txt",
            "%s%n{0}.txt",
            "[red]markup.txt",
            "CON.txt",
            "two.dots..txt",
            "n" * 251 + ".txt",
            "=1+1.txt",
        )
    ):
        yield name, f"{number} people\n".encode(), LOADED


def _misnamed() -> _Made:
    signatures = {
        "pdf": b"%PDF-1.4",
        "docx": b"PK\x03\x04",
        "doc": b"\xd0\xcf\x11\xe0",
        "rtf": b"{\\rtf1",
        "png": b"\x89PNG",
        "jpg": b"\xff\xd8\xff",
        "gif": b"GIF89a",
    }
    for kind, signature in signatures.items():
        for suffix in ("txt", "docx", "pdf", "html"):
            if suffix != kind:
                yield f"{kind}.{suffix}", signature + PLAIN.encode(), MISNAMED
    yield "text.docx", PLAIN.encode(), DAMAGED_DOCX
    yield "text.pdf", PLAIN.encode(), DAMAGED_PDF


def _docx() -> _Made:
    good = docx_of(PLAIN, CHINESE, *[f"{number} people" for number in range(300)])
    yield "good.docx", good, LOADED
    for percent in range(5, 100, 10):
        yield f"cut_{percent}.docx", good[: len(good) * percent // 100], DAMAGED_DOCX
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

    def with_body(body: str, prologue: str = "") -> bytes:
        document = f"{prologue}<w:document {namespace}><w:body>{body}</w:body></w:document>"
        return _replaced(good, "word/document.xml", document.encode())

    text = "<w:p><w:r><w:t>5 people</w:t></w:r></w:p>"
    laughs = (
        '<!DOCTYPE x [<!ENTITY a "ha">'
        + "".join(
            f'<!ENTITY {after} "{f"&{before};" * 10}">'
            for before, after in zip("abcdefghi", "bcdefghij", strict=True)
        )
        + "]>"
    )
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    yield "comment.docx", with_body(text.replace("5 ", "<!-- -->5 ")), LOADED
    yield "laughs.docx", with_body(text.replace("5 ", "&j;"), laughs), DAMAGED_DOCX
    yield "outside.docx", with_body(text.replace("5 ", "5 &a;"), outside), LOADED
    yield "deep.docx", with_body("<w:x>" * 5_000 + text + "</w:x>" * 5_000), DAMAGED_DOCX
    yield "no_text.docx", with_body("<w:p/>" * 9), NO_TEXT
    yield "no_xml.docx", _replaced(good, "word/document.xml", b"5 people"), DAMAGED_DOCX
    yield "empty_zip.docx", b"PK\x05\x06" + b"\0" * 18, DAMAGED_DOCX
    yield "too_many_lines.docx", with_body("<w:p/>" * 1_100_000), "it has"
    yield "ratio.docx", with_body(text + " " * 60_000_000), "it unpacks to too many times"
    yield "bomb.docx", _bomb(good, 600), "it unpacks to too much"


def _replaced(docx: bytes, name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx)) as original,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as changed,
    ):
        for part in original.namelist():
            changed.writestr(part, content if part == name else original.read(part))
    return buffer.getvalue()


def _bomb(docx: bytes, mebibytes: int) -> bytes:
    buffer = io.BytesIO(docx)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(mebibytes // 100):
            archive.writestr(f"word/{number}.xml", b" " * (100 * 1024 * 1024))
    return buffer.getvalue()


def _pdf() -> _Made:
    good = pdf_of(*[[f"{number} people left poverty in 2016."] for number in range(30)])
    yield "good.pdf", good, LOADED
    for percent in range(5, 100, 10):
        yield f"cut_{percent}.pdf", good[: len(good) * percent // 100], DAMAGED_PDF
    yield "open.pdf", protected(good, ""), LOADED
    yield "closed.pdf", protected(good, "secret"), "the PDF is protected by a password"
    yield "no_text.pdf", pdf_of([], []), NO_TEXT
    yield "garbage.pdf", b"%PDF-1.4\n" + b"garbage " * 100 + b"\n%%EOF", DAMAGED_PDF
    yield "only_ends.pdf", b"%PDF-1.4\n%%EOF", DAMAGED_PDF


def _html() -> _Made:
    for charset, text in (
        ("utf-8", CHINESE),
        ("gbk", CHINESE),
        ("gb2312", "泸县 gave 5 yuan"),
        ("gb18030", CHINESE),
        ("big5", "貧困 5 people"),
        ("windows-1252", "café – 5 people"),
        ("iso-8859-1", "café 5 people"),
        ("koi8-r", "пять 5 people"),
        ("shift_jis", "貧困 5 people"),
        ("euc-kr", "빈곤 5 people"),
    ):
        page = f'<meta charset="{charset}"><p>{text}'
        yield f"{charset}.html", page.encode(charset), LOADED
    for codec in (
        *("unicode_escape", "raw_unicode_escape", "idna", "punycode", "rot13", "hex", "base64"),
        *("zlib", "bz2", "uu", "quopri", "utf-7", "undefined", "mbcs", "utf-32", "nonsense"),
    ):
        yield f"{codec}.html", f'<meta charset="{codec}"><p>café 5'.encode("latin-1"), ENCODING
    for page in (
        "5 people",
        "<p>5 people",
        "<p>5 people<p>8 people</div></div></b>",
        "<table><tr><td>5<td>8</table>",
        "<ul><li>5 people<li>8 people",
        "<pre>5\n8</pre>",
        "<!-- --><p>5 <!-- 6 -->people<![CDATA[7]]>",
        "<p>&lt;5&gt; &amp; &#53; &#xD800; &#0; &nosuch;" + " 5 people" * 100,
        "<svg><text>5 people</text></svg>",
        "<p>" + "<b>" * 200 + "5 people",
        "<p " + "x" * 100_000 + ">5 people",
        "<" * 100_000 + "5 people",
        "<p>5 people" * 20_000,
        "<textarea>5 people</textarea><button>8 people</button>",
        "<img src=x onerror=alert(1)>5 people",
    ):
        yield "page.html", page.encode(), LOADED
    for page in (
        "<script>5</script>",
        "<style>5</style>",
        "<head><title>5</title></head>",
        "<!-- 5 -->",
        "<p>&nbsp;</p>",
        "<template>5</template>",
    ):
        yield "nothing.html", page.encode(), NO_TEXT
