"""What becomes of a promise: its changes, and its end."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, PrivateAttr, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from charters.model.aims import YearlyAim
from charters.model.fields import Record, SourceRef, YesNo
from charters.model.level_words import plain_level
from charters.model.measures import Measure
from charters.model.period_fields import Day
from charters.model.quantities import SECONDS, Quantity, Target
from charters.model.shapes import Shape
from charters.model.text import Text, Words
from charters.model.written_levels import parse_quantity, parse_target


class ChangedField(StrEnum):
    """What of a promise was changed."""

    PROMISE = "promise"
    LIMIT = "limit"
    TARGET = "target"
    COUNTED = "counted"
    NOT_COUNTED = "not_counted"
    CLOCK = "clock"
    MEASURE = "measure"
    CHANNEL = "channel"
    REPORTED = "reported"
    """How often results are published."""

    @property
    def is_level(self) -> bool:
        """Whether it is a level that can be more or less."""
        return self in (ChangedField.LIMIT, ChangedField.TARGET)

    @property
    def narrows(self) -> bool:
        """Whether it leaves something out: where it says nothing, all cases and all ways are meant."""
        return self in (ChangedField.NOT_COUNTED, ChangedField.CHANNEL)

    @property
    def is_count(self) -> bool:
        """Whether it says what is counted, so that earlier results can be counted again by it."""
        return self in (ChangedField.COUNTED, ChangedField.NOT_COUNTED, ChangedField.CLOCK)

    def breaks_series(self, shape: Shape) -> bool:
        """Return whether results of a shape before and after a change of it cannot be compared."""
        if self is ChangedField.LIMIT:
            return "limit" in shape.needs  # An average is the same, whatever was promised.
        return self not in (ChangedField.PROMISE, ChangedField.TARGET, ChangedField.REPORTED)


NOT_FOUND = "none found"
"""What stands there where the documents used tell of no level: a gap in them, and no change."""
NOTHING = ("none", NOT_FOUND)
"""What stands as `from` or `to` of a change where no limit or target was in force."""


def level_written(level: Quantity | Target | None) -> str:
    """Return a level as it is written; `none` where there is none."""
    if level is None:
        return NOTHING[0]
    return level.said if isinstance(level, Target) else str(level)


def same_level(field: ChangedField, one: str, other: str, language: str = "en") -> bool:
    """Return whether two ways of writing a level say the same: `60 seconds`, `1 minute`."""
    return one == other or _level_said(field, one, language) == _level_said(field, other, language)


def _level_said(field: ChangedField, written: str, language: str) -> object:
    if written in NOTHING:
        return None
    try:
        if field is not ChangedField.TARGET:
            return _in_seconds(parse_quantity(written, language))
        target = parse_target(written, language)
    except PydanticCustomError:
        return written
    return target.direction, _in_seconds(target.level), target.upper and _in_seconds(target.upper)


def _in_seconds(level: Quantity) -> Quantity:
    """Return a time of a fixed length in seconds, whatever unit it is written in."""
    length = SECONDS.get(level.unit.removeprefix("calendar "))
    if length is None or level.unit == "day":
        return level
    return Quantity(level.amount * length, "second")


class Change(Record):
    """One change of a promise: in force from `date` on."""

    date: Day
    """The first day it holds; a day to come announces it."""
    field: ChangedField
    """What was changed."""
    from_: Words = Field(alias="from")
    """What stood there before; `none` where there was nothing, `none found` where none was found."""
    to: Words
    """What stands there now; `none` where there is nothing any more, `none found` as above."""
    reason: Words
    """Why, in a sentence."""
    restated: YesNo = False
    """`yes` where what is counted changed and earlier results were counted again: they stay comparable."""
    source: SourceRef | None = None
    """Where the change was published."""
    before: Measure | None = None
    """Of a change of the measure: how results were counted until then, with shape and unit."""

    @field_validator("from_", "to")
    @classmethod
    def _in_english(cls, level: Text, info: ValidationInfo) -> Text:
        """Return a level as files in English have it, whatever language the site is in."""
        field, language = info.data.get("field"), (info.context or {}).get("language", "en")
        if field is None or not field.is_level or language == "en" or level.languages():
            return level
        return Text((("", plain_level(str(level), language)),))

    _row: YearlyAim | None = PrivateAttr(None)

    @property
    def row(self) -> YearlyAim | None:
        """The row of targets.csv that says so; None for an entry of standards.yml."""
        return self._row

    @property
    def part(self) -> str:
        """The part it is about; blank for the whole."""
        return self._row.part if self._row else ""

    @classmethod
    def of_row(cls, row: YearlyAim, field: ChangedField, was: str, now: str) -> Change:
        """Return what a row of targets.csv changed; its note is the reason."""
        from_, to, reason = (Text((("", words),)) for words in (was, now, row.note))
        day, source = row.period.start, row.source or None
        found = cls.model_construct(
            date=day, field=field, from_=from_, to=to, reason=reason, source=source
        )
        found._row = row  # noqa: SLF001 - its own kind
        return found

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from every other change of the promise; its reason may be reworded."""
        return self.date, self.field, str(self.from_), str(self.to), self.part


class Withdrawn(Record):
    """The end of a promise; it keeps its place and its last results."""

    date: Day
    """The last day of the promise; a day to come announces it."""
    reason: Words
    """Why, in a sentence."""
    source: SourceRef | None = None
    """Where this was published."""
