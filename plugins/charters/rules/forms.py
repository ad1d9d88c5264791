"""The few shared forms in which rules look.

What a rule sees is `present`, `partial`, `missing` or `stale` (a `Seen`); what cannot be true is a
`clash` (a `Problem`). A rule declares a form as a table of its entry, by the class's name below:

    [D6.each]
    of = "comparators"
    what = "Comparators with what is done about the difference, or why nothing"
    write = "action: one sentence on what you do to catch up"
    sentence = ["action", "no_action_because"]
    any = true
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from charters.model.file_names import AGENCY
from charters.model.periods import Period
from charters.model.text import Text
from charters.problems import Message, Problem
from charters.problems.message import _
from charters.rules.case import Case
from charters.rules.filled import is_said, is_sentence
from charters.rules.findings import Seen, State, Strength
from charters.rules.records import Named, kind_of, nothing
from charters.rules.saying import (
    MOST_PLACES,
    counted,
    listed,
    placed,
    present,
)
from charters.rules.ways import value_at

Look = Callable[[Case], Iterator[Seen]]
"""A rule that looks at a charter and says what it saw."""

Clash = Callable[[Case], Iterator[Problem]]
"""A rule that yields statements that cannot both be true."""

Has = Callable[[Case, Any], bool]
"""Whether a record of a charter has what a rule asks for."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """Whether a record has what a rule asks for, by what there is to write where it has not."""

    what: Callable[[Case, Any], str | Message]
    """The first thing that a record lacks, as an editor would write it; empty where it has all."""

    def __call__(self, case: Case, record: Any) -> bool:
        """Return whether a record has all that the rule asks for."""
        return not self.what(case, record)


@dataclass(frozen=True)
class Subject:
    """The code behind the rules of one subject; their words stand in the file beside it."""

    looks: Mapping[str, Look] = field(default_factory=dict)
    """By rule: how it looks where no shared form does, or what it looks at besides."""
    has: Mapping[str, Has] = field(default_factory=dict)
    """By rule: what its form `each` asks of a record, where naming keys does not say it."""
    short: Mapping[str, Has] = field(default_factory=dict)
    """By rule: which records its form `except` names, where their age does not say it."""
    clashes: tuple[Clash, ...] = ()


MEASURE = "measure."
"""What an example begins with that stands under the measure of a promise."""


class Each(NamedTuple):
    """Each record of a kind has something: so many of so many have it."""

    of: str
    """The kind of record; see `charters.rules.records`."""
    what: str
    """In the plural, the records that have it."""
    write: str = ""
    """What to write into a record, as an example; behind `measure.` what stands under that key."""
    do: str = ""
    """In its place a whole sentence, with a place for `{names}`, and for `{example}` where what is
    lacking depends on the record (`Lacking`).
    """
    said: tuple[str, ...] = ()
    """Keys whose words must say something. Where code says what a record must have, these, `sentence`
    and `given` say what is a part of it; `id` where the record itself is one.
    """
    sentence: tuple[str, ...] = ()
    """Keys that must hold a sentence."""
    given: tuple[str, ...] = ()
    """Keys that must hold something."""
    any: bool = False
    """Whether one of these keys is enough."""
    at: str = ""
    """The key to point to; the first of these where none is named."""
    strength: Strength = Strength.WORDS
    figures: str = ""
    """A key that makes it figures where one record has it."""
    none_found: str = ""
    """Where there is no record, what is not there: in the singular, without an article."""
    begin: str = ""
    """What to do then."""
    beside: str = ""
    """A kind of record beside which a part is missing, and not all."""
    page: str = ""
    """The part of the plan that shows it."""
    links: str = ""
    """The key of the sources that show it."""

    def look(self, case: Case, has: Has | None) -> Iterator[Seen]:
        """Yield how many records have it, and what the others need."""
        kind, test = kind_of(self.of), has or self._has_all
        if found := kind.find(case):
            lacking = [record for record in found if not test(case, record)]
            yield self._some(case, found, lacking, test) if lacking else self._all(case, found)
        elif self.none_found:
            begun = self.beside and kind_of(self.beside).find(case)
            state = State.PARTIAL if begun else State.MISSING
            what, add = Message(self.none_found), Message(self.begin)
            yield nothing(case, what, add, kind.place(case), state)
        else:
            yield kind.none(case)

    def _has_all(self, _case: Case, record: Any) -> bool:
        return (any if self.any else all)(self._tests(record))

    def _tests(self, record: Any) -> tuple[bool, ...]:
        return (
            *(is_said(value_at(record, key), key.rpartition(".")[2]) for key in self.said),
            *(is_sentence(value_at(record, key), *self.sentence) for key in self.sentence),
            *(value_at(record, key) not in (None, "", [], {}) for key in self.given),
        )

    def _all(self, case: Case, found: Sequence[Named]) -> Seen:
        sentence = counted(case, Message(self.what), len(found), len(found))
        sources = [value_at(record, self.links) for record in found] if self.links else ()
        worked_out = self.figures and any(value_at(record, self.figures) for record in found)
        strength = Strength.FIGURES if worked_out else self.strength
        return present(sentence, strength, case.page(self.page), *case.links(sources))

    def _some(
        self, case: Case, found: Sequence[Named], lacking: Sequence[Named], test: Has
    ) -> Seen:
        sentence = counted(case, Message(self.what), len(found), len(found) - len(lacking))
        at = self.at or next(iter((*self.said, *self.sentence, *self.given, "")))
        keys, kind = at.split(".") if at else (), kind_of(self.of)
        places = [kind.place(case, record, *keys) for record in lacking[:MOST_PLACES]]
        state, strength = State.MISSING, Strength.NOTHING
        if len(lacking) < len(found):
            state, strength = State.PARTIAL, self.strength
        elif any(map(any, map(self._tests, found))):
            state, strength = State.PARTIAL, Strength.WORDS
        return placed(state, sentence, self._advice(case, lacking, test), places, strength)

    def _advice(self, case: Case, lacking: Sequence[Named], test: Has) -> Message:
        example: str | Message = self.write
        if isinstance(test, Lacking):
            example = test.what(case, lacking[0])
            lacking = [record for record in lacking if test.what(case, record) == example]
        names, file = listed([record.id for record in lacking]), kind_of(self.of).file
        if self.do:
            return Message(self.do, (("names", names), ("example", example)))
        under = str(example).removeprefix(MEASURE)
        if under != example:
            return _(
                "In {file}, add '{example}' under 'measure' to {names}.",
                file=file,
                example=under,
                names=names,
            )
        return _("In {file}, add '{example}' to {names}.", file=file, example=example, names=names)


class Except(NamedTuple):
    """Records that fall short, or are too old, by name; says nothing while there are none."""

    of: str
    what: str
    """What to say of them, with places for `{names}`, for the settings under `windows`, for the
    first of these as `{months}`, and for the oldest `{day}`.
    """
    do: str
    """What to do about them, with the same places, and one for the first `{name}`."""
    day: str = ""
    """The key of a day, or of the period that ends on it: only what is older than its window."""
    newest: bool = False
    """Whether only the newest record counts."""
    windows: tuple[str, ...] = ()
    """The settings under `windows` that say how old they may be."""
    at: str = ""
    """The key to point to; that of the day where none is named."""
    state: State = State.PARTIAL
    strength: Strength = Strength.WORDS

    def look(self, case: Case, falls_short: Has | None) -> Iterator[Seen]:
        """Yield the records, if there are any."""
        kind, months = kind_of(self.of), {one: getattr(case.windows, one) for one in self.windows}
        found = [one for one in kind.find(case) if falls_short is None or falls_short(case, one)]
        found = self._old(case, found) if self.day else found
        if found:
            names, first = listed([record.id for record in found]), found[0]
            day = _day_of(value_at(first, self.day)) if self.day else None
            values = {"names": names, "name": first.id, "day": day}
            filled = (*values.items(), *months.items(), ("months", next(iter(months.values()), 0)))
            at = self.at or self.day.partition(".")[0]
            places = [kind.place(case, record, *([at] if at else ())) for record in found]
            what, do = Message(self.what, filled), Message(self.do, filled)
            yield placed(self.state, what, do, places, self.strength)

    def _old(self, case: Case, found: Sequence[Named]) -> list[Named]:
        dated = [(day, one) for one in found if (day := _day_of(value_at(one, self.day)))]
        if self.newest and dated:
            dated = [max(dated, key=lambda pair: pair[0])]
        months = getattr(case.windows, self.windows[0])
        return [one for day, one in dated if case.is_older(day, months)]


class Filled(NamedTuple):
    """A field of agency.yml is filled in."""

    key: str
    what: str
    """What to say of it, with a place for `{value}` where it is words."""
    none_found: str
    """In the singular and without an article, what is not there."""
    do: str
    none: State = State.MISSING
    page: str = ""

    def look(self, case: Case, has: Has | None) -> Iterator[Seen]:
        """Yield whether it is filled in."""
        value = value_at(case.charter.agency, self.key)
        filled = is_said(value, self.key) if isinstance(value, Text | None) else bool(value)
        if has(case, value) if has else filled:
            sentence = Message(self.what, (("value", value),))
            yield present(sentence, Strength.WORDS, case.page(self.page))
        else:
            place = case.place(AGENCY, self.key)
            yield nothing(case, Message(self.none_found), Message(self.do), place, self.none)


class Unbroken(NamedTuple):
    """What can only be broken: it is there unless a problem that speaks of the rule says otherwise."""

    what: str
    """A sentence on what holds; the audit leaves it out beside what breaks it."""
    of: str = ""
    """A kind of record without which there is nothing to break."""
    page: str = ""
    strength: Strength = Strength.WORDS

    def look(self, case: Case, _has: Has | None) -> Iterator[Seen]:
        """Yield that it holds."""
        if self.of and not kind_of(self.of).find(case):
            yield kind_of(self.of).none(case)
        else:
            yield present(Message(self.what), self.strength, case.page(self.page))


Form = Each | Except | Filled | Unbroken
"""A shared form, filled in by the declaration of a rule."""

FORMS: Mapping[str, type[Form]] = {
    "each": Each,
    "except": Except,
    "filled": Filled,
    "unbroken": Unbroken,
}
"""The forms that a rule may declare, by the name of their table."""


def form_of(name: str, table: Mapping[str, Any]) -> Form:
    """Return a form as a rule declares it."""
    values: dict[str, Any]
    values = {key: tuple(v) if isinstance(v, list) else v for key, v in table.items()}
    for key, read in (("strength", _strength), ("none", State), ("state", State)):
        if key in values:
            values[key] = read(values[key])
    return FORMS[name](**values)


def _strength(name: str) -> Strength:
    return Strength[name.upper()]


def _day_of(value: Any) -> date | None:
    return value.end if isinstance(value, Period) else value
