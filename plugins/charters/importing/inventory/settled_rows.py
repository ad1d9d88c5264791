"""The rows of one snapshot among those of others: which are new, which correct others, which people hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from charters.importing.account import WRITTEN, Outcome, Proposed
from charters.importing.files import AgencyFiles
from charters.importing.inventory.histories import (
    FIGURES,
    Key,
    Row,
    figures,
    rows_of,
    today,
    was,
    woven,
)
from charters.importing.inventory.kept import Kept, Sighting
from charters.importing.inventory.weaving import Records
from charters.importing.merging import said_of
from charters.model.file_names import RESULTS
from charters.problems import Message, Place
from charters.problems.message import _

Placed = tuple[dict[str, str], dict[tuple[str, int], Proposed]]
"""Texts of files, and the line that each new row stands on."""


@dataclass(frozen=True)
class _Files(AgencyFiles):
    """An agency's folder, in which rows stand where their day has them."""

    settling: Settling

    def with_rows(self, _rows: Iterable[Proposed]) -> Placed:
        """Return results.csv with every row, and the line that each new one stands on."""
        return self.settling.placed()


@dataclass
class Settling:
    """Settles the rows of one agency; made before a snapshot is put among the others."""

    agency: AgencyFiles
    kept: Kept
    conflicts: list[tuple[Place, Message]]
    _rows: list[tuple[Key, Sighting, str, Proposed]] = field(default_factory=list)
    """Each with what the inventory calls what it is of."""
    _names: dict[str, str] = field(default_factory=dict)
    """The ids of today by those that promises and figures had before."""

    def __post_init__(self) -> None:
        self._before = self._now()

    def _now(self) -> list[Row]:
        settings = self.agency.settings
        return rows_of(self.kept, settings.languages or [settings.language])

    @property
    def files(self) -> AgencyFiles:
        """The agency's folder, with every row where its day has it."""
        return _Files(**vars(self.agency), settling=self)

    def propose(self, seen: Sighting, name: str, rows: Iterable[Proposed]) -> None:
        """Keep what a year says of a figure, part by part."""
        for row in rows:
            key = row.values["standard"], row.values.get("part", ""), row.values["period"]
            said = {one: row.values[one] for one in FIGURES if row.values.get(one)}
            seen.facts.setdefault("results", {}).setdefault(name, {})[key[1]] = said
            self._rows.append((key, seen, name, row))

    def settled(self, records: Records) -> Iterable[Proposed]:
        """Yield every row, and say of it whether it is new, a correction, or older than what is there."""
        every = (one for kind in ("standards", "figures") for one in records[kind].values())
        self._names |= {old: one["id"] for one in every for old in one.get("formerly", ())}
        before = Counter(today(row.key, self._names) for row in self._before)
        after = defaultdict[Key, list[Row]](list)
        for one in self._now():
            after[one.key].append(one)
        for key, seen, _name, row in self._rows:
            _settle(row, seen, after[key], is_more=len(after[key]) > before[key])
            yield row

    def placed(self) -> Placed:
        """Return results.csv with each row where its day has it, and the line of each new one."""
        for key, seen, name, row in self._rows:
            if row.outcome is Outcome.REFUSED:
                seen.facts["results"][name].pop(key[1], None)
        now, lines = self._now(), {}
        if [row.values for row in self._before] == [row.values for row in now]:
            return {}, {}
        found = woven(self.agency.text(RESULTS), self._before, now, self._names)
        for key, _seen, _name, row in self._rows:
            if key in found.by_hand and row.outcome in (*WRITTEN, Outcome.EARLIER):
                self._keep(row)
            elif row.outcome in WRITTEN:
                lines[RESULTS, found.lines[key]] = row
        return {RESULTS: found.text}, lines

    def _keep(self, row: Proposed) -> None:
        """Leave what a person wrote, and say what the inventory says."""
        said = _("{key} of {name} was changed by hand, and stays; the inventory says {new}")
        said = said.filled(key=row.label, name=RESULTS, new=said_of(row.values))
        row.outcome, row.said = Outcome.THERE, said
        self.conflicts.append((Place(str(self.agency.place(RESULTS))), said))


def _settle(row: Proposed, seen: Sighting, every: list[Row], *, is_more: bool) -> None:
    """Say what becomes of a row among all that were ever there for its figure."""
    now = next((one for one in every if one.first is seen), None)
    is_there = any(figures(one.said) == figures(row.values) for one in every)
    if is_there and not (now and is_more):
        row.outcome, row.said = Outcome.THERE, _("it stands there already")
    elif now is not every[-1]:
        row.outcome = Outcome.EARLIER if now else Outcome.OLDER
        row.said = later_than(row.values["period"])
    else:
        row.outcome = Outcome.REVISED if now.before else Outcome.ADDED
        row.said = was(now.before) if now.before else None
    if now:
        row.values = {**now.values}


def later_than(year: str) -> Message:
    """Return why a row of an older snapshot does not say what stands there now."""
    return _("a later snapshot of {year} was read before", year=year)
