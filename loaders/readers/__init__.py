"""Read a file of any known format into lines of text."""

import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from loaders.errors import RefusedError
from loaders.limits import Limits, beyond
from loaders.paths import suffix
from loaders.readers.types import Extracted, Line

_FORMATS = {".txt": "txt", ".docx": "docx", ".pdf": "pdf", ".html": "html", ".htm": "html"}
# How files of other kinds begin, whatever their name says.
_SIGNATURES = (
    (b"%PDF-", "pdf", "a PDF document"),
    (b"PK\x03\x04", "docx", "a ZIP archive, as .docx and .xlsx are"),
    (b"\xd0\xcf\x11\xe0", None, "an old Office document, or one protected by a password"),
    (b"{\\rtf", None, "a Rich Text document"),
    (b"\x89PNG", None, "a picture"),
    (b"\xff\xd8\xff", None, "a picture"),
    (b"GIF8", None, "a picture"),
)
_REPLACEMENT = "\ufffd"
_REPLACEMENT_SHARE = 0.01
# No table can hold halves of characters and zeros, which broken fonts and archives give.
_UNSTORABLE = {0: _REPLACEMENT, **dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT)}
_CHINESE_SHARE = 0.2
_CHINESE_NOTE = "mostly Chinese: only English is read, so little will come of it"


def read(path: Path, content: bytes, limits: Limits) -> tuple[str, Extracted]:
    """Return the format of a file, which its suffix names, and its lines; or refuse it."""
    if not content:
        raise RefusedError("the file is empty", "fetch the document again, or leave the file out")
    file_format = _FORMATS.get(path.suffix.lower())
    if file_format is None:
        raise RefusedError(
            f"the format {suffix(path) or '(no suffix)'} is not known",
            "convert the document to .txt, .docx, .pdf or .html and load that",
        )
    for signature, signature_format, kind in _SIGNATURES:
        if content.startswith(signature) and signature_format != file_format:
            raise RefusedError(
                f"the name ends in {suffix(path)}, but the content is {kind}",
                "give the file its right suffix, or convert it to .txt, .docx, .pdf or .html",
            )
    extracted = _reader(file_format)(content, limits)
    if len(extracted.lines) > limits.lines:
        raise beyond(limits, "lines", f"it has {len(extracted.lines):,} lines")
    return file_format, _checked(extracted)


def _reader(file_format: str) -> Callable[[bytes, Limits], Extracted]:
    # Each with libraries of its own, which take time to import and are seldom needed all.
    match file_format:
        case "docx":
            from loaders.readers.docx import read_docx

            return read_docx
        case "pdf":
            from loaders.readers.pdf import read_pdf

            return read_pdf
        case "html":
            from loaders.readers.html import read_html

            return read_html
        case _:
            from loaders.readers.text import read_text

            return read_text


def _checked(extracted: Extracted) -> Extracted:
    """Make sure that the text can be stored and is text, and say what to expect of it."""
    lines = [Line(line.text.translate(_UNSTORABLE), line.page) for line in extracted.lines]
    counts: Counter[str] = Counter()
    for line in lines:
        counts.update(line.text)
    # Letters, digits, signs; no blanks and nothing of zero width.
    visible = sum(
        count for character, count in counts.items() if unicodedata.category(character)[0] in "LNPS"
    )
    chinese = sum(count for character, count in counts.items() if "\u4e00" <= character <= "\u9fff")
    if visible == 0:
        raise RefusedError(
            "there is no text in it",
            "if its pages are pictures (a scan), run text recognition on it first",
        )
    if counts[_REPLACEMENT] > _REPLACEMENT_SHARE * counts.total():
        raise RefusedError(
            "more than one character in a hundred is unreadable",
            "open it in its own program and save its text as .txt (UTF-8)",
        )
    notes = [extracted.note, _CHINESE_NOTE if chinese > _CHINESE_SHARE * visible else None]
    note = "; ".join(filter(None, notes)) or None
    return replace(extracted, lines=lines, note=note)
