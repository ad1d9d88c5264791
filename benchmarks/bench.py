"""Measures speed, memory and size on real data against MkDocs with Material, and writes BENCHMARKS.md.

    make bench                  uses ../shared/data/gc-service-inventory, or CHARTERS_INVENTORY
    make bench COPIES=10        measures ten times the government too; it takes many minutes
    make bench PERIODS=12       gives each promise so many periods

Seconds are those of CPU, of a command and all it starts; what is compared runs in turns, and the least
of some runs counts. Nothing here fails a build.
"""

from __future__ import annotations

import argparse
import os
import pstats
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from baseline import write_tables
from gc_inventory import write_site
from measuring import Used, least, used_by

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
INVENTORY = Path(
    os.environ.get("CHARTERS_INVENTORY", ROOT.parent / "shared/data/gc-service-inventory")
)
BIN = Path(sys.executable).parent
CHARTERS = (str(BIN / "charters"),)
LINES = 10


@dataclass(frozen=True)
class Figure:
    """What was measured, and the most it should be; None of what is there to compare with."""

    what: str
    value: float
    limit: float | None
    unit: str = "times"

    def __str__(self) -> str:
        most = "-" if self.limit is None else f"{self.limit:g}"
        mark = ", too much" if self.limit is not None and self.value > self.limit else ""
        return f"| {self.what} | {self.value:.2f} {self.unit} | {most}{mark} |"


def government(folder: Path, periods: int, runs: int) -> Iterator[Figure]:
    """Measure a whole government against the same tables as others build them, in turns."""
    site, tables = folder / "site", folder / "tables"
    write_site(INVENTORY, site, periods)
    write_tables(site, tables)
    ours = (*CHARTERS, "build", "--out", str(folder / "out"))
    plain = (*ours, "--engine", "plain")
    fresh = {"ours": ((*ours, "--fresh"), site), "plain": ((*plain, "--fresh"), site)}
    others = {
        "theirs": ((str(BIN / "mkdocs"), "build", "--quiet"), tables),
        "zensical": ((str(BIN / "zensical"), "build", "--clean"), tables),
    }
    found = least(runs, {**fresh, **others})
    check = least(runs, {"check": ((*CHARTERS, "check"), site)})["check"]
    theirs_used, pages = found["theirs"], len([*(folder / "out").rglob("*.html")])
    base = len([*(tables / "site").rglob("*.html")])
    print(f"ours {pages:,} pages: {found['ours']}; plain engine: {found['plain']}")
    print(f"MkDocs with Material, {base:,} pages: {theirs_used}; check: {check}")
    # By this, seconds of one machine can be told from those of another.
    yield Figure("MkDocs with Material on the same tables: CPU", theirs_used.cpu, None, "s")
    for name, one in (("MkDocs engine", found["ours"]), ("plain engine", found["plain"])):
        yield Figure(f"{name}: CPU against MkDocs with Material", one.cpu / theirs_used.cpu, 0.6)
        yield Figure(f"{name}: wall against it", one.wall / theirs_used.wall, 0.4)
        yield Figure(
            f"{name}: CPU of a page against one of it",
            one.cpu / pages / (theirs_used.cpu / base),
            0.6,
        )
        yield Figure(f"{name}: memory of its largest process", one.largest, 300, "MB")
        yield Figure(f"{name}: memory of all its processes at once", one.together, 300, "MB")
    zensical = found["zensical"].cpu / theirs_used.cpu
    yield Figure("Zensical on the same tables: CPU against MkDocs with Material", zensical, None)
    yield Figure("`charters check`", check.cpu, 1.3, "s")
    yield changed(site, plain, found["plain"], runs)
    yield Figure("largest page", largest(folder / "out"), 100, "kB")


def changed(site: Path, build: tuple[str, ...], whole: Used, runs: int) -> Figure:
    """Measure a build after one row of results was changed, each time to another value."""
    results = min(site.glob("data/standards/*/results.csv"))
    used = []
    for _ in range(runs):
        lines = results.read_text("utf-8").splitlines()
        cells = lines[-1].split(",")
        cells[3] = f"{max(0, int(cells[3]) - 1)}"
        results.write_text("\n".join([*lines[:-1], ",".join(cells), ""]), "utf-8")
        used.append(used_by(build, site).cpu)
    return Figure(
        "a build after one row was changed, against a whole one", min(used) / whole.cpu, 0.1
    )


def copies(folder: Path, periods: int, count: int) -> Iterator[Figure]:
    """Measure so many governments in one site against one of them."""
    used = []
    for many in (1, count):
        site = folder / f"site-{many}"
        write_site(INVENTORY, site, periods, many)
        build = (*CHARTERS, "build", "--fresh", "--engine", "plain", "--out", str(folder / "out"))
        used.append(used_by(build, site))
        shutil.rmtree(folder / "out")
    one, more = used
    print(f"{count} copies: {more}")
    yield Figure(f"{count} governments: CPU against one", more.cpu / one.cpu, 1.1 * count)
    yield Figure(f"{count} governments: memory of the largest process", more.largest, 1200, "MB")
    yield Figure(f"{count} governments: memory of all at once", more.together, 1200, "MB")


def example(folder: Path) -> Iterator[Figure]:
    """Measure the site of this repository."""
    build = (*CHARTERS, "build", "--fresh", "--out", str(folder / "out"))
    yield Figure("the example site, built", used_by(build, ROOT).cpu, 2.5, "s")
    yield Figure("its largest page", largest(folder / "out"), 100, "kB")


def largest(site: Path) -> float:
    """Return the size of the largest page in kB."""
    return max(page.stat().st_size for page in site.rglob("*.html")) / 1000


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
posters or pages to embed. All builds but that after a change look at every page (`--fresh`). Runs are taken in turns, on {cores} cores; the least of {runs} counts. When they began,
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
