"""The register: everything that was read, agency by agency."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple, Protocol, TypeVar

from charters.model.agency import Agency, Compiled, CustomerGroup, Source
from charters.model.audited import AuditRecord, KnownFault
from charters.model.benchmarks import Benchmark
from charters.model.channels import Channel
from charters.model.duty import FrameworkFile
from charters.model.file_names import STANDARDS
from charters.model.offered import Service
from charters.model.past import CharterPast, Past
from charters.model.results import Result
from charters.model.settings import Settings
from charters.model.standards import Figure, Measured, Standard, list_of
from charters.model.surveys import CustomerSurvey, NotSurveyed, Question, StaffSurvey, SurveysFile
from charters.model.text import Text
from charters.problems import Place

RESULT, CHANNEL, ACCESS = "result", "channel", "access"
"""Kinds of records that rules may miss."""


def level_of(name: str) -> str:
    """Return what the level of a promise is called among what was refused: no verdict rests on it."""
    return f"level of {name}"


R = TypeVar("R")


Keys = tuple[str | int, ...]
"""The way to a value in a file: keys, and of a list the number or the id of an item."""


class Located(Protocol):
    """A file that was read and knows where each of its values stands."""

    def place(self, *keys: str | int) -> Place:
        """Return the place of a value; items of a list are named by number or by id."""
        ...


_NAME = re.compile(r"(?:# \w{2,}(?: \w{2,})*)?\s*")


class AgencyPage(NamedTuple):
    """The agency's own words, or those of a page that is no agency's: a Markdown file."""

    path: str
    """From the site's folder."""
    title: Text | None
    body: str
    body_line: int
    """Line on which the body begins, from 1."""
    description: Text | None = None
    language: str = "en"
    """The language it is written in."""

    @property
    def is_only_a_name(self) -> bool:
        """Whether it has a main heading of whole words, or not even that, in which nothing can be wrong."""
        return _NAME.fullmatch(self.body) is not None

    def in_language(self, language: str) -> AgencyPage:
        """Return the page as one that is written in a language: so are its title and description."""
        title, description = (
            text and text.of_language(language) for text in (self.title, self.description)
        )
        return self._replace(language=language, title=title, description=description)


