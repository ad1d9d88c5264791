"""One agency's lines of a snapshot, into its records, its rows of results, and what is kept of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from charters.importing.account import RESULTS, WRITTEN, Account, Outcome, Proposed
from charters.importing.files import AgencyFiles
from charters.importing.imports import Imported, import_from
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
from charters.importing.inventory.kept import Kept, Sighting, as_json, kept_at, place_of
from charters.importing.inventory.keys import Ids, ids_of, key_of
from charters.importing.inventory.known_records import KINDS, records_of
from charters.importing.inventory.organisations import Organisations
from charters.importing.inventory.promise_facts import SOURCE, Record, StandardFacts, without_blanks
from charters.importing.inventory.result_facts import ResultFacts
from charters.importing.inventory.service_facts import ServiceFacts
from charters.importing.inventory.snapshot import Line, Snapshot
from charters.importing.inventory.taking import LANGUAGES, Taker, is_nothing, page_in, plain, say
from charters.importing.inventory.weaving import Records, Weaver, fresh
from charters.importing.merging import Say, said_of
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


@dataclass(frozen=True)
class _Files(AgencyFiles):
    """An agency's folder, in which rows stand where their day has them."""

    placed: Callable[[], tuple[dict[str, str], dict[tuple[str, int], Proposed]]]

    def with_rows(
        self, _rows: Iterable[Proposed]
    ) -> tuple[dict[str, str], dict[tuple[str, int], Proposed]]:
        """Return results.csv with every row, and the line that each new row stands on."""
        return self.placed()


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
    _rows: list[tuple[Key, Sighting, str, Proposed]] = field(default_factory=list)
    """The rows it comes to, and what the inventory calls what they are of."""

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

    @property
    def _languages(self) -> Sequence[str]:
        return self.files.settings.languages or [self.files.settings.language]

    def place(self, lines: Mapping[tuple[str, str], int]) -> set[str]:
        """Put the snapshot among the others, and return the years of which a later one was read before.

        `lines` is how many lines its files have for each year.
        """
        self._before = records_of(self.kept), rows_of(self.kept, self._languages)
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
        if kind == "services":
            seen.put("services", service, {"name": name})
        else:
            promise = _words(line, "service_standard", WORDS)
            seen.put("names", service, about)
            seen.put("standards", key_of(line), {"service": service, "promise": promise})

    def _at(self, kind: str, year: str) -> int:
        """Return which of the sightings of a year is this one, from the last: -1."""
        every = self.kept.series[kind][year]
        return next(-n for n, one in enumerate(reversed(every), 1) if one is self._seen[kind, year])

    def run(self) -> Imported:
        """Return what the import comes to; nothing is written."""
        self._services, self._standards = ids_of(self.kept)
        self._newest = {
            "services": self._last("names", self._services)
            | self._last("services", self._services),
            "standards": self._last("standards", self._standards),
        }
        for kind, year in self._seen:
            self._tell_what_is_gone(kind, year)
        self._read_agency([*self.services, *self.standards])
        self._read_services()
        self._read_standards()
        self._settle()
        self.account.rows.extend(row for *_, row in self._rows)
        texts = dict(self._woven(self._before[0], records_of(self.kept)))
        files = _Files(
            self.files.home, self.files.agency, self.files.settings, self.files.as_of, self._placed
        )
        return import_from(lambda _charter: self.account, files, texts)

    def _last(self, kind: str, ids: Ids) -> dict[str, tuple[str, Sighting]]:
        """Return which year and which snapshot of it says what stands in each record now."""
        told = self.kept.told(kind)
        return {ids.now[key]: (year, one) for year, one, found in told for key in found}

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

    def _why_stale(self, kind: str, name: str, year: str, seen: Sighting) -> Message | None:
        """Return why a line does not say what stands in a record now; None where it does."""
        newest, one = self._newest[kind][name]
        if newest != year:
            return _("a later year says what stands there now")
        return None if one is seen else later_than(year)

    def _taker(self, line: Line, kind: str, name: str, seen: Sighting) -> Taker:
        into = f"{self.files.agency}/standards.yml: {name}"
        stale = self._why_stale(kind, name, line.year, seen)
        return Taker(self.account, line, into, seen.facts.setdefault("sources", {}), stale)

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
            facts = ServiceFacts(taker, name, line.year, self._published)
            seen.put("services", line.text("service_id"), facts.record())
            for figure, record, rows in facts.figures():
                seen.put("figures", figure, record)
                self._propose(seen, figure, rows)

    def _read_standards(self) -> None:
        ids, percent = self._standards.now, self.snapshot.percent
        for name, line in self._once(self.standards, lambda line: ids[key_of(line)]):
            seen, year, service = (
                self._seen["standards", line.year],
                line.year,
                line.text("service_id"),
            )
            self._read_name(line, self._services.now[service], seen)
            taker = self._taker(line, "standards", name, seen)
            record = StandardFacts(taker, name, service, year, percent).record()
            seen.put("standards", key_of(line), record)
            into = f"{self.files.agency}/{RESULTS}: {name} {year}"
            taker = Taker(self.account, line, into, taker.sources)
            facts = ResultFacts(taker, name, year, percent, self._published)
            self._propose(seen, key_of(line), facts.result())

    def _propose(self, seen: Sighting, name: str, rows: Iterable[Proposed]) -> None:
        """Keep what a year says of a figure, part by part."""
        for row in rows:
            key = row.values["standard"], row.values.get("part", ""), row.values["period"]
            said = {one: row.values[one] for one in FIGURES if row.values.get(one)}
            seen.facts.setdefault("results", {}).setdefault(name, {})[key[1]] = said
            self._rows.append((key, seen, name, row))

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
        if any(
            service == self._services.now[key]
            for *_, found in self.kept.told("services")
            for key in found
        ):
            for code in LANGUAGES:
                why = _("the line of the service itself says what it is called")
                taker.leave(f"service_name_{code}", why)
        else:
            taker.words("service_name", "name")

    def _settle(self) -> None:
        """Say of every row whether it is new, a correction, or older than the one that is there."""
        after: dict[Key, list[Row]] = {}
        for one in rows_of(self.kept, self._languages):
            after.setdefault(one.key, []).append(one)
        before = Counter(today(row.key, self._names) for row in self._before[1])
        for key, seen, _name, row in self._rows:
            now = next((one for one in after[key] if one.first is seen), None)
            is_there = any(figures(one.said) == figures(row.values) for one in after[key])
            if is_there and (now is None or len(after[key]) == before[key]):
                row.outcome, row.said = Outcome.THERE, _("it stands there already")
            elif now is not after[key][-1]:
                row.outcome = Outcome.EARLIER if now else Outcome.OLDER
                row.said = later_than(key[2])
            else:
                row.outcome = Outcome.REVISED if now.before else Outcome.ADDED
                row.said = was(now.before) if now.before else None
            row.values = {**now.values} if now else row.values

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """The ids of today by those that promises and figures had before."""
        records = records_of(self.kept)
        return {
            old: name
            for kind in ("standards", "figures")
            for name, record in records.get(kind, {}).items()
            for old in record.get("formerly", ())
        }

    def _placed(self) -> tuple[dict[str, str], dict[tuple[str, int], Proposed]]:
        """Return results.csv with each row where its day has it, and the line of each new one."""
        for key, seen, name, row in self._rows:
            if row.outcome is Outcome.REFUSED:
                seen.forget("results", name, key[1])
        before, now = self._before[1], rows_of(self.kept, self._languages)
        if [row.values for row in before] == [row.values for row in now]:
            return {}, {}
        found = woven(self.files.text(RESULTS), before, now, self._names)
        lines = {}
        for key, _seen, _name, row in self._rows:
            if key in found.by_hand and row.outcome in (*WRITTEN, Outcome.EARLIER):
                said = _(
                    "{key} of {name} was changed by hand, and stays; the inventory says {new}",
                    key=row.label,
                    name=RESULTS,
                    new=said_of(row.values),
                )
                row.outcome, row.said = Outcome.THERE, said
                self.conflicts.append((Place(str(self.files.place(RESULTS))), said))
            elif row.outcome in WRITTEN:
                lines[RESULTS, found.lines[key]] = row
        return {RESULTS: found.text}, lines

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
    def _published(self) -> str:
        return self.published.isoformat() if self.published else ""

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


def later_than(year: str) -> Message:
    """Return why a row of an older snapshot does not say what stands there now."""
    return _("a later snapshot of {year} was read before", year=year)


def _words(line: Line, name: str, limit: Limit = NAME) -> dict[str, str]:
    """Return the words of a column in each language, whatever becomes of the line."""
    texts = {code: line.text(f"{name}_{code}") for code in LANGUAGES}
    return {code: plain(text, limit)[0] for code, text in texts.items() if not is_nothing(text)}


def _of_file(records: Records, kinds: Sequence[str]) -> dict[str, Mapping[str, Record]]:
    every = {kind.replace("agency", ""): records.get(kind, {}) for kind in kinds}
    return {kind: found for kind, found in every.items() if found}
