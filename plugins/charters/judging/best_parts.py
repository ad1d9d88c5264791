"""Which part of a promise did best in its newest period, and which worst."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction

from charters.judging.ages import is_older
from charters.judging.comparators import lower_is_better
from charters.judging.standings import JudgedResult, Standing
from charters.judging.verdicts import Word, level_reached
from charters.model.periods import Period


@dataclass(frozen=True, slots=True)
class Ends:
    """The best and the worst of the parts that have a result for one period."""

    best: JudgedResult
    worst: JudgedResult
    of: int
    """How many were compared."""


def best_and_worst(standing: Standing) -> Iterator[Ends]:
    """Yield the ends of each way the whole is divided, where one part alone stands at each end.

    Only parts with cases enough are compared, in the newest period of any of them: one that is as new as
    that of the whole, and not old. Where one of them is hidden, nobody knows which was best.
    """
    standard = standing.standard
    lower = lower_is_better(standard)
    if lower is None or not standard.measure.shape.counts_cases or standard.levels:
        return
    kinds: dict[str, list[JudgedResult]] = defaultdict(list)
    for part, judged in standing.parts.items():
        kinds[part.partition(":")[0] if ":" in part else ""].append(judged[-1])
    for newest in kinds.values():
        last = max((one.result.period for one in newest), key=lambda period: period.end)
        found = [one for one in newest if one.result.period == last]
        if _is_today(standing, last) and not any(one.result.hidden for one in found):
            yield from _ends(standing, found, lower=lower)


def _ends(standing: Standing, found: Collection[JudgedResult], *, lower: bool) -> Iterator[Ends]:
    levels = ((level, one) for one in found if (level := _level(standing, one)) is not None)
    ordered = sorted(levels, key=lambda pair: pair[0], reverse=not lower)
    if len(ordered) < 2:
        return
    first, second, before_last, end = (*ordered[:2], *ordered[-2:])
    if first[0] != second[0] and before_last[0] != end[0]:
        yield Ends(first[1], end[1], len(ordered))


def _is_today(standing: Standing, last: Period) -> bool:
    whole, months = standing.newest, standing.register.settings.result_old_after
    behind = whole is not None and whole.result.period.end > last.end
    return not behind and not is_older(last.end, months, standing.as_of)


def _level(standing: Standing, judged: JudgedResult) -> Fraction | None:
    if judged.verdict.word is Word.TOO_FEW:
        return None
    return level_reached(standing.standard, judged.result)
