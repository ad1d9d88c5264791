"""Sentences put together from pieces, each marked with the language it is written in (WCAG 3.1.2)."""

from __future__ import annotations

from collections.abc import Iterable
from string import Formatter

from charters.publishing.say.catalogues import catalogue_for
from charters.publishing.say.speech import Said, Speech


def filled(sentence: str, **said: Said) -> Said:
    """Return a sentence with words put into it, each in its own language."""
    if not said:
        return Said(sentence.format())
    return together(
        piece
        for literal, name, *_ in Formatter().parse(sentence)
        for piece in (Said(literal), said[name] if name else Said(""))
    )


def in_one_language(speech: Speech, form: str, **said: Said) -> Said:
    """Return a title in the language of what it names, as no part of a title can be marked."""
    language = next((one.language for one in said.values() if one.language), "")
    say = catalogue_for(language).gettext if language else speech.gettext
    return Said(say(form).format(**{name: one.words for name, one in said.items()}), language)


def together(pieces: Iterable[Said]) -> Said:
    """Return pieces as one text; without parts where all are in the language of the page."""
    said = tuple(piece for piece in pieces if piece.words)
    if len(said) == 1:
        return said[0]
    words = "".join(piece.words for piece in said)
    return Said(words, parts=said if any(one.language or one.parts for one in said) else ())


def in_a_row(*sentences: Said | str) -> Said:
    """Return sentences one behind the other."""
    said = [one if isinstance(one, Said) else Said(one) for one in sentences]
    found = [one for one in said if one.words]
    return together([piece for one in found for piece in (Said(" "), one)][1:])


def ended(said: Said) -> Said:
    """Return words with the full stop that ends a sentence, once."""
    return said._replace(words=f"{said.words.rstrip('.')}.")
