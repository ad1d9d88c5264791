"""The proof on a whole government: its open data imported, checked, built, compared and looked at.

The data is the Government of Canada's service inventory (Open Government Licence - Canada), in the folder
that CHARTERS_INVENTORY names, or in ../shared/data/gc-service-inventory. Where it is not, that is said.

1. The importer writes the site, twice: the second run changes no byte.
2. `charters check` finds no error, `charters build` publishes every page in every language.
3. Each aim, each share and each "met" or "missed" is worked out again from the inventory's own file, and
   is what the site publishes as CSV and as JSON, and what its page of the promise says.
4. `charters audit` looks at the smallest and the largest page of each kind, in a browser.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("CHARTERS_INVENTORY", ROOT.parent / "shared/data/gc-service-inventory"))
PLACE = ROOT / "build" / "government"
SITE, SAMPLE = PLACE / "site", PLACE / "sample"
CHARTERS = [sys.executable, "-m", "charters.cli"]
LANGUAGES = {"": {"yes": "Met", "no": "Missed"}, "fr/": {"yes": "Respecté", "no": "Non respecté"}}
"""The words for both verdicts on the pages of each language, which stand below an address of their own."""


def main() -> None:
    """Run every step; stop at the first that fails."""
    if not (DATA / "ss.csv").is_file():
        print(f"no government here: {DATA} has no ss.csv; name its folder with CHARTERS_INVENTORY")
        return
    shutil.rmtree(PLACE, ignore_errors=True)
    files = [f"--{key}={DATA / name}" for key, name in NAMES.items()]
    told = run("import", "gc-service-inventory", *files, f"--into={PLACE}", f"--report={PLACE}.csv")
    print("\n".join(line for line in told.splitlines() if " columns are " in line))
    before = contents()
    run("import", "gc-service-inventory", *files, f"--into={PLACE}")
    expect(contents() == before, "a second import changes files")
    print(run("check", cwd=PLACE).splitlines()[-1])
    print(run("build", cwd=PLACE).splitlines()[-1])
    print(compare(DATA / "ss.csv", SITE))
    sample()
    print(run("audit", str(SAMPLE), f"--record={PLACE}/audit.json", cwd=PLACE).splitlines()[-1])


NAMES = {"standards": "ss.csv", "services": "si.csv", "organisations": "ifoi_en.csv"}


def run(*words: str, cwd: Path = ROOT) -> str:
    """Run a command of the program, say how long it took, and return what it printed."""
    began = time.perf_counter()
    done = subprocess.run([*CHARTERS, *words], cwd=cwd, capture_output=True, text=True, check=False)
    print(f"== charters {words[0]}: {time.perf_counter() - began:.0f} seconds")
    if done.returncode:
        sys.exit(f"{done.stdout[-3000:]}{done.stderr[-1000:]}")
    return done.stdout


def expect(holds: object, otherwise: str) -> None:
    """Stop where something does not hold."""
    if not holds:
        sys.exit(otherwise)


def contents() -> dict[Path, bytes]:
    """Return every file that the importer wrote."""
    return {path: path.read_bytes() for path in sorted(PLACE.rglob("*")) if path.is_file()}


# ------------------------------------------------------------------------------- compared


def compare(inventory: Path, site: Path) -> str:
    """Hold what a site publishes against the inventory's own file, line by line; return what it comes to."""
    register = json.loads((site / "data" / "register.json").read_text(encoding="utf-8"))
    tables = {name: [*rows(site / "data" / f"{name}.csv")] for name in ("standards", "results")}
    forms = {"CSV": published(tables), "JSON": published(register)}
    counts: Counter[str] = Counter()
    for line in rows(inventory):
        service, own = line["service_id"].lower(), slug(line["service_standard_id"])
        agency, name = line["owner_org"], f"{service}-{own}"
        wanted = recomputed(line)
        for form, found in forms.items():
            said = found[agency, name]
            expect(said == wanted, f"{form} says {said} of {agency} {name}, and not {wanted}")
        for language, words in LANGUAGES.items():
            folder = site / language / "agencies" / agency / service
            said_there = said_in(folder, name, f"{name}.{line['fiscal_yr'][-4:]}-03-31")
            expect(agrees(said_there, words, line, wanted), f"{folder} says {said_there} of {name}")
        counts[wanted[2] or "not to be judged"] += 1
    expect(sum(counts.values()) == len(forms["CSV"]), "other promises are there than were imported")
    return f"{sum(counts.values()):,} promises as in the inventory: {dict(counts)}"


