"""Pairs of a label and what is known: the smallest piece of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import zip_longest
from typing import Protocol

from charters.model.duty import PlanPart
from charters.model.periods import Period
from charters.model.quantities import Quantity
from charters.model.register import Charter
from charters.model.text import Text
from charters.problems import SILENCE, Message
from charters.publishing.book import Book
from charters.publishing.say.choice_words import word
from charters.publishing.say.clause_words import as_sentence, said_value, say_message
from charters.publishing.say.pieces import filled, together
from charters.publishing.say.speech import Said, Speech, capitalized
from charters.publishing.views.cited import SourceView

Sayable = Text | Said | str | bool | date | Period | Quantity | None
"""What can be said: what an editor wrote or chose, or what a page says itself; or nothing."""
Pair = tuple[str, Sayable]
"""A label and what stands beside it."""


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
    known = (pair for pair in pairs if pair[1] is not None)
    found = ((label, as_said(speech, value)) for label, value in known)
    return [Fact(label, said) for label, said in found if said.words]


def keyword(written: Text | None, **words: str) -> Sayable:
    """Return what an editor wrote, or what is said for it where it is a word of our files: `none`, `free`."""
    return words.get(str(written or "").strip(" .").lower(), written)


def as_said(speech: Speech, value: Sayable) -> Said:
    """Return a value in words, with their language; no words for nothing."""
    if isinstance(value, Text):
        return speech.say(value)
    return value if isinstance(value, Said) else Said(_in_words(speech, value))


def _in_words(speech: Speech, value: Sayable) -> str:
    if isinstance(value, StrEnum):
        return word(speech, value)
    if isinstance(value, bool):
        return speech.gettext("yes") if value else speech.gettext("no")
    if isinstance(value, date):
        return speech.day(value)
    if isinstance(value, Period):
        return speech.period(value)
    if isinstance(value, Quantity):
        return speech.amount(value)
    return value if isinstance(value, str) else ""


def put(speech: Speech, sentence: str, **values: Sayable) -> Said:
    """Return a sentence with words put into it, each in the language it is written in."""
    said = {name: as_said(speech, words) for name, words in values.items()}
    return filled(sentence, **said)


def put_message(speech: Speech, message: Message) -> Said:
    """Return a message with its values put into it, each in the language it is written in."""
    if not message:
        return Said("")
    values = {name: _value(speech, value) for name, value in message.values}
    return put(speech, speech.gettext(message.template), **values)


def _value(speech: Speech, value: object) -> Said:
    if isinstance(value, Message):
        return put_message(speech, value)
    if isinstance(value, Text):
        return speech.say(value)
    words = said_value(speech, value)
    is_example = isinstance(value, str) and ": " in value  # what to write into a file
    return Said(words, "en" if is_example and not speech.language.startswith("en") else "")


def sentence_of(speech: Speech, message: Message) -> Said:
    """Return what a rule says as a sentence of a page: with a capital and a full stop."""
    said = put_message(speech, message)
    words = as_sentence(said.words)
    if not said.parts:
        return Said(words, said.language)
    first, *others = said.parts
    end = [Said(words[len(said.words) :])]
    return together([first._replace(words=capitalized(first.words)), *others, *end])


def headed(speech: Speech, what: Sayable, said: Sayable) -> Said:
    """Return what something is said of, and what is said, each in the language it is written in."""
    return put(speech, speech.headed("{what}", "{said}"), what=what, said=said)


def listed(speech: Speech, values: Iterable[Sayable], between: str = ", ") -> Said:
    """Return several values in one line, each in the language it is written in."""
    said = [found for value in values if (found := as_said(speech, value)).words]
    if len(said) < 2:
        return said[0] if said else Said("")
    betweens = [Said(" " if is_sentence(one) else between) for one in said[:-1]]
    return together(piece for pair in zip_longest(said, betweens) for piece in pair if piece)


def named(speech: Speech, known: Mapping[str, Named], ids: Iterable[str]) -> Said:
    """Return the names of records in one line."""
    return listed(speech, (known[one].name for one in ids if one in known))


def noted(speech: Speech, value: Sayable, remark: Sayable) -> Said:
    """Return words with a note behind them, where there is one."""
    said, note = as_said(speech, value), as_said(speech, remark).words
    if not note:
        return said
    if is_sentence(said):
        return put(speech, "{words} {note}.", words=said, note=capitalized(note))
    return put(speech, "{words} ({note})", words=said, note=note)


def is_sentence(said: Said) -> bool:
    """Return whether words end as a sentence does: no comma and no bracket may follow."""
    return said.words.endswith((".", "!", "?"))


def checked(speech: Speech, when: date | Period | None) -> str:
    """Return when somebody last looked; '' where nobody did."""
    return put(speech, speech.gettext("checked {day}"), day=when).words if when else ""


def asked_of(book: Book, part: PlanPart) -> str:
    """Return what is asked for in a part of a plan, in a sentence; '' where nothing is."""
    frame = book.audit.framework
    return say_message(book.speech, frame.parts.get(part, SILENCE)) if frame else ""


def no_promise(speech: Speech, charter: Charter) -> str:
    """Return that a service has no promise; of a compiled charter, that none was found."""
    if charter.agency.compiled:
        return speech.gettext("No promise was found in the documents used.")
    return speech.gettext("No promise is posted for this service.")


def nothing(book: Book, charter: Charter, part: PlanPart) -> Nothing:
    """Return what to say of an empty part; never 'none' where we did not look everywhere."""
    speech, asks = book.speech, asked_of(book, part)
    if charter.agency.compiled and part is PlanPart.STANDARDS:
        return Nothing(no_promise(speech, charter), asks)
    if charter.agency.compiled and part is PlanPart.COMPLAINTS:
        return Nothing(speech.gettext("No way to complain was found in the documents used."), asks)
    if charter.agency.compiled:
        return Nothing(speech.gettext("Not found in the documents used."), asks)
    return Nothing(speech.gettext("Nothing published yet."), asks)
