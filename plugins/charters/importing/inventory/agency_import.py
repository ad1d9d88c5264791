"""One agency's lines of a snapshot, into its records, its rows of results, and what is kept of both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from charters.importing.account import Account, Outcome
from charters.importing.files import AgencyFiles
from charters.importing.imports import Imported, import_from
from charters.importing.inventory.kept import Kept, Sighting, as_json, kept_at, place_of
from charters.importing.inventory.keys import Ids, ids_of, key_of
from charters.importing.inventory.known_records import KINDS, records_of
from charters.importing.inventory.organisations import Organisations
from charters.importing.inventory.promise_facts import SOURCE, Record, StandardFacts, without_blanks
from charters.importing.inventory.result_facts import ResultFacts
from charters.importing.inventory.service_facts import ServiceFacts
from charters.importing.inventory.settled_rows import Settling, later_than
from charters.importing.inventory.snapshot import Line, Snapshot
from charters.importing.inventory.taking import LANGUAGES, Taker, is_nothing, page_in, plain, say
from charters.importing.inventory.weaving import Records, Weaver, fresh
from charters.importing.merging import Say
from charters.model.file_names import RESULTS
from charters.model.limits import NAME, WORDS, Limit
from charters.model.refusal import shown
from charters.problems import Message, Place, Problem
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
                self._name(line, self._seen[at], kind)
        return {year for (kind, year), one in self._seen.items() if self._at(kind, year) != -1}

    def _name(self, line: Line, seen: Sighting, kind: str) -> None:
        """Keep what a line is about, by which it is known under another key too."""
        service, name = line.text("service_id"), _words(line, "service_name")
        about = {"name": name or {"en": service}, "summary": say("no_summary"), "source": SOURCE}
        seen.first("services" if kind == "services" else "names", service, about)
        if kind == "standards":
            promise = _words(line, "service_standard", WORDS)
            seen.first("standards", key_of(line), {"service": service, "promise": promise})

    def _at(self, kind: str, year: str) -> int:
        """Return which of the sightings of a year is this one, from the last: -1."""
        every = self.kept.series[kind][year]
        return next(-n for n, one in enumerate(reversed(every), 1) if one is self._seen[kind, year])

    def run(self) -> Imported:
        """Return what the import comes to; nothing is written."""
        self._services, self._standards = ids_of(self.kept)
        self._with_lines = self._last("services", self._services)
        self._newest = {
            "services": self._last("names", self._services) | self._with_lines,
            "standards": self._last("standards", self._standards),
        }
        for kind, year in self._seen:
            self._tell_what_is_gone(kind, year)
        self._read_agency([*self.services, *self.standards])
        self._read_services()
        self._read_standards()
        records = records_of(self.kept)
        self.account.rows.extend(self._rows.settled(records))
        texts = dict(self._woven(self._before, records))
        return import_from(lambda _charter: self.account, self._rows.files, texts)

    def _last(self, kind: str, ids: Ids) -> dict[str, dict[str, Sighting]]:
        """Return for each record the last snapshot of each year that has it."""
        last: dict[str, dict[str, Sighting]] = {}
        for year, one, found in self.kept.told(kind):
            for key in found:
                last.setdefault(ids.now[key], {})[year] = one
        return last

    def _tell_what_is_gone(self, kind: str, year: str) -> None:
        """Tell what a year had in the snapshot before, and has no more."""
        if self._at(kind, year) != -1 or len(self.kept.series[kind][year]) == 1:
            return
        now = (self._services if kind == "services" else self._standards).now
        before, here = (
            {now[key] for key in one.facts.get(kind, ())}
            for one in self.kept.series[kind][year][-2:]
        )
        if gone := before - here:
            said = {"agency": self.files.agency, "year": year, "names": ", ".join(sorted(gone))}
            self.account.remarks.append(_GONE[kind].filled(**said))

    # ---------------------------------------------------------------------------- the records

    def _taker(self, line: Line, kind: str, name: str, seen: Sighting) -> Taker:
        into = f"{self.files.agency}/standards.yml: {name}"
        last, stale, sources = self._newest[kind][name], None, seen.facts.setdefault("sources", {})
        is_history = last.get(line.year, seen) is seen
        if not is_history:
            stale = later_than(line.year)
        elif max(last) > line.year:
            stale = _("a later year says what stands there now")
        return Taker(self.account, line, into, sources, stale, is_history=is_history)

    def _read_agency(self, lines: Sequence[Line]) -> None:
        newest = max(lines, key=lambda line: line.year)
        about = self.organisations.of(self.files.agency, newest)
        for line in lines:
            taker = Taker(self.account, line, f"{self.files.agency}/agency.yml")
            for name in ("owner_org", "org_id"):
                taker.take(name, "its folder")
            taker.take("owner_org_title", "name", _("its two halves are the two languages"))
            for name in ("department_name_en", "department_name_fr"):
                taker.take(name, "name")
        record: Record = {
            "name": about.name,
            "short_name": about.short_name,
            "also_called": [about.also_called] if about.also_called else [],
            "kind": "other",
            "serves": about.serves,
            "link": about.link,
        }
        for (_kind, year), seen in self._seen.items():
            if year == newest.year:
                seen.put("agency", "", without_blanks(record))

    def _read_services(self) -> None:
        ids = self._services.now
        for name, line in self._once(self.services, lambda line: ids[line.text("service_id")]):
            seen = self._seen["services", line.year]
            taker = self._taker(line, "services", name, seen)
            facts = ServiceFacts(taker, name, line.year)
            seen.put("services", line.text("service_id"), facts.record())
            for figure, record, rows in facts.figures():
                seen.put("figures", figure, record)
                self._rows.propose(seen, figure, rows)

    def _read_standards(self) -> None:
        ids, percent = self._standards.now, self.snapshot.percent
        for name, line in self._once(self.standards, lambda line: ids[key_of(line)]):
            year, service = line.year, line.text("service_id")
            seen = self._seen["standards", year]
            self._read_name(line, self._services.now[service], seen)
            taker = self._taker(line, "standards", name, seen)
            record = StandardFacts(taker, name, service, year, percent).record()
            seen.put("standards", key_of(line), record)
            into = f"{self.files.agency}/{RESULTS}: {name} {year}"
            taker = Taker(self.account, line, into, taker.sources)
            facts = ResultFacts(taker, name, year, percent)
            self._rows.propose(seen, key_of(line), facts.result())

    def _once(
        self, lines: Sequence[Line], name_of: Callable[[Line], str]
    ) -> Iterator[tuple[str, Line]]:
        """Yield the first line about each thing in each year, with its id; say so of the others."""
        seen = dict[tuple[str, str], Line]()
        for line in lines:
            name = name_of(line)
            if (first := seen.setdefault((name, line.year), line)) is line:
                yield name, line
            else:
                self._again(line, first)

    def _again(self, line: Line, first: Line) -> None:
        for name, cell in line.cells.items():
            other = first.cells.get(name)
            place = str(first.sheet.place(other or (first.number, 1)))
            if other and other.text == cell.text:
                said = _("{where} is about the same in the same year", where=place)
                self.account.leave(line.sheet, cell, said)
                continue
            told = {"one": shown(cell.text), "other": shown(first.text(name)), "place": place}
            said = _("the table says {one} here and {other} at {place}", **told)
            do = _("find out which is right, and mend the table")
            problem = Problem(line.sheet.place(cell), "I009", said, (), do)
            self.account.refuse_as(line.sheet, cell, problem)

    def _read_name(self, line: Line, service: str, seen: Sighting) -> None:
        """Say what becomes of the name of a service in the line of a standard."""
        taker = self._taker(line, "services", service, seen)
        if service not in self._with_lines:
            taker.words("service_name", "name")
            return
        for code in LANGUAGES:
            why = _("the line of the service itself says what it is called")
            taker.leave(f"service_name_{code}", why)

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


def _words(line: Line, name: str, limit: Limit = NAME) -> dict[str, str]:
    """Return the words of a column in each language, whatever becomes of the line."""
    texts = {code: line.text(f"{name}_{code}") for code in LANGUAGES}
    return {code: plain(text, limit)[0] for code, text in texts.items() if not is_nothing(text)}


def _of_file(records: Records, kinds: Sequence[str]) -> dict[str, Mapping[str, Record]]:
    every = {kind.replace("agency", ""): records.get(kind, {}) for kind in kinds}
    return {kind: found for kind, found in every.items() if found}
