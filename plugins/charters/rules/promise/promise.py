"""What the rules about words are given, a promise and its words made ready, and what they answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from re import Match
from typing import NamedTuple

from charters.model.agency import AgencyKind
from charters.model.aims import Levels, Season
from charters.model.offered import StandardType
from charters.model.quantities import Direction, Quantity, Target
from charters.model.shapes import Shape
from charters.problems import Message, Place, Problem, declared
from charters.rules.promise.numbers import in_digits
from charters.rules.promise.times import Time, find_times, time_of
from charters.rules.promise.wordlists import LANGUAGES, PAD, Phrases, phrases
from charters.rules.saying import clash


class Level(NamedTuple):
    """A level that a field of the standard gives, and how its editor wrote it."""

    field: str
    quantity: Quantity
    written: str
    time: Time | None
    """The level as a length of time, if it is one."""


class _Told(NamedTuple):
    words: str
    language: str = "en"
    """Words in a language without a list are left alone."""
    type: StandardType | None = None
    shape: Shape | None = None
    """How it is measured; None where that is not known, and then less is concluded."""
    limit: Quantity | None = None
    target: Target | None = None
    several: tuple[Levels, ...] = ()
    """Its levels, where there are several, and those of its seasons."""
    percentile: Decimal | None = None
    per: int | None = None
    """Of a rate: its base."""
    days_not_stated: bool = False
    """Whether `day_kind: not stated` owns up that nobody knows which days are counted."""
    has_legal_basis: bool = False
    agency_kind: AgencyKind = AgencyKind.EXECUTIVE
    agency_names: tuple[str, ...] = ()
    """The names an independent agency goes by in its own text, besides 'we'."""


class Promise(_Told):
    """One promise in one language, beside the fields that say the same in figures."""

    @cached_property
    def levels(self) -> Sequence[Level]:
        """What limit and target give."""
        given = [] if self.limit is None else [("limit", self.limit, str(self.limit))]
        if (target := self.target) is not None:
            levels = (target.level, target.upper)
            given += [("target", level, target.said) for level in levels if level]
        for one in self.several:
            what = "season" if isinstance(one, Season) else "level"
            given += [(what, one.limit, str(one.limit))] if one.limit else []
            given += [(what, one.target.level, one.target.said)] if one.target else []
        return [Level(*one, time_of(one[1])) for one in given]

    @cached_property
    def lengths(self) -> Sequence[tuple[Level, Time]]:
        """What they give as the promised length of time."""
        return [(one, one.time) for one in self.levels if one.time]


class Share(NamedTuple):
    """One percentage a sentence says."""

    amount: Decimal
    bound: Direction | None
    """Which way the sentence says is better ('at least', 'at most'), if it does."""
    start: int
    end: int
    """Where it stands in the text."""


@dataclass(frozen=True)
class Said:
    """Words made ready for the rules: tidied once, their numbers found once, when a rule asks for them."""

    words: str
    """With plain spaces, apostrophes and dashes, in the editor's case."""
    text: str
    """In lower case, every number in digits; every place in it is a place in `words`."""
    language: str
    spelled: frozenset[Decimal] = frozenset()
    """The numbers that were said in words."""

    @cached_property
    def times(self) -> Sequence[Time]:
        """The lengths of time; none in a language without lists."""
        return tuple(find_times(self.text, self.language)) if self.language in LANGUAGES else ()

    @cached_property
    def promised(self) -> Sequence[Time]:
        """Those that are promised, without those said aside."""
        return tuple(time for time in self.times if time.is_promised)

    @cached_property
    def shares(self) -> Sequence[Share]:
        """The percentages that may be an aim."""
        return tuple(_shares_in(self.text, self.language)) if self.language in LANGUAGES else ()

    def list(self, name: str) -> Phrases:
        """Return a list of the language of these words."""
        return phrases(self.language, name)

    def first(self, name: str) -> Match[str] | None:
        """Return the first phrase of a list."""
        return self.list(name).find_first(self.text)

    def quoted(self, part: Time | Share | Match[str]) -> str:
        """Return what the editor wrote for a number or a phrase."""
        start, end = part.span() if isinstance(part, Match) else (part.start, part.end)
        while self.text[end : end + 1] == PAD:
            end += 1
        return self.words[start:end].strip()


@lru_cache(maxsize=4096)
def heard(words: str, language: str) -> Said:
    """Return words made ready for the rules."""
    tidy = " ".join((words if words.isascii() else _with_plain_marks(words)).split())
    lower = tidy.lower()
    if len(lower) != len(tidy):  # a few capitals become two letters; places must stay places
        tidy = lower
    text, spelled = in_digits(lower, language)
    return Said(tidy, text, language, spelled)


def _with_plain_marks(words: str) -> str:
    for odd, plain in _PLAIN.items():
        words = words.replace(odd, plain)
    return words


_PLAIN = dict(zip("’ʼ`´–—‑−‐", "''''-----", strict=True))


def _shares_in(text: str, language: str) -> Iterator[Share]:
    """Yield the percentages that may be an aim: no fees, samples, margins or tolerances."""
    for found in phrases(language, "percent").find_all(text):
        if not phrases(language, "no_aim").is_beside(text, *found.span()):
            yield _share(Decimal(found[1]), text, *found.span(), language)
    for found in phrases(language, "of_every").find_all(text):
        part, whole = (Decimal(number) for number in found.groups() if number)
        if 0 < part <= whole:
            yield _share(part * 100 / whole, text, *found.span(), language)


def _share(amount: Decimal, text: str, start: int, end: int, language: str) -> Share:
    bound = None
    if phrases(language, "at_most").is_beside(text, start, end):
        bound = Direction.LOWER
    elif phrases(language, "at_least").is_beside(text, start, end):
        bound = Direction.HIGHER
    return Share(amount, bound, start, end)


# ------------------------------------------------------------------------------ what is answered


class Remark(NamedTuple):
    """What one rule says about one text; the caller knows the place."""

    code: str
    message: Message
    do: Message
    shows: str
    """The rules of the framework that it speaks of."""
    fragment: str = ""
    """The words the remark is about, as the editor wrote them."""
    against: str = ""
    """The field of the standard that the words disagree with, if it is one."""

    def at(self, place: Place, *others: Place) -> Problem:
        """Return the remark as a problem at a place."""
        return clash(self.code, self.shows, place, self.message, self.do, *others)


def remark(name: str, said: str = "", against: str = "", **values: object) -> Remark:
    """Return a remark by its name in `remarks.toml`, with what its sentences are filled with."""
    entry, filled = declared("rules/promise/remarks")[name], tuple({"said": said, **values}.items())
    what, do = Message(entry["what"], filled), Message(entry["do"], filled)
    return Remark(entry["code"], what, do, entry["shows"], said, against)
