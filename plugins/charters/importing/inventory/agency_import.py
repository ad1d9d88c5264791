"""One agency's part of a snapshot, into its files and into what is kept of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from charters.importing.account import Account, Outcome
from charters.importing.files import AgencyFiles
from charters.importing.imports import Imported, import_from
from charters.importing.inventory.agency_lines import AgencyLines, keep_name
from charters.importing.inventory.kept import SERIES, Kept, Sighting, as_json, kept_at, place_of
from charters.importing.inventory.keys import ids_of
from charters.importing.inventory.known_records import KINDS, records_of
from charters.importing.inventory.organisations import Organisations
from charters.importing.inventory.promise_facts import Record
from charters.importing.inventory.settled_rows import Settling
from charters.importing.inventory.snapshot import Line, Snapshot
from charters.importing.inventory.taking import LANGUAGES, page_in, say
from charters.importing.inventory.weaving import Records, Weaver, fresh
from charters.importing.merging import Say
from charters.problems import Message, Place
from charters.problems.message import _

_GONE = {
    "services": _(
        "{agency}: not among the services of {year} any more, and kept, as nobody says that they ended: {names}"
    ),
    "standards": _(
        "{agency}: not among the standards of {year} any more, and kept, as nobody says that they ended: {names}"
    ),
}


@dataclass
class AgencyImport:
    """Imports the lines of one agency."""

    files: AgencyFiles
    snapshot: Snapshot
    organisations: Organisations
    services: Sequence[Line]
    standards: Sequence[Line]
    published: date | None
    conflicts: list[tuple[Place, Message]] = field(default_factory=list)
    _seen: dict[tuple[str, str], Sighting] = field(default_factory=dict)
    """What the snapshot says, by the kind of its file and the year."""

    @cached_property
    def account(self) -> Account:
        """The account of the cells of this agency."""
        return Account(self.snapshot.account.sheets)

    @cached_property
    def kept(self) -> Kept:
        """What is known of the agency from every import."""
        return kept_at(self.files.home / self._kept_path)

    @property
    def _kept_path(self) -> Path:
        return place_of(self.files.agency, self.files.settings)

    def place(self, lines: Mapping[tuple[str, str], int]) -> set[str]:
        """Put the snapshot among the others, and return the years of which a later one was read before.

        `lines` is how many lines its files have for each year.
        """
        self._before = records_of(self.kept)
        self._rows = Settling(self.files, self.kept, self.conflicts)
        day = self.published.isoformat() if self.published else ""
        read = "" if day else self.files.as_of.isoformat()
        for kind, listed in (("services", self.services), ("standards", self.standards)):
            for line in listed:
                at = kind, line.year
                if at not in self._seen:
                    file = self.snapshot.files[kind]
                    self._seen[at] = Sighting(file, lines[at], day, read)
                    self.kept.place(*at, self._seen[at])
                keep_name(line, self._seen[at], kind)
        return {year for (kind, year), one in self._seen.items() if self._at(kind, year) != -1}

    def _at(self, kind: str, year: str) -> int:
        """Return which of the sightings of a year is this one, from the last: -1."""
        every = self.kept.series[kind][year]
        return next(-n for n, one in enumerate(reversed(every), 1) if one is self._seen[kind, year])

    def run(self) -> Imported:
        """Return what the import comes to; nothing is written."""
        for kind, year in self._seen:
            self._tell_what_is_gone(kind, year)
        lines = AgencyLines(self.files.agency, self.account, self.kept, self._seen, self._rows)
        lines.read_agency(self.organisations, [*self.services, *self.standards])
        lines.read_services(self.services)
        lines.read_standards(self.standards, percent=self.snapshot.percent)
        records = records_of(self.kept)
        self.account.rows.extend(self._rows.settled(records))
        texts = dict(self._woven(self._before, records))
        return import_from(lambda _charter: self.account, self._rows.files, texts)

    def _tell_what_is_gone(self, kind: str, year: str) -> None:
        """Tell what a year had in the snapshot before, and has no more."""
        if self._at(kind, year) != -1 or len(self.kept.series[kind][year]) == 1:
            return
        now = ids_of(self.kept)[SERIES.index(kind)].now
        before, here = (
            {now[key] for key in one.facts.get(kind, ())}
            for one in self.kept.series[kind][year][-2:]
        )
        if gone := before - here:
            said = {"agency": self.files.agency, "year": year, "names": ", ".join(sorted(gone))}
            self.account.remarks.append(_GONE[kind].filled(**said))

    # -------------------------------------------------------------------------------- the files

    def _woven(self, before: Records, after: Records) -> Iterator[tuple[str, str]]:
        """Yield the files of records that change, with their whole new text."""
        for file, kinds in KINDS.items():
            old, new = (_of_file(records, kinds) for records in (before, after))
            text = self.files.text(file) if (self.files.folder / file).exists() else ""
            end = "\r\n" if "\r\n" in text else "\n"
            if not text or text.replace(end, "\n") == fresh(old):
                now = fresh(new).replace("\n", end)
            else:
                weaver = Weaver(str(self.files.place(file)), text)
                now = weaver.weave(old, new)
                self.conflicts += weaver.conflicts
            if now != text:
                yield file, now
        yield from self._pages()

    def _pages(self) -> Iterator[tuple[str, str]]:
        """Yield the agency's page in each language, where there is none yet."""
        said = say("page")
        for code in LANGUAGES:
            page = page_in(self.files.agency, code)
            if not (self.files.home / self.files.place(page)).exists():
                yield page, f"---\nagency: {self.files.agency}\n---\n\n{said[code]}\n"

    @property
    def is_dated_today(self) -> bool:
        """Whether it corrects a result on a day that nobody named."""
        outcomes = {row.outcome for row in self.account.rows}
        return not self.published and bool({Outcome.REVISED, Outcome.EARLIER} & outcomes)

    def texts(self, imported: Imported) -> dict[str, str]:
        """Return every file that changes, by its path from the site's folder."""
        found = {str(self.files.place(name)): text for name, text in imported.texts.items()}
        return {**found, self._kept_path.as_posix(): as_json(self.kept)}

    def told(self, say_: Say) -> Iterator[str]:
        """Yield what people wrote otherwise, and what the newest year does not name any more."""
        for place, said in self.conflicts:
            yield f"{place}: {say_(said)}"


def _of_file(records: Records, kinds: Sequence[str]) -> dict[str, Mapping[str, Record]]:
    every = {kind.replace("agency", ""): records.get(kind, {}) for kind in kinds}
    return {kind: found for kind, found in every.items() if found}
