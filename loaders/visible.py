"""The characters by which text could do more than be read, and what is shown in their place.

They steer a terminal, break a line, or turn the direction of writing. `raw` and the marts hold the
text as it is; whatever shows it to people shows it through this module.
"""

_REPLACEMENT = "\ufffd"
_LAYOUT = "\t\n"
# Control characters from 128 on, line and paragraph separators, and marks of direction.
_OTHERS = (
    *range(0x80, 0xA0),
    0x61C,
    0x200E,
    0x200F,
    *range(0x2028, 0x202F),
    *range(0x2066, 0x206A),
)
_STEERING = {
    # Each control character has a sign of its own: U+241B looks like ESC.
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in _LAYOUT},
    0x7F: "\u2421",
    **dict.fromkeys(_OTHERS, _REPLACEMENT),
}
_BREAKING = {**_STEERING, **{ord(sign): chr(0x2400 + ord(sign)) for sign in _LAYOUT}}


def visible(text: str) -> str:
    """Write text of several lines so that it is only seen."""
    return text.translate(_STEERING)


def visible_line(text: str) -> str:
    """Write a name or the like so that it is only seen, on one line."""
    return text.translate(_BREAKING)


def visible_in_sql(column: str) -> str:
    """Return the SQL expression that does to a column what `visible` does to a text."""
    signs = "".join(map(chr, _STEERING))
    stand_ins = "".join(_STEERING.values())
    return f"translate({column}, {_in_sql(signs)}, {_in_sql(stand_ins)})"


def _in_sql(text: str) -> str:
    """Write a text of any characters, a zero too, as an SQL expression."""
    return " || ".join(f"chr({ord(character)})" for character in text)
