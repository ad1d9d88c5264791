"""What a chart is drawn from (`Series`), and what its template prints; nothing is computed here.

Coordinates are in units of the picture's view box.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from charters.judging.spc import Amount, Meaning, Point
from charters.publishing.charts.plots import Levels, Plot
from charters.publishing.say.speech import Said

SHARE_ENDS = (Decimal(0), Decimal(100))
"""No scale of a share goes past none or all."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A point where the pattern is not the usual one."""

    kind: Meaning
    word: str = ""
    """Printed once for neighbors that share it, above the first of them."""


@dataclass(frozen=True, slots=True)
class Break:
    """A change of definition: results before it cannot be compared with those after."""

    index: int
    """Of the first point after the change."""
    word: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that is named where it stands in time: an event, or a time without the promise."""

    day: int
    """Its first day, as `spans` count them."""
    word: str
    until: int | None = None
    """The day after its last; None for an event of one day, which is a line and no band."""
    language: str = ""
    """The language of its word, where it is not that of the page."""


class LineNames(NamedTuple):
    """What the lines of a chart are called, at the lines."""

    aim: str = "aim"
    usual: str = "usual"
    provisional: str = "provisional"


@dataclass(frozen=True)
class Series:
    """The results of one standard, oldest first, and what is drawn beside them.

    Every tuple is as long as `labels` or empty; `limits` may stop early, as XmR points do.
    A value that may not be told is None: what is not here cannot leak.
    """

    labels: tuple[str, ...]
    """The periods in words, as in the table."""
    values: Levels
    shown: tuple[str, ...]
    """The values in words, as in the table."""
    figures: tuple[Decimal | None, ...] = ()
    """The values as they are written: as published, or a share rounded."""
    unit: str = ""
    """What the numbers count: a sign put behind those of the axis (`%`), or words (`days`)."""
    short_labels: tuple[str, ...] = ()
    """The periods as short as an axis needs them; the labels where not given."""
    provisional: tuple[bool, ...] = ()
    aims: Levels = ()
    """The aim in force in each period; the lower end where the aim is a range."""
    upper_aims: Levels = ()
    """The upper end where the aim is a range."""
    aims_alone: bool = False
    """Whether the aims are what is drawn: a line of steps, each begun on a day that is named below it."""
    limits: tuple[Point, ...] = ()
    marks: tuple[Mark | None, ...] = ()
    breaks: tuple[Break, ...] = ()
    happenings: tuple[Happening, ...] = ()
    """Named, every one of them, where `spans` reach."""
    spans: tuple[tuple[int, int], ...] = ()
    """The first day of each period, and the day after its last; one step each where not given."""
    at_end: bool = False
    """Whether a value is that of the last day of its period, and not of the whole of it."""
    gaps: frozenset[int] = frozenset()
    """The index of each value that comes so long after the one before that no line joins them."""
    names: LineNames = field(default_factory=LineNames)
    ends: tuple[Amount, Amount] | None = None
    """The ends of the scale, where it has any: 0 and 100 for shares, 1 and 5 for a score."""

    def __post_init__(self) -> None:
        count = len(self.labels)
        for name in ("values", "shown"):
            _refuse_length(name, len(getattr(self, name)), (count,))
        for name in (
            "figures", "short_labels", "provisional", "aims", "upper_aims", "marks", "spans"
        ):  # fmt: skip
            _refuse_length(name, len(getattr(self, name)), (0, count))
        _refuse_length("limits", len(self.limits), range(count + 1))

    @cached_property
    def floats(self) -> Sequence[float | None]:
        """The values as they are placed and set against each other: exact ones are slow to compare."""
        return [None if value is None else float(value) for value in self.values]

    @cached_property
    def usual(self) -> Sequence[tuple[Amount, Amount] | None]:
        """The usual lowest and highest of each period; None where nothing is usual."""
        return [
            None if point.lower is None or point.upper is None else (point.lower, point.upper)
            for point in self.limits
        ]

    @property
    def last(self) -> int | None:
        """Index of the latest value; None for a series without any."""
        present = (i for i in reversed(range(len(self.values))) if self.values[i] is not None)
        return next(present, None)


def ends_of(values: Levels | Sequence[float | None]) -> tuple[int, int, int, int]:
    """Return where the first, the last, the newest lowest and the newest highest value are."""
    found = [(value, at) for at, value in enumerate(values) if value is not None]
    lowest = min(found, key=lambda one: (one[0], -one[1]))[1]
    return found[0][1], found[-1][1], lowest, max(found)[1]


def _refuse_length(name: str, length: int, allowed: Sequence[int]) -> None:
    if length not in allowed:
        raise ValueError(f"{name} has {length} entries for {allowed[-1]} periods")


class Words(NamedTuple):
    """Words at a place; `anchor` is the text-anchor of SVG."""

    x: float
    y: float
    text: str
    anchor: str = "middle"
    language: str = ""
    """Their language, where it is not that of the page."""


class Dot(NamedTuple):
    """One result in the picture."""

    x: float
    y: float
    size: float
    provisional: bool
    kind: str
    """Empty for a usual point, else the kind of its mark."""
    shape: str
    """Path of a mark that is no circle; empty for a circle."""
    label: str = ""
    shown: str = ""

    @property
    def usual(self) -> bool:
        """Whether nothing is to be said of it: such points are drawn as one path."""
        return not (self.kind or self.provisional)


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a chart, each the `d` of an SVG path; empty for none."""

    grid: str
    result: str
    points: str
    """A stroke without length at each usual point: round ends make it a dot."""
    aim: str
    usual: str
    """Between the usual highest and lowest: an area."""
    breaks: str
    bands: str
    """The times without the promise: areas, not lines."""
    leader: str
    """From each word above the plot down to what it speaks of."""


class Heading(NamedTuple):
    """What a chart says in words."""

    title: str
    """Its message."""
    about: Said
    """What is drawn, whose it is, and of when."""
    description: Said
    """How it went, for those who do not see it."""


@dataclass(frozen=True, slots=True)
class TrendChart:
    """Everything the chart template prints."""

    key: str
    """Unique on the page."""
    heading: Heading
    width: float
    height: float
    plot: Plot
    starts_at: str
    """The number that the scale starts at, where that is not zero: the page says so."""
    ticks: tuple[Words, ...]
    periods: tuple[Words, ...]
    aims: tuple[Words, ...]
    """The aim, at its line; older ones where there is room."""
    usual: tuple[Words, ...]
    lines: Lines
    dots: tuple[Dot, ...]
    values: tuple[Words, ...]
    """Of the first, last, highest and lowest result, and of those that a word speaks of."""
    notes: tuple[Words, ...]
    """Words of marks, breaks and events, above the plot."""


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Everything the sparkline template prints."""

    width: float
    height: float
    line: str
    aim: str
    last: Dot
