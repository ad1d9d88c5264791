"""Aims and levels of others that the plan's prose names, against the data (K8, D5).

'Our target is 95%' has to be an aim that some promise of the agency has, or once had; a level said
of a named comparator has to be one of the figures beside its name in benchmarks.yml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from charters.checks.contradictions.figures import claim_of, numbers_of
from charters.checks.contradictions.levels import aims_of, is_known, levels_of
from charters.checks.contradictions.places import (
    BENCHMARKS,
    RESULTS,
    beside,
    level_said,
    result_said,
)
from charters.checks.contradictions.plan_words import differs_from, promised_by, stems_of
from charters.checks.contradictions.promises import language_of
from charters.checks.contradictions.prose import Sentence, sentences_of
from charters.checks.wording import LANGUAGES
from charters.checks.wording.promise import Said, heard
from charters.checks.wording.shares import Share
from charters.checks.wording.times import Time, time_of
from charters.model.benchmarks import Benchmark
from charters.model.quantities import Quantity
from charters.model.register import Charter, Register
from charters.model.shapes import Shape
from charters.model.standards import Standard
from charters.problems import Place, Problem

_GOAL = {
    "en": re.compile(
        r"\bour (?:[a-z]+ )?(?:target|goal|aim|limit) (?:is|of|stands at|remains)(?: now| still)?"
        r"(?: to(?: [a-z]+){1,4}?)?(?: at least| at most| within| in)? $"
    ),
    "fr": re.compile(
        r"\bnotre (?:cible|objectif|but) (?:est|de|reste)(?: maintenant| toujours)?(?: de| d')?"
        r"(?: (?:au moins|au plus|dans les))? $"
    ),
}
_OTHER_TIME = re.compile(
    r"\b(?:by (?:the end of )?(?:19|20)\d\d|(?:next|last|coming) year|from (?:19|20)\d\d|until"
    r"|was|were|used to|former|previous|old|new|future|d'ici|jusqu|ancien\w*|futur\w*)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ON_AVERAGE = re.compile(
    r"\b(?:waited|took|answered|was|were)\b[^.;]*\b(?:on average|en moyenne)\b"
)
_OF_OTHERS = re.compile(
    r"\b(?:private|compan(?:y|ies)|industry|others?|elsewhere|they|their|states|national|than|some"
    r"|rose|fell|grew|by|if|only|each|every)\b"
)
_HEDGED = re.compile(r"\b(?:about|nearly|almost|over|more than|under|roughly|around|some) $")
_DIGITS = re.compile(r"\d[\d.,]*\d|\d")


def check_plan_goals(register: Register) -> Iterator[Problem]:
    """Yield aims and levels of others in the plan's prose that the data does not have."""
    language = language_of(register.settings.language)
    if language not in LANGUAGES:
        return
    for charter in register.charters.values():
        for sentence in sentences_of(charter.page) if charter.page else ():
            said = heard(sentence.words, language)
            if numbers_of(said):
                yield from _goals(charter, sentence, said)
                yield from _averages(charter, sentence, said)
                yield from _of_comparators(charter, sentence, said)


def _goals(charter: Charter, sentence: Sentence, said: Said) -> Iterator[Problem]:
    for part in numbers_of(said):
        before = said.text[: part.start]
        if not _GOAL[said.language].search(before) or _OTHER_TIME.search(said.text):
            continue
        comparable = [s for s in charter.standards if _has_such_an_aim(s, part)]
        claim = claim_of(said, part)
        standard = _nearest(charter, sentence, comparable) if comparable else None
        if standard is not None and not is_known(claim, _aims_meant(charter, sentence, standard)):
            side = promised_by(standard, claim)
            if side is not None:
                yield differs_from(charter, sentence, claim, standard, side)


def _aims_meant(charter: Charter, sentence: Sentence, standard: Standard) -> Iterator[Quantity]:
    """Yield the aims of the promise beside a sentence that speaks of it; else every aim."""
    stems = stems_of(sentence.words)
    if standard.id != sentence.beside or not stems & stems_of(str(standard.promise)):
        yield from _all_aims(charter)
        return
    for other in charter.standards:
        if stems & stems_of(str(other.promise)):
            yield from aims_of(other)


def _all_aims(charter: Charter) -> Iterator[Quantity]:
    """Yield every aim of an agency, the times of its complaint steps among them."""
    for standard in charter.standards:
        yield from aims_of(standard)
    complaints, statement = charter.agency.complaints, charter.agency.accessibility_statement
    steps = [step.within for step in complaints.steps] if complaints else []
    answered = [statement.answered_within] if statement else []
    yield from (level for level in (*steps, *answered) if level is not None)


