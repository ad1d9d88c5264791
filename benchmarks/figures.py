"""What is measured on real data, in seconds of CPU, of time and in size: each figure, with the most it should be.

Seconds are those of a command and all it starts; what is compared runs in turns, and the least of some runs counts.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from baseline import write_pages, write_tables
from gc_inventory import write_site
from government import DATA as INVENTORY
from government import NAMES
from measuring import Used, least, used_by

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CHARTERS = (str(BIN / "charters"),)
MKDOCS = (str(BIN / "mkdocs"), "build", "--quiet")


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
    site, tables, same = (folder / name for name in ("site", "tables", "pages"))
    write_site(INVENTORY, site, periods)
    write_tables(site, tables)
    ours = (*CHARTERS, "build", "--out", str(folder / "out"))
    plain = (*ours, "--engine", "plain")
    fresh = {"ours": ((*ours, "--fresh"), site), "plain": ((*plain, "--fresh"), site)}
    used_by(plain, site)
    write_pages(folder / "out", same)
    others = {
        "theirs": (MKDOCS, tables),
        "same": (MKDOCS, same),
        "zensical": ((str(BIN / "zensical"), "build", "--clean"), tables),
    }
    found = least(runs, {**fresh, **others})
    check = least(runs, {"check": ((*CHARTERS, "check"), site)})["check"]
    theirs_used = found["theirs"]
    pages, base = (len([*of.rglob("*.html")]) for of in (folder / "out", tables / "site"))
    print(f"ours {pages:,} pages: {found['ours']}; plain engine: {found['plain']}")
    print(f"MkDocs with Material, {base:,} pages: {theirs_used}; on our pages: {found['same']}")
    print(f"check: {check}")
    # By this, seconds of one machine can be told from those of another.
    yield Figure("MkDocs with Material on the same tables: CPU", theirs_used.cpu, None, "s")
    yield Figure("MkDocs with Material on the same pages: CPU", found["same"].cpu, None, "s")
    for name, one in (("MkDocs engine", found["ours"]), ("plain engine", found["plain"])):
        for what, theirs in (("tables", theirs_used), ("pages", found["same"])):
            against = f"against MkDocs with Material on the same {what}"
            yield Figure(f"{name}: CPU {against}", one.cpu / theirs.cpu, 0.6)
            yield Figure(f"{name}: wall {against}", one.wall / theirs.wall, 0.4)
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


def languages(folder: Path, runs: int) -> Iterator[Figure]:
    """Measure the imported government in its two languages against one of them."""
    both, one = folder / "both", folder / "one"
    files = [f"--{key}={INVENTORY / name}" for key, name in NAMES.items()]
    used_by((*CHARTERS, "import", "gc-service-inventory", *files, f"--into={both}"), ROOT)
    shutil.copytree(both, one)
    for words in one.rglob("*.fr.md"):
        words.unlink()
    site = one / "mkdocs.yml"
    site.write_text(site.read_text("utf-8").replace("    - fr\n", "", 1), "utf-8")
    build = (*CHARTERS, "build", "--fresh", "--engine", "plain", "--out", str(folder / "out"))
    found = least(runs, {"both": (build, both), "one": (build, one)})
    print(f"two languages: {found['both']}; one: {found['one']}")
    yield Figure("two languages: CPU against one", found["both"].cpu / found["one"].cpu, 1.8)


def example(folder: Path) -> Iterator[Figure]:
    """Measure the site of this repository."""
    build = (*CHARTERS, "build", "--fresh", "--out", str(folder / "out"))
    yield Figure("the example site, built", used_by(build, ROOT).cpu, 2.5, "s")
    yield Figure("its largest page", largest(folder / "out"), 100, "kB")


def largest(site: Path) -> float:
    """Return the size of the largest page in kB."""
    return max(page.stat().st_size for page in site.rglob("*.html")) / 1000
