"""Pairs of a label and what is known: the smallest piece of a plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from charters.model.register import Charter
from charters.model.text import Text
from charters.publishing.promises import SourceView, source_view
from charters.publishing.speech import Said, Speech


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and the words beside it, with their source."""

    label: str
    said: Said
    link: str = ""
    source: SourceView | None = None


@dataclass(frozen=True, slots=True)
class Nothing:
    """What a page says where a charter holds nothing: plainly, and what the order asks."""

    said: str
    asks: str


def facts(speech: Speech, *pairs: tuple[str, Text | Said | str | None]) -> list[Fact]:
    """Return the pairs that have words."""
    found = ((label, _said(speech, words)) for label, words in pairs if words)
    return [Fact(label, said) for label, said in found if said.words]


def _said(speech: Speech, words: Text | Said | str) -> Said:
    if isinstance(words, Text):
        return speech.say(words)
    return Said(words) if isinstance(words, str) else words


def sourced(speech: Speech, charter: Charter, label: str, words: Text, source: str | None) -> Fact:
    """Return a fact with its source."""
    return Fact(label, speech.say(words), source=source_view(speech, charter, source))


def listed(speech: Speech, texts: Iterable[Text]) -> Said:
    """Return several texts in one line, and the language of all of them when it is another."""
    said = [speech.say(text) for text in texts]
    languages = {one.language for one in said}
    return Said(
        ", ".join(one.words for one in said), languages.pop() if len(languages) == 1 else ""
    )


def nothing(speech: Speech, charter: Charter, asks: str) -> Nothing:
    """Return what to say of an empty part; never 'none' where we did not look everywhere."""
    if charter.agency.compiled:
        return Nothing(speech.gettext("Not found in the documents used."), asks)
    return Nothing(speech.gettext("Nothing published yet."), asks)
