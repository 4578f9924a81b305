"""Read a file of any known format into lines of text."""

from collections.abc import Callable
from pathlib import Path

from loaders.errors import RefusedError
from loaders.readers.docx import read_docx
from loaders.readers.html import read_html
from loaders.readers.pdf import read_pdf
from loaders.readers.text import read_text
from loaders.readers.types import Extracted

_READERS: dict[str, tuple[str, Callable[[bytes], Extracted]]] = {
    ".txt": ("txt", read_text),
    ".docx": ("docx", read_docx),
    ".pdf": ("pdf", read_pdf),
    ".html": ("html", read_html),
    ".htm": ("html", read_html),
}
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


def read(path: Path, content: bytes) -> tuple[str, Extracted]:
    """Return the format of a file, which its suffix names, and its lines; or refuse it."""
    if not content:
        raise RefusedError("the file is empty", "fetch the document again, or leave the file out")
    known = _READERS.get(path.suffix.lower())
    if known is None:
        raise RefusedError(
            f"the format {path.suffix or '(no suffix)'} is not known",
            "convert the document to .txt, .docx, .pdf or .html and load that",
        )
    file_format, reader = known
    for signature, signature_format, kind in _SIGNATURES:
        if content.startswith(signature) and signature_format != file_format:
            raise RefusedError(
                f"the name ends in {path.suffix}, but the content is {kind}",
                "give the file its right suffix, or convert it to .txt, .docx, .pdf or .html",
            )
    extracted = reader(content)
    if not any(line.text.strip() for line in extracted.lines):
        raise RefusedError(
            "there is no text in it",
            "if its pages are pictures (a scan), run text recognition on it first",
        )
    return file_format, extracted
