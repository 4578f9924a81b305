"""Read a PDF: a text line is a line and keeps the number of its page."""

import io
import logging

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError

from loaders.errors import RefusedError
from loaders.limits import Limits, beyond
from loaders.readers.types import Extracted, Line, split_lines

# What the library finds odd inside a file helps no reader of our messages.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)
_END_MARK = b"%%EOF"
_END_LENGTH = 2048


def read_pdf(content: bytes, limits: Limits) -> Extracted:
    """Extract the text of every page; a page without text has no lines."""
    if _END_MARK not in content[-_END_LENGTH:]:
        # The library would mend a file that was cut off, and lose its last pages in silence.
        raise _damaged("its end is missing")
    lines: list[Line] = []
    empty_pages = 0
    try:
        pages = PdfReader(io.BytesIO(content)).pages
        if len(pages) > limits.pages:
            raise beyond(limits, "pages", f"it has {len(pages):,} pages")
        for number, page in enumerate(pages, start=1):
            text = page.extract_text()
            # Fonts with a broken character table give halves of characters.
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            if text:
                lines.extend(split_lines(text, number))
            else:
                empty_pages += 1
    except FileNotDecryptedError as error:
        raise RefusedError(
            "the PDF is protected by a password", "save a copy without protection and load that"
        ) from error
    except (RefusedError, MemoryError):
        raise
    except Exception as error:  # The library passes on whatever a broken object raises.
        raise _damaged("it cannot be parsed") from error
    note = f"{empty_pages} of {len(pages)} pages hold no text" if empty_pages else None
    return Extracted(lines, page_count=len(pages), note=note)


def _damaged(how: str) -> RefusedError:
    return RefusedError(
        f"the PDF is damaged: {how}",
        "fetch it again, or open it in a viewer and print it to a new PDF",
    )
