"""Draw docs/images/benchmark.svg from benchmarks/results.json; runs in the peers' environment."""

import json
from pathlib import Path

import matplotlib as mpl

mpl.use("svg")
# The same picture from the same results.
mpl.rcParams["svg.hashsalt"] = "benchmark"

from matplotlib import pyplot  # noqa: E402


def main() -> None:
    """Draw the rates of the warehouse by size, and those of the others as lines."""
    results = json.loads(Path("benchmarks", "results.json").read_text(encoding="utf-8"))
    figure, axes = pyplot.subplots(figsize=(8, 4.5))
    sizes = results["sizes"]
    axes.plot(
        [size["text_bytes"] / 1e6 for size in sizes],
        [
            size["text_bytes"] / 1e6 / (size["load_seconds"] + size["build_seconds"])
            for size in sizes
        ],
        marker="o",
        label="warehouse: load, models and tests",
    )
    for number, (name, taken) in enumerate(results["others"].items(), start=1):
        rate = taken["bytes"] / 1e6 / taken["seconds"]
        axes.axhline(rate, linestyle="--", color=f"C{number}", label=name)
    axes.set(xscale="log", yscale="log", xlabel="text, MB", ylabel="MB a second")
    axes.legend(fontsize="small")
    figure.tight_layout()
    figure.savefig(Path("docs", "images", "benchmark.svg"), metadata={"Date": None})


if __name__ == "__main__":
    main()