Facts = tuple[str, Fraction | None, str]
"""The aim, the share, and whether the one was reached: yes, no, or ''."""


def recomputed(line: dict[str, str]) -> Facts:
    """Return what the inventory's own figures come to."""
    aim, share, level = Fraction(line["target"] or 0) * 100, None, None
    met, total = line["volume_meeting_target"], line["total_volume"]
    if met.isdigit() and total.isdigit():
        if 0 < int(total) >= int(met):
            level = share = Fraction(int(met) * 100, int(total))
    elif line["performance"] and not (met or total):
        level = Fraction(line["performance"]) * 100
    can_be = 0 < aim <= 100
    reached = "" if level is None or not can_be else "yes" if level >= aim else "no"
    return (f"{float(aim):g}%" if can_be else "", share, reached)


def published(tables: Mapping[str, Iterable[Mapping[str, Any]]]) -> dict[tuple[str, str], Facts]:
    """Return the aims of all promises with their results, as tables of open data say them."""
    results = {
        (row["agency"], row["standard"]): row
        for row in tables["results"]
        if row["of"] == "promise" and not row["part"] and row["in_force"] in ("yes", True)
    }
    found = {}
    for row in tables["standards"]:
        key = row["agency"], row["standard"]
        result = results.get(key, {})
        total = int(result.get("total") or 0)
        reached: Any = result.get("reached")
        share = Fraction(int(result.get("met") or 0) * 100, total) if total else None
        word = {True: "yes", False: "no", None: ""}.get(reached, str(reached))
        found[key] = str(row["target"] or ""), share, word
    return found


@cache
def page_of(path: Path) -> LexborHTMLParser:
    """Return a page of the site."""
    return LexborHTMLParser(path.read_text(encoding="utf-8"))


def said_in(folder: Path, name: str, row: str) -> list[str]:
    """Return the cells of the row that says what came of a promise; none without a row.

    It stands on the page of the service, or on the promise's own where a service has many.
    """
    pages = (folder / "index.html", folder / name / "index.html")
    found = (page_of(page).css_first(f'tr[id="{row}"]') for page in pages if page.is_file())
    first = next(filter(None, found), None)
    return [cell.text(strip=True) for cell in first.css("td")] if first else []


def agrees(said: list[str], words: Mapping[str, str], line: dict[str, str], wanted: Facts) -> bool:
    """Return whether a page says the counts of a line, and the verdict that they come to."""
    if wanted[1] is None:
        return wanted[2] != "" or not {*words.values()} & {*said[:1]}
    digits = "".join(char for char in "".join(said) if char.isdigit())
    there = all(line[key] in digits for key in ("volume_meeting_target", "total_volume"))
    verdict = next((reached for reached, word in words.items() if word in said[:1]), None)
    return there and verdict in (None, wanted[2])


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def slug(name: str) -> str:
    """Return a name as our ids have it."""
    return "-".join(name.lower().split())


# --------------------------------------------------------------------------------- sampled


def sample() -> None:
    """Copy the smallest and the largest page of each kind, with all that they load."""
    kinds: dict[tuple[str, ...], list[Path]] = defaultdict(list)
    for page in SITE.rglob("*.html"):
        parts = page.relative_to(SITE).parts[:-1]
        language, inner = (parts[:1], parts[1:]) if parts[:1] == ("fr",) else ((), parts)
        kinds[*language, *inner[:1], str(len(inner))].append(page)
    for name in ("assets", "search", "fr/search"):
        shutil.copytree(SITE / name, SAMPLE / name)
    for pages in kinds.values():
        by_size = sorted(pages, key=lambda page: page.stat().st_size)
        for page in {by_size[0], by_size[-1]}:
            to = SAMPLE / page.relative_to(SITE)
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(page, to)
    print(f"{len(kinds)} kinds of page")


if __name__ == "__main__":
    main()
