"""Rules that set the lengths of time in a promise beside its limit and target.

K3 (they must agree) and P30 (which days are counted).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from charters.model.quantities import Quantity
from charters.rules.promise.promise import Promise, Remark, Said
from charters.rules.promise.times import BUSINESS, CALENDAR, Time, time_of

_DAYS = {
    "en": {BUSINESS: "business days", CALENDAR: "calendar days"},
    "fr": {BUSINESS: "jours ouvrables", CALENDAR: "jours civils"},
}
_DAYS_SAID_ELSEWHERE = {
    "en": re.compile(r"(?:days (?:are|is|means?) |in |all |\()(?:business|working|calendar)\b"),
    "fr": re.compile(r"(?:les jours sont|en jours|tous les jours|\(jours) (?:ouvr|civil|calend)"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the standard that gives a length of time."""

    name: str
    time: Time
    written: str
    """The field as its editor wrote it."""


def fields_of_time(promise: Promise) -> list[Field]:
    """Return the fields that give the promised length of time: the limit, or a timed target."""
    target = promise.target
    given: list[tuple[str, Quantity | None]] = [("limit", promise.limit)]
    if target is not None:
        given += [("target", target.level), ("target", target.upper)]
    timed = [(name, time_of(quantity)) for name, quantity in given]
    aim = target.written if target is not None else ""
    return [
        Field(name, time, (aim if name == "target" else "") or time.written)
        for name, time in timed
        if time is not None
    ]


def check_times_agree(promise: Promise, said: Said) -> Iterator[Remark]:
    """K3: the length of time in the sentence is the one of the limit or the target."""
    fields = fields_of_time(promise)
    promised = said.promised
    if not fields or not promised:
        return
    if any(_says(time, field.time) for time in said.times for field in fields):
        return
    field = fields[0]
    time = next((time for time in promised if time.amount == field.time.amount), promised[0])
    quoted = said.quoted(time)
    yield Remark("K3", differs(quoted, field.name, field.written), quoted, field.name)


def differs(quoted: str, field: str, level: str) -> str:
    """Return the message that a promise and a field say different levels."""
    return (
        f"the promise says '{quoted}', its {field} says {level}; "
        f"write {level} in the promise, or change the {field}"
    )


def _says(time: Time, level: Time) -> bool:
    return time.same_as(level) or (time.shortest is not None and time.shortest.same_as(level))


def check_days_are_named(promise: Promise, said: Said) -> Iterator[Remark]:
    """P30: a promise counted in days says whether they are business or calendar days."""
    bare = [time for time in said.promised if time.is_bare_day]
    if not bare or promise.days_not_stated or _DAYS_SAID_ELSEWHERE[said.language].search(said.text):
        return
    unnamed = [time for time in bare if not _is_named_elsewhere(time, said)]
    if unnamed:
        yield _bare_days(unnamed[0], fields_of_time(promise), said)


def _is_named_elsewhere(bare: Time, said: Said) -> bool:
    return any(time.amount == bare.amount and time.kind for time in said.times)


def _bare_days(time: Time, fields: list[Field], said: Said) -> Remark:
    quoted = said.quoted(time)
    days = _DAYS[said.language]
    for field in fields:
        if field.time.kind in days and time.amount == field.time.amount:
            named = f"{time.amount:,f} {days[field.time.kind]}"
            message = (
                f"'{quoted}' does not say which days; its {field.name} says {field.written}, "
                f"so write {named} in the promise"
            )
            return Remark("P30", message, quoted, field.name)
    either = " or ".join(f"{time.amount:,f} {kind}" for kind in days.values())
    message = (
        f"'{quoted}' does not say which days; write {either} "
        "(or measure: day_kind: not stated, if nobody knows)"
    )
    return Remark("P30", message, quoted)
