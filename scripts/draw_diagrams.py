"""Draw the mermaid blocks of README.md and docs/ as pictures for the site: `make diagrams`.

A code-hosting site draws them itself. A page that is opened from disk shows the picture
docs/images/diagram_<hash of the block>.svg; pictures of blocks that are gone are removed.
"""

import hashlib
import re
import sys
from pathlib import Path

import mmdr

CHECKOUT = Path(__file__).resolve().parent.parent
PICTURES = CHECKOUT / "docs" / "images"
_BLOCK = re.compile(r"^```mermaid\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_LOOK = "---\nconfig:\n  theme: neutral\n  themeVariables:\n    fontFamily: sans-serif\n---\n"


def main() -> None:
    """Draw what is not drawn yet, remove what no page shows."""
    pages = [CHECKOUT / "README.md", *sorted((CHECKOUT / "docs").glob("*.md"))]
    blocks = [
        block.strip()
        for page in pages
        for block in _BLOCK.findall(page.read_text(encoding="utf-8"))
    ]
    pictures = {
        PICTURES / f"diagram_{hashlib.sha256(block.encode()).hexdigest()[:12]}.svg": block
        for block in blocks
    }
    for picture, block in pictures.items():
        picture.write_text(mmdr.render(_LOOK + block).svg() + "\n", encoding="utf-8")
    for picture in set(PICTURES.glob("diagram_*.svg")) - set(pictures):
        picture.unlink()
    sys.stdout.write(f"{len(pictures)} diagrams are drawn in docs/images.\n")


if __name__ == "__main__":
    main()
