"""Make the gazetteer seeds of seeds/place/ from two published lists of divisions of China.

Needed only to renew the seeds; the warehouse is built from the committed CSV files alone.

    npm pack china-division@1.1.2 china-division@2.7.0       # state of 2016-07-31 and of 2023-06-30
    pip install pypinyin
    python scripts/make_gazetteer.py FOLDER_OF_1.1.2 FOLDER_OF_2.7.0 seeds/place

The lists give six-digit codes and Chinese names. Names are romanised by library; what a library
cannot know (readings peculiar to a place name, Mongolian, Tibetan and Uyghur names as English texts
write them, which county of 2023 continues which of 2016) stands in scripts/gazetteer/*.csv.
"""

import csv
import json
import re
import sys
from pathlib import Path

from pypinyin import Style, lazy_pinyin

STATES = (("2016-07-31", "1.1.2"), ("2023-06-30", "2.7.0"))
TYPES = (
    ("自治县", "Autonomous County", "autonomous county"),
    ("自治旗", "Autonomous Banner", "autonomous banner"),
    ("神农架林区", "Forestry District", "district"),
    ("六枝特区", "Special District", "district"),
    ("族区", "District", "district"),
    ("县", "County", "county"),
    ("区", "District", "district"),
    ("市", "City", "county-level city"),
    ("旗", "Banner", "banner"),
)
MINING = re.compile("(?<=..)矿区$")
NEW = {"滨海新区", "浦东新区", "沈北新区"}
PREFECTURE_TYPES = (
    ("自治州", "Autonomous Prefecture", "autonomous prefecture"),
    ("地区", "Prefecture", "prefecture"),
    ("盟", "League", "league"),
    ("市", "City", "prefecture-level city"),
)


