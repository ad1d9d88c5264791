"""Measures speed, memory and size on real data against MkDocs with Material, and writes BENCHMARKS.md.

    make bench                  uses ../shared/data/gc-service-inventory, or CHARTERS_INVENTORY
    make bench COPIES=10        measures ten times the government too; it takes many minutes
    make bench PERIODS=12       gives each promise so many periods

Nothing here fails a build.
"""

from __future__ import annotations

import argparse
import os
import pstats
import subprocess
import sys
import tempfile
from pathlib import Path

from figures import ROOT, copies, example, government, languages
from gc_inventory import write_site
from government import DATA as INVENTORY

LINES = 10


def profile(folder: Path, periods: int) -> list[str]:
    """Return the first lines of the profile of a build in one process, by time in each function alone."""
    site, stats = folder / "profiled", folder / "stats"
    write_site(INVENTORY, site, periods)
    build = [
        "build",
        "--fresh",
        "--root",
        str(site),
        "--engine",
        "plain",
        "--out",
        str(folder / "out"),
    ]
    script = f"""
import cProfile, os, sys
os.sched_getaffinity = lambda _: {{0}}
from charters.cli import main
sys.argv[1:] = {build}
cProfile.run("main(standalone_mode=False)", {str(stats)!r})
"""
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)
    found = pstats.Stats(str(stats))
    whole = found.total_tt  # type: ignore[attr-defined]
    rows = sorted(found.stats.items(), key=lambda row: -row[1][2])  # type: ignore[attr-defined]
    return [
        f"| {100 * tottime / whole:.1f}% | {calls:,} | `{Path(file).name}:{line} {name}` |"
        for (file, line, name), (_, calls, tottime, _, _) in rows[:LINES]
    ]


PAGE = """\
# Benchmarks

Written by `make bench`; repeat it with the same command, and with `make bench COPIES=10` for ten times
the government. The data are the Government of Canada's service inventory, {periods} periods of each
promise; the baseline is MkDocs with Material (`navigation.prune`), which builds the same promises and
results from plain Markdown tables (`benchmarks/baseline.py`): no verdicts, charts, checks, feeds, exports,
posters or pages to embed. The same pages are the words of every page of ours, without links. All builds but that after a change look at every page (`--fresh`). Runs are taken in turns, on {cores} cores; the least of {runs} counts. When they began,
{load:.1f} other processes waited for a core: time by the clock means something only where that is near 0.

| what | measured | at most |
|---|---|---|
{figures}

## Where the time goes

The first {lines} lines of the profile of a build with the plain engine in one process, by the time within
each function itself:

| share | calls | function |
|---|---|---|
{profile}
"""


def main() -> None:
    """Print every figure, and write them down."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--periods", type=int, default=10)
    asked.add_argument("--copies", type=int, default=1)
    asked.add_argument("--runs", type=int, default=3)
    given = asked.parse_args()
    if not INVENTORY.is_dir():
        sys.exit(f"no inventory at {INVENTORY}; name its folder in CHARTERS_INVENTORY")
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        figures = [*example(folder / "example"), *government(folder, given.periods, given.runs)]
        figures += languages(folder, given.runs)
        if given.copies > 1:
            figures += copies(folder, given.periods, given.copies)
        lines = profile(folder, given.periods)
    said = "\n".join(map(str, figures))
    print(said)
    page = PAGE.format(
        periods=given.periods,
        cores=len(os.sched_getaffinity(0)),
        runs=given.runs,
        load=load,
        figures=said,
        lines=LINES,
        profile="\n".join(lines),
    )
    (ROOT / "BENCHMARKS.md").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
