"""The agency of the second example site that shows everything, and faults planted in it."""

from __future__ import annotations

import csv
import io
import shutil
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from builders import cases_in
from charters.model.register import Register
from charters.model.results import COLUMNS
from charters.reading import read
from charters.rules import Finding, audit

CASES = Path(__file__).parent / "cases" / "order"
SITE = CASES / "site"
GOOD = "lantern-office"
PAGE = f"content/agencies/{GOOD}.md"

Trees = dict[str, Any]


def case_files() -> list[Path]:
    """Return the files of cases, one for each item."""
    return sorted((CASES / "checks").glob("*.yml"))


def cases() -> list[dict[str, Any]]:
    """Return every case: the check it is about, what is planted, and what is then said."""
    return [case for path in case_files() for case in cases_in(path)]


def load_good() -> Trees:
    """Return the files of the agency that shows everything, as plain text in lists and maps."""
    return deepcopy(_good())


@cache
def _good() -> Trees:
    folder = SITE / "data" / "standards" / GOOD
    trees: Trees = {path.name: _plain(path) for path in folder.glob("*.yml")}
    with (folder / "results.csv").open(encoding="utf-8", newline="") as file:
        trees["results.csv"] = {"rows": list(csv.DictReader(file))}
    trees["page"] = (SITE / PAGE).read_text("utf-8").partition("\n---\n\n")[2]
    options = _plain(SITE / "mkdocs.yml")["plugins"][0]["charters"]
    return {**trees, "mkdocs.yml": options}


def _plain(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - text only


def plant(trees: Trees, step: dict[str, Any]) -> None:
    """Plant one fault: `out` takes a value away, `put` puts one in its place."""
    if step["in"] == "page":
        trees["page"] = None if step.get("out") else step["put"]
        return
    *way, last = str(step["at"]).split(".")
    holder = trees[step["in"]]
    for key in way:
        holder = holder[_key(holder, key)]
    if last == "+":
        holder.append(_as_text(step["put"]))
    elif step.get("out") and step["in"] == "results.csv":
        holder[:] = [row for row in holder if not _row_name(row).startswith(last)]
    elif step.get("out"):
        del holder[_key(holder, last)]
    elif step["in"] == "results.csv" and isinstance(step["put"], dict):
        holder[_key(holder, last)].update(_as_text(step["put"]))
    else:
        holder[_key(holder, last)] = _as_text(step["put"])


def _key(holder: Any, key: str) -> Any:
    """Return a key of a map, or the number of an item by its number, its id or its row."""
    if isinstance(holder, dict):
        return key
    if key.isdecimal():
        return int(key)
    return next(n for n, item in enumerate(holder) if key in (item.get("id"), _row_name(item)))


def _row_name(row: dict[str, str]) -> str:
    return " ".join(filter(None, (row.get("standard"), row.get("period"), row.get("part"))))


def _as_text(value: Any) -> Any:
    """Return a value as an editor writes it: yes and no, numbers and days are text."""
    if isinstance(value, dict):
        return {str(key): _as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_text(inner) for inner in value]
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def write_site(root: Path, trees: Trees) -> None:
    """Write a site with one agency."""
    folder = root / "data" / "standards" / GOOD
    folder.mkdir(parents=True)
    for name, tree in trees.items():
        if name.endswith(".yml") and name != "mkdocs.yml":
            (folder / name).write_text(
                yaml.dump(tree, Dumper=yaml.CSafeDumper, sort_keys=False), "utf-8"
            )
    site = {"docs_dir": "content", "plugins": [{"charters": trees["mkdocs.yml"]}]}
    (root / "mkdocs.yml").write_text(
        yaml.dump(site, Dumper=yaml.CSafeDumper, sort_keys=False), "utf-8"
    )
    rows = io.StringIO(newline="")
    writer = csv.DictWriter(rows, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(trees["results.csv"]["rows"])
    (folder / "results.csv").write_text(rows.getvalue(), "utf-8")
    if trees["page"] is not None:
        (root / PAGE).parent.mkdir(parents=True)
        (root / PAGE).write_text(f"---\nagency: {GOOD}\n---\n\n{trees['page']}", "utf-8")


def read_planted(root: Path, *steps: dict[str, Any]) -> Register:
    """Return the register of a copy of the good agency in which faults were planted."""
    trees = load_good()
    for step in steps:
        plant(trees, step)
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    write_site(root, trees)
    return read(root)[0]


def findings_of(register: Register, agency: str = GOOD) -> list[Finding]:
    """Return what the rules say of one agency of a register."""
    return list(audit(register).findings[agency])


def findings_of_case(root: Path, case: dict[str, Any]) -> list[Finding]:
    """Return what the rules say once a case was planted."""
    first = [case] if "in" in case else []
    steps = [*first, *case.get("more", ()), *case.get("steps", ())]
    return findings_of(read_planted(root, *steps))
