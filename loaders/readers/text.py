"""Read plain text: a line of the decoded text is a line."""

from loaders.decoding import decode
from loaders.limits import Limits
from loaders.readers.types import Extracted, split_lines


def read_text(content: bytes, limits: Limits) -> Extracted:
    """Decode the content and split it."""
    text, encoding = decode(content)
    return Extracted(split_lines(text), encoding=encoding)
