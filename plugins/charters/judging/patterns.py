"""The pattern in a promise's results over time (design section 6, point 3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import chain, pairwise
from operator import itemgetter
from statistics import median_low
from typing import TypeVar

from charters.judging.history import breaks, counted_alike
from charters.judging.restarts import restarts
from charters.judging.spc import (
    FEWEST_POINTS,
    Assurance,
    Better,
    Meaning,
    Point,
    Rule,
    Xmr,
    uneven,
    xmr,
)
from charters.judging.standings import Slot, Standing
from charters.judging.verdicts import Word
from charters.model.change import Change
from charters.model.events import Event
from charters.model.periods import Frequency
from charters.model.quantities import Direction, Target

_BETTER = {
    Direction.HIGHER: Better.HIGHER,
    Direction.LOWER: Better.LOWER,
    Direction.INSIDE: Better.NEITHER,
}
_MOST = Fraction(1, 3)
"""Where more than this share of the points are signals nothing is usual; where more than this share
of the periods have no result, nothing can be assured.
"""
_LONG = Fraction(3, 2)
"""A step so many times as long as the usual one leaves at least half a period out."""
Dated = TypeVar("Dated")
_OUTSIDE = (Rule.OUTSIDE_ABOVE, Rule.OUTSIDE_BELOW)
_NOTHING_SAID = Point(None, None, None, None, Meaning.COMMON)


@dataclass(frozen=True)
class Pattern:
    """What the results of a promise show over time."""

    slots: Sequence[Slot]
    """The periods it is read from, as `alike_slots` has them."""
    xmr: Xmr
    """By its reference, whatever of it may be said; a long step counts as a missing value."""
    points: Sequence[Point]
    """One for each slot up to the last result: without limits, mark and mean where nothing is usual."""
    better: Better
    breaks: Sequence[tuple[int, Change]]
    """Changes of definition: the index of the first slot after each."""
    restarts: Sequence[tuple[int, Event]]
    """Events after which what is usual is found anew: the index of the first slot after each."""
    regular: bool
    """Whether it is known how often a result is published, and enough results follow on each other:
    without equal steps there is no pattern.
    """
    moved: bool
    """Whether so many points since the last break are signals that there is no usual range."""
    assurance: Assurance | None
    """What may be said of results to come; None where the ground is missing."""
    uneven: bool
    """Whether the number of cases varies more than twofold between periods since the last break."""
    met_lately: tuple[int, int]
    """Of the last judged results (at most twelve, and none from before a break): how many reached
    the target, of how many; results of too few cases are not among them.
    """
    left_out: bool
    """Whether a result among those lately could not be counted."""

    @property
    def enough(self) -> bool:
        """Whether there are results enough since the last break to speak of a pattern."""
        return self.regular and self.xmr.count >= FEWEST_POINTS


def told_slots(standing: Standing) -> Sequence[Slot]:
    """Return the periods that are told of: from the first result on, where there is one."""
    slots = standing.slots
    first = next((n for n, slot in enumerate(slots) if slot.judged), 0)
    return slots[first:]


def alike_slots(standing: Standing) -> Sequence[Slot]:
    """Return those of them whose results are counted as today's: one line has one unit."""
    since = counted_alike(standing.standard, standing.as_of)
    return [slot for slot in told_slots(standing) if slot.period.start >= since]


def figure_of(slot: Slot) -> Fraction | None:
    """Return what a period shows; nothing where it is hidden, or where there was no case."""
    judged = slot.judged
    if judged is None or judged.verdict.word in (Word.HIDDEN, Word.NO_CASES):
        return None
    return judged.result.amount


def long_steps(slots: Sequence[Slot], reported: Frequency | None) -> frozenset[int]:
    """Return the index of each slot that ends longer after the one before than is usual."""
    steps = [(after.period.end - before.period.end).days for before, after in pairwise(slots)]
    if not steps:
        return frozenset()
    usual = reported.days if reported else median_low(steps)
    return frozenset(n for n, step in enumerate(steps, 1) if step > _LONG * usual)


def pattern_of(standing: Standing) -> Pattern | None:
    """Return the pattern in a promise's results; None for promises without a series."""
    standard = standing.standard
    if not standard.measure.shape.takes_target or not standing.judged:
        return None
    if standard.window is not None:
        return None  # Results that overlap are no series: each repeats most of the one before.
    slots = alike_slots(standing)
    if not any(slot.judged for slot in slots):
        return None
    target = slots[-1].verdict.target
    better = Better.NEITHER if target is None else _BETTER[target.direction]
    changes = _parting(slots, ((one.date, one) for one in breaks(standard, standing.part)))
    anew = _parting(slots, ((_over(event), event) for event in restarts(standard)))
    starts = sorted({*dict(changes), *dict(anew)})
    values = [_value(slot) for slot in slots]
    places, spaced = _with_gaps(values, long_steps(slots, standard.reported))
    found = xmr(
        spaced,
        better=better.value,
        target=target.level.amount if target else None,
        rebase_at=[places[index] for index in starts],
    )
    points = [found.points[place] for place in places if place < len(found.points)]
    parts = [slice(a, b) for a, b in pairwise([0, *starts, len(slots)])]
    current = parts[-1]
    regular = standard.reported is not None and _follow_on(spaced[found.start :])
    # What was kept is counted on: another way of working is no other promise.
    lately, left_out = _lately(slots[max([0, *dict(changes)]) :])
    results = sum(value is not None for value in values[current])
    grounded = _grounded(points[current], values[current])
    moved = results >= FEWEST_POINTS and _many(grounded, results)
    said = (_said(points[part], values[part], regular=regular) for part in parts)
    cases = [slot.judged.result.number_of_cases for slot in slots[current] if slot.judged]
    return Pattern(
        slots=slots,
        xmr=found,
        points=[*chain.from_iterable(said)],
        better=better,
        breaks=changes,
        restarts=anew,
        regular=regular,
        moved=moved,
        assurance=None if moved else _assurance(found, slots[current]),
        uneven=uneven(cases),
        met_lately=(sum(lately), len(lately)),
        left_out=left_out,
    )


