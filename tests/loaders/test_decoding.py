import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.decoding import decode
from loaders.errors import RefusedError

MIXED = "In 2016, 1.3 million people “left” poverty — 贫困人口减少。\r\nÜrümqi: ￥5,000\n\n"
LAYOUT = "\t\n\r"
# Latin-1 supplement and beyond, but neither surrogates nor control characters.
any_text = st.text(
    st.one_of(
        st.sampled_from(LAYOUT),
        st.characters(min_codepoint=32, exclude_categories=["C"], exclude_characters="\ufeff"),
    )
)
# Characters of the old GB2312, which real texts in GB18030 are made of.
chinese_text = st.text(
    st.one_of(
        st.sampled_from(LAYOUT + " 0123456789abcXYZ,."),
        st.characters(min_codepoint=0xA0, codec="gb2312"),
    )
)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (MIXED.encode(), "utf-8"),
        (codecs.BOM_UTF8 + MIXED.encode(), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + MIXED.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + MIXED.encode("utf-16-be"), "utf-16-be"),
        (MIXED.encode("utf-16-le"), "utf-16-le"),
        (MIXED.encode("utf-16-be"), "utf-16-be"),
        (MIXED.encode("gb18030"), "gb18030"),
        (b"\x84\x31\x95\x33" + MIXED.encode("gb18030"), "gb18030"),
    ],
)
def test_finds_the_encoding_and_keeps_every_character(content: bytes, encoding: str) -> None:
    assert decode(content) == (MIXED, encoding)


@pytest.mark.parametrize(("text", "encoding"), [("plain ASCII", "utf-8"), ("• one", "gb18030")])
def test_short_texts_are_enough(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == (text, encoding)


@given(any_text)
def test_utf_8_gives_back_any_text(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")


@given(any_text, st.sampled_from(["utf-16-le", "utf-16-be"]))
def test_utf_16_with_a_mark_gives_back_any_text(text: str, encoding: str) -> None:
    assert decode(("\ufeff" + text).encode(encoding)) == (text, encoding)


@given(chinese_text)
def test_gb18030_gives_back_chinese_text(text: str) -> None:
    # Short texts may be valid UTF-8 by chance; the name of the country never is.
    text += "中华人民共和国"

    assert decode(text.encode("gb18030")) == (text, "gb18030")


@pytest.mark.parametrize(
    "content",
    [
        "the county’s “poor”—and café".encode("cp1252"),
        "Größe, Maß und Übung für die Öffentlichkeit".encode("latin-1"),
        "贫困县退出".encode() + b"\xe8",
        codecs.BOM_UTF8 + b"\xff\xff",
        codecs.BOM_UTF32_LE + "text".encode("utf-32-le"),
        codecs.BOM_UTF16_LE + b"odd",
    ],
)
def test_refuses_what_it_would_have_to_guess(content: bytes) -> None:
    with pytest.raises(RefusedError, match="encoding"):
        decode(content)


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(256)),
        b"\x00\x01\x02\x03" * 50,
        b"text with \x01\x02 controls",
        b"a\x00b\x00\x00",
    ],
)
def test_refuses_binary_content(content: bytes) -> None:
    with pytest.raises(RefusedError, match="binary"):
        decode(content)


def test_a_declaration_counts_only_if_the_bytes_are_not_utf_8() -> None:
    assert decode("é".encode("cp1252"), declared="windows-1252") == ("é", "windows-1252")
    assert decode("é".encode(), declared="windows-1252") == ("é", "utf-8")
    assert decode("贫困".encode("gb18030"), declared="no-such-encoding") == ("贫困", "gb18030")
