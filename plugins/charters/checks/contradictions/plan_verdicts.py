"""Verdicts in the plan's prose against the verdict worked out (K2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from charters.checks.contradictions.places import RESULTS, beside, result_said
from charters.checks.contradictions.prose import Sentence, sentences_of
from charters.judging.verdicts import judge
from charters.model.register import Charter, Register
from charters.model.results import Result
from charters.model.standards import Standard
from charters.problems import Place, Problem

_AIM = r"(?:target|goal|aim|promise|standard)"
_DONE = r"(?P<kept>met|kept|exceeded|achieved|reached|beat)"
_NOT = r"(?P<missed>missed|fell short of|did not (?:meet|keep|reach|achieve))"
_VERDICT = re.compile(
    rf"\bwe (?:have |easily |fully |just |narrowly )*(?:{_DONE}|{_NOT})"
    rf" (?:it(?=[.,;]|$| in (?:fiscal year )?(?:19|20)\d\d)|(?:our|the|this|that) {_AIM}\b(?!s))"
)
_AIMED = re.compile(rf"\b{_AIM}\b")
_OF_SOME = re.compile(
    r"\b(?:if|unless|when|until|every|each|most|some|all but|except|nearly|almost|not always|quarter"
    r"|month|january|february|march|april|may|june|july|august|september|october|november"
    r"|december)\b|\bq[1-4]\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def check_plan_verdicts(register: Register) -> Iterator[Problem]:
    """Yield 'we met our target' in the plan beside a promise whose results deny it."""
    if register.settings.language.partition("-")[0] != "en":
        return
    for charter in register.charters.values():
        for sentence in sentences_of(charter.page) if charter.page else ():
            standard = charter.standard_by_id.get(sentence.beside)
            if standard is not None:
                yield from _sentence(charter, sentence, standard)


def _sentence(charter: Charter, sentence: Sentence, standard: Standard) -> Iterator[Problem]:
    text = sentence.words.lower()
    found = _VERDICT.search(text)
    if not found or not _AIMED.search(text) or _OF_SOME.search(text):
        return
    rows = _rows_meant(charter, standard, text)
    reached = [judge(standard, row).reached for row in rows]
    if rows and all(verdict is (found["kept"] is None) for verdict in reached):
        place = Place(sentence.path, sentence.line_of(found[0]))
        other = charter.place(RESULTS, rows[-1].line)
        which = "missed" if found["kept"] else "kept"
        yield Problem(
            place,
            "K2",
            f"the plan says '{found[0]}', but '{standard.id}' with "
            f"{result_said(standard, rows[-1])} ({beside(place, other)}) is {which}; take the words "
            f"out and write /// standard | {standard.id}, which keeps up with the data",
            (other,),
        )


def _rows_meant(charter: Charter, standard: Standard, text: str) -> list[Result]:
    """Return the results of the one year a sentence names; all where it names none."""
    years = set(_YEAR.findall(text))
    labels = {label for year in years for label in (year, f"FY{year}")}
    rows = [row for row in charter.results.get(standard.id, ()) if not row.part]
    named = [row for row in rows if not years or row.period.label in labels]
    return named if len(years) <= 1 else []
