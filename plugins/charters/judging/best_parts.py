"""Which part of a promise did best in its newest period, and which worst."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from charters.judging.comparators import lower_is_better
from charters.judging.standings import Judged, Standing
from charters.judging.verdicts import Word, level_reached

FEWEST_COMPARED = 3
"""Parts below which the table says it by itself."""


@dataclass(frozen=True, slots=True)
class Ends:
    """The best and the worst of the parts that have a result for one period."""

    best: str
    worst: str
    of: int
    """How many were compared."""
    newest: Judged
    """A result of that period."""


def best_and_worst(standing: Standing) -> Iterator[Ends]:
    """Yield the ends of each way the whole is divided, where one part alone stands at each end.

    Only parts with cases enough are compared, in the newest period of any of them.
    """
    standard = standing.standard
    lower = lower_is_better(standard)
    if lower is None or not standard.measure.shape.counts_cases or standard.levels:
        return
    kinds: dict[str, dict[str, Judged]] = defaultdict(dict)
    for part, judged in standing.parts.items():
        kinds[part.partition(":")[0] if ":" in part else ""][part] = judged[-1]
    for newest in kinds.values():
        last = max((one.result.period for one in newest.values()), key=lambda period: period.end)
        found = {
            part: level
            for part, one in newest.items()
            if one.result.period.days == last.days and (level := _level(standing, one)) is not None
        }
        if len(found) >= FEWEST_COMPARED:
            ordered = sorted(found, key=lambda part: found[part], reverse=not lower)
            first, second, *_middle, before_last, end = (*ordered[:2], *ordered[-2:])
            if found[first] != found[second] and found[before_last] != found[end]:
                yield Ends(first, end, len(found), newest[first])


def _level(standing: Standing, judged: Judged) -> Fraction | None:
    if judged.result.hidden or judged.verdict.word is Word.TOO_FEW:
        return None
    return level_reached(standing.standard, judged.result)
