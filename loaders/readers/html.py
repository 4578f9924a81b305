"""Read an HTML page: the text of a block element is a line, as a browser would show it.

A line break (`<br>`) begins a new line as well. White space is collapsed as HTML demands, except in
`<pre>`; blocks without text give no line; scripts, styles and the head are not text.
"""

import re

from lxml import etree, html

from loaders.decoding import decode
from loaders.errors import RefusedError
from loaders.limits import Limits
from loaders.readers.types import Extracted, Line

# fmt: off
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center", "dd",
    "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "input", "label",
    "legend", "li", "main", "menu", "meter", "nav", "ol", "optgroup", "option", "output", "p",
    "pre", "progress", "section", "select", "summary", "table", "tbody", "td", "textarea", "tfoot",
    "th", "thead", "tr", "ul",
))
# fmt: on
_NOT_TEXT = frozenset(("head", "script", "style", "template"))
_HTML_SPACE = re.compile("[ \t\r\n\f]+")
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_\-]+)""", re.IGNORECASE
)
# GB18030 holds both older standards, and pages that name those use characters that only it has.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030"}


def read_html(content: bytes, limits: Limits) -> Extracted:
    """Decode the page, parse it and collect the text of its blocks."""
    text, encoding = decode(content, _declared(content))
    # Handed over as UTF-8 bytes, since the parser rejects text that names an encoding.
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except etree.ParserError as error:
        raise RefusedError("there is no text in it", "fetch the page again") from error
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        # Beyond this the parser would drop the rest of the page in silence.
        raise RefusedError(
            "its elements are nested too deeply to be read",
            "open it in a browser and save its text as .txt (UTF-8)",
        )
    return Extracted([Line(line) for line in _block_lines(root)], encoding=encoding)


def _declared(content: bytes) -> str | None:
    found = _CHARSET.search(content[:4096])
    if found is None:
        return None
    name = found[1].decode("ascii").lower()
    return _WIDER.get(name, name)


def _block_lines(root: html.HtmlElement) -> list[str]:
    """Walk the tree once; each border of a block element ends the line that was being collected."""
    lines: list[str] = []
    pieces: list[str] = []
    skipped = preformatted = 0

    def end_line() -> None:
        text = "".join(pieces)
        pieces.clear()
        if not preformatted:
            text = _HTML_SPACE.sub(" ", text).strip(" ")
        if text:
            lines.append(text)

    def add(text: str | None) -> None:
        if not text or skipped:
            return
        if not preformatted:
            pieces.append(text)
            return
        first, *others = text.split("\n")
        pieces.append(first)
        for other in others:
            lines.append("".join(pieces))
            pieces[:] = [other]

    for event, element in etree.iterwalk(root, events=("start", "end")):
        is_start = event == "start"
        if element.tag in _BLOCKS:
            end_line()
        if element.tag in _NOT_TEXT:
            skipped += 1 if is_start else -1
        if element.tag == "pre":
            preformatted += 1 if is_start else -1
        add(element.text if is_start else element.tail)
    end_line()
    return lines
