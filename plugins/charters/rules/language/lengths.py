"""How long things are: sentences, paragraphs, what stands under no heading; and how hard a text is to read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import mean

from charters.rules.language.passages import Block, Sentence
from charters.rules.language.remarked import Remarked, of_text

LONG, TOO_LONG = 25, 40
"""Words of a sentence: more are hard to follow, and more are never needed."""
_ON_AVERAGE = 20
_SHARE_OF_LONG = 25
"""Of every hundred sentences, how many may be longer than the average should be."""
_PARAGRAPH, _SENTENCES_IN_IT = 150, 8
_WITHOUT_HEADING = 300
_ENOUGH = 100
"""Words by which the difficulty of a text can be told; of fewer it is noise."""
_GRADE = 9
_VOWELS = re.compile(r"[aeiouyáéíóúàâèêëîïôùûüœæ]+")


def long_sentence(sentence: Sentence, most: int = LONG) -> Iterator[Remarked]:
    """P1: a sentence that is too long to be held in mind."""
    if len(sentence.raw) > most:
        yield of_text("P1", sentence, count=len(sentence.raw), most=most)


def long_paragraph(block: Block) -> Iterator[Remarked]:
    """P4: a paragraph that nobody sees a way into."""
    if block.length > _PARAGRAPH or len(block.sentences) > _SENTENCES_IN_IT:
        count = len(block.sentences)
        yield of_text("P4", block.sentences[0], count=block.length, sentences=count)


def averages(sentences: Sequence[Sentence]) -> Iterator[Remarked]:
    """P2 and P3: what the sentences of a text are like together."""
    lengths = [len(one.raw) for one in sentences]
    if sum(lengths) < _ENOUGH:
        return
    if (average := mean(lengths)) > _ON_AVERAGE:
        yield of_text("P2", sentences[0], average=round(average))
    share = round(100 * sum(n > _ON_AVERAGE for n in lengths) / len(lengths))
    if share > _SHARE_OF_LONG:
        yield of_text("P3", sentences[0], share=share, words=_ON_AVERAGE)


def without_heading(blocks: Sequence[Block]) -> Iterator[Remarked]:
    """P5: a long way without a heading."""
    count, first = 0, None
    for block in [*blocks, None]:
        if block is None or block.is_heading:
            if first is not None and count > _WITHOUT_HEADING:
                yield of_text("P5", first, count=count)
            count, first = 0, None
        else:
            count, first = count + block.length, first or block.sentences[0]


def hard_to_read(sentences: Sequence[Sentence]) -> Iterator[Remarked]:
    """P32: how many years of school a text asks for (Flesch-Kincaid), names left out."""
    words = [word for one in sentences for word in _without_names(one)]
    if len(words) < _ENOUGH:
        return
    if (grade := school_years(words, len(sentences))) > _GRADE:
        yield of_text("P32", sentences[0], grade=round(grade))


def school_years(words: Sequence[str], sentences: int) -> float:
    """Return how many years of school the words of some English sentences ask for (Flesch-Kincaid)."""
    return 0.39 * len(words) / sentences + 11.8 * mean(map(_syllables, words)) - 15.59


def _without_names(sentence: Sentence) -> Iterator[str]:
    for at, word in enumerate(sentence.raw):
        if word.isalpha() and (at == 0 or word.islower()):
            yield word.lower()


def _syllables(word: str) -> int:
    """Return about how many syllables an English word has."""
    count = len(_VOWELS.findall(word))
    if word.endswith("e") and not word.endswith(("le", "ee", "ie")):
        count -= 1
    if word.endswith(("es", "ed")) and not word.endswith(
        ("ted", "ded", "ses", "xes", "zes", "ches", "shes", "ces", "ges", "les")
    ):
        count -= 1
    return max(count, 1)
