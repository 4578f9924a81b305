"""Compare the packages that are used with known holes, without a network, and list their licences.

The known holes are the rows of scripts/advisories.csv and no others: add a row when you learn of
one. Both the versions of requirements-dev.lock, which holds those of requirements.lock, and the
lowest versions that pyproject.toml admits must be free of them.

    python -m scripts.audit           compare; exit code 1 if a package has a known hole or is not
                                      on the page docs/dependencies.md
    python -m scripts.audit --write   write that page anew
"""

import csv
import importlib.metadata
import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

CHECKOUT = Path(__file__).resolve().parent.parent
PAGE = CHECKOUT / "docs" / "dependencies.md"
_LOCKED = re.compile(r"^([a-z0-9._-]+)(?:\[[^]]*\])?==(\S+)", re.MULTILINE)
_INTRODUCTION = """# Dependencies

The packages of `requirements-dev.lock`, those of `requirements.lock` among them, and the licence
that each states. They are installed with their hashes checked. `make test` compares their versions,
and the lowest ones that `pyproject.toml` admits, with the {count} known holes in
`scripts/advisories.csv`. It needs no network and knows of no other holes than those: they are about
{packages}. The packages of Superset (`bi/requirements.lock`) and those of the diagrams are not
covered, nor are Python itself and the libraries of the system.

| package | version | licence |
| --- | --- | --- |
"""


def locked() -> dict[str, Version]:
    """Return the packages of the lock with their versions."""
    text = (CHECKOUT / "requirements-dev.lock").read_text(encoding="utf-8")
    return {canonicalize_name(name): Version(version) for name, version in _LOCKED.findall(text)}


def floors() -> dict[str, Version]:
    """Return the lowest version that the project admits of each package that it names."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    return {
        canonicalize_name(requirement.name): Version(specifier.version)
        for requirement in map(Requirement, named)
        for specifier in requirement.specifier
        if specifier.operator == ">="
    }


def advisories() -> list[dict[str, str]]:
    """Return the known holes."""
    with (CHECKOUT / "scripts" / "advisories.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def holes(versions: dict[str, Version], known: list[dict[str, str]]) -> list[str]:
    """Say which of the versions have a known hole."""
    return [
        f"{row['package']} {versions[row['package']]}: {row['advisory']}, {row['about']}."
        f" Mended in {row['below']}."
        for row in known
        if row["package"] in versions and versions[row["package"]] < Version(row["below"])
    ]


def page() -> str:
    """Write the page of packages and licences."""
    known = advisories()
    packages = ", ".join(sorted({row["package"] for row in known}))
    rows = "\n".join(
        f"| {name} | {version} | {licence(name)} |" for name, version in locked().items()
    )
    return _INTRODUCTION.format(count=len(known), packages=packages) + rows + "\n"


def licence(package: str) -> str:
    """Return what an installed package states as its licence."""
    try:
        stated = importlib.metadata.metadata(package)
    except importlib.metadata.PackageNotFoundError:
        return "not installed here"
    classifiers = [
        name.rpartition(" :: ")[2]
        for name in stated.get_all("Classifier") or []
        if name.startswith("License ::")
    ]
    (expression,) = stated.get_all("License-Expression") or [""]
    (licence,) = stated.get_all("License") or ["not stated"]
    return expression or "; ".join(classifiers) or licence.strip().partition("\n")[0]


def main() -> int:
    """Return 1 if something has to be done."""
    if "--write" in sys.argv[1:]:
        PAGE.write_text(page(), encoding="utf-8")
    known = advisories()
    found = [f"requirements-dev.lock: {hole}" for hole in holes(locked(), known)]
    found += [f"pyproject.toml admits {hole}" for hole in holes(floors(), known)]
    text = PAGE.read_text(encoding="utf-8")
    found += [
        f"docs/dependencies.md lacks {name} {version}: python -m scripts.audit --write"
        for name, version in locked().items()
        if f"| {name} | {version} |" not in text
    ]
    for problem in found:
        print(problem)
    count = len(locked())
    print(f"{count} packages compared with {len(known)} known holes: {len(found)} to be mended")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
