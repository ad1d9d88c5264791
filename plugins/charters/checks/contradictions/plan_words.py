"""Numbers in the plan's prose against the promises they repeat (K8, S3.3).

A sentence repeats a promise when most of its words are the promise's. Its numbers then have to be
among the promise's own: limit, aim, results, and what these once were.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from charters.checks.contradictions.dated import wrong_claims
from charters.checks.contradictions.figures import Claim, claim_of, claims_in, numbers_of
from charters.checks.contradictions.levels import is_known, levels_of
from charters.checks.contradictions.places import (
    RESULTS,
    STANDARDS,
    Keys,
    beside,
    level_said,
    result_said,
)
from charters.checks.contradictions.promises import language_of, spoken
from charters.checks.contradictions.prose import Sentence, sentences_of
from charters.checks.wording import LANGUAGES
from charters.checks.wording.promise import Said, heard
from charters.checks.wording.shares import Share
from charters.checks.wording.times import Time, time_of
from charters.model.quantities import PERCENT
from charters.model.register import Charter, Register
from charters.model.standards import Standard
from charters.problems import Place, Problem

_WORD = re.compile(r"[a-zà-ÿ]{3,}")
_COMMON = frozenset(
    re.findall(
        r"\S+",
        """
        the and for with that this you your our its his her their they them are was were has
        have had not from within when than then who which what all each every any more most
        least percent average time times second seconds minute minutes hour hours day days
        business calendar working week weeks month months year years after before into out
        over under about only also will can may one two three on les des une pour avec que
        qui vous votre vos notre nos nous est sont dans jours jour ouvrables civils heures
        minutes semaines mois ans cent par sur plus moins chaque tous toutes aux ses leur
        """,
    )
)


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OF_OTHERS = re.compile(
    r"\b(?:private|compan(?:y|ies)|industry|others?|elsewhere|competitors?|they|states|cities|want|hope"
    r"|plan to|used to|formerly|once|until|next year|by (?:the end of )?(?:19|20)\d\d"
    r"|privé|entreprises|autres|ailleurs|voulons|espérons|autrefois|jusqu)\b"
)
"""Of others, of the past, or of what is still to come."""


@dataclass(frozen=True, slots=True)
class _Promise:
    """A standard in one language, ready to be looked for."""

    standard: Standard
    stems: frozenset[str]


def check_plan_words(register: Register) -> Iterator[Problem]:
    """Yield numbers in the plan's prose that differ from the promise they repeat."""
    site = register.settings.language
    language = language_of(site)
    if language not in LANGUAGES:
        return
    for charter in register.charters.values():
        sentences = sentences_of(charter.page) if charter.page else ()
        numbered = [
            (sentence, said)
            for sentence in sentences
            for said in (heard(sentence.words, language),)
            if numbers_of(said)
        ]
        promises = _promises(charter, site) if numbered else ()
        for sentence, said in numbered:
            yield from _sentence(charter, sentence, said, promises)


def _promises(charter: Charter, site: str) -> Sequence[_Promise]:
    return [
        _Promise(standard, stems_of(words))
        for standard in charter.standards
        for _, words, language in spoken(standard.promise, site)
        if language == language_of(site)
    ]


@lru_cache(maxsize=4096)
def stems_of(words: str) -> frozenset[str]:
    """Return the words that carry the meaning, without their endings."""
    found = (word for word in _WORD.findall(words.lower()) if word not in _COMMON)
    return frozenset(re.sub(r"(?:ing|ed|es|s|er|e|ons|ez)$", "", word) for word in found)


def _sentence(
    charter: Charter, sentence: Sentence, said: Said, promises: Sequence[_Promise]
) -> Iterator[Problem]:
    if _OF_OTHERS.search(said.text):
        return
    stems = stems_of(sentence.words)
    repeated = [p.standard for p in promises if _repeats(stems, p.stems)]
    dated = _YEAR.search(said.text) is not None
    if repeated and not dated:
        yield from _restated(charter, sentence, said, repeated)
        return
    beside = charter.standard_by_id.get(sentence.beside)
    for standard in repeated[:1] or ([beside] if beside else []):
        if standard.measure.shape.is_share:
            yield from _claimed(charter, sentence, said, standard)


def _claimed(
    charter: Charter, sentence: Sentence, said: Said, standard: Standard
) -> Iterator[Problem]:
    """Yield shares that a sentence claims for a year, or as reached, of one promise."""
    for wrong in wrong_claims(charter, standard, said.text):
        side: Side = ((RESULTS, wrong.row.line), result_said(standard, wrong.row))
        yield differs_from(charter, sentence, wrong.claim, standard, side)
    if stems_of(sentence.words) & stems_of(str(standard.promise)):
        for claim in claims_in(said):
            if claim.unit == PERCENT and not is_known(claim, levels_of(charter, standard)):
                yield differs_from(charter, sentence, claim, standard, _reached(charter, standard))


def _repeats(stems: frozenset[str], promise: frozenset[str]) -> bool:
    """Return whether a sentence says a promise again: most words of both are the same."""
    shared = len(stems & promise)
    return shared >= 2 and shared >= 0.6 * len(promise) and shared >= 0.5 * len(stems)


def _restated(
    charter: Charter, sentence: Sentence, said: Said, standards: Sequence[Standard]
) -> Iterator[Problem]:
    for part in numbers_of(said):
        if isinstance(part, Time) and not part.is_promised:
            continue
        claim = claim_of(said, part)
        if any(is_known(claim, levels_of(charter, standard)) for standard in standards):
            continue
        comparable = [standard for standard in standards if _is_comparable(charter, standard, part)]
        if comparable and len(comparable) == len(standards):
            promised = promised_by(comparable[0], claim)
            nearest = promised or _reached(charter, comparable[0])
            yield differs_from(charter, sentence, claim, comparable[0], nearest)
            return


def _is_comparable(charter: Charter, standard: Standard, part: Share | Time) -> bool:
    """Return whether the promise has a level of the same sort."""
    levels = [
        level for level in levels_of(charter, standard) if level.is_share == isinstance(part, Share)
    ]
    return any(level.is_share or time_of(level) is not None for level in levels)


Side = tuple[tuple[str, *Keys], str]
"""The place of the data that a number is set against, and what stands there."""


def promised_by(standard: Standard, claim: Claim) -> Side | None:
    """Return the limit or the target, whichever is of the same sort."""
    where = (STANDARDS, "standards", standard.id)
    is_share, target, limit = claim.unit == PERCENT, standard.target, standard.limit
    if limit is not None and limit.is_share == is_share:
        return (*where, "limit"), level_said(limit)
    if target is not None and target.level.is_share == is_share:
        return (*where, "target"), target.written
    return None


def _reached(charter: Charter, standard: Standard) -> Side:
    """Return the newest result; the promise itself where there is none."""
    rows = charter.results.get(standard.id, ())
    if rows:
        return (RESULTS, rows[-1].line), result_said(standard, rows[-1])
    return (STANDARDS, "standards", standard.id), "nothing of the sort"


def differs_from(
    charter: Charter, sentence: Sentence, claim: Claim, standard: Standard, side: Side
) -> Problem:
    """Return the problem that a number of the plan is not the one of a promise."""
    keys, said = side
    place, other = Place(sentence.path, sentence.line_of(claim.quoted)), charter.place(*keys)
    return Problem(
        place,
        "K8",
        f"the plan says '{claim.quoted}', '{standard.id}' says {said} ({beside(place, other)}); "
        f"take the number out and write /// standard | {standard.id}, which keeps up with the data",
        (other,),
    )
