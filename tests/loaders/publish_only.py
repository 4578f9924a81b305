"""Publishes in a process of its own, for tests that limit or kill it."""

import sys
from pathlib import Path

from loaders.errors import WarehouseError
from loaders.publishing import publish

if __name__ == "__main__":
    try:
        publish(Path(sys.argv[1]), Path(sys.argv[2]))
    except WarehouseError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
