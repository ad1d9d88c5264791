"""The register judged once, and each view of it made once: every page and table starts from here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from math import inf
from operator import attrgetter
from typing import Any, TypeVar

from charters.judging.figures import FigureSeries, figures_of
from charters.judging.patterns import Pattern, pattern_of
from charters.judging.standings import Standing, standings_of
from charters.judging.suppression import publishable
from charters.judging.verdicts import Bucket, Word
from charters.model.register import AgencyPage, Charter, Register
from charters.publishing.say.speech import Speech, speech_for
from charters.rules import Audit


@dataclass(frozen=True)
class Book:
    """A register with the standing of every promise, its audit, and the language it is said in."""

    register: Register
    """As it may be published: without numbers too small to be shown."""
    speech: Speech
    audit: Audit
    made: dict[tuple[object, ...], Any] = field(default_factory=dict, repr=False)
    """The views made so far, by what made them and of which agency or promise."""
    passing: dict[tuple[object, ...], Any] = field(default_factory=dict, repr=False)
    """The last ones of those that only pages one after the other need."""

    @property
    def below(self) -> str:
        """Where its pages stand below the site's own address: `fr/charters/`."""
        settings = self.register.settings
        return f"{settings.folder_of(self.speech.language)}{settings.path}"

    @cached_property
    def in_languages(self) -> Mapping[str, Book]:
        """The book in each language of its site, itself first: what is judged is judged once."""
        others = {one: self._in(one) for one in self.register.settings.languages[1:]}
        return {self.speech.language: self, **others}

    def _in(self, language: str) -> Book:
        other = replace(self, speech=_speech(self.audit, language), made={}, passing={})
        judged = (name for name, one in vars(Book).items() if isinstance(one, cached_property))
        vars(other).update({name: getattr(self, name) for name in judged if name != "in_languages"})
        return other

    def page_of(self, charter: Charter) -> AgencyPage | None:
        """Return an agency's own words: in this language, or else in the first one of the site."""
        return charter.translations.get(self.speech.language, charter.page)

    @cached_property
    def standings(self) -> Mapping[str, Sequence[Standing]]:
        """Standings by agency, in the order of the agency's file."""
        if self.register is self.audit.register:
            return {name: case.standings for name, case in self.audit.cases.items()}
        charters = self.register.charters.values()
        return {charter.id: standings_of(self.register, charter) for charter in charters}

    @cached_property
    def figures(self) -> Mapping[str, Sequence[FigureSeries]]:
        """Figures with their results by agency, in the order of the agency's file."""
        return {name: figures_of(charter) for name, charter in self.register.charters.items()}

    def figure_of(self, charter: Charter, figure: str) -> FigureSeries | None:
        """Return a figure with its results, by its id."""
        return self._by_figure.get((charter.id, figure))

    @cached_property
    def _by_figure(self) -> Mapping[tuple[str, str], FigureSeries]:
        return {(name, one.figure.id): one for name, found in self.figures.items() for one in found}

    @cached_property
    def figures_by_service(self) -> Mapping[tuple[str, str], Sequence[FigureSeries]]:
        """Figures with their results by agency and service, in the order of the file."""
        by_service: dict[tuple[str, str], list[FigureSeries]] = {}
        for name, found in self.figures.items():
            for one in found:
                by_service.setdefault((name, one.figure.service), []).append(one)
        return by_service

    def standing_of(self, charter: Charter, standard: str) -> Standing | None:
        """Return the standing of a promise, by the id of its standard."""
        return self._by_promise.get((charter.id, standard))

    @cached_property
    def _by_promise(self) -> Mapping[tuple[str, str], Standing]:
        return {(one.charter.id, one.standard.id): one for one in self.all_standings}

    @cached_property
    def patterns(self) -> Mapping[tuple[str, str], Pattern | None]:
        """Patterns over time by agency and standard."""
        return {
            (agency, standing.standard.id): pattern_of(standing)
            for agency, standings in self.standings.items()
            for standing in standings
        }

    def judge(self) -> None:
        """Judge every promise now: another process that begins after that need not do it again."""
        for standing in self.all_standings:
            _ = standing.verdict, standing.slots
        _ = self.patterns

    def pattern_today(self, standing: Standing) -> Pattern | None:
        """Return the pattern to tell of a promise: none from before a change without results yet."""
        if standing.verdict.word in (Word.OLDER_PROMISE, Word.CHANGED):
            return None
        return self.patterns[standing.charter.id, standing.standard.id]

    @cached_property
    def all_standings(self) -> Sequence[Standing]:
        """The standings of every promise, agency by agency."""
        return [standing for standings in self.standings.values() for standing in standings]

    @cached_property
    def _by_service(self) -> Mapping[tuple[str, str], Sequence[Standing]]:
        grouped: dict[tuple[str, str], list[Standing]] = {}
        for standing in self.all_standings:
            grouped.setdefault((standing.charter.id, standing.standard.service), []).append(
                standing
            )
        return {key: in_reading_order(found) for key, found in grouped.items()}

    @cached_property
    def _shared(self) -> Mapping[tuple[str, str], Sequence[Standing]]:
        grouped: dict[tuple[str, str], list[Standing]] = {}
        for standing in self.all_standings:
            agency, standard = standing.charter.id, standing.standard
            also = {(agency, service) for service in standard.also_for}
            for key in {*also, *((other, "") for other in standard.together_with)}:
                grouped.setdefault(key, []).append(standing)
        return {key: in_reading_order(found) for key, found in grouped.items()}

    def also_for(self, charter: Charter, service: str) -> Sequence[Standing]:
        """Return the promises of other services that hold for this one too: counted there, once."""
        return self._shared.get((charter.id, service), ())

    def together_with(self, charter: Charter) -> Sequence[Standing]:
        """Return the promises of other agencies that this one keeps with them: counted there, once."""
        return self._shared.get((charter.id, ""), ())

    def of_service(self, charter: Charter, service: str) -> Sequence[Standing]:
        """Return the standings of one service's promises, missed first."""
        return self._by_service.get((charter.id, service), ())


