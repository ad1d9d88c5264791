"""How plainly an agency writes, in a few numbers: for those who write, never for a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from statistics import mean
from typing import NamedTuple

from charters.problems import SILENCE, Message, rules
from charters.problems.message import _
from charters.reading.prose import prose_of
from charters.rules.case import Case
from charters.rules.language.checking import TextKind, check_language
from charters.rules.language.in_files import NOT_WORDS
from charters.rules.language.lengths import LONG, school_years
from charters.rules.language.passages import Sentence, blocks_of
from charters.rules.language.vocabulary import LANGUAGES, vocabulary

_OFTEN = 3
"""Of what is found, how many kinds are told."""


class Overview(NamedTuple):
    """The sentences of an agency in one language, together."""

    language: str
    sentences: int
    words: float
    """Of a sentence, on average."""
    long: int
    """Of every hundred sentences, how many are too long."""
    grade: Message
    """Years of school, by the formulas that this language has; silence where it has none."""
    often: Sequence[tuple[str, int]]
    """What is found most, by code."""

    def lines(self) -> Iterator[Message]:
        """Yield what it comes to, as a terminal prints it."""
        said = _(
            "How plainly we write ({language}): {sentences} sentences, {words} words each on average, {long} of every 100 over {most} words",
            language=self.language,
            sentences=self.sentences,
            words=round(self.words),
            long=self.long,
            most=LONG,
        )
        yield _("{said}; {grade}", said=said, grade=self.grade) if self.grade else said
        for code, count in self.often:
            title = Message(rules()[code].title)
            yield _("  {code} {count} times: {title}", code=code.ljust(5), count=count, title=title)


def overviews(case: Case) -> Iterator[Overview]:
    """Yield the overview of every language an agency writes in and the rules know."""
    said = [*_said(case)]
    for language in LANGUAGES:
        texts = [(words, kind) for words, spoken, kind in said if spoken == language]
        sentences = [one for words, kind in texts for one in _sentences(words, kind, language)]
        if sentences:
            found = Counter(
                one.code for text in texts for one in check_language(text[0], language, text[1])
            )
            lengths = [len(one.raw) for one in sentences]
            long = round(100 * sum(n > LONG for n in lengths) / len(lengths))
            grade = _grade(sentences, language)
            often = found.most_common(_OFTEN)
            yield Overview(language, len(lengths), mean(lengths), long, grade, often)


def _said(case: Case) -> Iterator[tuple[str, str, TextKind]]:
    for _file, keys, text in case.texts:
        if NOT_WORDS.isdisjoint(keys):
            for _code, words, language in case.spoken(text):
                yield words, language, TextKind.PROMISE if keys[-1] == "promise" else TextKind.TEXT
    for page in case.charter.pages:
        yield prose_of(page).words, page.language.partition("-")[0], TextKind.PAGE


def _sentences(text: str, kind: TextKind, language: str) -> Iterator[Sentence]:
    for block in blocks_of(text, vocabulary(language), marked=kind is TextKind.PAGE):
        if not block.is_heading:
            yield from block.sentences


def _grade(sentences: Sequence[Sentence], language: str) -> Message:
    """Return the years of school: by our count, and by textstat where it is installed.

    Of textstat only what counts letters: what counts English syllables fetches a dictionary first.
    """
    if language != "en":
        return SILENCE
    words = [word for one in sentences for word in one.words if word.isalpha()]
    own = round(school_years(words, len(sentences)))
    said = _("{years} years of school (Flesch-Kincaid)", years=own)
    if find_spec("textstat") is None:
        return said
    import textstat

    text = " ".join(f"{' '.join(one.raw)}." for one in sentences)
    other = round(textstat.automated_readability_index(text))
    return _("{said}, {years} (textstat, by letters)", said=said, years=other)
