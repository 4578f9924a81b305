"""The pages make a site that opens from disk: links lead somewhere, nothing is from elsewhere."""

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from loaders.visible import visible, visible_line
from scripts.make_site import faults, make_pages
from scripts.refresh_snippets import CHECKOUT, pages
from tests.hostile import HOSTILE, HOSTILE_NAME, STEERING_SIGNS

_MERMAID = re.compile(r"^```mermaid\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("a site")
    make_pages(folder, tmp_path_factory.mktemp("scratch"))
    return folder


def test_site_has_every_page_in_its_navigation(site: Path) -> None:
    navigation = (site / "index.html").read_text(encoding="utf-8").split('class="main"')[0]
    names = [page.relative_to(CHECKOUT).with_suffix(".html").as_posix() for page in pages()]
    assert [name for name in names if not (site / name).exists()] == []
    names.remove("README.html")  # where the navigation stands
    assert [name for name in names if f'href="{name}"' not in navigation] == []


def test_links_of_the_pages_lead_somewhere(site: Path) -> None:
    # Made from a build, by other tools.
    for name in ("dbt", "data_docs"):
        (site / name).mkdir()
        (site / name / "index.html").touch()
    assert list(faults(site)) == []


def test_search_works_without_a_server(site: Path, tmp_path: Path) -> None:
    # A browser does not let a page that was opened from disk fetch a file; it loads scripts.
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("Chromium is not installed")
    page = f"{(site / 'search.html').as_uri()}?q=fct_funds_allocated"
    options = ("--headless", "--no-sandbox", f"--user-data-dir={tmp_path}", "--dump-dom")
    done = subprocess.run(
        [browser, *options, "--virtual-time-budget=10000", page],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    assert 'href="docs/tables.html#fct-funds-allocated"' in done.stdout


def test_text_in_a_printed_result_stays_text(tmp_path: Path) -> None:
    pages_folder = tmp_path / "pages"
    pages_folder.mkdir()
    # Pages print what the commands show.
    (pages_folder / "README.md").write_text(
        f"# A page\n\n```text\n{visible_line(HOSTILE_NAME)}: {visible(HOSTILE)}\n```\n",
        encoding="utf-8",
    )
    make_pages(tmp_path / "site", tmp_path / "scratch", pages_folder)
    page = (tmp_path / "site" / "README.html").read_text(encoding="utf-8")
    assert "&lt;img src=x onerror=alert(1)&gt;[red]{{ 7*7 }}=1+1 gave 5 yuan" in page
    assert "<img src=x" not in page
    assert not STEERING_SIGNS & set(page)


@pytest.mark.parametrize(
    ("element", "fault"),
    [
        ('<a href="gone.html#there">x</a>', "page.html links to gone.html#there"),
        ('<img src="gone%20too.png">', "page.html links to gone%20too.png"),
        ('<script src="https://example.org/x.js"></script>', "loads https://example.org/x.js"),
        ('<link rel="stylesheet" href="//example.org/x.css">', "loads //example.org/x.css"),
    ],
)
def test_fault_is_found(tmp_path: Path, element: str, fault: str) -> None:
    (tmp_path / "page.html").write_text(element, encoding="utf-8")
    (found,) = faults(tmp_path)
    assert fault in found


def test_what_is_there_or_only_linked_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "a b").mkdir()
    (tmp_path / "a b" / "page.html").write_text(
        '<a href="../other.html?q=1#x">x</a><a href="https://example.org">x</a><a href="#x">x</a>'
        '<link rel="canonical" href="/overview/"><img src="data:image/png;base64,AA==">',
        encoding="utf-8",
    )
    (tmp_path / "other.html").write_text('<a href="a%20b/page.html">x</a>', encoding="utf-8")
    assert list(faults(tmp_path)) == []


def test_pictures_are_those_of_the_diagrams() -> None:
    blocks = [
        block for page in pages() for block in _MERMAID.findall(page.read_text(encoding="utf-8"))
    ]
    drawn = {picture.stem for picture in (CHECKOUT / "docs" / "images").glob("diagram_*.svg")}
    hashes = {hashlib.sha256(block.strip().encode()).hexdigest()[:12] for block in blocks}
    assert drawn == {f"diagram_{name}" for name in hashes}, "run make diagrams"
    assert [block for block in blocks if "accTitle:" not in block] == []
