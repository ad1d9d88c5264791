"""What only a whole text shows: headings, links, capitals, abbreviations, whom it speaks to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from charters.rules.language.passages import Block, Sentence
from charters.rules.language.remarked import Remarked, of_text, of_words
from charters.rules.language.vocabulary import Vocabulary

_SHORT = re.compile(r"[A-Z][A-Z&]{1,5}s?")
_CAPITALS = 4
"""Words in capitals in a row that are shouted."""
_DEEPEST, _MOST_SECTIONS = 3, 6
_MOST_SHORT, _DEEPEST_LIST = 3, 2
_ITEM = re.compile(r"[-*+•]|\d+[.)]")
_MUCH = 60
"""Words of a text from which on a share of its sentences says something."""
_CAPITAL_WORD = 4
_SLASHED = re.compile(r"[a-z]{3,}/[a-z]{3,}")
_PDF_ALONE = re.compile(r"(?i)(?:only|solely) (?:as|in) (?:a )?(?:pdf)|pdf only")
_QUESTIONS = re.compile(
    r"(?i)\s*(?:faqs?|frequently asked questions|foire aux questions|preguntas frecuentes)\s*$"
)


def slashes(sentence: Sentence, _known: Vocabulary) -> Iterator[Remarked]:
    """P18: two words with a slash between them."""
    for at, word in enumerate(sentence.raw):
        if _SLASHED.fullmatch(word) and word not in ("and/or", "he/she", "his/her", "him/her"):
            yield of_words("P18", sentence, at, at, instead="'or', or 'and'")


def shouted(sentence: Sentence, _known: Vocabulary) -> Iterator[Remarked]:
    """P28: several words in capitals."""
    begin = 0
    for at in range(len(sentence.raw) + 1):
        if at < len(sentence.raw) and sentence.raw[at].isupper() and sentence.raw[at].isalpha():
            continue
        is_said = any(len(word) >= _CAPITAL_WORD for word in sentence.raw[begin:at])
        if at - begin >= _CAPITALS and is_said:
            yield of_words("P28", sentence, begin, at - 1)
        begin = at + 1


def abbreviations(
    sentences: Sequence[Sentence], text: str, known: Vocabulary
) -> Iterator[Remarked]:
    """P12: an abbreviation that the text does not spell out where it first stands."""
    seen = set(known.set_of("abbreviations", "known"))
    known_before = len(seen)
    for sentence in sentences:
        for at, word in enumerate(sentence.raw):
            short = word.removesuffix("s")
            if not _SHORT.fullmatch(word) or short in seen or _is_among_capitals(sentence, at):
                continue
            seen.add(short)
            if len(seen) - known_before == _MOST_SHORT + 1:
                yield of_words("P12.2", sentence, at, at, most=_MOST_SHORT)
            if not any(
                said in text for said in (f"({short})", f"({short}s)", f"[{short}]", f"{short} (")
            ):
                yield of_words("P12", sentence, at, at)


def _is_among_capitals(sentence: Sentence, at: int) -> bool:
    beside = (*sentence.raw[max(0, at - 1) : at], *sentence.raw[at + 1 : at + 2])
    return any(len(word) > 1 and word.isalpha() and word.isupper() for word in beside)


def reader(sentences: Sequence[Sentence], known: Vocabulary) -> Iterator[Remarked]:
    """P20 and P21: the reader is 'you', and no 'he or she'."""
    others, you = known.set_of("reader", "others"), known.set_of("reader", "you")
    spoken = any(word in you for sentence in sentences for word in sentence.words)
    for sentence in sentences:
        said = f" {' '.join(sentence.words)} "
        named = next((other for other in sorted(others) if f" {other} " in said), "")
        if named and not spoken:
            at = sentence.words.index(named.split()[-1])
            yield of_words("P20", sentence, at, at)
        for pair in known.set_of("reader", "he_she"):
            if f" {pair} " in said:
                at = sentence.words.index(pair.split()[0])
                yield of_words("P21", sentence, at, at + len(pair.split()) - 1)


def tense(sentences: Sequence[Sentence], known: Vocabulary) -> Iterator[Remarked]:
    """P26: many sentences of a long text that are far from the present."""
    far = known.set_of("tense", "far")
    there = [one for one in sentences if _is_far(one, far)]
    if sum(len(one.raw) for one in sentences) >= _MUCH and 5 * len(there) > len(sentences):
        yield of_text("P26", there[0], share=round(100 * len(there) / len(sentences)))


def _is_far(sentence: Sentence, far: frozenset[str]) -> bool:
    return not far.isdisjoint(sentence.words) or ("will", "be") in pairwise(sentence.words)


def headings(blocks: Sequence[Block], known: Vocabulary) -> Iterator[Remarked]:
    """P22, P23 and P35: headings that say something, on few levels."""
    bare = known.set_of("headings", "bare")
    found = [block for block in blocks if block.is_heading]
    for block in found:
        first = block.sentences[0]
        if len(first.raw) == 1 and first.words[0] in bare:
            yield of_text("P22", first)
        if len(block.mark) > _DEEPEST:
            yield of_text("P23", first, most=_DEEPEST)
        if _QUESTIONS.match(block.text):
            yield of_text("P35", first)
    sections = [block for block in found if len(block.mark) == 2]
    if len(sections) > _MOST_SECTIONS:
        yield of_text("P23.2", sections[_MOST_SECTIONS].sentences[0], count=len(sections))


def lists(blocks: Sequence[Block]) -> Iterator[Remarked]:
    """P24: a list that no sentence leads into."""
    before = None
    for block in blocks:
        is_item = block.mark[:1] in tuple("-*+•") or block.mark[:1].isdigit()
        if is_item and (before is None or before.is_heading):
            yield of_text("P24", block.sentences[0])
        before = block


def nested(blocks: Sequence[Block], text: str) -> Iterator[Remarked]:
    """P24.2: items of a list in a list in a list."""
    around: list[int] = []
    for block in blocks:
        if not _ITEM.fullmatch(block.mark):
            around = around if _indent(block, text) else []
            continue
        here = _indent(block, text)
        around = [*(one for one in around if one < here), here]
        if len(around) > _DEEPEST_LIST:
            yield of_text("P24.2", block.sentences[0], most=_DEEPEST_LIST)


def _indent(block: Block, text: str) -> int:
    """Return how far the line is set in on which a block begins."""
    line = text[text.rfind("\n", 0, block.start) + 1 : block.start]
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())


def long_headings(blocks: Sequence[Block]) -> Iterator[Remarked]:
    """P22.2: a heading with more words than what stands below it."""
    for block, below in pairwise([*_with_texts(blocks)]):
        if block.is_heading and not below.is_heading and block.length > below.length:
            yield of_text("P22.2", block.sentences[0], count=below.length)


def _with_texts(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the headings, and of what stands below each the longest piece."""
    for heading, inside in groupby(blocks, key=lambda block: block.is_heading):
        found = [*inside]
        yield from found[-1:] if heading else [max(found, key=lambda block: block.length)]


def only_pdf(sentence: Sentence, _known: Vocabulary) -> Iterator[Remarked]:
    """P34: a document that is there as a PDF alone."""
    if "pdf" in sentence.text.lower() and _PDF_ALONE.search(sentence.text):
        yield of_text("P34", sentence)
