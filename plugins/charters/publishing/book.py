"""The register judged once: every page, table and download takes its figures from here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from charters.checks.contradictions.plan_words import check_plan_words
from charters.checks.findings import Finding
from charters.checks.order import Facts, findings
from charters.judging.patterns import Pattern, pattern_of
from charters.judging.standings import Standing, standings_of
from charters.judging.suppression import publishable
from charters.judging.verdicts import Bucket, Word
from charters.model.register import Charter, Register
from charters.problems import Place
from charters.publishing.speech import Speech, speech_for


@dataclass(frozen=True)
class Book:
    """A register with the standing of every promise, and the language it is said in."""

    register: Register
    speech: Speech

    @cached_property
    def standings(self) -> Mapping[str, Sequence[Standing]]:
        """Standings by agency, in the order of the agency's file."""
        return {
            charter.id: standings_of(self.register, charter)
            for charter in self.register.charters.values()
        }

    @cached_property
    def patterns(self) -> Mapping[tuple[str, str], Pattern | None]:
        """Patterns over time by agency and standard."""
        return {
            (agency, standing.standard.id): pattern_of(standing)
            for agency, standings in self.standings.items()
            for standing in standings
        }

    def pattern_today(self, standing: Standing) -> Pattern | None:
        """Return the pattern to tell of a promise: none from before a change without results yet."""
        if standing.verdict.word is Word.CHANGED:
            return None
        return self.patterns[standing.charter.id, standing.standard.id]

    @cached_property
    def all_standings(self) -> Sequence[Standing]:
        """The standings of every promise, agency by agency."""
        return [standing for standings in self.standings.values() for standing in standings]

    @cached_property
    def findings(self) -> Mapping[str, Sequence[Finding]]:
        """What the checks of the order say about each agency."""
        retyped: dict[str, list[Place]] = {}
        for problem in check_plan_words(self.register):
            retyped.setdefault(problem.place.path, []).append(problem.place)
        return {
            charter.id: findings(
                self.register, charter, self.standings[charter.id], _facts(charter, retyped)
            )
            for charter in self.register.charters.values()
        }

    @cached_property
    def _by_service(self) -> Mapping[tuple[str, str], Sequence[Standing]]:
        grouped: dict[tuple[str, str], list[Standing]] = {}
        for standing in self.all_standings:
            grouped.setdefault((standing.charter.id, standing.standard.service), []).append(
                standing
            )
        return {key: in_reading_order(found) for key, found in grouped.items()}

    def of_service(self, charter: Charter, service: str) -> Sequence[Standing]:
        """Return the standings of one service's promises, missed first."""
        return self._by_service.get((charter.id, service), ())


_ORDER = tuple(Bucket)


def in_reading_order(standings: Sequence[Standing]) -> list[Standing]:
    """Return standings missed first, withdrawn last (F11: fixed, not chosen by an editor)."""
    return sorted(standings, key=lambda s: (not s.in_force, _ORDER.index(s.verdict.bucket)))


def open_book(register: Register) -> Book:
    """Return the book of a register in its own language, without numbers too small to publish."""
    speech = speech_for(register.settings.language, hidden_below=register.settings.suppress_below)
    return Book(publishable(register), speech)


def _facts(charter: Charter, retyped: Mapping[str, Sequence[Place]]) -> Facts:
    """Return what the checks of the order cannot see by themselves.

    The frame of every page carries the complaint link, and `checks.built_site` stops a build
    whose links lead nowhere (G6).
    """
    path = charter.page.path if charter.page else ""
    return Facts(pages_without_complaint_link=0, retyped=retyped.get(path, ()))
