"""What every snapshot said, year by year and in the order of their days: from it every record is made.

It stands in `data/inventory/<agency>.json`, and is the same whichever snapshot was read first. Records as
they would be from what is kept are what the import before this one wrote; where a file says something else,
a person changed it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from charters.importing.faults import TableError
from charters.model.settings import Settings
from charters.problems.message import _

Facts = dict[str, dict[str, Any]]
"""What is said of the things of each kind, by what the inventory calls them, in the order of its lines."""
SERIES = ("services", "standards")
"""The kinds of file, each of which has a series of sightings of every year."""


@dataclass
class Sighting:
    """What the lines of one year say in one snapshot."""

    file: str
    """What tells its file from every other."""
    lines: int
    """How many lines the whole file has for the year."""
    published: str
    """The day it was published; '' where nobody said it."""
    read: str = ""
    """The day it was first read, where it is not known when it was published."""
    facts: Facts = field(default_factory=dict)

    @property
    def day(self) -> str:
        """The day that a correction carries which it makes."""
        return self.published or self.read

    def put(self, kind: str, key: str, said: Any) -> None:
        """Keep what it says of one thing."""
        self.facts.setdefault(kind, {})[key] = said

    def first(self, kind: str, key: str, said: Any) -> None:
        """Keep what its first line about one thing says."""
        self.facts.setdefault(kind, {}).setdefault(key, said)

    def is_of(self, other: Sighting) -> bool:
        """Return whether two were made of one snapshot."""
        if self.published and other.published:
            return self.published == other.published
        return self.file == other.file


@dataclass
class Kept:
    """What is known of one agency: the sightings of each year, by the kind of their file."""

    series: dict[str, dict[str, list[Sighting]]] = field(
        default_factory=lambda: {kind: {} for kind in SERIES}
    )

    def place(self, kind: str, year: str, new: Sighting) -> None:
        """Put a sighting where its day has it, in the place of what was read of the same snapshot."""
        known = self.series[kind].get(year, [])
        same = next((one for one in known if one.is_of(new)), None)
        if same:
            new.published = new.published or same.published
            new.read = "" if new.published else same.read
        every = [new if one is same else one for one in known] + ([] if same else [new])
        self.series[kind][year] = _in_order(every)

    def sightings(self) -> Iterator[tuple[str, str, Sighting]]:
        """Yield every sighting with its year and the kind of its file, the oldest first."""
        for year in self.years:
            for kind in SERIES:
                yield from ((year, kind, one) for one in self.series[kind].get(year, ()))

    def told(self, *kinds: str) -> Iterator[tuple[str, Sighting, Mapping[str, Any]]]:
        """Yield what every sighting says of some kinds of things."""
        for year, _kind, one in self.sightings():
            yield from ((year, one, one.facts[kind]) for kind in kinds if kind in one.facts)

    @property
    def years(self) -> Sequence[str]:
        """The years that anything is known of."""
        return sorted({year for found in self.series.values() for year in found})


def _in_order(sightings: Iterable[Sighting]) -> list[Sighting]:
    """Return sightings of one year, the oldest first.

    Days of publication decide. One that nobody dated comes after the last that has no more lines than it,
    and was published before it was read: an inventory grows. Of two that have as many, the one that was
    read first comes first.
    """
    every = sorted(sightings, key=lambda one: (one.published, one.lines))
    found = [one for one in every if one.published]
    for one in (one for one in every if not one.published):
        before = (
            at
            for at, other in enumerate(found, 1)
            if other.lines <= one.lines and other.published <= one.read
        )
        found.insert(max(before, default=0), one)
    return found


def place_of(agency: str, settings: Settings) -> Path:
    """Return where what is known of an agency is kept, from the site's folder."""
    return Path(settings.data_dir).parent / "inventory" / f"{agency}.json"


def kept_at(path: Path) -> Kept:
    """Return what earlier imports kept of an agency; nothing where there was none."""
    if not path.is_file():
        return Kept()
    try:
        found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return Kept(
            {
                kind: {year: [*_whole(listed)] for year, listed in found[kind].items()}
                for kind in SERIES
            }
        )
    except (ValueError, LookupError, TypeError, AttributeError):
        said = _(
            "{file} is not as an import left it; take it as it was from the history of the site",
            file="/".join(path.parts[-2:]),
        )
        raise TableError(said) from None


def as_json(kept: Kept) -> str:
    """Return what is kept as text: of each sighting what it says otherwise than the one before it."""
    series = {
        kind: {year: [*_changes(found[year])] for year in sorted(found)}
        for kind, found in kept.series.items()
    }
    return _lines(series, 6) + "\n"


def _changes(sightings: Iterable[Sighting]) -> Iterator[Mapping[str, Any]]:
    keys, facts = dict[str, list[str]](), Facts()
    for one in sightings:
        said = {**vars(one)}
        now = {kind: [*one.facts.get(kind, ())] for kind in sorted({*keys, *one.facts})}
        said["keys"] = {kind: names for kind, names in now.items() if names != keys.get(kind, [])}
        said["facts"] = {
            kind: new
            for kind, found in sorted(one.facts.items())
            if (new := {key: v for key, v in found.items() if v != facts.get(kind, {}).get(key)})
        }
        keys, facts = now, one.facts
        yield said


def _whole(listed: Iterable[Mapping[str, Any]]) -> Iterator[Sighting]:
    """Yield sightings with all that they say, from what they say otherwise than those before them."""
    keys, facts = dict[str, list[str]](), Facts()
    for said in listed:
        keys = keys | said["keys"]
        known = {kind: {**facts.get(kind, {}), **said["facts"].get(kind, {})} for kind in keys}
        facts = {kind: {key: known[kind][key] for key in names} for kind, names in keys.items()}
        about = {name: value for name, value in said.items() if name not in ("keys", "facts")}
        yield Sighting(**about, facts={kind: found for kind, found in facts.items() if found})


def _lines(value: Any, depth: int) -> str:
    """Return JSON with a record on each line, so that a change of it can be read."""
    if depth and isinstance(value, dict) and value:
        inner = ",\n".join(f"{_json(key)}: {_lines(one, depth - 1)}" for key, one in value.items())
        return f"{{\n{inner}}}"
    if depth and isinstance(value, list) and isinstance(next(iter(value), ""), dict):
        return "[" + ",\n".join(_lines(one, depth - 1) for one in value) + "]"
    return _json(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
