"""How Sphinx makes a site of README.md and docs/: `make docs`.

The pages are those that a code-hosting site shows; nothing in them is for Sphinx alone.
"""

import hashlib
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx
from sphinx.util import logging

CHECKOUT = Path(__file__).resolve().parent.parent
DIAGRAMS = CHECKOUT / "docs" / "images"

project = "Poverty Alleviation Warehouse"
html_title = project
language = "en"
extensions = ["myst_parser"]

# The source folder is the checkout, so that links between its pages lead to pages of the site.
root_doc = "README"
include_patterns = [
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "docs/*.md",
    "data/*/README.md",
]
exclude_patterns = [
    folder.name
    for folder in CHECKOUT.iterdir()
    if folder.is_dir() and folder.name not in {"docs", "data"}
]
myst_heading_anchors = 4
myst_fence_as_directive = ["mermaid"]
# A lexer that does not know a word of DuckDB's SQL says nothing about the page.
suppress_warnings = ["misc.highlighting_failure"]

html_theme = "furo"
html_static_path = ["theme/static"]
html_css_files = ["site.css"]
templates_path = ["theme"]
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/generated.html",
        "sidebar/scroll-end.html",
    ]
}
html_copy_source = False
html_show_copyright = False
html_use_index = False
# Pages that are opened from disk cannot fetch the text of others.
html_show_search_summary = False

# Pages that are not named here are listed at the end.
NAVIGATION = {
    "Use it": [
        "docs/README",
        "docs/loading",
        "docs/cookbook",
        "docs/metrics",
        "docs/bi",
        "docs/tools",
        "docs/terminal",
        "docs/tables",
    ],
    "How the text is read": ["docs/rules", "docs/places", "docs/agencies", "docs/periods"],
    "How far to trust it": [
        "docs/accuracy",
        "docs/heldout",
        "docs/confidence",
        "docs/quality",
        "docs/passages",
        "docs/promises",
        "docs/mutation",
    ],
    "The project": [
        "data/documents/README",
        "data/evaluation/README",
        "docs/dependencies",
        "SECURITY",
        "CONTRIBUTING",
        "CHANGELOG",
    ],
}

_logger = logging.getLogger(__name__)


class Mermaid(Directive):
    """The picture of a mermaid block, which a site cannot draw without a network."""

    has_content: ClassVar[bool] = True

    def run(self) -> list[nodes.Node]:
        """Show the picture that `make diagrams` drew."""
        source = "\n".join(self.content).strip()
        picture = DIAGRAMS / f"diagram_{hashlib.sha256(source.encode()).hexdigest()[:12]}.svg"
        if not picture.exists():
            _logger.warning(
                "this diagram is not drawn as it stands here: run make diagrams",
                location=self.state_machine.get_source_and_line(self.lineno),
            )
            return []
        title = next(
            (line.partition(":")[2].strip() for line in self.content if "accTitle:" in line),
            "Diagram",
        )
        uri = "/" + picture.relative_to(CHECKOUT).as_posix()
        # With a width, a click shows the picture in its own size.
        return [nodes.image(uri=uri, alt=title, width="100%", classes=["diagram"])]


def _with_navigation(app: Sphinx, page: str, source: list[str]) -> None:
    if page != root_doc:
        return
    rest = app.env.found_docs - {root_doc}.union(*NAVIGATION.values())
    for caption, names in (NAVIGATION | {"More": sorted(rest)}).items():
        entries = [f"/{name}" for name in names if name in app.env.found_docs]
        if caption == "Use it":
            entries.insert(0, "Start <self>")
        if entries:
            toctree = ("```{toctree}", ":hidden:", f":caption: {caption}", "", *entries, "```")
            source[0] += "\n" + "\n".join(toctree) + "\n"


def setup(app: Sphinx) -> None:
    """Tell Sphinx about diagrams and navigation."""
    app.add_directive("mermaid", Mermaid)
    app.connect("source-read", _with_navigation)
