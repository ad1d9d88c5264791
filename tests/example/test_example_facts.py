"""The shipped example against the collected facts: every figure on a page is one that was found.

The facts are kept beside the repository; where they are not at hand, these tests are skipped. This
folder belongs to the example and leaves with it: no other test knows what the example says.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic_core import PydanticCustomError

from charters.judging.history import in_force
from charters.model.change import NOTHING, ChangedField
from charters.model.period_labels import MONTHS, parse_month, parse_period
from charters.model.periods import Period
from charters.model.quantities import PERCENT, TIME_UNITS, Target, unit_named
from charters.model.shapes import Shape
from charters.model.standards import Figure, Standard, StandardsFile

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "data" / "standards"
FACTS = ROOT.parent / "shared" / "facts" / "us"
AGENCIES = sorted(path.parent.name for path in EXAMPLE.glob("*/results.csv"))
FEDERAL_YEAR = 10
"""The facts name fiscal years of the federal government, which begin in October."""

pytestmark = pytest.mark.skipif(
    not FACTS.is_dir(), reason="the collected facts are not here (../shared/facts/us)"
)

# Figures in prose that follow from facts, each worked out again by a person.
WORKED_OUT: Mapping[Decimal, str] = {
    Decimal(324447): "346,567 + 355,565 - 377,685: SSA's hearing cases of fiscal year 2023",
}

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_FIGURE = re.compile(
    r"(?<![\d.])(\d[\d,]*,\d{3}|\d+\.\d+|\d+(?=%)|\d+(?= million))(?![\d.]*\d)( million)?"
)
_DAYS = re.compile(r"(FY\d{4} Q\d) \((\w+) (\d+) - (\w+) (\d+)\)")
_MONTH = re.compile(rf"({'|'.join(MONTHS)}) (\d{{4}})", re.IGNORECASE)
_SEASON = re.compile(r"(\d{4}) filing season\b.*")
_ANSWERS = {"yes": "met", "no": "not met"}


@dataclass(frozen=True)
class Fact:
    """One fact as it was collected."""

    fields: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")

    @property
    def may_be_shown(self) -> bool:
        """Whether it is a figure to print: not one of two that disagree, not marked as wrong."""
        return self["kind"] != "conflict" and "do not ship" not in self["note"]

    @property
    def measure(self) -> tuple[str, str, str]:
        """What was measured, in which unit, and on which base (`2019 filing season, all lines`)."""
        what = self["standard"] or self["statement"] or self["measure"]
        return what, self["unit"], self["period"].partition(", ")[2]

    @property
    def aims(self) -> set[Decimal]:
        """The levels it says an agency promises or aims at."""
        told = self["value"] if re.search("target|posted", self["measure"]) else ""
        return numbers(f"{self['target']} {self['statement']} {told}") | minutes_in(self["target"])

    @property
    def printed_aim(self) -> set[Decimal]:
        """The level printed beside it; of a range of times posted as a promise, the longer end."""
        if times := re.fullmatch(r"\d+-(\d+) weeks", self["target"]):
            return {Decimal(times[1])}
        return minutes_in(self["target"]) or numbers(self["target"])

    @property
    def figures(self) -> set[Decimal]:
        """All numbers in it, wherever they stand."""
        told = " ".join(self.fields.values())
        return numbers(told) | figures_in(told)

    def is_in_unit_of(self, standard: Standard | Figure) -> bool:
        """Return whether its percentages are shown as shares, its minutes as minutes."""
        written = "minutes" if self["unit"] == "m:ss" else self["unit"]
        unit, ours = unit_named(written), str(standard.measure.unit or "")
        in_shares = standard.measure.shape.is_share or ours.startswith("percent")
        if unit == PERCENT or in_shares:
            return unit == PERCENT and in_shares
        return unit not in TIME_UNITS or unit == unit_named(ours)

    def names(self, row: Mapping[str, str]) -> bool:
        """Return whether it states the figure of a row of results."""
        counts = [row["met"], row["total"]] if row["total"] else []
        if counts:
            return counts == [self["numerator"], self["denominator"]]
        if row["value"] in _ANSWERS:
            return self["value"] == _ANSWERS[row["value"]]
        cases = {self["numerator"], self["denominator"], ""}
        figure = numbers(row["value"])
        return bool(figure) and row["cases"] in cases and figure <= self.values

    @property
    def values(self) -> set[Decimal]:
        """The numbers of its value, minutes and seconds as minutes too."""
        return numbers(self["value"]) | minutes_in(self["value"])

    def covers(self, period: Period) -> bool:
        """Return whether it is about a period, and no other."""
        season = _SEASON.fullmatch(self["period"])
        if season:  # the facts name it without its days, which differ from year to year
            return period.start.year == period.end.year == int(season[1])
        return (period.start, period.end) in set(days_of(self["period"]))


def numbers(text: str) -> set[Decimal]:
    """Return the numbers that stand in a text."""
    return {Decimal(found.replace(",", "")) for found in _NUMBER.findall(text)}


def minutes_in(written: str) -> set[Decimal]:
    """Return the minutes of a time written as minutes and seconds: 3:06."""
    found = re.fullmatch(r"(\d+):(\d\d)", written)
    return {Decimal(found[1]) + Decimal(found[2]) / 60} if found else set()


def figures_in(prose: str) -> set[Decimal]:
    """Return the numbers of a prose text that can only be figures, millions written out."""
    found = _FIGURE.findall(prose)
    return {
        Decimal(figure.replace(",", "")) * (10**6 if million else 1) for figure, million in found
    }


def days_of(written: str) -> Iterator[tuple[date, date]]:
    """Yield the first and last day of a period as the facts write it."""
    if exact := _DAYS.fullmatch(written):
        year = parse_period(exact[1].replace(" ", "-"), FEDERAL_YEAR).start.year
        yield _day(year, exact[2], exact[3]), _day(year, exact[4], exact[5])
        return
    if end := re.fullmatch(r"(beginning|end) of (FY\d{4})", written):
        days = next(days_of(end[2]))
        written = f"{days[0 if end[1] == 'beginning' else 1]:%Y-%m}"
    label = re.sub(r"^as of | \(.*\)$|,.*$", "", written)
    if " to " in label:
        (first, _), (_, last) = (next(days_of(end)) for end in label.split(" to "))
        yield first, last
        return
    if month := _MONTH.fullmatch(label):
        label = f"{month[2]}-{parse_month(month[1]):02}"
    label = f"{label}/{label}" if re.fullmatch(r"\d{4}-\d\d-\d\d", label) else label
    try:
        period = parse_period(label.replace(" ", "-"), FEDERAL_YEAR)
    except PydanticCustomError:
        return
    yield period.start, period.end


def _day(year: int, month: str, day: str) -> date:
    return date(year, parse_month(month), int(day))


@cache
def facts() -> tuple[Fact, ...]:
    """Return all facts of all files: those about one agency, and those about several services."""
    files = [_yaml(path) for path in sorted(FACTS.glob("*.yml"))]
    parts = [part for file in files for part in (file, *file.get("services", ()))]
    return tuple(Fact(_mended(fields)) for part in parts for fields in part.get("facts", ()))


def _mended(fields: Mapping[str, str]) -> Mapping[str, str]:
    """Return a fact with the address of a copy put right that names its scheme twice."""
    link = fields.get("source_url", "").replace("http://https.", "https://")
    return {**fields, "source_url": link}


@cache
def facts_from(link: str) -> tuple[Fact, ...]:
    """Return the facts found on one page."""
    return tuple(fact for fact in facts() if fact["source_url"] == link and fact.may_be_shown)


def _yaml(path: Path) -> Any:
    # The base loader guesses no types: 97.0 stays as it was written.
    return _in_english(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))  # noqa: S506


def _in_english(tree: Any) -> Any:
    """Return a file as its English has it: whether a translation says the same numbers is a rule (K24)."""
    if isinstance(tree, dict):
        return tree["en"] if "en" in tree else {key: _in_english(one) for key, one in tree.items()}
    return [_in_english(one) for one in tree] if isinstance(tree, list) else tree


@dataclass(frozen=True)
class Folder:
    """The files of one agency of the example."""

    id: str

    @property
    def agency(self) -> Any:
        """What agency.yml holds."""
        return _yaml(EXAMPLE / self.id / "agency.yml")

    @property
    def links(self) -> Mapping[str, str]:
        """The links of the agency's sources, by id."""
        return {source["id"]: source["link"] for source in self.agency["sources"]}

    @property
    def standards(self) -> Mapping[str, Standard]:
        """The standards by id."""
        return {standard.id: standard for standard in self._posted.standards}

    @property
    def measured(self) -> Mapping[str, Standard | Figure]:
        """The standards and the figures by id."""
        return {**self.standards, **{figure.id: figure for figure in self._posted.figures}}

    @property
    def _posted(self) -> StandardsFile:
        return StandardsFile.model_validate(_yaml(EXAMPLE / self.id / "standards.yml"))

    @property
    def facts(self) -> list[Fact]:
        """The facts found on the pages the agency's sources link to."""
        return [fact for link in self.links.values() for fact in facts_from(link)]

    def rows(self) -> Iterator[tuple[Mapping[str, str], list[Fact]]]:
        """Yield each row of results with the facts that state its figure."""
        start = parse_month(self.agency.get("fiscal_year_starts", "october"))
        links = self.links
        with (EXAMPLE / self.id / "results.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                period = parse_period(row["period"], start)
                found = facts_from(links.get(row["source"], row["source"]))
                yield row, [fact for fact in found if fact.names(row) and fact.covers(period)]


@pytest.fixture(params=AGENCIES)
def folder(request: pytest.FixtureRequest) -> Folder:
    return Folder(request.param)


def test_the_example_has_agencies_with_results() -> None:
    assert {"opm", "uspto", "doi-trust"} <= set(AGENCIES)


def test_every_source_is_a_page_facts_were_found_on(folder: Folder) -> None:
    pages = {fact["source_url"] for fact in facts()}
    strange = [link for link in folder.links.values() if link not in pages]

    assert strange == []


def test_every_result_is_a_collected_fact(folder: Folder) -> None:
    rows = list(folder.rows())
    strange = [_key(folder, row) for row, found in rows if not found]

    assert rows
    assert strange == []


def test_no_standard_joins_figures_of_two_measures(folder: Folder) -> None:
    """A line drawn through two measures would tell a story that nobody measured."""
    shared: dict[str, set[tuple[str, str, str]]] = {}
    for row, found in folder.rows():
        if found:
            measures = {fact.measure for fact in found}
            shared[row["standard"]] = shared.get(row["standard"], measures) & measures

    assert [standard for standard, measures in shared.items() if not measures] == []


def test_results_are_in_the_unit_the_facts_are_in(folder: Folder) -> None:
    standards = folder.measured
    strange = [
        _key(folder, row)
        for row, found in folder.rows()
        if not any(fact.is_in_unit_of(standards[row["standard"]]) for fact in found)
    ]

    assert strange == []


def test_every_aim_and_limit_is_a_collected_fact(folder: Folder) -> None:
    found = [fact.aims for fact in folder.facts]
    strange = [
        (standard.id, written)
        for standard in folder.standards.values()
        for written in _levels(standard)
        if not any(numbers(written) <= known for known in found)
    ]

    assert strange == []


def test_results_are_judged_by_the_aim_printed_beside_them(folder: Folder) -> None:
    """The facts say with `target_from` that an aim was printed elsewhere, not for this period."""
    standards = folder.standards
    start = parse_month(folder.agency.get("fiscal_year_starts", "october"))
    strange = []
    for row, found in folder.rows():
        if row["standard"] not in standards:  # a figure is held against no level
            continue
        beside = [fact for fact in found if fact["target"] and not fact["target_from"]]
        standard = standards[row["standard"]]
        judged_by = _amounts(standard, parse_period(row["period"], start).start)
        if standard.measure.shape is Shape.YES_NO:  # a yes is held against no level
            continue
        if beside and not any(fact.printed_aim <= judged_by for fact in beside):
            strange.append((*_key(folder, row), judged_by))

    assert strange == []


def test_no_result_is_judged_by_an_aim_without_a_source(folder: Folder) -> None:
    """A period whose facts name no aim at all says `none found`, and is shown without a verdict."""
    standards = folder.standards
    start = parse_month(folder.agency.get("fiscal_year_starts", "october"))
    strange = [
        _key(folder, row)
        for row, found in folder.rows()
        if found
        and row["standard"] in standards
        and not any(fact["target"] for fact in found)
        and in_force(standards[row["standard"]], parse_period(row["period"], start).start).target
    ]

    assert strange == []


def test_every_benchmark_is_a_collected_fact(folder: Folder) -> None:
    path = EXAMPLE / folder.id / "benchmarks.yml"
    benchmarks = _yaml(path)["benchmarks"] if path.is_file() else []
    strange = [
        benchmark["id"]
        for benchmark in benchmarks
        if "value" in benchmark
        and not _stated(numbers(benchmark["value"]), folder.links, benchmark.get("source", ""))
    ]

    assert strange == []


def test_every_survey_figure_is_a_collected_fact(folder: Folder) -> None:
    path = EXAMPLE / folder.id / "surveys.yml"
    surveys = _yaml(path).get("customers", []) if path.is_file() else []
    strange = [
        question["id"]
        for survey in surveys
        for question in survey.get("questions", [])
        if "published" in question
        and not _stated(numbers(question["published"]), folder.links, survey.get("source", ""))
    ]

    assert strange == []


def test_every_figure_in_prose_is_in_the_facts(folder: Folder) -> None:
    """Those of the agency's own sources: figures with a point, a thousands comma or a percent sign."""
    links = set(folder.links.values())  # two that disagree may both be told of
    known = set(WORKED_OUT).union(*(f.figures for f in facts() if f["source_url"] in links))
    files = [_yaml(path) for path in sorted((EXAMPLE / folder.id).glob("*.yml"))]
    told = [*_strings(files), *(row["note"] for row, _ in folder.rows())]

    assert [text for text in told if not figures_in(text) <= known] == []


# What is said of an agency, and rests on no single document: each place with why that is right.
WITHOUT_SOURCE: Mapping[str, str] = {
    "agency.yml: name": "what the agency is called; every document under sources says it",
    "agency.yml: short_name": "as the name",
    "agency.yml: also_called": "what people call it when they search; nothing is said of it",
    "agency.yml: parent": "as the name",
    "agency.yml: serves": "sums up the services, each of which has its source",
    "agency.yml: direct_service.reason": "sums up the channels, each of which has its source",
    "agency.yml: compiled.by": "says who put the charter together: us",
    "agency.yml: compiled.source": "says what the charter was put together from",
}


def test_every_text_about_an_agency_has_a_source(folder: Folder) -> None:
    """Its own, or one of the record it stands in; what needs none is named with a reason."""
    known = {*folder.links, *folder.links.values()}
    bare = {
        f"{path.name}: {place}"
        for path in sorted((EXAMPLE / folder.id).glob("*.yml"))
        for place in _without_source(_yaml(path), known)
    }

    assert sorted(bare - WITHOUT_SOURCE.keys()) == []


def test_no_exception_stands_for_nothing() -> None:
    bare = {
        f"{path.name}: {place}"
        for agency in map(Folder, AGENCIES)
        for path in sorted((EXAMPLE / agency.id).glob("*.yml"))
        for place in _without_source(_yaml(path), {*agency.links, *agency.links.values()})
    }

    assert sorted(WITHOUT_SOURCE.keys() - bare) == []


def test_every_row_of_results_has_a_source(folder: Folder) -> None:
    assert [_key(folder, row) for row, _ in folder.rows() if not row["source"]] == []


def _without_source(tree: Any, known: set[str], place: str = "") -> Iterator[str]:
    """Yield the places of texts that stand in no record with a source."""
    if isinstance(tree, str):
        if " " in tree:
            yield place
    elif isinstance(tree, list):
        for part in tree:
            yield from _without_source(part, known, place)
    elif place != "sources" and tree.get("source") not in known:
        for key, part in tree.items():
            yield from _without_source(part, known, f"{place}.{key}".strip("."))


def _strings(tree: Any) -> Iterator[str]:
    """Yield every text in a tree of lists and maps that is not a link."""
    if isinstance(tree, str):
        if "://" not in tree:
            yield tree
        return
    for part in tree.values() if isinstance(tree, dict) else tree:
        yield from _strings(part)


def _stated(figures: set[Decimal], links: Mapping[str, str], source: str) -> bool:
    return any(figures <= fact.values for fact in facts_from(links.get(source, source)))


def _key(folder: Folder, row: Mapping[str, str]) -> tuple[str, str, str]:
    return folder.id, row["standard"], row["period"]


def _levels(standard: Standard) -> Iterator[str]:
    """Yield each limit and target a standard has or had, as it is written."""
    if standard.target:
        yield standard.target.written
    if standard.limit:
        yield f"{standard.limit.amount} {standard.limit.unit}"
    for change in standard.changes:
        if change.field in (ChangedField.TARGET, ChangedField.LIMIT):
            yield from (str(end) for end in (change.from_, change.to) if str(end) not in NOTHING)


def _amounts(standard: Standard, day: date) -> set[Decimal]:
    """Return the numbers a result of a period beginning on a day is judged by."""
    levels = in_force(standard, day)
    limit = {levels.limit.amount} if levels.limit else set()
    return limit | (_ends(levels.target) if levels.target else set())


def _ends(target: Target) -> set[Decimal]:
    return {target.level.amount} | ({target.upper.amount} if target.upper else set())


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("FY2019", "2018-10-01", "2019-09-30"),
        ("FY2019 Q1", "2018-10-01", "2018-12-31"),
        ("FY2009 (FY2009 report)", "2008-10-01", "2009-09-30"),
        ("FY2021 Q3 (April 1 - June 18)", "2021-04-01", "2021-06-18"),
        ("FY2022 Q1 (October 1 - December 24)", "2021-10-01", "2021-12-24"),
        ("as of 2016-04-02", "2016-04-02", "2016-04-02"),
        ("2019-01 to 2019-02", "2019-01-01", "2019-02-28"),
        ("December 2023", "2023-12-01", "2023-12-31"),
        ("beginning of FY2012", "2011-10-01", "2011-10-31"),
        ("end of FY2014", "2014-09-01", "2014-09-30"),
        ("2018-02", "2018-02-01", "2018-02-28"),
        ("2013", "2013-01-01", "2013-12-31"),
    ],
)
def test_the_facts_ways_of_writing_a_period_are_understood(
    written: str, first: str, last: str
) -> None:
    assert list(days_of(written)) == [(date.fromisoformat(first), date.fromisoformat(last))]
