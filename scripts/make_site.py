"""Make one static site of the pages, dbt's docs and Data Docs: `make docs`.

It opens from disk and loads nothing from elsewhere. What is not so is reported, with exit code 1.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from loaders.paths import BUILD_FILE, CHECKOUT, readable

SITE = CHECKOUT / "site"
_PYTHON = (sys.executable, "-m")
# What differs between two runs on the same build.
_OF_THE_RUN = re.compile(
    r'"(?P<key>generated_at|invocation_id|invocation_started_at|created_at|user_id)":'
    r' ?(?:"[^"]*"|[\d.]+|null)'
)
# dbt leaves this reference unresolved.
_DBT_ICON = ("${require('./assets/favicons/favicon.ico')}", "data:,")


class _References(HTMLParser):
    """What a page loads, and where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.linked: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect the references of one element."""
        values = dict(attrs)
        self.loaded += [source for name in ("src", "data") if (source := values.get(name))]
        target = values.get("href")
        if target and values.get("rel") != "canonical":
            (self.linked if tag == "a" else self.loaded).append(target)


def faults(site: Path) -> Iterator[str]:
    """Find links that lead nowhere, and what would be loaded from elsewhere."""
    for page in sorted(site.rglob("*.html")):
        name = page.relative_to(site).as_posix()
        references = _References(page.read_text(encoding="utf-8"))
        for target in references.loaded:
            if urlsplit(target).netloc:
                yield f"{name} loads {target}"
        # dbt's page is an application: its links are those of its templates.
        linked = [] if page.parent.name == "dbt" else references.linked
        for target in references.loaded + linked:
            parts = urlsplit(target)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            if not (page.parent / unquote(parts.path)).exists():
                yield f"{name} links to {target}, which does not exist"


def make_pages(site: Path, scratch: Path, pages: Path = CHECKOUT) -> None:
    """Make the pages of a folder, with its README.md; a warning is an error."""
    options = ("-q", "-W", "--keep-going", "-c", str(CHECKOUT / "docs"), "-d", str(scratch))
    _run(*_PYTHON, "sphinx", *options, str(pages), str(site))
    shutil.copy(site / "README.html", site / "index.html")
    shutil.rmtree(site / "_sources", ignore_errors=True)


def make_dbt_docs(site: Path, target: Path) -> None:
    """Make dbt's docs, with all they show, in one file."""
    dbt = Path(sys.executable).with_name("dbt")
    _run(str(dbt), "--quiet", "docs", "generate", "--static")
    page = (target / "static_index.html").read_text(encoding="utf-8")
    page = _OF_THE_RUN.sub(r'"\g<key>": null', page).replace(str(CHECKOUT), "")
    site.mkdir(parents=True)
    (site / "index.html").write_text(page.replace(*_DBT_ICON), encoding="utf-8")


def make_data_docs(site: Path) -> None:
    """Check the build, and write the results."""
    _run(*_PYTHON, "quality", "docs", "--to", str(site))


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd=CHECKOUT, check=False)
    if done.returncode != 0:
        sys.exit(
            f"\nThe site is not complete, {readable(Path(command[0]))} {' '.join(command[1:4])}"
            " has failed: see above.\nIf the build is older than the checkout, run make warehouse."
        )


def main() -> int:
    """Make the site; return 1 if something in it leads nowhere or is not in it."""
    build_file = Path(os.environ.get("WAREHOUSE_BUILD_FILE", BUILD_FILE))
    if not build_file.exists():
        sys.exit(f"There is no {readable(build_file)}. Run make warehouse first.")
    shutil.rmtree(SITE, ignore_errors=True)
    make_pages(SITE, CHECKOUT / "build" / "doctrees")
    make_dbt_docs(SITE / "dbt", CHECKOUT / os.environ.get("DBT_TARGET_PATH", "target"))
    make_data_docs(SITE / "data_docs")
    found = list(faults(SITE))
    for fault in found:
        print(fault, file=sys.stderr)
    print(f"The site: {readable(SITE / 'index.html')}; open it in a browser.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
