"""Writes the service inventory of a whole government as the files of a charters site.

The data is the Government of Canada's service inventory for 2023-2024 (62 organizations, 1,001
services, 2,343 standards; Open Government Licence - Canada), as it is: blank and zero targets,
results over 100%, sentences in two languages. Ids are made anew, because the ones in the file are
not unique, and words in the field for links ("NA", "Not applicable") are left out unless `raw` is
asked for. The one published year stands for ten, so that the amount of work is that of a site ten
years old: the newest is as it was published, and each before it had a hundredth fewer cases.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import defaultdict
from decimal import Decimal, InvalidOperation
from pathlib import Path

from charters.model.results import COLUMNS

YEARS = range(2015, 2025)
TYPES = {"TML": "timeliness", "ACS": "access", "ACY": "accuracy", "OTH": "other"}
Row = dict[str, str]
_LINK = re.compile(r"https?://[^\s/]+\.")


def write_site(source: Path, root: Path, years: range = YEARS, *, raw: bool = False) -> None:
    """Write a site's folder below `root` from the folder that holds ss.csv."""
    with (source / "ss.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    by_agency: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_agency[row["owner_org"]].append(row)
    for agency, found in by_agency.items():
        _write_agency(root, _slug(agency), found, years, raw=raw)
    (root / "mkdocs.yml").write_text(
        "site_name: Benchmark\nplugins:\n  - charters:\n      fiscal_year_starts: april\n",
        encoding="utf-8",
    )


def _write_agency(root: Path, agency: str, rows: list[Row], years: range, *, raw: bool) -> None:
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
    (folder / "standards.yml").write_text("\n".join(_standards(rows, ids)) + "\n", encoding="utf-8")
    with (folder / "results.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row, name_of in zip(rows, ids, strict=True):
            writer.writerows(_results(row, name_of, years, raw=raw))


def _standards(rows: list[Row], ids: list[str]) -> list[str]:
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
            f"    introduced: {YEARS.start - 1}-04-01",
            "    reported: yearly",
        ]
        if target := _percent(row["target"]):
            lines.append(f"    target: {target}")
    return lines


def _results(row: Row, name: str, years: range, *, raw: bool) -> list[list[str]]:
    if not row["total_volume"]:
        return []
    met, total = _whole(row["volume_meeting_target"]), _whole(row["total_volume"])
    source = " ".join(row["performance_results_uri_en"].split())
    if not raw and not _LINK.match(source):
        source = ""
    return [
        [
            name,
            f"FY{year}",
            "",
            _before(met, years[-1] - year),
            _before(total, years[-1] - year),
            "",
            "",
            "",
            "final",
            f"{year}-11-01",
            source,
            "",
            "",
            "",
            "",
        ]
        for year in years
    ]


def _percent(share: str) -> str:
    """Return a target stored as a share (0.9) the way our files write it (90%)."""
    try:
        value = Decimal(share) * 100
    except InvalidOperation:
        return ""
    return f"{value.normalize():f}%" if value else ""


def _whole(number: str) -> str:
    return number.removesuffix(".0")


def _before(count: str, years: int) -> str:
    """Return a count as many years earlier."""
    return str(int(count) - int(count) * years // 100) if count.isdigit() else count


def _text(english: str, french: str) -> str:
    words = {"en": " ".join(english.split()), "fr": " ".join(french.split())}
    said = {code: text for code, text in words.items() if text}
    return json.dumps(said or {"en": "no name"}, ensure_ascii=False)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "x"


if __name__ == "__main__":
    write_site(Path(sys.argv[1]), Path(sys.argv[2]), raw="--raw" in sys.argv)
