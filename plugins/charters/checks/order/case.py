"""What the checks of the order look at: one charter, its standings, the clock, and outside facts."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from charters.checks.wording import check_promise, check_text, promises_of
from charters.checks.wording.promise import Promise, Remark
from charters.judging.standings import Standing
from charters.model.agency import AgencyKind, Channel
from charters.model.register import Charter, Register
from charters.model.settings import Windows
from charters.model.standards import Serves, Service, Standard
from charters.model.surveys import CustomerSurvey
from charters.problems import Place

AGENCY, STANDARDS, RESULTS = "agency.yml", "standards.yml", "results.csv"
BENCHMARKS, SURVEYS = "benchmarks.yml", "surveys.yml"


@dataclass(frozen=True, slots=True)
class Facts:
    """What only other parts of the program can see of an agency; None where nobody looked."""

    page_errors: int | None = None
    """Failures of WCAG A or AA rules on the agency's pages (G1)."""
    language_warnings: int | None = None
    """Places on its pages that are beyond the limits for plain language (G2)."""
    pages_without_complaint_link: int | None = None
    """Pages of the agency without a link to its complaint block (G6)."""
    retyped: Sequence[Place] | None = None
    """Numbers in the plan's words that differ from the data (S3.3)."""
    unrecorded: Sequence[str] | None = None
    """Ids of promises that were changed without an entry under `changes` (C9)."""
    answered: Mapping[str, date] = field(default_factory=dict)
    """Links that answered, and the last day they did."""
    dead: frozenset[str] = frozenset()
    """Links that did not answer when they were last tried."""


UNSEEN = Facts()


@dataclass(frozen=True)
class Case:
    """One charter as the checks see it on the day the register is judged on."""

    register: Register
    charter: Charter
    standings: Sequence[Standing]
    facts: Facts = UNSEEN

    @property
    def windows(self) -> Windows:
        """How old evidence may be."""
        return self.register.settings.windows

    @property
    def is_compiled(self) -> bool:
        """Whether somebody else put the charter together from public documents."""
        return self.charter.agency.compiled is not None

    @cached_property
    def today(self) -> date:
        """The day evidence is judged on: a compiled charter knows nothing after its documents."""
        compiled = self.charter.agency.compiled
        return min(self.register.as_of, compiled.until) if compiled else self.register.as_of

    def is_older(self, day: date, months: int, days: int = 0) -> bool:
        """Return whether evidence of a day is older than a window."""
        return months_later(day + timedelta(days=days), months) < self.today

    # ---------------------------------------------------------------------------- the records

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
        """The promises that are still made, by service."""
        grouped: dict[str, list[Standard]] = {}
        for promise in self.promises:
            grouped.setdefault(promise.service, []).append(promise)
        return grouped

    @cached_property
    def channel_by_id(self) -> Mapping[str, Channel]:
        """Channels by id."""
        return {channel.id: channel for channel in self.charter.agency.channels}

    def channels_of(self, service: Service) -> list[Channel]:
        """Return the channels a service is given through."""
        return [self.channel_by_id[name] for name in service.channels if name in self.channel_by_id]

    @cached_property
    def complaint_channels(self) -> Sequence[Channel]:
        """The channels a complaint can come through."""
        complaints = self.charter.agency.complaints
        names = complaints.channels if complaints else ()
        return [self.channel_by_id[name] for name in names if name in self.channel_by_id]

    @cached_property
    def current_surveys(self) -> Sequence[CustomerSurvey]:
        """The customer surveys inside their window; the newest one where there is none."""
        surveys = self.charter.surveys.customers
        fresh = [survey for survey in surveys if not self.is_old_survey(survey.fielded.last.end)]
        return fresh or sorted(surveys, key=lambda survey: survey.fielded.last.end)[-1:]

    def is_old_survey(self, last_day: date) -> bool:
        """Return whether a survey of customers or staff is older than its window."""
        return self.is_older(last_day, self.windows.survey_months)

    # --------------------------------------------------------------------------- words read

    @cached_property
    def remarks(self) -> Mapping[str, Sequence[Remark]]:
        """What the rules about wording say of each promise that is still made."""
        return {promise.id: self._remarks_on(promise) for promise in self.promises}

    def _remarks_on(self, promise: Standard) -> list[Remark]:
        """Return the remarks on the words that the site's own language shows."""
        site = self.register.settings.language
        said = list(promises_of(promise, site, self.charter.agency.kind, self._names))
        shown = [text for text in said if text.language == site.split("-")[0]] or said
        return [remark for text in shown[:1] for remark in check_promise(text)]

    def remarked(self, *codes: str) -> list[tuple[Standard, Remark]]:
        """Return the promises that a rule about wording fires on, with its first remark."""
        found = []
        for promise in self.promises:
            remarks = [remark for remark in self.remarks[promise.id] if remark.code in codes]
            found += [(promise, remark) for remark in remarks[:1]]
        return found

    def remarks_on_text(self, words: str, code: str) -> list[Remark]:
        """Return what a rule about wording says of other words of the agency."""
        language = self.register.settings.language.split("-")[0]
        kind = self.charter.agency.kind
        text = Promise(words, language, agency_kind=kind, agency_names=self._names)
        return [remark for remark in check_text(text) if remark.code == code]

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """The names the agency goes by in its own words."""
        agency = self.charter.agency
        return tuple(str(name) for name in (agency.name, agency.short_name) if name is not None)

    @property
    def is_independent(self) -> bool:
        """Whether the order asks the agency to follow, and does not bind it."""
        return self.charter.agency.kind is AgencyKind.INDEPENDENT

    # ------------------------------------------------------------------------ where it stands

    def place(self, file: str, *keys: str | int) -> Place | None:
        """Return the place of a value; the start of the file where it has still to be written."""
        if file in self.charter.files:
            return self.charter.place(file, *keys)
        if AGENCY in self.charter.files:
            folder, _, _ = self.charter.place(AGENCY).path.rpartition("/")
            return Place(f"{folder}/{file}")
        return None

    def page(self, part: str = "") -> str:
        """Return the address of the agency's plan, or of one part of it."""
        return f"agencies/{self.charter.id}/" + (f"#{part}" if part else "")

    def promise_page(self, promise: Standard) -> str:
        """Return the address of a promise."""
        return f"agencies/{self.charter.id}/{promise.service}/#{promise.id}"

    def links(self, sources: Iterable[str | None]) -> tuple[str, ...]:
        """Return the web addresses behind references to sources, each once."""
        known = self.charter.source_by_id
        found = (known[ref].link if ref in known else ref for ref in sources if ref)
        return tuple(dict.fromkeys(link for link in found if link and ":" in link))


def months_later(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of that month."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
