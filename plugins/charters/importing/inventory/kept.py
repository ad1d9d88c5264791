"""What earlier imports found, year by year: from it every record is made, whichever came first.

It stands in `data/inventory/<agency>.json`. A record as it would be from what is kept is what the import
before this one wrote; where a file says something else, a person changed it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from charters.importing.faults import TableError
from charters.importing.inventory.promise_facts import Record
from charters.importing.inventory.snapshot import period
from charters.importing.inventory.taking import say
from charters.model.change import NOT_FOUND
from charters.model.settings import Settings

Years = dict[str, Record]
"""A record as each year has it."""
KINDS = {
    "agency.yml": ("customers", "channels", "sources"),
    "standards.yml": ("services", "standards", "figures"),
}
"""The lists of records in each file; `agency` itself stands at the top of the first."""
_CHANGES = ("promise", "limit", "target", "channel")
"""The keys of a promise whose changes are recorded."""


@dataclass
class Kept:
    """What is known of one agency."""

    snapshots: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Of the latest snapshot of each year: the day it was published, and the lines it had."""
    keys: dict[str, dict[str, str]] = field(
        default_factory=lambda: {"services": {}, "standards": {}}
    )
    """Our ids of services and standards, by those of the inventory."""
    records: dict[str, dict[str, Years]] = field(default_factory=dict)
    """By their kind and their id."""

    def put(self, kind: str, name: str, year: str, record: Record) -> None:
        """Keep what a year says of a record."""
        self.records.setdefault(kind, {}).setdefault(name, {})[year] = record

    def years(self, kind: str, name: str) -> Years:
        """Return what each year says of a record."""
        return self.records.get(kind, {}).get(name, {})

    @property
    def newest(self) -> str:
        """The newest year that anything is known of."""
        return max(self.snapshots, default="")

    def written(self) -> dict[str, dict[str, Record]]:
        """Return every record as it stands in the files, by kind and id."""
        return {
            kind: {name: self._record(kind, name, years) for name, years in found.items()}
            for kind, found in self.records.items()
        }

    def _record(self, kind: str, name: str, years: Years) -> Record:
        newest = max(years)
        found = dict(years[newest])
        if kind == "agency":
            return {**found, "compiled": compiled(newest)}
        if kind == "standards":
            found |= self._since(years)
        if kind in ("standards", "figures") and newest < self.newest:
            found["compiled"] = compiled(newest)
        if kind == "figures":
            found["since"] = period(min(years)).start.isoformat()
        return {"id": name, **found}

    def _since(self, years: Years) -> Record:
        found: Record = {"records_from": period(min(years)).start.isoformat()}
        changes = [
            _change(later, key, years[before].get(key), years[later].get(key))
            for before, later in pairwise(sorted(years))
            for key in _CHANGES
            if _differ(key, years[before].get(key), years[later].get(key))
        ]
        return found | ({"changes": changes} if changes else {})


def compiled(year: str) -> Record:
    """Return who put a charter together, and until when its documents reach."""
    return {"by": say("by"), "source": say("source"), "until": period(year).end.isoformat()}


def _differ(key: str, before: Any, after: Any) -> bool:
    """Return whether two years promise something else; no way at all is a code, and no promise."""
    return before != after and (key != "channel" or bool(before and after))


def _change(year: str, key: str, before: Any, after: Any) -> Record:
    return {
        "date": period(year).start.isoformat(),
        "field": key,
        "from": before or NOT_FOUND,
        "to": after or NOT_FOUND,
        "reason": say("changed", year=year),
    }


def place_of(agency: str, settings: Settings) -> Path:
    """Return where what is known of an agency is kept, from the site's folder."""
    return Path(settings.data_dir).parent / "inventory" / f"{agency}.json"


def kept_at(path: Path) -> Kept:
    """Return what earlier imports kept of an agency; nothing where there was none."""
    if not path.is_file():
        return Kept()
    try:
        found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return Kept(dict(found["snapshots"]), dict(found["keys"]), dict(found["records"]))
    except (ValueError, LookupError, TypeError):
        said = f"{path.parent.name}/{path.name} is not as an import left it; take it as it was from the history of the site"
        raise TableError(said) from None


def as_json(kept: Kept) -> str:
    """Return what is kept as text, a record on each line, so that a change of it can be read."""
    lines = [f'"snapshots": {_json(kept.snapshots)}', f'"keys": {_json(kept.keys)}']
    kinds = []
    for kind, records in sorted(kept.records.items()):
        rows = ",\n  ".join(
            f"{_json(name)}: {_json(years)}" for name, years in sorted(records.items())
        )
        kinds.append(f"{_json(kind)}: {{\n  {rows}}}")
    lines.append('"records": {' + ",\n ".join(kinds) + "}")
    return "{" + ",\n".join(lines) + "}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
