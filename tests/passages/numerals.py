"""Numbers as people, other software and slips of the pen write them, sound ones and nonsense."""

from random import Random

_WORDS = tuple(
    "zero one two three seven ten eleven nineteen twenty ninety half quarter hundred hundreds"  # noqa: SIM905
    " dozen dozens tens thousand million millions billion trillion fourty hundered millon wan yi"
    " point".split()
)
_SCALES = tuple(
    "thousand million billion trillion hundred-million ten-thousand wan bn mn k m b t w yi"  # noqa: SIM905
    " mil".split()
)
_DIGITS = {
    "full width": "０１２３４５６７８９",
    "Arabic": "٠١٢٣٤٥٦٧٨٩",
    "Devanagari": "०१२३४५६७८९",
    "superscript": "⁰¹²³⁴⁵⁶⁷⁸⁹",
    "circled": "⓪①②③④⑤⑥⑦⑧⑨",
    "Chinese": "〇一二三四五六七八九",
}
_GROUP_MARKS = (",", ",", ",", ", ", " ,", " ", ".", "'", "’", "，", "_", " ")
_RANGE_MARKS = ("-", "–", "—", " - ", "~", " to ", " to ", "--", "…", " up to ", " and ", "/", ":")
_ENDINGS = ("st", "nd", "rd", "th", "TH", "-th", "s", "+", "x", "°", "%", "%%", "‰", "-odd", "*")
_CODES = (
    "###-###-####",
    "####-########",
    "+86 ## #### ####",
    "(0##) ####-####",
    "###-#-####-####-#",
    "#-#-#",
    "##-##-##",
    "####-##-##",
    "##/##/####",
    "##.##.####",
    "#.#.#",
    "###.###.###.###",
    "##:##",
    "##:##:##.###",
    "#:####",
    "#/#",
    "####/##",
    "No. #",
    "No.####-##",
    "〔20##〕 No. ##",
    "G###",
    "COVID-##",
    "CN##-####/F",
    "A#B#C#",
    "######",
    "##################",
    "###############X",
    "#######################",
    "##########################################",
    "# # # # #",
    "#,#,#,#",
    "#.#E+##",
    "#e###",
    "0x####",
    "##th-##th",
    "#°##'##\"",
    "http://www.example.cn/20##/####/c####-########.html",
    "mail##@example.cn",
    "p. ###",
    "[##]",
    "(#)",
    "#)",
    "#、",
    "第#期",
    "##.",
    ".##",
    "#..#",
    "##%-##%",
    "-##",
    "−#.#",
    "±#",
)


def numeral(chance: Random) -> str:
    """Return a number in one of the ways in which numbers are written."""
    return chance.choice(_WAYS)(chance)


def code(chance: Random) -> str:
    """Return figures that count nothing: telephone numbers, dates, addresses, labels."""
    pattern = chance.choice(_CODES)
    return "".join(chance.choice("0123456789") if sign == "#" else sign for sign in pattern)


def amount(chance: Random) -> str:
    """Return a number with scale words, or without."""
    number = chance.choice((_plain, _grouped, _decimal, numeral))(chance)
    scales = chance.choices(_SCALES, k=chance.choice((0, 1, 1, 1, 1, 2, 3)))
    glue = chance.choice((" ", " ", " ", "", "-"))
    return glue.join((number, *scales))


def chain(chance: Random) -> str:
    """Return a range, upwards or downwards, or a chain of them."""
    members = [amount(chance) for _ in range(chance.choice((2, 2, 2, 3, 4)))]
    text = members[0]
    for member in members[1:]:
        text += chance.choice(_RANGE_MARKS) + member
    return chance.choice(("", "", "from ", "between ", "by ")) + text


def _figures(chance: Random) -> str:
    length = chance.choice((1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 8, 11, 15, 16, 17, 18, 19, 25, 42, 320))
    kind = chance.random()
    if kind < 0.1:
        return chance.choice("19") + "0" * (length - 1)
    if kind < 0.15:
        return "0" * length
    return "".join(chance.choice("0123456789") for _ in range(length))


def _plain(chance: Random) -> str:
    return _figures(chance)


def _grouped(chance: Random) -> str:
    mark = chance.choice(_GROUP_MARKS)
    sizes = [3] * chance.choice((1, 1, 2, 2, 3, 8))
    if chance.random() < 0.3:
        sizes = [chance.choice((1, 2, 3, 3, 4)) for _ in sizes]
    groups = ["".join(chance.choice("0123456789") for _ in range(size)) for size in sizes]
    return mark.join((str(chance.randrange(1, 1000)), *groups))


def _decimal(chance: Random) -> str:
    before = chance.choice(("", _figures(chance), str(chance.randrange(100))))
    point = chance.choice((".", ".", ".", ".", ". ", " .", " . ", ",", "..", "．", "·"))
    return before + point + chance.choice((str(chance.randrange(1000)), _figures(chance), ""))


def _worded(chance: Random) -> str:
    words = chance.choices(_WORDS, k=chance.choice((1, 1, 2, 2, 3, 4, 6)))
    return chance.choice((" ", " ", "-", " and ", ", ", " a ")).join(words)


def _ending(chance: Random) -> str:
    return _figures(chance) + chance.choice(_ENDINGS)


def _of_other_script(chance: Random) -> str:
    signs = chance.choice(list(_DIGITS.values()))
    return "".join(chance.choice(signs) for _ in range(chance.randrange(1, 7)))


def _mixed(chance: Random) -> str:
    parts = (_worded, _plain, _decimal, _grouped, _of_other_script, code)
    return "".join(chance.choice(parts)(chance) for _ in range(chance.randrange(2, 4)))


_WAYS = (_plain, _plain, _grouped, _decimal, _worded, _worded, _ending, _of_other_script, _mixed)
