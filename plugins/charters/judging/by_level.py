"""Several levels of one promise: `85% within 25 days, the rest within 50` is kept if every level is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from charters.judging.verdicts import Verdict, Word
from charters.model.results import Result
from charters.model.standards import Standard


class JudgedLevel(Protocol):
    """A result of one level, and the verdict on it."""

    @property
    def result(self) -> Result:
        """The result."""

    @property
    def verdict(self) -> Verdict:
        """The verdict on it."""


J = TypeVar("J", bound=JudgedLevel)


def newest_by_level(standard: Standard, parts: Mapping[str, Sequence[J]]) -> list[J]:
    """Return the results of the newest period for which every level has one, as levels are listed."""
    names = [str(level.limit) for level in standard.levels if level.target]
    found = [{one.result.period.days: one for one in parts.get(name, ())} for name in names]
    shared = set.intersection(*(set(one) for one in found)) if found else set()
    newest = max(shared, key=lambda days: days[1], default=None)
    return [one[newest] for one in found] if newest else []


def verdict_of_levels(judged: Sequence[JudgedLevel]) -> Verdict:
    """Return the verdict on a promise: kept if every level is, missed if one of them is."""
    verdicts = [one.verdict for one in judged]
    provisional = any(one.provisional for one in verdicts)
    missed = next((one for one in verdicts if one.word is Word.MISSED), None)
    unsure = next((one for one in verdicts if one.word is not Word.MET), None)
    decides = missed or unsure
    word = decides.word if decides else Word.MET
    reached = {Word.MET: True, Word.MISSED: False}.get(word)
    on, reason = (decides.on, decides.reason) if decides else (None, "")
    return Verdict(word, reached, provisional=provisional, on=on, reason=reason)
