"""What a rule looks at: one charter, its standings, the day it is judged on, and its files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from charters.judging.ages import is_older, known_on
from charters.judging.comparators import Compared
from charters.judging.figures import figures_of
from charters.judging.standings import Standing, standings_of
from charters.model.agency import AgencyKind
from charters.model.benchmarks import Benchmark
from charters.model.channels import Channel
from charters.model.file_names import AGENCY, BENCHMARKS, RESULTS, STANDARDS, SURVEYS
from charters.model.judged import Judged, NotApplicable
from charters.model.offered import Serves, Service
from charters.model.register import Charter, Keys, Register
from charters.model.results import Result
from charters.model.settings import Windows
from charters.model.standards import Measured, Standard
from charters.model.surveys import CustomerSurvey, StaffSurvey
from charters.model.text import Text
from charters.problems import Place
from charters.rules.rows import Row, rows_of
from charters.rules.texts import texts_of

WORDED = ("note", "missed_because", "action")
"""The columns of results that hold words."""
OF_US = ("comparable_because", "differences", "conversion", "action", "no_action_because")
"""The texts about a comparator that speak of our own results."""

AnySurvey = TypeVar("AnySurvey", CustomerSurvey, StaffSurvey)


@dataclass(frozen=True, eq=False)
class Case:
    """One charter as the rules see it on the day the register is judged on."""

    register: Register
    charter: Charter

    @property
    def windows(self) -> Windows:
        """How old evidence may be."""
        return self.register.settings.windows

    @property
    def is_compiled(self) -> bool:
        """Whether somebody else put the charter together from public documents."""
        return self.charter.agency.compiled is not None

    @property
    def is_independent(self) -> bool:
        """Whether the order asks the agency to follow, and does not bind it."""
        return self.charter.agency.kind is AgencyKind.INDEPENDENT

    @cached_property
    def today(self) -> date:
        """The day evidence is judged on: a compiled charter knows nothing after its documents."""
        return known_on(self.register, self.charter)

    def is_older(self, day: date, months: int, days: int = 0) -> bool:
        """Return whether evidence of a day is older than a window."""
        return is_older(day, months, self.today, days)

    # ---------------------------------------------------------------------------- the records

    @cached_property
    def standings(self) -> Sequence[Standing]:
        """Where every promise stands, in the order of the file."""
        return standings_of(self.register, self.charter)

    @cached_property
    def standing_by_id(self) -> Mapping[str, Standing]:
        """Standings by the id of their promise."""
        return {standing.standard.id: standing for standing in self.standings}

    @cached_property
    def compared_by_id(self) -> Mapping[str, Compared]:
        """What levels of others may stand beside, by id: promises, and figures with their results."""
        return {one.standard.id: one for one in self.compared}

    @cached_property
    def compared(self) -> Sequence[Compared]:
        """Everything that has results: promises, then figures."""
        return [*self.standings, *figures_of(self.charter)]

    @cached_property
    def rows(self) -> Sequence[Row]:
        """The rows in force of every promise and figure, those of their parts too."""
        return [row for one in self.compared for row in rows_of(one)]

    @cached_property
    def services(self) -> Sequence[Service]:
        """The services for outside customers; only these does the order ask about."""
        return [service for service in self.charter.services if service.serves is Serves.OUTSIDE]

    @cached_property
    def kept(self) -> Sequence[Standing]:
        """The standings of the promises that are still made."""
        return [standing for standing in self.standings if standing.in_force]

    @cached_property
    def promises(self) -> Sequence[Standard]:
        """The promises that are still made."""
        return [standing.standard for standing in self.kept]

    @cached_property
    def promises_by_service(self) -> Mapping[str, Sequence[Standard]]:
        """The promises that are still made, by each service they hold for."""
        grouped: dict[str, list[Standard]] = {}
        for promise in self.promises:
            for service in (promise.service, *promise.also_for):
                grouped.setdefault(service, []).append(promise)
        return grouped

    def channels_of(self, service: Service) -> list[Channel]:
        """Return the channels a service is given through."""
        by_id = self.charter.channel_by_id
        return [by_id[name] for name in service.channels if name in by_id]

    @cached_property
    def not_applicable(self) -> Mapping[str, tuple[int, NotApplicable]]:
        """What is said not to apply, with its number, by rule or clause in lower case."""
        listed = [*enumerate(self.charter.agency.not_applicable)]
        return {entry.item.strip(" ()").lower(): (n, entry) for n, entry in reversed(listed)}

    @cached_property
    def judged(self) -> Mapping[str, Judged]:
        """What a person judged last by the day the register is judged on, by rule in lower case."""
        listed = sorted(self.charter.agency.judged, key=lambda one: one.date, reverse=True)
        known = (one for one in reversed(listed) if one.date <= self.register.as_of)
        return {one.item.strip(" ()").lower(): one for one in known}

    @cached_property
    def current_surveys(self) -> Sequence[CustomerSurvey]:
        """The customer surveys inside their window; the newest one where there is none."""
        return self._current(self.charter.surveys.customers)

    @cached_property
    def current_ids(self) -> frozenset[str]:
        """The ids of the current customer surveys."""
        return frozenset(survey.id for survey in self.current_surveys)

    @cached_property
    def current_staff_surveys(self) -> Sequence[StaffSurvey]:
        """The surveys of staff inside their window; the newest one where there is none."""
        return self._current(self.charter.surveys.staff)

    def _current(self, surveys: Sequence[AnySurvey]) -> Sequence[AnySurvey]:
        fresh = [survey for survey in surveys if not self.is_old_survey(survey.fielded.last.end)]
        return fresh or sorted(surveys, key=lambda survey: survey.fielded.last.end)[-1:]

    def is_old_survey(self, last_day: date) -> bool:
        """Return whether a survey of customers or staff is older than its window."""
        return self.is_older(last_day, self.windows.survey_months)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names the agency goes by in its own words."""
        agency = self.charter.agency
        found = (str(name) for name in (agency.name, agency.short_name) if name is not None)
        return tuple(dict.fromkeys(found))

    @cached_property
    def texts(self) -> Sequence[tuple[str, Keys, Text]]:
        """Every text of the charter: its file, the keys to it, and its words."""
        return [*texts_of(self.charter)]

    @cached_property
    def worded_rows(self) -> Sequence[Result]:
        """The rows of results with words beside the figures, which few of many thousands have."""
        rows = (row for rows in self.charter.results.values() for row in rows)
        return [row for row in rows if row.note or row.missed_because or row.action]

    def spoken(self, text: Text) -> Iterator[tuple[str, str, str]]:
        """Yield a text once per language: its key in the file, its words, the language."""
        for code, words in text.by_language:
            yield code, words, (code or self.register.settings.language).partition("-")[0]

    # ------------------------------------------------------------------------ where it stands

    def place(self, file: str, *keys: str | int) -> Place | None:
        """Return the place of a value; the start of the file where it has still to be written."""
        if file in self.charter.files:
            return self.charter.place(file, *keys)
        if AGENCY in self.charter.files:
            folder, _, _ = self.charter.place(AGENCY).path.rpartition("/")
            return Place(f"{folder}/{file}")
        return None

    def in_agency(self, *keys: str | int) -> Place:
        """Return the place of a value that stands in agency.yml."""
        return self.charter.place(AGENCY, *keys)

    def in_surveys(self, *keys: str | int) -> Place:
        """Return the place of a value that stands in surveys.yml."""
        return self.charter.place(SURVEYS, *keys)

    def in_service(self, service: Service, *keys: str | int) -> Place:
        """Return the place of a service, or of one of its values."""
        return self.charter.place(STANDARDS, "services", service.id, *keys)

    def in_standard(self, measured: Measured, *keys: str | int) -> Place:
        """Return the place of a standard or figure, or of one of its values."""
        return self.charter.in_standard(measured, *keys)

    def in_benchmark(self, benchmark: Benchmark, *keys: str | int) -> Place:
        """Return the place of a comparator, or of one of its values."""
        return self.charter.place(BENCHMARKS, "benchmarks", benchmark.id, *keys)

    def in_row(self, row: Result, *columns: str) -> Place:
        """Return the place of a row of results, or of one of its cells."""
        return self.charter.place(RESULTS, row.line, *columns)

    def page(self, part: str = "") -> str:
        """Return the address of the agency's plan, or of one part of it."""
        return f"agencies/{self.charter.id}/" + (f"#{part}" if part else "")

    def links(self, sources: Iterable[str | None]) -> tuple[str, ...]:
        """Return the web addresses behind references to sources, each once."""
        known = self.charter.source_by_id
        found = (known[ref].link if ref in known else ref for ref in sources if ref)
        return tuple(dict.fromkeys(link for link in found if link and ":" in link))
