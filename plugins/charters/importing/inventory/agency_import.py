"""One agency's lines of a snapshot, into its records, its rows of results, and what is kept of both."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from charters.importing.account import RESULTS, Account, Outcome, Proposed
from charters.importing.files import AgencyFiles
from charters.importing.imports import Imported, import_from
from charters.importing.inventory.earlier import Settling, later_than
from charters.importing.inventory.kept import KINDS, Kept, as_json, kept_at, place_of
from charters.importing.inventory.keys import Keys, key_of
from charters.importing.inventory.organisations import Organisations
from charters.importing.inventory.promise_facts import SOURCE, Record, StandardFacts, without_blanks
from charters.importing.inventory.result_facts import ResultFacts
from charters.importing.inventory.service_facts import ServiceFacts
from charters.importing.inventory.snapshot import Line, Snapshot, inventory
from charters.importing.inventory.taking import LANGUAGES, Taker, joined, page_in, say
from charters.importing.inventory.weaving import Records, Weaver, fresh
from charters.importing.merging import Say
from charters.model.refusal import shown
from charters.model.register import Charter
from charters.problems import Message, Place, Problem
from charters.problems.message import _


@dataclass
class AgencyImport:
    """Imports the lines of one agency."""

    files: AgencyFiles
    snapshot: Snapshot
    organisations: Organisations
    services: Sequence[Line]
    standards: Sequence[Line]
    published: date | None
    older: set[str] = field(default_factory=set)
    """The years of which a later snapshot was read before."""
    conflicts: list[tuple[Place, Message]] = field(default_factory=list)
    _rows: list[Proposed] = field(default_factory=list)
    _sources: dict[str, Record] = field(default_factory=dict)

    @cached_property
    def account(self) -> Account:
        """The account of the cells of this agency."""
        return Account(self.snapshot.account.sheets)

    @cached_property
    def kept(self) -> Kept:
        """What is known of the agency from every import."""
        return kept_at(self.files.home / self._kept_path)

    @cached_property
    def _settling(self) -> Settling:
        return Settling(self.older, self._published, self.files.as_of.isoformat())

    @property
    def _kept_path(self) -> Path:
        return place_of(self.files.agency, self.files.settings)

    def lacks(self) -> Counter[str]:
        """Return for each year how many lines of the last snapshot it lacks, without those it adds."""
        found = Counter[str]()
        for year, here in self._named.items():
            if last := self.kept.snapshots.get(year):
                found[year] = sum(
                    len({*last[kind]} - here[kind]) - len(here[kind] - {*last[kind]})
                    for kind in here
                )
        return found

    @cached_property
    def _named(self) -> Mapping[str, Mapping[str, set[str]]]:
        """The services and the standards of each year in this snapshot, as the inventory calls them."""
        found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for line in self.services:
            found[line.year]["services"].add(line.text("service_id"))
        for line in self.standards:
            found[line.year]["standards"].add(key_of(line))
        return found

    def run(self) -> Imported:
        """Return what the import comes to; nothing is written."""
        before, keys = self.kept.written(), Keys(self.kept)
        keys.learn(self.services, self.standards)
        for year in sorted({*self._named} - self.older):
            self._remember(year, self._named[year])
        self._read_agency([*self.services, *self.standards])
        self._read_services(keys)
        self._read_standards(keys)
        self._read_ways()
        texts = self._woven(before, self.kept.written())
        self.account.rows.extend(self._rows)
        imported = import_from(self._settled, self.files, texts)
        if self._settling.before:
            imported = self._with_earlier(imported)
        for row in self.account.rows:
            if row.outcome is Outcome.THERE:
                row.said = _("it stands there already")
        return imported

    def _remember(self, year: str, here: Mapping[str, set[str]]) -> None:
        """Keep which lines a year has now, and tell which it had before."""
        last = self.kept.snapshots.get(year, {})
        for kind, names in here.items():
            ids = self.kept.keys[kind]
            gone = {ids[name] for name in last.get(kind, ())} - {ids[name] for name in names}
            if gone:
                said = _(
                    "{agency}: not among the {kind} of {year} any more, and kept, as nobody says that they ended: {names}",
                    agency=self.files.agency,
                    kind=kind,
                    year=year,
                    names=", ".join(sorted(gone)),
                )
                self.account.remarks.append(said)
        kinds = {kind: sorted(here.get(kind, last.get(kind, ()))) for kind in self.kept.keys}
        self.kept.snapshots[year] = {"published": self._published, **kinds}

    # ---------------------------------------------------------------------------- the records

    def _put(self, kind: str, name: str, year: str, record: Record) -> None:
        if year not in self.older or not self.kept.years(kind, name).get(year):
            self.kept.put(kind, name, year, record)

    def _why_stale(self, kind: str, name: str, year: str) -> Message | None:
        """Return why a line does not say what stands in a record now; None where it does."""
        years = self.kept.years(kind, name)
        if year in self.older and year in years:
            return later_than(year)
        if years and max(years) > year:
            return _("a later year says what stands there now")
        return None

    def _taker(self, line: Line, kind: str, name: str, year: str) -> Taker:
        into = f"{self.files.agency}/standards.yml: {name}"
        stale = self._why_stale(kind, name, year)
        return Taker(self.account, line, into, {} if stale else self._sources, stale)

    def _read_agency(self, lines: Sequence[Line]) -> None:
        newest = max(lines, key=lambda line: line.year)
        year = newest.text("fiscal_yr")
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
        self._put("agency", "", year, without_blanks(record))
        said = {key: say(key) for key in ("title", "publisher")}
        source = {**said, "link": inventory()["dataset"], "note": say("method")}
        self._put("sources", SOURCE, year, source)

    def _read_services(self, keys: Keys) -> None:
        with_standards = {keys.service(line) for line in self.standards}
        for name, year, line in self._once(self.services, keys.service):
            taker = self._taker(line, "services", name, year)
            facts = ServiceFacts(taker, name, year, self._published)
            self._put("services", name, year, facts.record(has_standards=name in with_standards))
            for figure, record, rows in facts.figures():
                self._put("figures", figure, year, record)
                self._rows.extend(rows)

    def _read_standards(self, keys: Keys) -> None:
        for name, year, line in self._once(self.standards, keys.standard):
            service = keys.service(line)
            self._read_name(line, service, year)
            taker = self._taker(line, "standards", name, year)
            percent = self.snapshot.percent
            self._put(
                *("standards", name, year),
                StandardFacts(taker, name, service, year, percent).record(),
            )
            into = f"{self.files.agency}/{RESULTS}: {name} {year}"
            taker = Taker(self.account, line, into, self._sources)
            figures = ResultFacts(taker, name, year, percent, self._published)
            self._rows.extend(figures.result())

    def _once(
        self, lines: Sequence[Line], name_of: Callable[[Line], str]
    ) -> Iterator[tuple[str, str, Line]]:
        """Yield the first line about each thing in each year, with its id; say so of the others."""
        seen = dict[tuple[str, str], Line]()
        for line in lines:
            key = name_of(line), line.year
            if (first := seen.setdefault(key, line)) is line:
                yield *key, line
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

    def _read_name(self, line: Line, service: str, year: str) -> None:
        """Take the name of a service from the line of a standard, where the service has no line."""
        taker = self._taker(line, "services", service, year)
        if self.kept.years("services", service):
            for code in LANGUAGES:
                why = _("the line of the service itself says what it is called")
                taker.leave(f"service_name_{code}", why)
        else:
            name = taker.words("service_name", "name") or {"en": service}
            record = {"name": name, "summary": say("no_summary"), "source": SOURCE}
            self._put("services", service, year, record)

    def _read_ways(self) -> None:
        """Declare the groups and the ways that services and standards name, and whom the agency serves."""
        records, year, known = self.kept.records, self.kept.newest, inventory()
        newest = [years[max(years)] for years in records.get("services", {}).values()]
        groups = {name for one in newest for name in one.get("customers", ())}
        ways = {name for one in newest for name in one.get("channels", ())}
        for years in records.get("standards", {}).values():
            ways |= {one["channel"] for one in years.values() if "channel" in one}
        for name in [one for one in known["customers"] if one in groups]:
            record = {"name": known["customers"][name]["name"], "who": say("who"), "source": SOURCE}
            self.kept.put("customers", name, year, record)
        for name in [one for one in known["channels"] if one in ways]:
            way = known["channels"][name]
            self.kept.put("channels", name, year, {"kind": way["kind"], "name": way["name"]})
        for name, record in self._sources.items():
            self.kept.put(
                "sources", name, min(self.kept.years("sources", name), default=year), record
            )
        for record in self.kept.years("agency", "").values():
            record.setdefault("serves", self._serves(record, sorted(groups)))

    def _serves(self, record: Record, groups: Sequence[str]) -> Mapping[str, str]:
        if not groups:
            return say("serves_unknown", name=record["name"])
        names = [inventory()["customers"][name]["name"] for name in groups]
        listed = {code: joined(names, code) for code in LANGUAGES}
        return say("serves", name=record["name"], groups=listed)

    # -------------------------------------------------------------------------------- the files

    def _woven(self, before: Records, after: Records) -> dict[str, str]:
        """Return the files of records that change, with their whole new text."""
        found = {}
        for file, kinds in KINDS.items():
            lists = ("", *kinds) if file == "agency.yml" else kinds
            old, new = (_of_file(records, lists) for records in (before, after))
            path = self.files.folder / file
            if not path.exists():
                found[file] = fresh(new)
            elif old != new:
                weaver = Weaver(str(self.files.place(file)), self.files.text(file))
                found[file] = weaver.weave(old, new)
                self.conflicts += weaver.conflicts
        return {**found, **dict(self._pages())}

    def _pages(self) -> Iterator[tuple[str, str]]:
        """Yield the agency's page in each language, where there is none yet."""
        said = say("page")
        for code in LANGUAGES:
            page = page_in(self.files.agency, code)
            if not (self.files.home / self.files.place(page)).exists():
                yield page, f"---\nagency: {self.files.agency}\n---\n\n{said[code]}\n"

    def _settled(self, charter: Charter) -> Account:
        self._settling.settle(self.account.rows, charter)
        return self.account

    def _with_earlier(self, imported: Imported) -> Imported:
        text = imported.texts.get(RESULTS) or self.files.text(RESULTS)
        settings = self.files.settings
        whole = self._settling.with_earlier(text, settings.languages or [settings.language])
        return replace(imported, texts={**imported.texts, RESULTS: whole})

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


def _of_file(records: Records, kinds: Sequence[str]) -> dict[str, Mapping[str, Record]]:
    return {kind: found for kind in kinds if (found := records.get(kind or "agency", {}))}
