"""A grammar of what reports say, and of what should not stand in them but does.

A symbol in angle brackets is replaced by one of its forms, at random. Small letters are grammar;
those in capitals come from tests.passages.numerals or are made sign by sign.
"""

import re
from collections.abc import Callable
from random import Random

from tests.passages.numerals import amount, chain, code, numeral

_SYMBOL = re.compile(r"<([A-Za-z_]+)>")
# How deep a form may stand in a form.
_DEEPEST = 12

_FORMS: dict[str, tuple[str, ...]] = {
    "passage": (
        "<sentence>",
        "<sentence> <sentence>",
        "<sentence> <sentence> <sentence>",
        "<sentence>\n<sentence>",
        "<sentence><sentence>",
        "【<heading>】<sentence> <sentence>",
        "【<heading>】 <sentence>",
        "<heading>\n<sentence>",
        "(<N>) <sentence> (<N>) <sentence>; (<N>) <sentence>",
        "<furniture>",
        "<table>",
        "<list>",
        "Source: <agency> <date>",
        "<NOISE>",
    ),
    "sentence": (
        "<when>, <agency> <gave> <money> <to> <place>.",
        "<when>, <agency> <gave> <money> of <fund> <to> <place>.",
        "<agency> <gave> <money>, <money> and <money> <to> <place>, <place> and <place>"
        " respectively.",
        "<gave> <money> <to> <place>, of which <money> was <fund>, <money> was <fund>.",
        "A total of <money> was allocated <when>, including <money> for <place> and <money> for"
        " <place>.",
        "<money> (<money>) was spent <when>.",
        "Each of the <N> counties received <money>, <money> in all.",
        "<money> was given to each county, <when>.",
        "<when>, <N> <people> in <place> were lifted out of poverty.",
        "<place> lifted <N> <people>, <N> households and <N> villages out of poverty <when>.",
        "The poor population of <place> fell from <N> to <N>, a decrease of <N>, down <N>%.",
        "The poverty rate dropped from <N>% to <N>%, <when>.",
        "<N> of the <N> poor counties removed their label <when>, accounting for <N>%.",
        "<agency> held <N> trainings and trained <N> <people> <when>.",
        "Organized <N> training courses for <N> <people>, with <N> person-times.",
        "<N> sessions of training were held in <place>, <N> participants each.",
        "The per capita income of <people> reached <money>, up <N>% over <when>.",
        "<agency> (hereinafter referred to as “<ABBREVIATION>”) <gave> <money>.",
        "<ABBREVIATION> <gave> another <money> <to> the county.",
        "Since then, <N> more, <N> in total, and <N> times as many.",
        "For details call <CODE> or <CODE>; see <CODE>.",
        "The account is <CODE>, the document <CODE>, the road <CODE>.",
        "“<sentence>”",
        "(<sentence>)",
        "The <N>-<N>-<N> strategy, the “<N>+<N>” model and the <CODE> plan were carried out.",
        "<place> and <place> are twinned with <agency> since <when>; the former got <money>, the"
        " latter <money>.",
        "It will <give> <money> by <when>, and plans to lift <N> <people> out of poverty.",
        "By <when>, the balance of loans stood at <money>, covering <N> <people>.",
        "<N>, <N>, <N>, <N> and <N> <people> of <place>",
        "<sentence_end><sentence_end>",
        "<NOISE> <N> <NOISE>",
        "<hostile>",
        "<hostile> <sentence>",
    ),
    "sentence_end": (
        "No. <N> ",
        "<N>. ",
        "etc. <N>",
        "Mr. <N> ... ",
        "in <CODE>?! ",
        "<money>;",
        "e.g. <N>,",
    ),
    "money": (
        "<N> yuan",
        "<AMOUNT> yuan",
        "<AMOUNT> yuan",
        "RMB <AMOUNT>",
        "RMB<AMOUNT>",
        "¥<AMOUNT>",
        "US$<AMOUNT>",
        "<AMOUNT> US dollars",
        "$<AMOUNT> million",
        "<AMOUNT> euros",
        "HK$ <AMOUNT>",
        "<bound> <AMOUNT> yuan",
        "<AMOUNT> yuan <bound_after>",
        "<RANGE> yuan",
        "<RANGE> million yuan",
        "<AMOUNT> yuan (<AMOUNT> US dollars)",
        "<AMOUNT> (<AMOUNT>) yuan",
        "<AMOUNT>-yuan",
        "<AMOUNT> 元",
        "0 yuan",
        "<AMOUNT>",
        "half of <AMOUNT> yuan",
    ),
    "N": (
        "<NUMERAL>",
        "<NUMERAL>",
        "<AMOUNT>",
        "<bound> <AMOUNT>",
        "<RANGE>",
        "<CODE>",
        "<SMALL>",
        "<SMALL>",
        "<SMALL>",
        "<SMALL>",
    ),
    "bound": (
        "more than",
        "over",
        "nearly",
        "about",
        "less than",
        "up to",
        "not less than",
        "at least",
        "some",
        "a further",
    ),
    "bound_after": ("or more", "or so", "and above", "plus", "odd"),
    "people": (
        "people",
        "poor people",
        "registered poor households",
        "person-times",
        "villages",
        "counties",
        "cadres",
        "students",
        "mu of land",
        "people and <N> households",
        "km of roads",
        "",
    ),
    "gave": (
        "allocated",
        "invested",
        "donated",
        "granted loans of",
        "raised",
        "spent",
        "appropriated a total of",
        "issued bonds of",
        "has invested",
        "paid insurance of",
        "was given",
    ),
    "give": ("allocate", "invest", "donate", "raise", "lend"),
    "fund": (
        "poverty alleviation funds",
        "loans",
        "central finance",
        "subsidies",
        "donations",
        "special funds (<N>)",
        "materials worth <money>",
        "working capital",
    ),
    "to": ("to", "for", "in", "into", "to support", "for each of"),
    "when": (
        "in <YEAR>",
        "In <YEAR>",
        "in <date>",
        "from <YEAR> to <YEAR>",
        "<YEAR>-<YEAR>",
        "between <date> and <date>",
        "by the end of <YEAR>",
        "since <YEAR>",
        "last year",
        "this year",
        "that year",
        "in the same period of <YEAR>",
        "in the past <NUMERAL> years",
        "over the next <NUMERAL> decades",
        "in the past <SMALL> years",
        "during the <ORDINAL> Five-Year Plan period",
        "since the <ORDINAL> National Congress",
        "in the first half of <YEAR>",
        "in the <YEAR>s",
        "as of <date>",
        "on <date>",
        "from <date> to <date>",
        "in the 1<DIGIT>th century",
        "within <NUMERAL> years from <YEAR>",
        "by <YEAR>",
        "in <CODE>",
        "in year <N>",
        "",
    ),
    "date": (
        "<MONTH> <SMALL>, <YEAR>",
        "<SMALL> <MONTH> <YEAR>",
        "<MONTH> <YEAR>",
        "<MONTH>",
        "<MONTH> <SMALL>",
        "<MONTH> <SMALL>-<SMALL>, <YEAR>",
        "<YEAR>-<SMALL>-<SMALL>",
        "<YEAR>/<SMALL>/<SMALL>",
        "<YEAR>年<SMALL>月<SMALL>日",
        "February 30, <YEAR>",
        "May 32, 0000",
        "Spring Festival of <YEAR>",
    ),
    "place": (
        "<county> of <province>",
        "<county>, <province>",
        "<county> (<province>)",
        "<county>",
        "<county>",
        "<county> and <county>",
        "<county>, <county> and <county> respectively",
        "<province>",
        "<province>, <province> and <province>",
        "the county",
        "<N> counties",
        "the two counties of <county> and <county>, <province>",
        "Xinjiang and Tibet",
        "three prefectures of southern Xinjiang",
        "<INVENTED> County",
        "<INVENTED> Village, <INVENTED> Township, <county>",
        "<county>-<county>",
        "Africa",
        "County County",
    ),
    "county": (
        "Heshun County",
        "Zhouqu County",
        "Xunwu County",
        "Yaozhou District",
        "Horqin Right Middle Banner",
        "Hezhang",
        "Qinglong Manchu Autonomous County",
        "Qinglong County",
        "Lincang City",
        "Nujiang Prefecture",
        "Luding county",
        "Chaoyang District",
        "Gulang",
        "HESHUN COUNTY",
        "Heshun Countyy",
        "Tongren",
    ),
    "province": (
        "Shanxi Province",
        "Shaanxi",
        "Guizhou",
        "Jiangxi Province",
        "Inner Mongolia Autonomous Region",
        "Tibet",
        "Beijing",
        "Hong Kong",
        "Hainan Province",
        "Ningxia",
    ),
    "agency": (
        "the Ministry of Finance",
        "the ministry",
        "Agricultural Bank of China",
        "the State Council Leading Group Office",
        "China Construction Bank",
        "the Department of Finance of <province>",
        "the People's Bank of <INVENTED>",
        "<county> Government",
        "<INVENTED> Group Co., Ltd.",
        "<INVENTED> Foundation",
        "we",
        "it",
        "central finance",
        "the bureau",
        "All-China Women’s Federation",
        "<ABBREVIATION>",
        "enterprises",
    ),
    "heading": (
        "Overview",
        "Poverty alleviation trainings",
        "Industrial poverty alleviation in <YEAR>",
        "Poverty Alleviation by <agency>",
        "Chapter <N>: Loans",
        "<N>. Funds",
        "<hostile>",
        "Relief (<CODE>)",
    ),
    "furniture": (
        "- <SMALL> -",
        "Page <N> of <N>",
        "<CODE>",
        "[bookmark: _GoBack]<sentence>",
        "...........................",
        "Contents ........ <SMALL>",
        "Copyright © <YEAR> <agency>. All rights reserved. ICP <CODE>",
        "Home > News > <CODE>",
        "****",
        "***** <heading> *****",
        "(<INVENTED>, <agency>)",
        "Keywords: <N>; <N>",
    ),
    "table": (
        "Table <N>  Main indicators of <place>\nIndicator  <YEAR>  <YEAR>  <YEAR>\n"
        "Poor population (10,000)  <N>  <N>  <N>\nRate (%)  <NUMERAL>  <AMOUNT>  -",
        "Year | Amount\n<YEAR> | <money>\n<YEAR> | <money>",
        "<county>\t<N>\t<N>\t<money>\n<county>\t<N>\t<N>\t<money>",
        "Unit: <money>\n<N>\n<N>\n<N>",
    ),
    "list": (
        "1. <sentence>\n2. <sentence>\n3. <sentence>",
        "First, <sentence> Second, <sentence> Third, <sentence>",
        "a) <money>\nb) <money>\nc) <money>",
        "- <N> <people>\n- <N> <people>\n- <N> <people>",
    ),
    "hostile": (
        "'; drop table marts.dim_year; --",
        "Robert'); select * from x where '1'='1",
        "<script>alert(<SMALL>)</script>",
        "=cmd|'/c calc'!A<SMALL>",
        "{{ ref('x') }} {% raw %} <SMALL>",
        "%_\\%s %(x)s {<SMALL>}",
        "(a+)+$ [^<SMALL>]{<SMALL>,} \\b\\d",
        "((((<SMALL>",
        "))))]]]】】",
        "“‘“‘<sentence>",
        "\"\"\"''''",
        "a,b,,,;;;::<SMALL>",
        "<SMALL>........<SMALL>?!?!<SMALL>",
        "\u202e<NUMERAL> yuan\u202c",
        "\u200b<SMALL>\u200b<SMALL>\ufeff",
        "5\u03015\u0301 people",
        "👨‍👩‍👧 <SMALL> 🇨🇳",
        "null NaN inf -inf 1e999",
        "\x1b[31mred\x1b[0m <SMALL>",
        "\u2028<SMALL>\u2029<SMALL>",
        "<MANY>",
        "ſ İ ẞ ﬁ ǅ <SMALL>",
        "-- <SMALL> /* <SMALL> */",
    ),
}