def _has_such_an_aim(standard: Standard, part: Share | Time) -> bool:
    target, limit = standard.target, standard.limit
    levels = [level for level in (limit, target.level if target else None) if level is not None]
    if isinstance(part, Share):
        return any(level.is_share for level in levels)
    return any(time_of(level) is not None for level in levels)


def _nearest(charter: Charter, sentence: Sentence, standards: list[Standard]) -> Standard:
    """Return the promise beside a sentence, or the one with most of its words."""
    stems = stems_of(sentence.words)
    near = charter.standard_by_id.get(sentence.beside)
    if near in standards and near is not None:
        return near
    return max(standards, key=lambda standard: len(stems & stems_of(str(standard.promise))))


def _averages(charter: Charter, sentence: Sentence, said: Said) -> Iterator[Problem]:
    """K8: a time that is said to be the average of a year is one that the data has."""
    years = set(_YEAR.findall(said.text))
    if len(years) != 1 or not _ON_AVERAGE.search(said.text) or _OF_OTHERS.search(said.text):
        return
    year = years.pop()
    means = [s for s in charter.standards if s.measure.shape in (Shape.MEAN, Shape.MEDIAN)]
    rows = [
        (standard, row)
        for standard in means
        for row in charter.results.get(standard.id, ())
        if row.period.label in (year, f"FY{year}") and row.amount is not None and not row.part
        if _speaks_of(said, standard)
    ]
    levels = [level for standard in charter.standards for level in levels_of(charter, standard)]
    for time in said.times if rows else ():
        claim = claim_of(said, time)
        if not is_known(claim, levels) and not _HEDGED.search(said.text[: time.start]):
            standard, row = rows[0]
            side = (RESULTS, row.line), result_said(standard, row)
            yield differs_from(charter, sentence, claim, standard, side)
            return


def _speaks_of(said: Said, standard: Standard) -> bool:
    """Return whether a sentence has a word of what a promise counts, such as calls."""
    counted = stems_of(f"{standard.promise} {standard.measure.of or ''}")
    return any(stem in said.text for stem in counted if len(stem) > 3)


# ---------------------------------------------------------------------------------- comparators


def _of_comparators(charter: Charter, sentence: Sentence, said: Said) -> Iterator[Problem]:
    for benchmark in charter.benchmarks:
        name = str(benchmark.organization).lower()
        at = said.text.find(name)
        if at >= 0 and benchmark.value is not None and _is_of_its_time(said, benchmark):
            yield from _of_comparator(charter, sentence, said, benchmark, at + len(name))
            return


def _of_comparator(
    charter: Charter, sentence: Sentence, said: Said, benchmark: Benchmark, after: int
) -> Iterator[Problem]:
    level = benchmark.value
    known = [other.value for other in charter.benchmarks if other.value is not None]
    own = [level for standard in charter.standards for level in levels_of(charter, standard)]
    for part in numbers_of(said):
        claim = claim_of(said, part)
        if level is None or part.start < after or not _is_of_its_sort(part, level):
            continue
        if not is_known(claim, [*known, *own]) and not _is_in_its_words(claim.quoted, benchmark):
            place = Place(sentence.path, sentence.line_of(claim.quoted))
            other = charter.place(BENCHMARKS, "benchmarks", benchmark.id, "value")
            yield Problem(
                place,
                "K8",
                f"the plan says '{claim.quoted}' of {benchmark.organization}, '{benchmark.id}' says "
                f"{level_said(level)} ({beside(place, other)}); take the number out, or write the "
                "same in both",
                (other,),
            )
            return


def _is_of_its_sort(part: Share | Time, level: Quantity) -> bool:
    return level.is_share if isinstance(part, Share) else time_of(level) is not None


def _is_of_its_time(said: Said, benchmark: Benchmark) -> bool:
    """Return whether a sentence speaks of no other year than the comparator's own."""
    years = set(_YEAR.findall(said.text))
    return not years or (benchmark.date is not None and years <= {benchmark.date.label[:4]})


def _is_in_its_words(quoted: str, benchmark: Benchmark) -> bool:
    fields = (benchmark.measure, benchmark.differences, benchmark.does, benchmark.action)
    words = " ".join(str(field) for field in fields if field)
    return any(number in words for number in _DIGITS.findall(quoted))