Of = TypeVar("Of", bound=Charter | Standing | FigureSeries)
View = TypeVar("View")
_PASSING = 200
"""More views than the pages of one service need."""


def once(make: Callable[[Book, Of], View]) -> Callable[[Book, Of], View]:
    """Return what makes a view of an agency, promise or figure once per book, however many ask."""
    return _keeping(make, attrgetter("made"), inf)


def for_a_while(make: Callable[[Book, Of], View]) -> Callable[[Book, Of], View]:
    """Return the same of a view that is large, and that only pages one after the other need."""
    return _keeping(make, attrgetter("passing"), _PASSING)


def _keeping(
    make: Callable[[Book, Of], View], kept_in: Callable[[Book], dict[Any, Any]], most: float
) -> Callable[[Book, Of], View]:
    @wraps(make)
    def made(book: Book, of: Of) -> View:
        kept, key = kept_in(book), _key(make, of)
        if key not in kept:
            kept[key] = make(book, of)
            if len(kept) > most:
                del kept[next(iter(kept))]
        view: View = kept[key]
        return view

    return made


def _key(make: object, of: Charter | Standing | FigureSeries) -> tuple[object, ...]:
    name = (of.id,) if isinstance(of, Charter) else (of.charter.id, of.standard.id)
    return (make, *name, of.part if isinstance(of, Standing) else "")


_ORDER = tuple(Bucket)


def in_reading_order(standings: Sequence[Standing]) -> list[Standing]:
    """Return standings missed first, withdrawn last (F11: fixed, not chosen by an editor)."""
    return sorted(standings, key=lambda s: (not s.in_force, _ORDER.index(s.verdict.bucket)))


def open_book(audit: Audit) -> Book:
    """Return the book of an audited register, in the first language of its site."""
    return Book(
        publishable(audit.register), _speech(audit, audit.register.settings.language), audit
    )


def _speech(audit: Audit, language: str) -> Speech:
    settings = audit.register.settings
    of_others = not audit.register.is_an_agencys_own
    speech = speech_for(language, hidden_below=settings.suppress_below, of_others=of_others)
    speech = replace(speech, plain=settings.language)
    charters = audit.register.charters.values()
    counted = (one for each in charters for some in (each.standards, each.figures) for one in some)
    measures = [one.measure for one in counted]
    units = {one.result_unit: speech.unit_of(one.unit) for one in measures if one.unit}
    return replace(speech, units=units)
