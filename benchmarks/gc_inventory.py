"""Writes the service inventory of a whole government as the files of a charters site.

The data is the Government of Canada's service inventory for 2023-2024 (62 organizations, 1,001
services, 2,343 standards; Open Government Licence - Canada), as it is: blank and zero targets,
results over 100%, sentences in two languages. Ids are made anew, because the ones in the file are
not unique. The one published year stands for ten, so that the amount of work is that of a site ten
years old: the newest is as it was published, and those before it differ from it by a few hundredths,
each in its own way. What no charter may say is left out: words in the field for links ("NA"), markup in
sentences, more cases kept than there were.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import defaultdict
from decimal import Decimal, InvalidOperation
from pathlib import Path
from zlib import crc32

from charters.model.results import COLUMNS

NEWEST = 2024
TYPES = {"TML": "timeliness", "ACS": "access", "ACY": "accuracy", "OTH": "other"}
ACTIVITIES = {
    ("TML", "TEL"): "answering-the-phone",
    ("TML", "PERSON"): "waiting-in-person",
    ("TML", "EML"): "answering-a-letter",
    ("TML", "ONL"): "deciding",
    ("ACY", ""): "getting-it-right",
    ("ACS", ""): "being-available",
    ("TML", ""): "delivering",
}
Row = dict[str, str]
_LINK = re.compile(r"https?://[^\s/]+\.\S+")


def write_site(source: Path, root: Path, years: int = 10, copies: int = 1) -> None:
    """Write a site's folder below `root` from the folder that holds ss.csv, each agency so many times."""
    with (source / "ss.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    by_agency: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_agency[row["owner_org"]].append(row)
    for agency, found in by_agency.items():
        for copy in range(copies):
            name = f"{_slug(agency)}-{copy}" if copy else _slug(agency)
            _write_agency(root, name, found, years)
    (root / "mkdocs.yml").write_text(SITE, encoding="utf-8")
    (root / "content" / "index.md").write_text("# Home\n", encoding="utf-8")


SITE = """\
site_name: Benchmark
site_url: https://charters.example/
docs_dir: content
theme: charters
plugins:
  - search
  - charters: {fiscal_year_starts: april, as_of: 2024-12-01}
"""


def _write_agency(root: Path, agency: str, rows: list[Row], years: int) -> None:
    folder, page = (
        root / "data" / "standards" / agency,
        root / "content" / "agencies" / f"{agency}.md",
    )
    folder.mkdir(parents=True)
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"---\nagency: {agency}\n---\n\nOur promises.\n", encoding="utf-8")
    english, _, french = rows[0]["owner_org_title"].partition(" | ")
    name = _text(english, french)
    (folder / "agency.yml").write_text(
        f"name: {name}\nkind: executive\nserves: {name}\n", encoding="utf-8"
    )
    ids = [f"s{number}" for number, _ in enumerate(rows, 1)]
    text = "\n".join(_standards(rows, ids, NEWEST - years)).replace("<br>", " ")
    (folder / "standards.yml").write_text(f"{text}\n", encoding="utf-8")
    with (folder / "results.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row, name_of in zip(rows, ids, strict=True):
            writer.writerows(_results(row, name_of, years))


def _standards(rows: list[Row], ids: list[str], before: int) -> list[str]:
    lines = ["services:"]
    services = {row["service_id"]: row for row in rows}
    for number, row in services.items():
        name = _text(row["service_name_en"], row["service_name_fr"])
        lines += [f"  - id: {_slug(number)}", f"    name: {name}", f"    summary: {name}"]
    lines.append("standards:")
    for row, name in zip(rows, ids, strict=True):
        lines += [
            f"  - id: {name}",
            f"    service: {_slug(row['service_id'])}",
            f"    type: {TYPES.get(row['type'], 'other')}",
            f"    promise: {_text(row['service_standard_en'], row['service_standard_fr'])}",
            "    measure:",
            "      shape: share-with-property",
            "      property: kept as promised",
            "      of: cases",
            f"    introduced: {before}-04-01",
            "    reported: yearly",
        ]
        if target := _percent(row["target"]):
            lines.append(f"    target: {target}")
        kind = row["type"]
        if activity := ACTIVITIES.get((kind, row["channel"]), ACTIVITIES.get((kind, ""))):
            lines.append(f"    activity: {activity}")
    return lines


def _results(row: Row, name: str, years: int) -> list[list[object]]:
    met, total = (row[one].removesuffix(".0") for one in ("volume_meeting_target", "total_volume"))
    if not (met.isdigit() and total.isdigit() and 0 < int(total) >= int(met)):
        return []
    source = row["performance_results_uri_en"].strip()
    source = source if _LINK.fullmatch(source) else ""
    rows = []
    for year in range(NEWEST - years + 1, NEWEST + 1):
        kept, of = int(met), int(total)
        if year < NEWEST:
            kept, of = _another_year(kept, of, year, f"{row}")
        day = f"{year}-11-01"
        rows.append([name, f"FY{year}", "", kept, of, "", "", "", "final", day, source, *[""] * 4])
    return rows


def _another_year(met: int, total: int, year: int, of: str) -> tuple[int, int]:
    """Return counts near to those of the newest year, and those of no other year."""
    turn = crc32(of.encode())
    step = (turn + 5 * year) % 23 - 11
    cases = total * (100 + step + (step >= 0)) // 100
    share = 970 + turn * year % 61
    return min(cases, met * cases * share // (total * 1000)), cases


def _percent(share: str) -> str:
    """Return a target stored as a share (0.9) the way our files write it (90%)."""
    try:
        value = Decimal(share) * 100
    except InvalidOperation:
        return ""
    return f"{value.normalize():f}%" if value else ""


def _text(english: str, french: str) -> str:
    words = {"en": " ".join(english.split()), "fr": " ".join(french.split())}
    said = {code: text for code, text in words.items() if text}
    return json.dumps(said or {"en": "no name"}, ensure_ascii=False)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "x"


if __name__ == "__main__":
    write_site(Path(sys.argv[1]), Path(sys.argv[2]))