def _value(slot: Slot) -> Fraction | None:
    other = (Word.CHANGED, Word.SUSPENDED_THEN)
    left_out = slot.judged is not None and slot.judged.verdict.word in other
    return None if left_out else figure_of(slot)


def _with_gaps(
    values: Sequence[Fraction | None], gaps: frozenset[int]
) -> tuple[list[int], list[Fraction | None]]:
    """Return where each value stands, and the values with a missing one before each long step."""
    places: list[int] = []
    spaced: list[Fraction | None] = []
    for index, value in enumerate(values):
        spaced += [None] * (index in gaps)
        places.append(len(spaced))
        spaced.append(value)
    return places, spaced


def _follow_on(values: Sequence[Fraction | None]) -> bool:
    """Return whether results have a neighbor often enough for steps between them to be usual."""
    known = [value is not None for value in values]
    return sum(map(all, pairwise(known))) >= _MOST * sum(known)


def _said(
    points: Sequence[Point], values: Sequence[Fraction | None], *, regular: bool
) -> Sequence[Point]:
    """Return the points of one segment as they may be shown."""
    count = sum(value is not None for value in values)
    if regular and count >= FEWEST_POINTS:
        grounded = _grounded(points, values)
        if not _many(grounded, count):
            return grounded
    return [_NOTHING_SAID] * len(points)


def _many(points: Sequence[Point], count: int) -> bool:
    """Return whether so many of the results are signals that nothing is usual."""
    return sum(point.rule is not None for point in points) > _MOST * count


def _grounded(points: Sequence[Point], values: Sequence[Fraction | None]) -> Sequence[Point]:
    """Return points without the signals that only a few results far outside bring about.

    One such result pulls the average so far that all others lie on one side of it; without it
    they are usual, and the level did not move.
    """
    if not _many(points, sum(value is not None for value in values)):
        return points
    rest = [
        None if point.rule in _OUTSIDE else value
        for point, value in zip(points, values, strict=False)
    ]
    calm = xmr(rest, better=Better.NEITHER.value).points
    rules = [*(point.rule for point in calm), *[None] * (len(points) - len(calm))]
    return [
        point if point.rule in (*_OUTSIDE, rule) else replace(point, rule=None, kind=Meaning.COMMON)
        for point, rule in zip(points, rules, strict=True)
    ]


def _assurance(found: Xmr, slots: Sequence[Slot]) -> Assurance | None:
    """Return the assurance of the current segment, where the results give ground for one."""
    slots = [slot for slot in slots if slot.verdict.suspended is None]
    told = [slot for slot in slots if _value(slot) is not None]
    if found.assurance is None or not told:
        return None
    firm = [slot for slot in told if slot.verdict.word is not Word.TOO_FEW]
    one_aim = len({_level(slot.verdict.target) for slot in slots}) == 1
    too_many_missing = len(slots) - len(firm) > _MOST * len(slots)
    if not one_aim or too_many_missing or told[-1] is not firm[-1]:
        return None
    # The limits lie on one side of the aim: a newest result on the other side disproves "always".
    disproved = found.assurance is (Assurance.FAIL if told[-1].verdict.reached else Assurance.PASS)
    return None if disproved else found.assurance


def _level(target: Target | None) -> Target | None:
    """Return a target without the way it was written: 90% and 90.0% are one aim."""
    return replace(target, written="") if target else None


def _parting(slots: Sequence[Slot], dated: Iterable[tuple[date, Dated]]) -> list[tuple[int, Dated]]:
    """Return what parts the periods, each with the first slot that begins on its day or later."""
    found: dict[int, Dated] = {}
    for day, one in dated:
        index = next((n for n, slot in enumerate(slots) if slot.period.start >= day), 0)
        if index:  # before the first period or after the last it parts nothing
            found[index] = one
    return sorted(found.items(), key=itemgetter(0))


def _over(event: Event) -> date:
    """Return the first day on which an event is over that lasted; the day of any other."""
    return event.until + timedelta(days=1) if event.until else event.date


def _lately(slots: Sequence[Slot]) -> tuple[list[bool], bool]:
    """Return whether each of the last results reached its target, and whether others lie between."""
    verdicts = [slot.judged.verdict for slot in slots if slot.judged]
    counted = [
        (n, verdict.reached)
        for n, verdict in enumerate(verdicts)
        if verdict.reached is not None and verdict.word is not Word.TOO_FEW
    ][-12:]
    lately = [reached for _, reached in counted]
    return lately, bool(counted) and len(verdicts) - counted[0][0] > len(counted)