def grow(symbol: str, chance: Random, depth: int = 0) -> str:
    """Return a text that the grammar derives from a symbol."""
    if symbol in _MADE:
        return _MADE[symbol](chance)
    if symbol not in _FORMS:
        return f"<{symbol}>"
    if depth == _DEEPEST:
        return ""
    form = chance.choice(_FORMS[symbol])
    return _SYMBOL.sub(lambda found: grow(found[1], chance, depth + 1), form)


def mutated(text: str, chance: Random) -> str:
    """Return the text with a few slips: signs lost, doubled, swapped or put in."""
    signs = list(text)
    for _ in range(chance.randrange(1, 6)):
        if not signs:
            break
        place = chance.randrange(len(signs))
        slip = chance.random()
        if slip < 0.3:
            del signs[place]
        elif slip < 0.5:
            signs.insert(place, signs[place])
        elif slip < 0.7:
            other = chance.randrange(len(signs))
            signs[place], signs[other] = signs[other], signs[place]
        else:
            signs.insert(place, chance.choice("0123456789.,;:-()“”' \n%"))
    return "".join(signs)


def _noise(chance: Random) -> str:
    blocks = ((0x20, 0x7F), (0x20, 0x7F), (0xA0, 0x24F), (0x2010, 0x2040), (0x4E00, 0x4E40))
    signs = []
    for _ in range(chance.randrange(1, 60)):
        first, last = chance.choice(blocks)
        signs.append(chr(chance.randrange(first, last)))
    return "".join(signs)


