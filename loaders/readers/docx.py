"""Read a Word document: a paragraph is a line, wherever it stands (body, table cell, text box).

A manual line break begins a new line as well; an empty paragraph is an empty line. Inserted text
counts, deleted text does not. Footnotes and endnotes follow the body; page headers and footers are
not read, since they repeat on every page and stand in no order of reading.
"""

import io
import zipfile
from collections.abc import Iterator

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from loaders.errors import RefusedError
from loaders.limits import Limits, beyond
from loaders.readers.types import Extracted, Line, split_lines

_PARAGRAPH = qn("w:p")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_NOTE_PARTS = ("/footnotes", "/endnotes")
_NOTES = (qn("w:footnote"), qn("w:endnote"))
# Formatting, the old place of moved text, and the second copy of a text box for old programs.
_NOT_TEXT = frozenset({qn("w:pPr"), qn("w:rPr"), qn("w:moveFrom"), _FALLBACK})
_TEXT = frozenset({qn("w:t"), _MATH_TEXT})
_CHARACTERS = {qn("w:tab"): "\t", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_BREAK = qn("w:br")
_SMALL = 10 * 1024 * 1024


def read_docx(content: bytes, limits: Limits) -> Extracted:
    """Unpack the document and collect its paragraphs."""
    try:
        _require_small(content, limits)
        document = Document(io.BytesIO(content))
        roots = [document.element.body, *_note_roots(document)]
        lines = [line for root in roots for line in _lines(root)]
    except (RefusedError, MemoryError):
        raise
    except Exception as error:  # The library passes on whatever the archive or its XML raises.
        raise RefusedError(
            "the .docx file is damaged or not a Word document",
            "open it in a word processor, save it again as .docx and load that",
        ) from error
    return Extracted(lines)


def _require_small(content: bytes, limits: Limits) -> None:
    """Refuse an archive by what it says of itself; more than that is never unpacked."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())
    if unpacked > limits.unpacked_in_bytes:
        raise beyond(limits, "unpacked", "it unpacks to too much")
    # Small files are let through: a few blank pages pack well.
    if unpacked > max(limits.ratio * len(content), _SMALL):
        raise beyond(limits, "ratio", "it unpacks to too many times its size")


def _note_roots(document: WordDocument) -> Iterator[etree._Element]:
    for relationship in document.part.rels.values():
        if relationship.reltype.endswith(_NOTE_PARTS):
            notes = etree.fromstring(relationship.target_part.blob)
            # Notes with a type are the separator lines, not notes.
            yield from (note for note in notes.iter(*_NOTES) if note.get(qn("w:type")) is None)


def _lines(root: etree._Element) -> Iterator[Line]:
    for paragraph in root.iter(_PARAGRAPH):
        if not any(ancestor.tag in _NOT_TEXT for ancestor in paragraph.iterancestors()):
            yield from split_lines("".join(_pieces(paragraph)))


def _pieces(element: etree._Element) -> Iterator[str]:
    """Yield the text below an element, but not that of paragraphs nested in it (text boxes)."""
    for child in element:
        if child.tag in _TEXT:
            yield _text_of(child)
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        elif child.tag == _BREAK:
            # Page and column breaks carry a type; they interrupt no line of the text.
            yield "\n" if child.get(qn("w:type")) in (None, "textWrapping") else ""
        elif child.tag != _PARAGRAPH and child.tag not in _NOT_TEXT:
            yield from _pieces(child)


def _text_of(element: etree._Element) -> str:
    """Return the text of an element, past comments; an entity stays as it is written."""
    pieces = [element.text or ""]
    for inner in element:
        if inner.tag is etree.Entity:
            pieces.append(inner.text or "")
        pieces.append(inner.tail or "")
    return "".join(pieces)
