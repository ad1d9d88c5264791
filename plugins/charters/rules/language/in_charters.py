"""What the check of a site tells of its language: the rules that are sure enough to warn."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from charters.model.register import AgencyPage
from charters.problems import Problem
from charters.reading.prose import prose_of
from charters.rules.case import Case
from charters.rules.forms import Subject
from charters.rules.language.checking import phrases, spoken
from charters.rules.language.in_files import NOT_WORDS
from charters.rules.language.lengths import TOO_LONG, long_sentence
from charters.rules.language.on_pages import only_pdf
from charters.rules.language.passages import blocks_of, words_of
from charters.rules.language.remarked import Remarked
from charters.rules.language.vocabulary import LANGUAGES, vocabulary


def texts_problems(case: Case) -> Iterator[Problem]:
    """Yield what is wrong with the language of every text of an agency."""
    for file, keys, text in case.texts:
        if NOT_WORDS.isdisjoint(keys):
            for code, words, language in case.spoken(text):
                for one in warnings(words, language):
                    yield one.at(case.charter.place(file, *keys, *filter(None, [code])))


def page_problems(page: AgencyPage, language: str) -> Iterator[Problem]:
    """Yield what is wrong with the language of a page's prose."""
    prose = prose_of(page)
    for one in warnings(prose.words, language.partition("-")[0], marked=True):
        yield one.at(prose.place(one.start))


@lru_cache(maxsize=4096)
def warnings(text: str, language: str, *, marked: bool = False) -> tuple[Remarked, ...]:
    """Return what the rules say of a text that warn."""
    if language not in LANGUAGES:
        return ()
    words = words_of(text)
    is_short = len(words) <= TOO_LONG and "pdf" not in words
    if is_short and not vocabulary(language).warns_of(words):
        return ()
    return tuple(_warnings(text, language, marked=marked))


def _warnings(text: str, language: str, *, marked: bool) -> Iterator[Remarked]:
    known = vocabulary(language)
    for block in blocks_of(text, known, marked=marked):
        for sentence in block.sentences if not block.is_heading else ():
            found = (
                *long_sentence(sentence, TOO_LONG),
                *phrases(sentence, known),
                *only_pdf(sentence, known),
            )
            yield from (one for one in found if one.is_warning and language in spoken(one.code))


SUBJECT = Subject(clashes=(texts_problems,))
