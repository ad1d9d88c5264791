"""What the lines of one agency say: a record of each thing in each year, and the rows of its figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from charters.importing.account import Account
from charters.importing.inventory.kept import Kept, Sighting
from charters.importing.inventory.keys import Ids, ids_of, key_of
from charters.importing.inventory.organisations import Organisations
from charters.importing.inventory.promise_facts import SOURCE, Record, StandardFacts, without_blanks
from charters.importing.inventory.result_facts import ResultFacts
from charters.importing.inventory.service_facts import ServiceFacts
from charters.importing.inventory.settled_rows import Settling, later_than
from charters.importing.inventory.snapshot import Line
from charters.importing.inventory.taking import LANGUAGES, Taker, is_nothing, plain, say
from charters.model.file_names import RESULTS
from charters.model.limits import NAME, WORDS, Limit
from charters.model.refusal import shown
from charters.problems import Problem
from charters.problems.message import _


@dataclass
class AgencyLines:
    """Reads the lines of an agency into what is kept of their years."""

    agency: str
    account: Account
    kept: Kept
    seen: Mapping[tuple[str, str], Sighting]
    """What the snapshot says, by the kind of its file and the year."""
    rows: Settling

    def __post_init__(self) -> None:
        self._services, self._standards = ids_of(self.kept)
        self._with_lines = self._last("services", self._services)
        self._newest = {
            "services": self._last("names", self._services) | self._with_lines,
            "standards": self._last("standards", self._standards),
        }

    def _last(self, kind: str, ids: Ids) -> dict[str, dict[str, Sighting]]:
        """Return for each record the last snapshot of each year that has it."""
        last: dict[str, dict[str, Sighting]] = {}
        for year, one, found in self.kept.told(kind):
            for key in found:
                last.setdefault(ids.now[key], {})[year] = one
        return last

    def _taker(self, line: Line, kind: str, name: str, seen: Sighting) -> Taker:
        into = f"{self.agency}/standards.yml: {name}"
        last, stale, sources = self._newest[kind][name], None, seen.facts.setdefault("sources", {})
        is_history = last.get(line.year, seen) is seen
        if not is_history:
            stale = later_than(line.year)
        elif max(last) > line.year:
            stale = _("a later year says what stands there now")
        return Taker(self.account, line, into, sources, stale, is_history=is_history)

    def read_agency(self, organisations: Organisations, lines: Sequence[Line]) -> None:
        """Read who the agency is, from the newest year that names it."""
        newest = max(lines, key=lambda line: line.year)
        about = organisations.of(self.agency, newest)
        for line in lines:
            taker = Taker(self.account, line, f"{self.agency}/agency.yml")
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
        for (_kind, year), seen in self.seen.items():
            if year == newest.year:
                seen.put("agency", "", without_blanks(record))

    def read_services(self, lines: Sequence[Line]) -> None:
        """Read the services, and the figures that are counted of them."""
        ids = self._services.now
        for name, line in self._once(lines, lambda line: ids[line.text("service_id")]):
            seen = self.seen["services", line.year]
            taker = self._taker(line, "services", name, seen)
            facts = ServiceFacts(taker, name, line.year)
            seen.put("services", line.text("service_id"), facts.record())
            for figure, record, rows in facts.figures():
                seen.put("figures", figure, record)
                self.rows.propose(seen, figure, rows)

    def read_standards(self, lines: Sequence[Line], *, percent: bool) -> None:
        """Read the promises, and the results of their years."""
        ids = self._standards.now
        for name, line in self._once(lines, lambda line: ids[key_of(line)]):
            year, service = line.year, line.text("service_id")
            seen = self.seen["standards", year]
            self._read_name(line, self._services.now[service], seen)
            taker = self._taker(line, "standards", name, seen)
            record = StandardFacts(taker, name, service, year, percent).record()
            seen.put("standards", key_of(line), record)
            into = f"{self.agency}/{RESULTS}: {name} {year}"
            taker = Taker(self.account, line, into, taker.sources)
            facts = ResultFacts(taker, name, year, percent)
            self.rows.propose(seen, key_of(line), facts.result())

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


def keep_name(line: Line, seen: Sighting, kind: str) -> None:
    """Keep what a line is about, by which it is known under another key too."""
    service, name = line.text("service_id"), _words(line, "service_name")
    about = {"name": name or {"en": service}, "summary": say("no_summary"), "source": SOURCE}
    seen.first("services" if kind == "services" else "names", service, about)
    if kind == "standards":
        promise = _words(line, "service_standard", WORDS)
        seen.first("standards", key_of(line), {"service": service, "promise": promise})


def _words(line: Line, name: str, limit: Limit = NAME) -> dict[str, str]:
    """Return the words of a column in each language, whatever becomes of the line."""
    texts = {code: line.text(f"{name}_{code}") for code in LANGUAGES}
    return {code: plain(text, limit)[0] for code, text in texts.items() if not is_nothing(text)}
