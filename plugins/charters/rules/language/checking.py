"""Every rule of plain language put to a text: sentence by sentence, then to the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache

from charters.problems import rules
from charters.rules.language import grammar, lengths, on_pages
from charters.rules.language.passages import Block, Sentence, blocks_of
from charters.rules.language.remarked import Remarked, of_words
from charters.rules.language.vocabulary import Vocabulary, vocabulary

_PARTED = re.compile(r"[,;:()]")
"""What stands between words that are no phrase."""
_OF_SENTENCES = (
    *(grammar.passive, grammar.hidden_verbs, grammar.noun_strings, grammar.far_verb),
    *(on_pages.slashes, on_pages.shouted, on_pages.only_pdf),
)


class TextKind(StrEnum):
    """What a text is; some rules are for one kind alone."""

    PROMISE = "promise"
    TEXT = "text"
    PAGE = "page"


def check_language(
    text: str, language: str = "en", kind: TextKind = TextKind.TEXT
) -> list[Remarked]:
    """Return what every rule says of a text, in the order of the text."""
    return sorted(
        {*_remarks(text, language.partition("-")[0], kind)}, key=lambda one: (one.start, one.code)
    )


def _remarks(text: str, language: str, kind: TextKind) -> Iterator[Remarked]:
    known = vocabulary(language)
    blocks = [*blocks_of(text, known, marked=kind is TextKind.PAGE)]
    prose = [block for block in blocks if not block.is_heading and block.mark != "|"]
    sentences = [sentence for block in prose for sentence in block.sentences]
    found = [*_of_prose(prose, known), *_of_all(blocks, sentences, text, known)]
    if kind is TextKind.PROMISE and sentences:
        found += _of_promise(sentences[0], known)
    yield from (one for one in found if language in spoken(one.code))


def _of_prose(prose: list[Block], known: Vocabulary) -> Iterator[Remarked]:
    for block in prose:
        yield from lengths.long_paragraph(block)
        for sentence in block.sentences:
            yield from lengths.long_sentence(sentence)
            yield from phrases(sentence, known)
            for rule in _OF_SENTENCES:
                yield from rule(sentence, known)


def phrases(sentence: Sentence, known: Vocabulary) -> Iterator[Remarked]:
    """Yield the words of a sentence that the lists of its language would do without."""
    for phrase, first, last in known.phrases(sentence.words):
        found = of_words(phrase.code, sentence, first, last, instead=phrase.instead)
        if not _PARTED.search(found.said):
            yield found


def _of_all(
    blocks: list[Block], sentences: list[Sentence], text: str, known: Vocabulary
) -> Iterator[Remarked]:
    if sentences:
        yield from lengths.averages(sentences)
        yield from lengths.hard_to_read(sentences)
    yield from lengths.without_heading(blocks)
    yield from on_pages.abbreviations(sentences, text, known)
    yield from on_pages.reader(sentences, known)
    yield from on_pages.tense(sentences, known)
    yield from on_pages.headings(blocks, known)
    yield from on_pages.long_headings(blocks)
    yield from on_pages.lists(blocks)
    yield from on_pages.nested(blocks, text)


def _of_promise(sentence: Sentence, known: Vocabulary) -> Iterator[Remarked]:
    """P7: a promise begins with whoever keeps it, or with the customer who gets it."""
    actors = known.set_of("promise", "actors")
    if actors and not actors.intersection(sentence.words) and not sentence.raw[0].isdigit():
        yield of_words("P7", sentence, 0, 0)


@cache
def spoken(code: str) -> tuple[str, ...]:
    """Return the languages a rule is for."""
    return rules()[code].languages