def read(path):
    """Read the rows of a CSV file."""
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path, columns, rows):
    """Write rows under their column names, with the line ends of the repository."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


class Romaniser:
    """Romanisation of Chinese place names, with the readings that only a gazetteer knows."""

    def __init__(self, source):
        self.readings = {r["name_zh"]: r["name_en"] for r in read(source / "reading.csv")}
        self.characters = {
            r["character"]: r["reading"] for r in read(source / "character_reading.csv")
        }
        self.peoples = {r["people_zh"]: r["people_en"] for r in read(source / "people.csv")}

    def word(self, text):
        """One name as one word: syllables joined, apostrophe before a vowel, first letter upper."""
        if text in self.readings:
            return self.readings[text]
        syllables = lazy_pinyin(text, style=Style.NORMAL, v_to_u=True)
        syllables = [
            self.characters.get(character, syllable)
            for character, syllable in zip(text, syllables, strict=True)
        ]
        joined = "".join("'" + s if n and s[0] in "aoe" else s for n, s in enumerate(syllables))
        return joined[0].upper() + joined[1:]

    def people(self, text):
        """The peoples named in the title of an autonomous area, and the place name before them."""
        found = []
        rest = text
        while True:
            for people in sorted(self.peoples, key=len, reverse=True):
                # A place may be called after the people only ("Dongxiang Autonomous County").
                if rest.endswith(people) and len(rest) > len(people):
                    found.insert(0, self.peoples[people])
                    rest = rest[: -len(people)]
                    break
            else:
                return rest, found

    def title(self, name, types):
        """Chinese name -> (stem, name with type word, type)."""
        for ending, english, kind in types:
            if not name.endswith(ending):
                continue
            rest = name[: -len(ending)]
            peoples = []
            if ending.startswith("自治"):
                rest, peoples = self.people(rest)
            elif ending == "族区":
                rest, peoples = self.people(rest + "族")
            elif len(ending) > 2:
                rest = name[:-2]
            elif MINING.search(name):
                rest, english = name[:-2], "Mining District"
            elif name in NEW:
                rest, english = name[:-2], "New District"
            stem = self.readings[name] if name in self.readings else self.word(rest)
            people = ""
            if peoples and peoples != [stem]:
                head = ", ".join(peoples[:-1])
                people = (head + " and " + peoples[-1] if head else peoples[-1]) + " "
            return stem, f"{stem} {people}{english}", kind
        raise ValueError(name)

    def forms(self, name, stem, types):
        """Other spellings of a stem that follow from rules."""
        ending = next(e for e, _, _ in types if name.endswith(e))
        rest = name[: -len(ending)] if len(ending) <= 3 else name[:-2]
        if ending.startswith("自治"):
            rest, _ = self.people(rest)
        elif ending == "族区":
            rest, _ = self.people(rest + "族")
        elif MINING.search(name) or name in NEW:
            rest = name[:-2]
        found = []
        if len(rest) == 1 and ending == "县":
            found.append((stem + "xian", "type as part of the name"))
        if len(rest) == 1 and ending == "市":
            found.append((stem + "shi", "type as part of the name"))
        spelled = self.word(rest)
        if spelled != stem and not re.search("[左右前后中]", rest):
            found.append((spelled, "pinyin"))
        for form in [stem, *(f for f, _ in found)]:
            if "ü" in form:
                for vowel in ("u", "v", "yu"):
                    found.append((form.replace("ü", vowel), "pinyin without diaeresis"))
            if "Lüe" in form:
                found.append((form.replace("Lüe", "Lue"), "pinyin without diaeresis"))
        return found


def divisions(folder, version):
    """{code: name} of prefectures and counties of one state of the list."""
    if version == "1.1.2":
        prefectures = json.loads((folder / "dist/cities.json").read_text(encoding="utf-8"))
        counties = json.loads((folder / "dist/areas.json").read_text(encoding="utf-8"))
        return (
            {r["code"][:4]: r["name"] for r in prefectures},
            {
                r["code"]: r["name"]
                for r in counties
                if r["name"].endswith(tuple(t for t, _, _ in TYPES))
            },
        )
    prefectures = read(folder / "dist/cities.csv")
    counties = read(folder / "dist/areas.csv")
    # Codes ending in 71 to 79 are development zones that only the statistical code knows.
    return (
        {r["code"]: r["name"] for r in prefectures},
        # Names without a county's ending are streets of cities that have no counties, and islands.
        {
            r["code"]: r["name"]
            for r in counties
            if r["name"].endswith(tuple(t for t, _, _ in TYPES))
            and not (71 <= int(r["code"][4:]) <= 79 and r["code"][2] != "9")
        },
    )


def same_county(old, new, successors):
    """{code of 2016: code of 2023}: same code and stem, else same stem nearby, else as listed."""

    def stem(name):
        return re.sub("(自治县|县|区|市|旗|林区|特区)$", "", name) or name

    result = {}
    taken = set()
    for code in old:
        if code in successors:
            result[code] = successors[code] or None
            taken.add(successors[code])
    for code in old:
        if code not in result and code in new:
            result[code] = code
            taken.add(code)
    for code, name in sorted(old.items()):
        if code in result:
            continue
        near = [
            c
            for c, n in new.items()
            if c not in taken and c[:2] == code[:2] and n.startswith(stem(name)[:2])
        ]
        near = [c for c in near if c[:4] == code[:4]] or near
        if len(near) != 1:
            raise SystemExit(f"no single successor of {code} {name}: {near}; see successor.csv")
        result[code] = near[0]
        taken.add(near[0])
    return result


def main(folders, target):
    """Read both states from their folders and write the seeds to the target folder."""
    source = Path(__file__).parent / "gazetteer"
    romaniser = Romaniser(source)
    states = [divisions(Path(f), version) for f, (_, version) in zip(folders, STATES, strict=True)]
    successors = {r["code_2016"]: r["code_2023"] for r in read(source / "successor.csv")}
    (old_prefectures, old), (new_prefectures, new) = states
    same = same_county(old, new, successors)
    first, second = STATES[0][0], STATES[1][0]
    names = {}
    by_name = {}

    prefectures = []
    for code, name in sorted({**old_prefectures, **new_prefectures}.items()):
        if name in ("市辖区", "县") or "直辖" in name:
            continue
        stem, title, kind = romaniser.title(name, PREFECTURE_TYPES)
        until = "" if code in new_prefectures else second
        prefectures.append((code, name, title, stem, kind, code[:2], first, until))
        if code == "5424":  # Naqu Prefecture became Naqu City under another code.
            continue
        by_name.setdefault(("prefecture", name, code[:2]), code)
        names[("prefecture", code, stem)] = "official"
        for form, form_kind in romaniser.forms(name, stem, PREFECTURE_TYPES):
            names.setdefault(("prefecture", code, form), form_kind)
    titles = {name for _, name, *_ in prefectures}

    rows = []

    def row(county_id, code, name, since, until):
        if name in titles and name[-1] == "市":
            return  # A city without counties, listed again under itself.
        stem, title, kind = romaniser.title(name, TYPES)
        prefecture = code[:4] if any(p[0] == code[:4] for p in prefectures) else ""
        rows.append((county_id, code, name, title, stem, kind, prefecture, code[:2], since, until))
        by_name.setdefault(("county", name, code[:2]), county_id)
        names.setdefault(("county", county_id, stem), "former" if until else "official")
        if not until:
            names[("county", county_id, stem)] = "official"
        for form, form_kind in romaniser.forms(name, stem, TYPES):
            names.setdefault(("county", county_id, form), form_kind)

    for code, name in old.items():
        later = same[code]
        if later == code and new[later] == name:
            row(code, code, name, first, "")
        elif later:
            row(code, code, name, first, second)
            row(code, later, new[later], second, "")
        else:
            row(code, code, name, first, second)
    for code, name in new.items():
        if code not in set(same.values()):
            row(code, code, name, second, "")
    rows.sort(key=lambda r: (r[0], r[8]))

    for alias in read(source / "alias.csv"):
        place = by_name.get((alias["place_level"], alias["name_zh"], alias["province_code"]))
        if not place:
            raise SystemExit(f"alias.csv: no {alias['name_zh']} in {alias['province_code']}")
        names.setdefault((alias["place_level"], place, alias["alias"]), alias["alias_kind"])

    write(
        target / "place_county_state.csv",
        [
            "county_id",
            "gb_code",
            "county_name_zh",
            "county_name",
            "county_stem",
            "county_type",
            "prefecture_code",
            "province_code",
            "valid_from",
            "valid_to",
        ],
        rows,
    )
    write(
        target / "place_prefecture.csv",
        [
            "prefecture_code",
            "prefecture_name_zh",
            "prefecture_name",
            "prefecture_stem",
            "prefecture_type",
            "province_code",
            "valid_from",
            "valid_to",
        ],
        prefectures,
    )
    write(
        target / "place_name.csv",
        ["place_level", "place_id", "name_form", "form_kind"],
        sorted((*key, kind) for key, kind in names.items()),
    )
    print(len(rows), "states of", len({r[0] for r in rows}), "counties,", len(names), "names")


if __name__ == "__main__":
    main(sys.argv[1:3], Path(sys.argv[3]))
