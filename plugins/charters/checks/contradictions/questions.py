"""Questions set beside each other although they were put differently (K13, B9)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from charters.checks.contradictions.places import SURVEYS, Keys, beside
from charters.model.register import Charter, Register
from charters.model.surveys import CustomerSurvey, Question
from charters.model.text import Text
from charters.problems import Place, Problem

_WAYS = (
    ("by phone", re.compile(r"\b(?:phone|telephone|calls?)\b")),
    ("online", re.compile(r"\b(?:online|web\w*|e-?mail\w*|digital|text message|app)\b")),
    ("on paper", re.compile(r"\b(?:paper|letters?|post(?:al|ed)?|by mail|mailed)\b")),
    ("in person", re.compile(r"\b(?:in person|face to face|offices?|counters?)\b")),
)


@dataclass(frozen=True, slots=True)
class Put:
    """A question as one survey put it."""

    survey: CustomerSurvey
    question: Question
    keys: Keys


def check_questions(register: Register) -> Iterator[Problem]:
    """Yield questions that are compared although their wording, answers or way of asking differ."""
    for charter in register.charters.values():
        found = [
            Put(survey, question, ("customers", survey.id, "questions", n))
            for survey in charter.surveys.customers
            for n, question in enumerate(survey.questions)
        ]
        first = {put.question.id: put for put in reversed(found)}
        for put in found:
            yield from _compared(charter, put, first)
            yield from _same_id(charter, put, first[put.question.id])


def _compared(charter: Charter, put: Put, known: Mapping[str, Put]) -> Iterator[Problem]:
    for n, name in enumerate(put.question.comparable_with):
        if name in known:  # T003 says where it is not
            place = charter.place(SURVEYS, *put.keys, "comparable_with", n)
            found = _difference(charter, put, known[name])
            if found is not None:
                what, other = found
                message = (
                    f"'{name}' {what} ({beside(place, other)}), so the answers are not comparable; "
                    "take it out here, or mend the question"
                )
                yield Problem(place, "K13", message, (other,))


def _same_id(charter: Charter, put: Put, first: Put) -> Iterator[Problem]:
    """One id is one question: results of both are drawn as one line."""
    if put is not first and _words(put.question.asks) != _words(first.question.asks):
        place = charter.place(SURVEYS, *put.keys, "asks")
        other = charter.place(SURVEYS, *first.keys, "asks")
        message = (
            f"'{put.question.id}' was asked in other words before ({beside(place, other)}), so the "
            "answers are not comparable; give this question an id of its own"
        )
        yield Problem(place, "K13", message, (other,))


def _difference(charter: Charter, put: Put, other: Put) -> tuple[str, Place] | None:
    """Return the first thing in which two compared questions differ, and its place."""
    mine, theirs = put.question, other.question
    for key, what, one, two in (
        ("asks", "was asked in other words", _words(mine.asks), _words(theirs.asks)),
        ("answers", "offered other answers", *_given(_labels(mine), _labels(theirs))),
        ("satisfied", "counted other answers as satisfied", *_given(_good(mine), _good(theirs))),
        ("published", "is in another unit", *_given(_unit(mine), _unit(theirs))),
    ):
        if one != two:
            return what, charter.place(SURVEYS, *other.keys, key)
    one, two = (_way(survey.channel) for survey in (put.survey, other.survey))
    if one and two and one != two:
        there = charter.place(SURVEYS, "customers", other.survey.id, "channel")
        return f"was asked another way, {two},", there
    return None


def _given(one: object, two: object) -> tuple[object, object]:
    """Return two values, or nothing to compare where one is missing."""
    return (one, two) if one and two else (None, None)


def _words(text: Text) -> dict[str, str]:
    return {
        code: " ".join(re.findall(r"\w+", words.casefold())) for code, words in text.by_language
    }


def _labels(question: Question) -> list[str]:
    return sorted(str(answer.label).casefold() for answer in question.answers)


def _good(question: Question) -> list[str]:
    return sorted(str(label).casefold() for label in question.satisfied)


def _unit(question: Question) -> str:
    return question.published.unit if question.published else ""


def _way(channel: Text | None) -> str:
    said = str(channel).lower() if channel else ""
    found = [name for name, words in _WAYS if words.search(said)]
    return found[0] if len(found) == 1 else ""