@dataclass(frozen=True)
class Charter:
    """All that one agency posts: who it is, its services, standards, results and the rest."""

    id: str
    agency: Agency
    services: tuple[Service, ...] = ()
    standards: tuple[Standard, ...] = ()
    results: Mapping[str, Sequence[Result]] = field(default_factory=dict)
    """Rows by standard or figure, in the order of the file, corrected rows included."""
    benchmarks: tuple[Benchmark, ...] = ()
    surveys: SurveysFile = field(default_factory=SurveysFile)
    page: AgencyPage | None = None
    translations: Mapping[str, AgencyPage] = field(default_factory=dict)
    """The same page in further languages, by language."""
    files: Mapping[str, Located] = field(default_factory=dict)
    """The files that were read, by name (`standards.yml`)."""
    fiscal_start: int = 1
    figures: tuple[Figure, ...] = ()
    """What is measured without a promised level; rows of results name one as they name a standard."""
    past: CharterPast = field(default_factory=CharterPast)
    """What was published of it before."""
    refused: frozenset[str] = frozenset()
    """The kinds of records of which some were refused: nothing follows from there being none."""

    @property
    def pages(self) -> Sequence[AgencyPage]:
        """The agency's own words, in each language they are written in."""
        return [*([self.page] if self.page else []), *self.translations.values()]

    @property
    def first_id(self) -> str:
        """The id that its folder had first: feeds keep it."""
        return next(iter(self.agency.formerly), self.id)

    @cached_property
    def service_by_id(self) -> Mapping[str, Service]:
        """Services by id."""
        return {service.id: service for service in self.services}

    @cached_property
    def standard_by_id(self) -> Mapping[str, Standard]:
        """Standards by id."""
        return {standard.id: standard for standard in self.standards}

    @cached_property
    def figure_by_id(self) -> Mapping[str, Figure]:
        """Figures by id; no standard has the same."""
        return {figure.id: figure for figure in self.figures}

    @property
    def measured(self) -> tuple[Measured, ...]:
        """Everything that rows of results may be about: promises, then figures."""
        return (*self.standards, *self.figures)

    @cached_property
    def measured_by_id(self) -> Mapping[str, Measured]:
        """Promises and figures by id."""
        return {measured.id: measured for measured in self.measured}

    @cached_property
    def promises_of(self) -> Mapping[str, int]:
        """How many promises each service has."""
        return Counter(standard.service for standard in self.standards)

    @cached_property
    def source_by_id(self) -> Mapping[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.agency.sources}

    @cached_property
    def channel_by_id(self) -> Mapping[str, Channel]:
        """Channels by id."""
        return {channel.id: channel for channel in self.agency.channels}

    @cached_property
    def complaint_channels(self) -> Sequence[Channel]:
        """The channels a complaint can come through."""
        complaints = self.agency.complaints
        names = complaints.channels if complaints else ()
        return [self.channel_by_id[name] for name in names if name in self.channel_by_id]

    @cached_property
    def group_by_id(self) -> Mapping[str, CustomerGroup]:
        """Groups of customers by id."""
        return {group.id: group for group in self.agency.customers}

    @cached_property
    def survey_by_id(self) -> Mapping[str, CustomerSurvey | StaffSurvey]:
        """Surveys of customers and of staff by id."""
        asked: list[CustomerSurvey | StaffSurvey] = [*self.surveys.customers, *self.surveys.staff]
        return {survey.id: survey for survey in asked}

    @cached_property
    def question_by_id(self) -> Mapping[str, tuple[CustomerSurvey, Question]]:
        """Questions to customers by id, each with its survey."""
        return {
            one.id: (survey, one) for survey in self.surveys.customers for one in survey.questions
        }

    @cached_property
    def benchmark_by_id(self) -> Mapping[str, Benchmark]:
        """Levels of others by id."""
        return {benchmark.id: benchmark for benchmark in self.benchmarks}

    @cached_property
    def benchmarks_of(self) -> Mapping[str, Sequence[Benchmark]]:
        """Levels of others by the promise or figure they stand beside."""
        return grouped(self.benchmarks, attrgetter("standard"))

    @cached_property
    def wanted(self) -> frozenset[str | None]:
        """The promises that answer something customers said they want."""
        return frozenset(want.standard for one in self.surveys.customers for want in one.wants)

    @cached_property
    def surveyed(self) -> frozenset[str]:
        """The services that a survey of customers names; '' where one names none, and so means all."""
        surveys = self.surveys.customers
        return frozenset(name for survey in surveys for name in survey.services or [""])

    @cached_property
    def gaps_of(self) -> Mapping[str, Sequence[NotSurveyed]]:
        """What is said of services that no survey covers."""
        return grouped(self.surveys.not_surveyed, attrgetter("service"))

    @cached_property
    def reported(self) -> frozenset[str]:
        """The surveys that a report is on."""
        return frozenset(name for report in self.surveys.reports for name in report.surveys)

    def compiled_for(self, measured: Measured) -> Compiled | None:
        """Return who put the record of a promise or figure together, when it was not the agency."""
        return measured.compiled or self.agency.compiled

    def place(self, file: str, *keys: str | int) -> Place:
        """Return the place of a value in one of the agency's files."""
        return self.files[file].place(*keys)

    def in_standard(self, measured: Measured, *keys: str | int) -> Place:
        """Return the place of a promise or figure, or of one of its values."""
        return self.place(STANDARDS, list_of(measured), measured.id, *keys)


def grouped(records: Iterable[R], key: Callable[[R], str]) -> Mapping[str, Sequence[R]]:
    """Return records by a key of theirs, in their order."""
    found: dict[str, list[R]] = {}
    for record in records:
        found.setdefault(key(record), []).append(record)
    return found


@dataclass(frozen=True)
class Register:
    """Everything read: the settings, the day it is judged on, and the charters by agency id."""

    settings: Settings
    as_of: date
    charters: Mapping[str, Charter]
    past: Past = field(default_factory=Past)
    """How far back the files can be seen."""
    framework: FrameworkFile | None = None
    """What the charters are held against, where the site has a file of its own for it."""
    pages: Sequence[AgencyPage] = ()
    """The pages that are no agency's, and that people write."""
    answered: frozenset[str] = frozenset()
    """The addresses of other sites that answered when they were last tried."""
    audit: AuditRecord | None = None
    """What the last audit of the finished pages in a browser found."""
    known_faults: Sequence[KnownFault] = ()
    """The faults of the finished pages that are known."""
    unread: frozenset[str] = frozenset()
    """The agencies that are left out, where one alone is looked at."""

    @property
    def is_an_agencys_own(self) -> bool:
        """Whether one agency publishes its own site: any other is put together, or shared by several."""
        return len(self.charters) == 1 and not any(
            charter.agency.compiled for charter in self.charters.values()
        )

    @cached_property
    def agency_names(self) -> frozenset[str]:
        """What the agencies are called, in every language, without capitals."""
        agencies = [charter.agency for charter in self.charters.values()]
        names = [name for one in agencies for name in (one.name, one.short_name) if name]
        return frozenset(words.casefold() for name in names for _code, words in name.by_language)
