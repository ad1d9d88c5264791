"""The pattern in a promise's results over time (design section 6, point 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from charters.judging.history import breaks
from charters.judging.spc import FEWEST_POINTS, Better, Xmr, uneven, xmr
from charters.judging.standings import Slot, Standing
from charters.judging.verdicts import Word
from charters.model.quantities import Direction
from charters.model.standards import Change

_BETTER = {
    Direction.HIGHER: Better.HIGHER,
    Direction.LOWER: Better.LOWER,
    Direction.INSIDE: Better.NEITHER,
}


@dataclass(frozen=True)
class Pattern:
    """What the results of a promise show over time."""

    xmr: Xmr
    better: Better
    breaks: Sequence[tuple[int, Change]]
    """Changes of definition: the index of the first slot after each."""
    uneven: bool
    """Whether the number of cases varies more than twofold between periods since the last break."""
    met_lately: tuple[int, int]
    """Of the last judged results (at most twelve, and none from before a break): how many reached
    the target, of how many.
    """

    @property
    def enough(self) -> bool:
        """Whether there are results enough since the last break to speak of a pattern."""
        return self.xmr.count >= FEWEST_POINTS


def pattern_of(standing: Standing) -> Pattern | None:
    """Return the pattern in a promise's results; None for promises without a series."""
    if not standing.standard.measure.shape.takes_target or not standing.judged:
        return None
    slots = standing.slots
    target = slots[-1].verdict.target
    better = Better.NEITHER if target is None else _BETTER[target.direction]
    found = _breaks(standing, slots)
    current = slots[found[-1][0] :] if found else slots
    return Pattern(
        xmr=xmr(
            [_value(slot) for slot in slots],
            better=better.value,
            target=target.level.amount if target else None,
            rebase_at=[index for index, _ in found],
        ),
        better=better,
        breaks=found,
        uneven=uneven([slot.judged.result.number_of_cases for slot in current if slot.judged]),
        met_lately=_met_lately(current),
    )


def _value(slot: Slot) -> Fraction | None:
    judged = slot.judged
    if judged is None or judged.verdict.word in (Word.HIDDEN, Word.CHANGED):
        return None
    return judged.result.amount


def _breaks(standing: Standing, slots: Sequence[Slot]) -> list[tuple[int, Change]]:
    found: dict[int, Change] = {}
    for change in breaks(standing.standard):
        index = next((n for n, slot in enumerate(slots) if slot.period.start >= change.date), 0)
        if index:  # before the first period or after the last it parts nothing
            found[index] = change
    return sorted(found.items())


def _met_lately(slots: Sequence[Slot]) -> tuple[int, int]:
    reached = [slot.judged.verdict.reached for slot in slots if slot.judged]
    lately = [answer for answer in reached if answer is not None][-12:]
    return sum(lately), len(lately)
