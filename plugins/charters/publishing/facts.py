"""Pairs of a label and what is known: the smallest piece of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from string import Formatter
from typing import Protocol

from charters.model.periods import Period
from charters.model.register import Charter
from charters.model.text import Text
from charters.publishing.promises import SourceView
from charters.publishing.speech import Said, Speech

Words = Text | Said | str
"""What an editor wrote, or what a page says itself."""
Pair = tuple[str, Words | None]
"""A label and the words beside it, if there are any."""


class Named(Protocol):
    """A record with a name."""

    @property
    def name(self) -> Text:
        """What people call it."""
        ...


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and the words beside it, with their source."""

    label: str
    said: Said
    source: SourceView | None = None


@dataclass(frozen=True, slots=True)
class Nothing:
    """What a page says where a charter holds nothing: plainly, and what the order asks."""

    said: str
    asks: str


def facts(speech: Speech, *pairs: Pair) -> list[Fact]:
    """Return the pairs that have words."""
    found = ((label, as_said(speech, words)) for label, words in pairs if words)
    return [Fact(label, said) for label, said in found if said.words]


def as_said(speech: Speech, words: Words) -> Said:
    """Return words with their language."""
    if isinstance(words, Text):
        return speech.say(words)
    return Said(words) if isinstance(words, str) else words


def put(speech: Speech, sentence: str, **values: Words) -> Said:
    """Return a sentence with words put into it, each in the language it is written in."""
    said = {name: as_said(speech, words) for name, words in values.items()}
    return _together(
        piece
        for literal, name, *_ in Formatter().parse(sentence)
        for piece in (Said(literal), said[name] if name else Said(""))
    )


def listed(speech: Speech, texts: Iterable[Words]) -> Said:
    """Return several texts in one line, each in the language it is written in."""
    said = [found for text in texts if (found := as_said(speech, text)).words]
    between = [Said(" " if is_sentence(one) else ", ") for one in said[:-1]]
    return _together(piece for pair in zip_longest(said, between) for piece in pair if piece)


def named(speech: Speech, known: Mapping[str, Named], ids: Iterable[str]) -> Said:
    """Return the names of records in one line."""
    return listed(speech, (known[one].name for one in ids if one in known))


def noted(speech: Speech, words: Words, note: str | None) -> Said:
    """Return words with a note of the page's own behind them, where there is one."""
    said = as_said(speech, words)
    if not note:
        return said
    if is_sentence(said):
        return put(speech, "{words} {note}.", words=said, note=note[:1].upper() + note[1:])
    return put(speech, "{words} ({note})", words=said, note=note)


def is_sentence(said: Said) -> bool:
    """Return whether words end as a sentence does: no comma and no bracket may follow."""
    return said.words.endswith((".", "!", "?"))


def _together(pieces: Iterable[Said]) -> Said:
    said = tuple(piece for piece in pieces if piece.words)
    words = "".join(piece.words for piece in said)
    if len(said) == 1:
        return said[0]
    return Said(words, parts=said if any(one.language or one.parts for one in said) else ())


def yes_no(speech: Speech, answer: bool | None) -> str | None:  # noqa: FBT001  # it is the value said
    """Return an answer in words."""
    if answer is None:
        return None
    return speech.gettext("yes") if answer else speech.gettext("no")


def when_words(speech: Speech, when: date | Period | None) -> str | None:
    """Return a day or a period in words, where there is one."""
    if isinstance(when, Period):
        return speech.period(when)
    return speech.day(when) if when else None


def checked_words(speech: Speech, when: date | Period | None) -> str:
    """Return when somebody last looked; '' where nobody did."""
    return speech.gettext("checked {day}").format(day=when_words(speech, when)) if when else ""


def nothing(speech: Speech, charter: Charter, asks: str) -> Nothing:
    """Return what to say of an empty part; never 'none' where we did not look everywhere."""
    if charter.agency.compiled:
        return Nothing(speech.gettext("Not found in the documents used."), asks)
    return Nothing(speech.gettext("Nothing published yet."), asks)