def _many(chance: Random) -> str:
    unit = chance.choice((f"{numeral(chance)}, ", f"{amount(chance)} yuan and ", "1 ", "A", "1-"))
    return unit * chance.choice((3, 30, 80))


def _invented(chance: Random) -> str:
    parts = ("Xi", "Bao", "Lu", "O'", "-", "Qiang", "zhou", "é", "Nan", "a")
    return "".join(chance.choices(parts, k=3))


def _year(chance: Random) -> str:
    if chance.random() < 0.7:
        return str(chance.randrange(2010, 2021))
    return str(chance.choice((0, 99, 1066, 1899, 1948, 1949, 1978, 2060, 2099, 2100, 2999, 99999)))


def _month(chance: Random) -> str:
    return chance.choice(("January", "February", "May", "Sept.", "Dec", "June", "Mayember"))


def _ordinal(chance: Random) -> str:
    return chance.choice(("13th", "12th", "18th", "19th", "1st", "0th", "99th", "Thirteenth"))


_MADE: dict[str, Callable[[Random], str]] = {
    "NUMERAL": numeral,
    "AMOUNT": amount,
    "RANGE": chain,
    "CODE": code,
    "NOISE": _noise,
    "MANY": _many,
    "INVENTED": _invented,
    "YEAR": _year,
    "MONTH": _month,
    "ORDINAL": _ordinal,
    "SMALL": lambda chance: str(chance.randrange(1, 60)),
    "DIGIT": lambda chance: chance.choice("0123456789"),
    "ABBREVIATION": lambda chance: chance.choice(("MOF", "ABC", "PRC", "GAC", "X", "12CC")),
}
