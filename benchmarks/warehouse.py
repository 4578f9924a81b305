"""Load and build copies of the documents, each size in a build file of its own."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import write_copies
from benchmarks.measuring import cost_of

_LOADERS = (sys.executable, "-m", "loaders")
_MODELS = Path("models")


@dataclass(frozen=True, slots=True)
class Size:
    """What one size of the corpus took."""

    copies: int
    text_bytes: int
    load_seconds: float
    # Models and tests, as a user builds.
    build_seconds: float
    publish_seconds: float
    peak_bytes: int
    build_bytes: int
    published_bytes: int
    batch_count: int
    # Over all batches; those of the tests together. Two run at a time.
    model_seconds: dict[str, float]
    test_seconds: float

    @property
    def models_seconds(self) -> float:
        """The share of the build that is the models', as a wall clock would show it."""
        models = sum(self.model_seconds.values())
        return self.build_seconds * models / (models + self.test_seconds)


def measure(copies: int, work: Path) -> Size:
    """Load, build and publish so many copies."""
    documents = work / f"documents-{copies}"
    text_bytes = write_copies(copies, documents)
    build_file = work / f"build-{copies}.duckdb"
    published = work / f"warehouse-{copies}.duckdb"
    taken = work / f"steps-{copies}.json"
    environment = {
        "WAREHOUSE_BUILD_FILE": str(build_file),
        "DBT_TARGET_PATH": str(work / "target"),
        "DBT_LOG_PATH": str(work),
    }
    load = cost_of((*_LOADERS, "load", str(documents)), environment)
    reading = (sys.executable, "-m", "benchmarks.reading", str(build_file), str(taken))
    build = cost_of(reading, environment)
    publish = cost_of((*_LOADERS, "publish", "--to", str(published)), environment)
    steps = json.loads(taken.read_text(encoding="utf-8"))
    models = {file.stem for file in _MODELS.rglob("*.sql")}
    return Size(
        copies=copies,
        text_bytes=text_bytes,
        load_seconds=load.seconds,
        build_seconds=build.seconds,
        publish_seconds=publish.seconds,
        peak_bytes=max(load.peak_bytes, build.peak_bytes, publish.peak_bytes),
        build_bytes=build_file.stat().st_size,
        published_bytes=published.stat().st_size,
        batch_count=steps["batches"],
        model_seconds={
            name: round(seconds, 3)
            for name, seconds in sorted(steps["seconds"].items())
            if name in models
        },
        test_seconds=sum(
            seconds for name, seconds in steps["seconds"].items() if name not in models
        ),
    )
