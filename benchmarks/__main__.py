"""Measure, and write docs/benchmark.md; exit with 1 if a model grows faster than the text.

python -m benchmarks [COPIES ...]
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from benchmarks import floors
from benchmarks.growth import growths, too_steep
from benchmarks.page import write_page
from benchmarks.warehouse import measure

_PEERS = Path("benchmarks", ".venv", "bin", "python")
_RESULTS = Path("benchmarks", "results.json")
_COPIES = (1, 10, 100)


def main() -> int:
    """Measure the sizes one after the other, then the others on the first of them."""
    copies = sorted(int(argument) for argument in sys.argv[1:]) or list(_COPIES)
    with tempfile.TemporaryDirectory(prefix="bench-", dir="build") as folder:
        work = Path(folder).resolve()
        sizes = []
        for number in copies:
            print(f"×{number} ...", flush=True)
            sizes.append(measure(number, work))
        print("the others ...", flush=True)
        documents = work / f"documents-{copies[0]}"
        read = subprocess.run(
            [_PEERS, "benchmarks/peers.py", documents], stdout=subprocess.PIPE, check=True
        )
        others = json.loads(read.stdout)
        largest = work / f"documents-{copies[-1]}"
        others["DuckDB: sentences and numbers by one pattern"] = {
            "bytes": sizes[-1].text_bytes,
            "seconds": floors.duckdb_seconds(largest),
        }
        model_count = len(sizes[0].model_seconds)
        results = {
            "cores": os.cpu_count(),
            "sizes": [asdict(size) for size in sizes],
            "others": others,
            "model_count": model_count,
            "dbt_floor_seconds": floors.dbt_seconds(model_count, work),
        }
    _RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    write_page(results, sizes)
    subprocess.run([_PEERS, "benchmarks/plot.py"], check=True)
    steep = too_steep(growths(sizes, results["dbt_floor_seconds"] / model_count))
    print("\n".join(steep) or "No model grows faster than the text.")
    return 1 if steep else 0


if __name__ == "__main__":
    if shutil.which(_PEERS) is None:
        sys.exit("The peers are missing: run make bench.")
    sys.exit(main())
