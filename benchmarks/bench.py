"""Measures speed and size on real data, and prints each figure beside its limit.

    make bench                  uses ../shared/data/gc-service-inventory, or CHARTERS_INVENTORY

Figures are seconds of CPU, so that what else the machine does matters little; compare them with
each other. A ratio above 1 means over the limit. Nothing here fails a build.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from charters.judging.spc import xmr
from charters.publishing.charts.pictures import Heading, Mark, Series
from charters.publishing.charts.trend_chart import trend_chart
from charters.publishing.say.speech import Said
from charters.reading import read
from gc_inventory import write_site

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
INVENTORY = Path(
    os.environ.get("CHARTERS_INVENTORY", ROOT.parent / "shared/data/gc-service-inventory")
)
BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Figure:
    """What was measured, and the most it may be."""

    what: str
    value: float
    limit: float
    unit: str

    def __str__(self) -> str:
        return f"{self.what:<58} {self.value:>9.2f} {self.unit:<3} {self.value / self.limit:>6.2f} of {self.limit:g}"


def cpu_of(*command: str, folder: Path, code: tuple[int, ...] = (0,)) -> float:
    """Return the seconds of CPU a command takes; stop when it does not end as expected."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode not in code:
        sys.exit(
            f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def example(folder: Path) -> list[Figure]:
    """Measure the shipped example."""
    seconds = cpu_of(str(BIN / "mkdocs"), "build", "-d", str(folder), folder=ROOT)
    pages = {path: path.stat().st_size / 1000 for path in folder.rglob("index.html")}
    largest = max(pages, key=lambda path: pages[path])
    return [
        Figure("the example site, built", seconds, 6, "s"),
        Figure(f"largest page ({largest.parent.relative_to(folder)})", pages[largest], 150, "kB"),
    ]


def government(folder: Path) -> list[Figure]:
    """Measure a whole government: 2,343 standards with ten results each."""
    write_site(INVENTORY, folder)
    check = cpu_of(str(BIN / "charters"), "check", folder=folder, code=(0, 1))
    refused(folder)
    mend(folder)
    (folder / "mkdocs.yml").write_text(SITE, encoding="utf-8")
    (folder / "content" / "index.md").write_text(
        "---\ntitle: Home\n---\n\n# Home\n", encoding="utf-8"
    )
    seconds = cpu_of(str(BIN / "mkdocs"), "build", folder=folder)
    pages = [path.stat().st_size / 1000 for path in (folder / "site").rglob("index.html")]
    return [
        Figure("check of 2,343 standards with ten results each", check, 1.5, "s"),
        Figure(f"their site, {len(pages):,} pages", seconds, 60, "s"),
        Figure("all its pages together, MB", sum(pages) / 1000, 100, "MB"),
        Figure("largest of its pages", max(pages), 500, "kB"),
    ]


SITE = """\
site_name: Benchmark
docs_dir: content
theme: charters
plugins:
  - charters: {fiscal_year_starts: april, as_of: 2024-12-01}
nav: [index.md]
"""


def charts() -> Figure:
    """Measure 1,000 charts of sixty points with aims, limits and marks: figures, then SVG."""
    environment = Environment(
        loader=FileSystemLoader(ROOT / "plugins/charters/theme"),
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_null_translations()  # type: ignore[attr-defined]
    environment.filters["to"] = str  # the doors give it
    template = environment.get_template("charters/parts/chart.svg.html")
    values = [Decimal(50 + n * 7 % 23 + (30 if n % 20 == 3 else 0)) for n in range(60)]
    names = tuple(str(2000 + n) for n in range(60))
    before = time.process_time()
    for number in range(1000):
        points = xmr(values, better="higher", target=Decimal(90)).points
        marks = tuple(Mark(point.kind, "unusual") if point.rule else None for point in points)
        series = Series(
            labels=names,
            values=tuple(values),
            shown=names,
            aims=(Decimal(90),) * 60,
            limits=points,
            marks=marks,
        )
        chart = trend_chart(
            series, key=f"chart-{number}", heading=Heading("A title", Said("Calls"), "In words")
        )
        template.render(chart=chart)
    return Figure("1,000 charts of sixty points", time.process_time() - before, 2, "s")


def refused(folder: Path) -> None:
    """Print what the reader refuses of the real data, by code."""
    _, problems = read(folder)
    counts = Counter(problem.code for problem in problems)
    words = json.dumps(counts, sort_keys=True)
    print(f"refused by the reader, rows of results counted once a year: {words}")


def mend(folder: Path) -> None:
    """Take out what the reader refused: rows of results, or the markup in a text."""
    _, problems = read(folder)
    for path in {problem.place.path for problem in problems}:
        lines = {problem.place.line for problem in problems if problem.place.path == path}
        file = folder / path
        text = file.read_text(encoding="utf-8").split("\n")
        kept = [
            line.replace("<br>", " ") if path.endswith(".yml") else line
            for number, line in enumerate(text, 1)
            if path.endswith(".yml") or number not in lines
        ]
        file.write_text("\n".join(kept), encoding="utf-8")


def main() -> None:
    """Print every figure with its limit."""
    figures = [charts()]
    with tempfile.TemporaryDirectory() as folder:
        figures += example(Path(folder))
    if INVENTORY.is_dir():
        with tempfile.TemporaryDirectory() as folder:
            figures += government(Path(folder))
    else:
        print(f"no inventory at {INVENTORY}; name its folder in CHARTERS_INVENTORY")
    print("\n".join(map(str, figures)))


if __name__ == "__main__":
    main()
