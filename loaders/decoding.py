"""Turn bytes into text, and say which encoding it took.

The encodings are tried from the one that proves most to the one that proves least: a byte order
mark, strict UTF-8, UTF-16 betrayed by its zero bytes, and GB18030. Almost any bytes are *valid*
GB18030, so a text passes as that only if it also looks like Chinese or punctuation.
"""

import codecs
import re
from collections import Counter

from loaders.errors import RefusedError

# Longer marks first: the mark of UTF-32 LE begins with that of UTF-16 LE.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, None),
    (codecs.BOM_UTF32_BE, None),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# What a page may declare: the encodings of the HTML standard, and no codec that computes text.
_DECLARABLE = re.compile(
    "ascii|big5(hkscs)?|cp(866|874|125[0-8])|euc_(jp|kr)|gb18030|gb2312|gbk|iso2022_jp"
    "|iso8859-[0-9]+|koi8-[ru]|latin-?1|mac-(roman|cyrillic)|shift_jis|utf-8|utf-16-[bl]e"
)
_LAYOUT_CONTROLS = frozenset("\t\n\v\f\r\x1a\x85")
# What English text needs of the signs that GB18030 has and the old GB2312 has not.
_LATER_SIGNS = frozenset("–€")
_PLAUSIBLE_SHARE = 0.9
_CONTROL_SHARE = 0.001


def decode(content: bytes, declared: str | None = None) -> tuple[str, str]:
    """Return the text and the name of its encoding; a byte order mark is not part of the text.

    `declared` is what the file says of itself (an HTML page does). It counts only if the bytes are
    not valid UTF-8, for that is too unlikely to be chance.
    """
    encoding = _encoding_of(content, declared)
    text = content.decode(encoding).removeprefix("\ufeff")
    _refuse_binary(text)
    return text, encoding


def _encoding_of(content: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            if encoding and _decodes(content, encoding):
                return encoding
            raise _unknown_encoding()
    if b"\0" in content:
        return _utf_16_without_mark(content)
    if _decodes(content, "utf-8"):
        return "utf-8"
    if declared and _is_declarable(declared) and _decodes(content, declared):
        return declared
    if _decodes(content, "gb18030") and _looks_chinese(content.decode("gb18030")):
        return "gb18030"
    raise _unknown_encoding()


def _is_declarable(encoding: str) -> bool:
    try:
        return _DECLARABLE.fullmatch(codecs.lookup(encoding).name) is not None
    except LookupError:
        return False


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True


def _utf_16_without_mark(content: bytes) -> str:
    """Pick the byte order that gives readable characters; else the zero bytes mean binary."""
    for encoding in ("utf-16-le", "utf-16-be"):
        if _decodes(content, encoding):
            text = content.decode(encoding)
            if sum(map(_is_common, text)) >= _PLAUSIBLE_SHARE * len(text):
                return encoding
    raise _binary()


def _is_common(character: str) -> bool:
    """Tell whether a character is usual in English or Chinese text."""
    return (
        " " <= character <= "~"
        or character in _LAYOUT_CONTROLS
        or "\u00a0" <= character <= "\u024f"
        or "\u2010" <= character <= "\u2044"
        or "\u3000" <= character <= "\u303f"
        or "\u4e00" <= character <= "\u9fff"
        or "\uff00" <= character <= "\uffef"
    )


def _looks_chinese(text: str) -> bool:
    """Tell GB18030 from bytes that are valid in it by chance, as those of Western encodings are.

    Chance gives rare two-byte characters; real text has those of the old GB2312, and four-byte
    ones, whose form chance does not hit.
    """
    beyond_ascii = Counter(character for character in text if character > "\x7f")
    plausible = sum(count for character, count in beyond_ascii.items() if _is_usual(character))
    return plausible >= _PLAUSIBLE_SHARE * beyond_ascii.total()


def _is_usual(character: str) -> bool:
    """Tell by its bytes, since the two standards name some signs, as the dash, differently."""
    written = character.encode("gb18030")
    return len(written) == 4 or _decodes(written, "gb2312") or character in _LATER_SIGNS


def _refuse_binary(text: str) -> None:
    controls = sum(
        1
        for character in text
        if (character < " " or character == "\x7f") and character not in _LAYOUT_CONTROLS
    )
    if "\0" in text or controls > _CONTROL_SHARE * len(text):
        raise _binary()


def _binary() -> RefusedError:
    return RefusedError(
        "the content is binary, not text",
        "export the document as .txt (UTF-8), .docx, .pdf or .html and load that",
    )


def _unknown_encoding() -> RefusedError:
    return RefusedError(
        "the encoding is none of UTF-8, UTF-16 and GB18030, or the file is damaged",
        "open it in an editor, check the text and save it as UTF-8",
    )
